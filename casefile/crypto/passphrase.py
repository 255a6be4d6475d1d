"""The one place where a passphrase becomes bytes.

A person who types «й» on one keyboard and on another may send one code point or two; NFC makes them one.
"""

from __future__ import annotations

import unicodedata

from casefile.errors import Refused


class UnusablePassphrase(Refused):
    """Empty, or not text that can be encoded. Says nothing of what was typed."""

    def __init__(self) -> None:
        super().__init__("crypto.passphrase_unusable")


def passphrase_bytes(passphrase: str) -> bytes:
    """`passphrase` in Unicode normal form C, as UTF-8.

    Raises:
        UnusablePassphrase: it is empty or holds half a surrogate pair.
    """
    try:
        encoded = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    except UnicodeEncodeError:
        encoded = b""  # the exception would carry the passphrase into a traceback
    if not encoded:
        raise UnusablePassphrase
    return encoded
