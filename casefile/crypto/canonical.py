"""Base64 with exactly one spelling for each byte string (RFC 4648, sections 3.5 and 4).

A decoder that forgives (stray bits, line ends, missing or extra padding) lets one file have many spellings, and what has
many spellings cannot be compared or signed. So there is one rule for everything that Casefile reads: what was decoded,
encoded again, must be what was read.
"""

from __future__ import annotations

import binascii


class NotCanonical(ValueError):
    """The text is not the one base64 spelling of any byte string."""


def encode(data: bytes) -> bytes:
    """`data` as base64 without padding, as in age headers."""
    return encode_padded(data).rstrip(b"=")


def encode_padded(data: bytes | bytearray | memoryview) -> bytes:
    """`data` as base64 with padding, as in age armor and signed notes."""
    return binascii.b2a_base64(data, newline=False)


def decode(text: bytes) -> bytes:
    """The bytes that unpadded base64 `text` spells.

    Raises:
        NotCanonical: padding, a stray character, a stray bit.
    """
    if text.endswith(b"="):
        raise NotCanonical
    return decode_padded(text + b"=" * (-len(text) % 4))


def decode_padded(text: bytes) -> bytes:
    """The bytes that padded base64 `text` spells.

    Raises:
        NotCanonical: padding missing or too much, a stray character, a stray bit.
    """
    try:
        data = binascii.a2b_base64(text)
    except binascii.Error:
        raise NotCanonical from None
    if encode_padded(data) != text:
        raise NotCanonical
    return data
