"""One pass over a stream: hash it here while another thread encrypts and writes what was read before.

Hashing and encryption release the interpreter, so two cores work at once. A few buffers go round; memory does not
depend on the size of the stream.
"""

from __future__ import annotations

import hashlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from casefile.progress import Progress

PIECE = 1 << 20
_BUFFERS = 6


class Source(Protocol):
    """A binary stream to take in. One that also has ``readinto`` is read without a copy."""

    def read(self, size: int, /) -> bytes | None:
        """Up to `size` bytes; none at the end."""


class Writer(Protocol):
    """Where pieces go, in order."""

    def write(self, data: memoryview, /) -> int:
        """Take all of `data`, which is overwritten afterwards."""


@dataclass(frozen=True)
class Measured:
    """What a stream held.

    Attributes:
        sha256: 32 bytes.
        length: bytes.
    """

    sha256: bytes
    length: int


def pump(source: Source, writer: Writer, progress: Progress, total: int | None) -> Measured:
    """Send all of `source` to `writer` and hash it on the way. Progress in bytes, of `total`.

    Raises:
        Cancelled: by `progress`; whatever `source` or `writer` raise comes through.
    """
    digest, length = hashlib.sha256(), 0
    free = deque(memoryview(bytearray(PIECE)) for _ in range(_BUFFERS))
    busy: deque[tuple[Future[int], memoryview]] = deque()
    with ThreadPoolExecutor(1, "evidence") as second:
        while True:
            progress.check()
            if not free:
                free.append(_finished(busy))
            buffer = free.popleft()
            filled = fill(source, buffer)
            if not filled:
                break
            piece = buffer[:filled]
            busy.append((second.submit(writer.write, piece), buffer))
            digest.update(piece)
            length += filled
            progress.step(length, total)
        while busy:
            _finished(busy)
    return Measured(digest.digest(), length)


def fill(source: Source, buffer: memoryview) -> int:
    """Fill `buffer` from `source` and return how many bytes there were; fewer only at the end."""
    readinto = getattr(source, "readinto", None) or partial(_read_and_copy, source)
    filled = 0
    while filled < len(buffer) and (got := readinto(buffer[filled:])):
        filled += got
    return filled


def _read_and_copy(source: Source, target: memoryview) -> int:
    data = source.read(len(target)) or b""
    target[: len(data)] = data
    return len(data)


def _finished(busy: deque[tuple[Future[int], memoryview]]) -> memoryview:
    future, buffer = busy.popleft()
    future.result()
    return buffer
