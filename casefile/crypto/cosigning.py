"""Seen by someone else: ML-DSA-44 cosignatures on checkpoints (https://c2sp.org/tlog-cosignature, FIPS 204).

A cosignature says that its maker saw this head of this log at a time the maker claims. It holds against a future quantum computer.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.notes import BadSignature, Note, Signature, UnknownSigner, key_id, parse_verifier_key, verifier_key

ALGORITHM = 0x06
SEED_BYTES = 32
PUBLIC_BYTES = 1312
SIGNATURE_BYTES = 2420
_LABEL = b"subtree/v1\n\0"
_TIME_BYTES = 8
_LATEST = 2**63 - 1


@dataclass(frozen=True, slots=True, repr=False)
class CosignatureKey:
    """A 1312-byte ML-DSA-44 public key."""

    public: bytes

    @classmethod
    def parse(cls, text: str) -> tuple[str, Self]:
        """Name and key of a *vkey* ``name+id+base64``.

        Raises:
            ValueError
        """
        name, public = parse_verifier_key(text, ALGORITHM, PUBLIC_BYTES)
        return name, cls(public)

    def encode(self, name: str) -> str:
        """The key as a *vkey* under `name`."""
        return verifier_key(name, ALGORITHM, self.public)

    def key_id(self, name: str) -> bytes:
        """4 bytes."""
        return key_id(name, ALGORITHM, self.public)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the 2420-byte `signature` over `message`."""
        try:
            MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):  # ValueError: the public key has another length
            return False
        return True


class CosigningKey:
    """An ML-DSA-44 private key, made from a 32-byte seed.

    Attributes:
        public: its `CosignatureKey`.
    """

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("the seed is 32 bytes")
        self._seed = seed
        self._key = MLDSA44PrivateKey.from_seed_bytes(seed)
        self.public = CosignatureKey(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The key of a 32-byte seed that was random or derived from something random."""
        return cls(seed)

    def seed(self) -> bytes:
        """The 32 bytes to keep. A secret."""
        return self._seed

    def sign(self, message: bytes) -> bytes:
        """2420 bytes."""
        return self._key.sign(message)


def cosign(note: bytes, name: str, key: CosigningKey, timestamp: int) -> bytes:
    """A signed checkpoint with one signature more. Verify the checkpoint first: this does not.

    Args:
        note: a signed note whose text is a checkpoint.
        name: of the cosigner, at most 255 bytes.
        timestamp: POSIX seconds at which this was the largest head the cosigner saw, or 0 to say nothing of it.

    Raises:
        NotANote, NotACheckpoint
    """
    parsed = Note.parse(note)
    message = _message(Checkpoint.parse(parsed.untrusted_text), name, timestamp)
    value = timestamp.to_bytes(_TIME_BYTES) + key.sign(message)
    signature = Signature(name, key.public.key_id(name), value)
    return Note(parsed.untrusted_text, (*parsed.signatures, signature)).serialise()


def cosigned_at(note: bytes, name: str, key: CosignatureKey) -> int:
    """The time, in POSIX seconds and by the cosigner's claim, of the cosignature by `key` on a checkpoint.

    Origin, size and root are what is vouched for; extension lines are not. Of several, the latest.

    Raises:
        NotANote, NotACheckpoint
        UnknownSigner: there is none by this key.
        BadSignature: one claims to be by this key, and is not.
    """
    parsed = Note.parse(note)
    checkpoint = Checkpoint.parse(parsed.untrusted_text)
    values = parsed.claims(name, key.key_id(name))
    if not values:
        raise UnknownSigner
    return max(_verified_time(checkpoint, name, key, value) for value in values)


def _verified_time(checkpoint: Checkpoint, name: str, key: CosignatureKey, value: bytes) -> int:
    timestamp = int.from_bytes(value[:_TIME_BYTES])
    if len(value) != _TIME_BYTES + SIGNATURE_BYTES or timestamp > _LATEST:
        raise BadSignature
    if not key.verifies(value[_TIME_BYTES:], _message(checkpoint, name, timestamp)):
        raise BadSignature
    return timestamp


def _message(checkpoint: Checkpoint, name: str, timestamp: int) -> bytes:
    """`cosigned_message` of the specification, for a tree that starts at 0."""
    if not 0 <= timestamp <= _LATEST:
        raise ValueError("no such time")
    return b"".join(
        (
            _LABEL,
            _opaque(name),
            timestamp.to_bytes(8),
            _opaque(checkpoint.origin),
            (0).to_bytes(8),
            checkpoint.size.to_bytes(8),
            checkpoint.root,
        )
    )


def _opaque(text: str) -> bytes:
    encoded = text.encode()
    return len(encoded).to_bytes(1) + encoded
