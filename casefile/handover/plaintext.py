"""The decrypted content of a bundle as a stream, and its files one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from casefile.crypto.age import Decryptor, Identity
from casefile.errors import VerificationFailed
from casefile.handover import ustar
from casefile.handover.ustar import BLOCK, Member
from casefile.progress import Progress
from casefile.vault.padding import SMALLEST, padded_length

_PIECE = 64 * 1024


class Stream(Protocol):
    """Bytes in order."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


class Plaintext:
    """The verified plaintext of an age file, in order, with progress in bytes. Hashes what it gives.

    Attributes:
        header_mac: the 32 bytes that name the age file among all others.
        size: bytes of plaintext, by the size of the file, so a claim until the end was read; None where that cannot be told.

    Raises:
        NotAge, WrongKey, Damaged, Truncated, TooMuchWork; the last but two also from `read`.
    """

    def __init__(self, source: BinaryIO, identities: Sequence[Identity], progress: Progress) -> None:
        decryptor = Decryptor(source, identities)
        self.header_mac = decryptor.header_mac
        self.size = decryptor.size_to_come()
        self._chunks = iter(decryptor)
        self._rest = memoryview(b"")
        self._digest = hashlib.sha256()
        self._progress = progress
        self.position = 0

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        if not self._rest:
            self._progress.check()
            self._rest = memoryview(next(self._chunks, b""))
            self._progress.step(self.position + len(self._rest), self.size)
        given = bytes(self._rest[:size])
        self._rest = self._rest[len(given) :]
        self._digest.update(given)
        self.position += len(given)
        return given

    def sha256(self) -> str:
        """Of everything read so far, hexadecimal."""
        return self._digest.hexdigest()


class Members:
    """The files of a tar, one after the other, each read to its end before the next.

    Args:
        stream: the tar.
        size: how many bytes it has, where that is known: a file that says it is larger is refused at once.

    Attributes:
        smallest: bytes that the whole has at least, by its padding.
    """

    def __init__(self, stream: Stream, size: int | None) -> None:
        self._stream = stream
        self._size = size
        self.smallest = SMALLEST
        self._position = 0
        self._left = 0
        self._padding = 0

    def next(self) -> Member | None:
        """The next file, or None at the end, after which only the padding follows.

        Raises:
            VerificationFailed: not as a bundle is written.
        """
        assert not self._left, "read a file to its end before the next"
        if any(self._take(self._padding)):
            raise VerificationFailed("handover.tar_tail")
        block = self._take(BLOCK)
        if not any(block):
            self._finish()
            return None
        member = ustar.parse(block)
        if ustar.needs_pax(block):
            member = ustar.parse_pax(self._take(ustar.PAX_SIZE), member)
        if self._size is not None and member.size > self._size - self._position:
            self._drain()
            raise VerificationFailed("handover.member_larger_than_bundle", name=member.name)
        self._left, self._padding = member.size, -member.size % BLOCK
        return member

    def content(self) -> Iterator[bytes]:
        """The bytes of the file that `next` gave, in pieces, once."""
        while self._left:
            piece = self._stream.read(min(self._left, _PIECE))
            if not piece:
                raise VerificationFailed("handover.tar_short")
            self._left -= len(piece)
            self._position += len(piece)
            yield piece

    def _take(self, size: int) -> bytes:
        parts, missing = [], size
        while missing:
            part = self._stream.read(missing)
            if not part:
                raise VerificationFailed("handover.tar_short")
            parts.append(part)
            missing -= len(part)
        self._position += size
        return b"".join(parts)

    def _drain(self) -> None:
        """Read on to the end: where the age file itself was cut short, that is the news."""
        while self._stream.read(_PIECE):
            pass

    def _finish(self) -> None:
        """After the end: zeros up to the padded size, and nothing else."""
        due = padded_length(self._position + BLOCK, self.smallest) - self._position
        while piece := self._stream.read(_PIECE):
            if any(piece) or len(piece) > due:
                raise VerificationFailed("handover.tar_tail")
            due -= len(piece)
        if due:
            raise VerificationFailed("handover.tar_short")


def tail(position: int, smallest: int = SMALLEST) -> int:
    """How many zeros follow the last file of a tar that has `position` bytes so far: the end mark, and padding that hides the exact size."""
    return padded_length(position + len(ustar.END), smallest) - position
