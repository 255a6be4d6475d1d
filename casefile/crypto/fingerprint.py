"""What two people read to each other to know that they hold the right keys."""

from __future__ import annotations

import hashlib

from casefile.crypto.age.hybrid import HybridRecipient
from casefile.crypto.signing import VerifyKey

_LABEL = b"casefile/v1/fingerprint\0"
_GROUP = 4


def fingerprint(recipient: HybridRecipient, verify_key: VerifyKey) -> str:
    """32 hexadecimal digits in groups of four: the first 128 bits of SHA-256 over both public keys, each of fixed length."""
    digits = hashlib.sha256(_LABEL + recipient.public + verify_key.public).hexdigest()[:32]
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
