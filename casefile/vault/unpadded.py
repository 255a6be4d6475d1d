"""The content of an evidence file without its padding, to be read from any position."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from casefile.crypto.age import AgeError, SeekableReader
from casefile.errors import VerificationFailed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class UnpaddedReader(io.RawIOBase):
    """The first `length` bytes of a decrypting reader. Closing closes the reader and the file beneath."""

    def __init__(self, reader: SeekableReader, length: int, name: str) -> None:
        super().__init__()
        self._reader = reader
        self._length = length
        self._name = name

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position in the content."""
        return self._reader.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set the position; beyond the end nothing is read."""
        if whence == io.SEEK_END:
            return self._reader.seek(self._length + offset)
        return self._reader.seek(offset, whence)

    def readinto(self, target: WriteableBuffer, /) -> int:
        """Fill `target` from the position; fewer bytes only at the end.

        Raises:
            VerificationFailed: this part of the file was changed.
        """
        room = memoryview(target).cast("B")
        left = max(0, self._length - self._reader.tell())
        try:
            return self._reader.readinto(room[:left])
        except AgeError as fault:
            raise VerificationFailed("vault.evidence_altered", name=self._name) from fault

    def close(self) -> None:
        """Close the file beneath."""
        self._reader.close()
        super().close()
