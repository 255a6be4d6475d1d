"""The hybrid post-quantum recipient type, ``age1pq1…`` (C2SP age.md, "The MLKEM768-X25519 … recipient type").

HPKE base mode (RFC 9180) with the KEM MLKEM768-X25519, also known as X-Wing (draft-ietf-hpke-pq, filippo.io/hpke-pq): a private key
is a 32-byte seed, SHAKE256 of it gives the ML-KEM-768 seed and the X25519 scalar; public key and encapsulated key are
those of ML-KEM-768 and X25519, one after the other.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey, Suite

from casefile.crypto.age import bech32
from casefile.crypto.age.errors import BadKey, DamagedHeader
from casefile.crypto.age.header import Stanza
from casefile.crypto.age.wrapping import HYBRID, check_stanza, decode_argument
from casefile.crypto.canonical import encode

RECIPIENT_PREFIX = "age1pq"
IDENTITY_PREFIX = "age-secret-key-pq-"
SEED_BYTES = 32
_MLKEM_PUBLIC, _MLKEM_CIPHERTEXT, _MLKEM_SEED, _X25519 = 1184, 1088, 64, 32
PUBLIC_BYTES = _MLKEM_PUBLIC + _X25519
_ENCAPSULATED = _MLKEM_CIPHERTEXT + _X25519
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True, repr=False)
class HybridRecipient:
    """A public key: 1184 bytes of ML-KEM-768, then 32 bytes of X25519."""

    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """The recipient written ``age1pq1…``.

        Raises:
            BadKey
        """
        try:
            recipient = cls(bech32.decode(RECIPIENT_PREFIX, text))
            recipient._key()
        except ValueError:
            raise BadKey from None
        return recipient

    def encode(self) -> str:
        """``age1pq1…``, 1959 characters."""
        return bech32.encode(RECIPIENT_PREFIX, self.public)

    def wrap(self, file_key: bytes) -> Stanza:
        """See `Recipient.wrap`."""
        sealed = _SUITE.encrypt(file_key, self._key(), info=_INFO)
        share, body = sealed[:_ENCAPSULATED], sealed[_ENCAPSULATED:]
        return Stanza(HYBRID, (encode(share).decode("ascii"),), body)

    def _key(self) -> MLKEM768X25519PublicKey:
        if len(self.public) != PUBLIC_BYTES:
            raise ValueError("the public key is 1216 bytes")
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.public[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(self.public[_MLKEM_PUBLIC:]),
        )


class HybridIdentity:
    """A private key, made from a 32-byte seed."""

    stanza_type = HYBRID

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("the seed is 32 bytes")
        self._seed = seed
        expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED + _X25519)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED])
        self._x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED:])
        self._key = MLKEM768X25519PrivateKey(mlkem, self._x25519)
        public = mlkem.public_key().public_bytes_raw() + self._x25519.public_key().public_bytes_raw()
        self.recipient = HybridRecipient(public)

    @classmethod
    def generate(cls) -> Self:
        """A new random identity."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The identity of a 32-byte seed that was random or derived from something random."""
        return cls(seed)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The identity written ``AGE-SECRET-KEY-PQ-1…``.

        Raises:
            BadKey
        """
        try:
            return cls(bech32.decode(IDENTITY_PREFIX, text))
        except ValueError:
            raise BadKey from None

    def encode(self) -> str:
        """``AGE-SECRET-KEY-PQ-1…``, 77 characters. A secret."""
        return bech32.encode(IDENTITY_PREFIX, self._seed).upper()

    def seed(self) -> bytes:
        """The 32 bytes of which it was made. A secret."""
        return self._seed

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """See `Identity.unwrap`."""
        for stanza in stanzas:
            if stanza.type == HYBRID and (file_key := self._unwrap(stanza)) is not None:
                return file_key
        return None

    def _unwrap(self, stanza: Stanza) -> bytes | None:
        check_stanza(stanza, arguments=1)
        share = decode_argument(stanza.arguments[0], _ENCAPSULATED)
        self._refuse_low_order(share[_MLKEM_CIPHERTEXT:])
        try:
            return _SUITE.decrypt(share + stanza.body, self._key, info=_INFO)
        except InvalidTag:
            return None

    def _refuse_low_order(self, x25519_share: bytes) -> None:
        # HPKE's own refusal of an all-zero secret cannot be told from a stanza for someone else, and is not the same news.
        try:
            self._x25519.exchange(X25519PublicKey.from_public_bytes(x25519_share))
        except ValueError:
            raise DamagedHeader from None
