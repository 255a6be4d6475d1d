"""Small things under a key: header slots, the directory, the head.

A sealed thing is a random 12-byte nonce and AES-256-GCM (NIST SP 800-38D) with its 16-byte tag. AES-GCM does not commit to
its key: one ciphertext can be made to open under two. Where that matters, in header slots that several passphrases are tried on, a
commitment derived from the same key under another label goes beside it and is compared first.
"""

from __future__ import annotations

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casefile.crypto.kdf import KEY_BYTES, expand
from casefile.errors import VerificationFailed

NONCE_BYTES = 12
OVERHEAD = NONCE_BYTES + 16
COMMITMENT_BYTES = 32
_COMMITMENT = "casefile/v1/slot/commitment"
_WRAPPING = "casefile/v1/slot/wrapping"


class Unsealable(VerificationFailed):
    """Another key, other associated data, or changed since it was sealed."""

    def __init__(self) -> None:
        super().__init__("crypto.unsealable")


def seal(key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """Nonce and ciphertext of `plaintext`, `OVERHEAD` bytes longer. `key` is 32 bytes; `associated` is bound, not stored."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plaintext, associated)


def unseal(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    """What `seal` was given.

    Raises:
        Unsealable: nothing of the content is released.
    """
    cipher = _cipher(key)
    if len(sealed) < OVERHEAD:
        raise Unsealable
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except InvalidTag:
        raise Unsealable from None


def slot_keys(kek: bytes) -> tuple[bytes, bytes]:
    """The 32-byte commitment to a key-encryption key, to be written beside a slot, and the 32-byte key that seals the slot."""
    return expand(kek, _COMMITMENT, COMMITMENT_BYTES), expand(kek, _WRAPPING)


def same(one: bytes, other: bytes) -> bool:
    """Whether two commitments or MACs are equal, in time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


def authenticate(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA-256 of `data`, 32 bytes."""
    return hmac.digest(key, data, "sha256")


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise ValueError("the key is 32 bytes")
    return AESGCM(key)
