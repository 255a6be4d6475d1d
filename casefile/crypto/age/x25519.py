"""The X25519 recipient type, ``age1…`` (C2SP age.md, "The X25519 recipient type").

Does not hold against a future quantum computer; for people who have nothing newer.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casefile.crypto.age import bech32
from casefile.crypto.age.errors import BadKey, DamagedHeader
from casefile.crypto.age.header import Stanza
from casefile.crypto.age.wrapping import check_stanza, decode_argument, unwrap_under, wrap_under
from casefile.crypto.canonical import encode

STANZA = "X25519"
RECIPIENT_PREFIX = "age"
IDENTITY_PREFIX = "age-secret-key-"
_KEY_BYTES = 32
_INFO = b"age-encryption.org/v1/X25519"


@dataclass(frozen=True, slots=True, repr=False)
class X25519Recipient:
    """A 32-byte X25519 public key."""

    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """The recipient written ``age1…``.

        Raises:
            BadKey
        """
        return cls(_parse(RECIPIENT_PREFIX, text))

    def encode(self) -> str:
        """``age1…``, 62 characters."""
        return bech32.encode(RECIPIENT_PREFIX, self.public)

    def wrap(self, file_key: bytes) -> Stanza:
        """See `Recipient.wrap`.

        Raises:
            BadKey: the public key is a point of low order, so that anyone could read the file.
        """
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.public))
        except ValueError:
            raise BadKey from None
        body = wrap_under(_wrapping_key(shared, share, self.public), file_key)
        return Stanza(STANZA, (encode(share).decode("ascii"),), body)


class X25519Identity:
    """A 32-byte X25519 private key."""

    stanza_type = STANZA

    def __init__(self, secret: bytes) -> None:
        if len(secret) != _KEY_BYTES:
            raise ValueError("the key is 32 bytes")
        self._secret = secret
        self._key = X25519PrivateKey.from_private_bytes(secret)
        self.recipient = X25519Recipient(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> Self:
        """A new random identity."""
        return cls(os.urandom(_KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The identity written ``AGE-SECRET-KEY-1…``.

        Raises:
            BadKey
        """
        return cls(_parse(IDENTITY_PREFIX, text))

    def encode(self) -> str:
        """``AGE-SECRET-KEY-1…``, 74 characters. A secret."""
        return bech32.encode(IDENTITY_PREFIX, self._secret).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """See `Identity.unwrap`."""
        for stanza in stanzas:
            if stanza.type == STANZA and (file_key := self._unwrap(stanza)) is not None:
                return file_key
        return None

    def _unwrap(self, stanza: Stanza) -> bytes | None:
        check_stanza(stanza, arguments=1)
        share = decode_argument(stanza.arguments[0], _KEY_BYTES)
        try:
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:  # the shared secret would be all zero
            raise DamagedHeader from None
        return unwrap_under(_wrapping_key(shared, share, self.recipient.public), stanza.body)


def _wrapping_key(shared: bytes, share: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=share + public, info=_INFO).derive(shared)


def _parse(prefix: str, text: str) -> bytes:
    try:
        key = bech32.decode(prefix, text)
    except ValueError:
        raise BadKey from None
    if len(key) != _KEY_BYTES:
        raise BadKey
    return key
