"""Values in JSON from anyone, each held against the one form that it may have. All raise ValueError or TypeError for any other."""

from __future__ import annotations

import re
from datetime import datetime

LARGEST = 1 << 60
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def text(data: object) -> str:
    """A string that can be written as UTF-8."""
    if not isinstance(data, str):
        raise TypeError("a string is expected")
    data.encode("utf-8")
    return data


def identifier(data: object) -> str:
    """32 hexadecimal digits."""
    if not _ID.fullmatch(text(data)):
        raise ValueError("an id is 32 hexadecimal digits")
    return text(data)


def sha256(data: object) -> bytes:
    """The 32 bytes of 64 hexadecimal digits."""
    if not _HASH.fullmatch(text(data)):
        raise ValueError("a hash is 64 hexadecimal digits")
    return bytes.fromhex(text(data))


def sha256_list(data: object) -> tuple[bytes, ...]:
    """A list of such."""
    if not isinstance(data, list):
        raise TypeError("a list is expected")
    return tuple(map(sha256, data))


def number(data: object) -> int:
    """A whole number from 0 to `LARGEST`."""
    if type(data) is not int or not 0 <= data <= LARGEST:
        raise ValueError("a whole number is expected")
    return data


def moment(data: object) -> str:
    """A time in ISO 8601 with its offset, as it was written."""
    if datetime.fromisoformat(text(data)).tzinfo is None:
        raise ValueError("a time without its zone")
    return text(data)
