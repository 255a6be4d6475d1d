"""Sizes that say little: PADMÉ, and never less than 64 KiB.

PADMÉ (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019) keeps
only so many leading bits of a length as its magnitude needs to be written down. The overhead is under 12 percent and
falls as files grow.
"""

from __future__ import annotations

from collections.abc import Iterator

SMALLEST = 64 * 1024
_PIECE = 1 << 20


def padded_length(length: int, smallest: int = SMALLEST) -> int:
    """Bytes that `length` bytes of content are padded to; never fewer than `smallest`, which is at least 1."""
    if length <= smallest:
        return smallest
    exponent = length.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << free_bits) - 1
    return (length + mask) & ~mask


def zeros(length: int) -> Iterator[bytes]:
    """The padding of `length` bytes of content, in pieces."""
    missing = padded_length(length) - length
    piece = bytes(min(missing, _PIECE))
    while missing:
        yield piece[:missing]
        missing -= min(missing, _PIECE)
