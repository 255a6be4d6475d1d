"""Values in JSON from anyone, each held against the one form that it may have. All raise ValueError or TypeError for any other."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

LARGEST = 1 << 60
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)
_YEARS = range(1900, 9000)
_LONGEST_LINE = 2000
_DEEPEST = 32


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
    """A time in ISO 8601 with its offset, as it was written. Python reads more than that, with any character between day and hour, and cannot bring the
    first and the last years into another zone: such a time would be shown as something else, or end the page that shows it."""
    said = text(data)
    if not _MOMENT.fullmatch(said) or datetime.fromisoformat(said).year not in _YEARS:
        raise ValueError("a time without its zone, or of no time")
    return said


def line(data: object) -> str:
    """A name of something, not empty and of bearable length: a kind, or the path of a field."""
    if not 0 < len(text(data)) <= _LONGEST_LINE:
        raise ValueError("a line has letters, and not very many")
    return text(data)


def called(data: object) -> str:
    """What somebody is called, on one line and with nothing in it that works unseen."""
    return " ".join("".join(each if each.isprintable() else " " for each in text(data)).split())


def shallow(data: Any) -> Any:
    """A value whose lists and objects are not very deep. What is as deep as Python just bears when it comes breaks where it is read with less left to go:
    in a check of the whole vault, or on a page."""
    layer = [data]
    for _ in range(_DEEPEST):
        layer = [part for each in layer for part in _inside(each)]
        if not layer:
            return data
    raise ValueError("too deep")


def _inside(data: Any) -> list[Any]:
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [each for each in parts if isinstance(each, dict | list)]
