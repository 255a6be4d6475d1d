"""What the codec reads from and writes to."""

from __future__ import annotations

import io
from typing import Protocol


class Source(Protocol):
    """A binary stream to read: a file, a pipe, a member of an archive."""

    def read(self, size: int, /) -> bytes | None:
        """Up to `size` bytes; no bytes at the end."""

    def readline(self, size: int, /) -> bytes:
        """Bytes up to and with the next line feed, at most `size`."""


class SeekableSource(Source, Protocol):
    """A binary stream whose position can be set."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Set the position; gives it from the start."""

    def tell(self) -> int:
        """The position."""

    def close(self) -> None:
        """Give the stream back to the system."""


class Sink(Protocol):
    """A binary stream to write."""

    def write(self, data: bytes | bytearray | memoryview, /) -> int | None:
        """Take `data`, or as many bytes as the result says."""


def read_full(source: Source, size: int) -> bytes:
    """Exactly `size` bytes, or fewer where the stream ends. An unbuffered stream may give less than asked each time."""
    first = source.read(size) or b""
    if len(first) in (0, size):
        return first
    parts = [first]
    missing = size - len(first)
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def write_full(sink: Sink, data: bytes | bytearray | memoryview) -> None:
    """Write all of `data`. An unbuffered file takes a part of it when the disk is nearly full, and says so only by a number."""
    written = sink.write(data)
    if written is None or written == len(data):
        return
    rest = memoryview(data)[written:]
    while rest:
        rest = rest[sink.write(rest) or 0 :]


def size_left(source: Source) -> int | None:
    """Bytes from the position to the end, or None where the stream does not say."""
    if not isinstance(source, io.IOBase) or not source.seekable():
        return None
    here = source.tell()
    end = source.seek(0, io.SEEK_END)
    source.seek(here)
    return end - here
