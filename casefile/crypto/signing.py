"""Who wrote this: Ed25519 signatures on notes (https://c2sp.org/signed-note, "Ed25519 signatures")."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from casefile.crypto.notes import BadSignature, Note, Signature, UnknownSigner, key_id, parse_verifier_key, verifier_key

ALGORITHM = 0x01
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class VerifyKey:
    """A 32-byte Ed25519 public key (RFC 8032)."""

    public: bytes

    @classmethod
    def parse(cls, text: str) -> tuple[str, Self]:
        """Name and key of a *vkey* ``name+id+base64``.

        Raises:
            ValueError
        """
        name, public = parse_verifier_key(text, ALGORITHM, KEY_BYTES)
        return name, cls(public)

    def encode(self, name: str) -> str:
        """The key as a *vkey* under `name`."""
        return verifier_key(name, ALGORITHM, self.public)

    def key_id(self, name: str) -> bytes:
        """4 bytes."""
        return key_id(name, ALGORITHM, self.public)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the 64-byte `signature` over `message`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):  # ValueError: the public key is no point
            return False
        return True


class SigningKey:
    """A 32-byte Ed25519 private key.

    Attributes:
        public: its `VerifyKey`.
    """

    def __init__(self, seed: bytes) -> None:
        if len(seed) != KEY_BYTES:
            raise ValueError("the seed is 32 bytes")
        self._seed = seed
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = VerifyKey(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """The key of a 32-byte seed that was random or derived from something random."""
        return cls(seed)

    def seed(self) -> bytes:
        """The 32 bytes to keep. A secret."""
        return self._seed

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(message)


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note that at least one known key signed and that no known key disowns.

    Attributes:
        text: with its final line feed.
        signers: names of the known keys that signed, in the order of their lines.
    """

    text: str
    signers: tuple[str, ...]


def sign_note(text: str, name: str, key: SigningKey) -> bytes:
    """`text`, which ends with a line feed, as a note signed under `name`."""
    signature = Signature(name, key.public.key_id(name), key.sign(text.encode()))
    return Note(text, (signature,)).serialise()


def open_note(data: bytes, keys: Mapping[str, VerifyKey]) -> OpenedNote:
    """The text of a note that one of `keys`, by name, signed. Signatures of other keys are ignored.

    Raises:
        NotANote: there is no signature.
        UnknownSigner: there is none by these keys.
        BadSignature: one claims to be by these keys, and is not.
    """
    note = Note.parse(data)
    message = note.untrusted_text.encode()
    signers: dict[str, None] = {}
    for signature in note.signatures:
        key = keys.get(signature.name)
        if key is None or key.key_id(signature.name) != signature.key_id:
            continue
        if not key.verifies(signature.value, message):
            raise BadSignature
        signers[signature.name] = None
    if not signers:
        raise UnknownSigner
    return OpenedNote(note.untrusted_text, tuple(signers))
