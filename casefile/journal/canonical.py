"""RFC 8785 canonical JSON of what the journal holds.

``rfc8785`` is right about everything and slow, and the journal writes ten values a record. For strings, whole numbers, lists and objects of
these, the standard library's encoder gives the same bytes: both escape what must be escaped and nothing else, in the same way. Where they
could differ (floats, numbers beyond 2**53, names of which UTF-16 has another order than Unicode) ``rfc8785`` is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

import rfc8785

_LARGEST = 2**53 - 1
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode
# First bytes of what UTF-16 writes as surrogates, and so sorts before U+E000 to U+FFFF.
_BEYOND = re.compile(b"[\xf0-\xf4]")


def dumps(value: Any) -> bytes:
    """The canonical JSON of `value`, as UTF-8.

    Raises:
        ValueError: `value` is not JSON, or holds a number or a string that canonical JSON does not know.
    """
    if type(value) is str:
        return encode_basestring(value).encode()
    if not _ordinary(value):
        return rfc8785.dumps(value)
    found = _encode(value).encode()
    return rfc8785.dumps(value) if _BEYOND.search(found) else found


string: Callable[[str], str] = encode_basestring
"""The canonical JSON of a string; to be encoded as UTF-8."""


def number(value: int) -> str:
    """The canonical JSON of a whole number.

    Raises:
        ValueError: canonical JSON does not know it.
    """
    if type(value) is not int or not -_LARGEST <= value <= _LARGEST:
        raise ValueError("not a whole number of canonical JSON")
    return str(value)


def _ordinary(value: Any) -> bool:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return True
    if kind is dict:
        for name, content in value.items():
            if type(name) is not str or (type(content) is not str and not _ordinary(content)):
                return False
        return True
    if kind is list:
        return all(type(content) is str or _ordinary(content) for content in value)
    return kind is int and -_LARGEST <= value <= _LARGEST
