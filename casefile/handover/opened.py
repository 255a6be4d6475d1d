"""Any file of a bundle's tar that was checked and kept, without reading the others."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO

from casefile.errors import NotFound
from casefile.handover import disclosure, jsonfiles, layout, ustar
from casefile.handover.disclosure import Disclosure

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class OpenedBundle:
    """A kept tar, for one thread at a time. Closing closes the stream beneath.

    Attributes:
        disclosure: the cases, to be shown read-only.
        names: the payload files, in order.
    """

    def __init__(self, tar: BinaryIO) -> None:
        """`tar` is seekable, and what `reading.read` accepted.

        Raises:
            VerificationFailed: it is not.
        """
        self._tar = tar
        self._places = _places(tar)
        self.names = tuple(name for name in self._places if name.startswith("data/"))
        with self.open(layout.CASE) as file:
            self.disclosure: Disclosure = disclosure.from_json(jsonfiles.load(layout.CASE, file.read()))

    def open(self, name: str) -> BinaryIO:
        """A seekable stream over one file.

        Raises:
            NotFound: there is none of this name.
        """
        if name not in self._places:
            raise NotFound("handover.no_such_member", name=name)
        return io.BufferedReader(_Slice(self._tar, *self._places[name]))

    def open_evidence(self, record: str) -> BinaryIO:
        """A seekable stream over the file of an evidence record.

        Raises:
            NotFound: it did not come with the bundle.
        """
        name = next((each.name for each in self.disclosure.files if each.record == record), None)
        if name is None:
            raise NotFound("handover.no_such_member", name=record)
        return self.open(name)

    def close(self) -> None:
        """Close the stream beneath."""
        self._tar.close()

    def __enter__(self) -> OpenedBundle:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


class _Slice(io.RawIOBase):
    """Some bytes of a seekable stream, as a stream of its own."""

    def __init__(self, whole: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._whole, self._start, self._size = whole, start, size
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position in the slice."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set the position; beyond the end nothing is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._position = base + offset
        return self._position

    def readinto(self, target: WriteableBuffer, /) -> int:
        """Fill `target` from the position; fewer bytes only at the end."""
        room = memoryview(target).cast("B")
        self._whole.seek(self._start + self._position)
        data = self._whole.read(min(len(room), max(0, self._size - self._position)))
        room[: len(data)] = data
        self._position += len(data)
        return len(data)


def _places(tar: BinaryIO) -> Mapping[str, tuple[int, int]]:
    """Name in the bag → start and size of every file."""
    found: dict[str, tuple[int, int]] = {}
    position = 0
    while any(block := _at(tar, position, ustar.BLOCK)):
        member, start = ustar.parse(block), position + ustar.BLOCK
        if ustar.needs_pax(block):
            member, start = ustar.parse_pax(_at(tar, start, ustar.PAX_SIZE), member), start + ustar.PAX_SIZE
        found[member.name.partition("/")[2]] = (start, member.size)
        position = start + member.size + len(ustar.padding(member.size))
    return found


def _at(tar: BinaryIO, position: int, size: int) -> bytes:
    tar.seek(position)
    return tar.read(size)
