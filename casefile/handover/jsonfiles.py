"""JSON inside a bundle: written one way, read with a bound on what it may cost."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from casefile.errors import VerificationFailed

MAX_PARTS = 2_000_000
"""Lists, objects and their entries in one file. A few bytes of text can become a hundred bytes of memory each."""


def dump(value: Any) -> bytes:
    """UTF-8, one space deep, every script as it is."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def load(name: str, data: bytes, most: int = MAX_PARTS) -> dict[str, Any]:
    """The object in an untrusted file, of at most so many parts.

    Raises:
        VerificationFailed: not one object in UTF-8, with a fraction, too deep, or of too many parts.
    """
    if sum(map(data.count, (b"[", b"{", b","))) > most:
        raise VerificationFailed("handover.member_too_large", name=name)
    try:
        found = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise VerificationFailed("handover.content_unreadable", name=name) from None
    if not isinstance(found, dict):
        raise VerificationFailed("handover.content_unreadable", name=name)
    return found


def _refuse(number: str) -> NoReturn:
    del number
    raise ValueError("only whole numbers stand in a bundle")
