"""A bundle in parts, read as one: for sticks whose file system (FAT32) holds no file of 4 GiB, or for what is sent in pieces.

The parts of ``NAME.age`` are ``NAME.age.001``, ``NAME.age.002`` … All but the last are of one size, and joined (``cat``, ``copy /b``) they are
the bundle, byte for byte. They carry no header of their own: what is wrong with a set of them is told from names, sizes and the age file.
"""

from __future__ import annotations

import bisect
import contextlib
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casefile.crypto.age import Damaged, Truncated
from casefile.crypto.age.errors import DamagedPayload
from casefile.errors import CasefileError, NotFound, VerificationFailed
from casefile.vault import durable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST = 999
SMALLEST = 4096
"""Bytes of the smallest part that can be asked for."""
_NUMBERED = re.compile(r"(.+)\.([0-9]{3})", re.DOTALL)
_BEGINNINGS = (b"age-encryption.org/", b"-----BEGIN AGE")


def part_name(whole: Path, number: int) -> Path:
    """Where the `number`-th part of the file `whole` lies, from 1."""
    return whole.with_name(f"{whole.name}.{number:03d}")


def parts_of(whole: Path) -> dict[int, Path]:
    """Number → place of every part of the file `whole` that lies in its folder, in their order."""
    found: dict[int, Path] = {}
    for path in whole.parent.iterdir() if whole.parent.is_dir() else ():
        name, number = _numbered(path)
        if name == whole.name and number and path.is_file():
            found[number] = path
    return dict(sorted(found.items()))


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, to be read; where that is a part, or the name that parts have in common, all of them joined.

    What the block raises because the bytes are no sound age file is told as what is wrong with the parts.

    Raises:
        NotFound: there is no such file, or a part is missing.
        VerificationFailed: the parts do not belong together; each way with its own sentence.
    """
    places = _places(path)
    if not places:
        with durable.open_plain(path) as source:
            yield source
        return
    sizes = [each.stat().st_size for each in places]
    _check_beginnings(places)
    _check_sizes(sizes)
    with _Joined(places, sizes) as joined:
        try:
            yield io.BufferedReader(joined)
        except (DamagedPayload, Truncated) as fault:
            raise _told(fault, joined) from fault


def _places(path: Path) -> list[Path]:
    """The parts of which `path` is one, or which are named after it; none where it is a file by itself."""
    name, number = _numbered(path)
    if path.is_file():
        found = parts_of(path.with_name(name)) if number else {}
        if not found or (number != 1 and len(found) == 1 and _begins(path)):
            return []
    else:
        found = parts_of(path)
    if not found:
        raise NotFound("handover.no_such_file", name=path.name)
    missing = next(each for each in itertools.count(1) if each not in found)
    if missing < max(found):
        raise NotFound("handover.part_missing", number=missing, name=part_name(path.with_name(name), missing).name)
    return list(found.values())


def _check_beginnings(places: Sequence[Path]) -> None:
    begins = [number for number, place in enumerate(places, 1) if _begins(place)]
    if begins and begins[0] != 1:
        raise VerificationFailed("handover.parts_renamed", number=begins[0])
    if begins[1:]:
        raise VerificationFailed("handover.parts_mixed", number=begins[1])


def _check_sizes(sizes: Sequence[int]) -> None:
    """All but the last part are as large as the first, and the last is not larger."""
    for number, size in enumerate(sizes[1:], 2):
        if size > sizes[0]:
            raise VerificationFailed("handover.part_larger", number=number)
        if size < sizes[0] and number < len(sizes):
            raise VerificationFailed("handover.parts_too_many", last=number, number=number + 1)


def _told(fault: Damaged, joined: _Joined) -> CasefileError:
    if isinstance(fault, Truncated):
        return VerificationFailed("handover.parts_end_early", number=joined.number)
    return VerificationFailed("handover.parts_do_not_join", number=joined.number)


def _numbered(path: Path) -> tuple[str, int]:
    """What the parts' names have in common, and the number of this one; 0 where the name is not that of a part."""
    found = _NUMBERED.fullmatch(path.name)
    return (found[1], int(found[2])) if found else (path.name, 0)


def _begins(path: Path) -> bool:
    """Whether an age file begins there."""
    with durable.open_plain(path) as file:
        return file.read(max(map(len, _BEGINNINGS))).startswith(_BEGINNINGS)


class _Joined(io.RawIOBase):
    """Files one behind the other as one seekable stream, one of them open at a time.

    Attributes:
        number: of the part that was read last, from 1.
    """

    def __init__(self, places: Sequence[Path], sizes: Sequence[int]) -> None:
        super().__init__()
        self._places = places
        self._starts = [0, *itertools.accumulate(sizes)]
        self._position = 0
        self._file: io.FileIO | None = None
        self.number = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position in the whole."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set the position; beyond the end nothing is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._starts[-1]}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._position = base + offset
        return self._position

    def readinto(self, target: WriteableBuffer, /) -> int:
        """Fill `target` from the position up to the end of a part; nothing at the end of the last."""
        if self._position >= self._starts[-1]:
            return 0
        index = bisect.bisect_right(self._starts, self._position) - 1
        room = memoryview(target).cast("B")[: self._starts[index + 1] - self._position]
        file = self._open(index)
        file.seek(self._position - self._starts[index])
        filled = file.readinto(room) or 0
        self._position += filled
        return filled

    def close(self) -> None:
        """Close the part that is open."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _open(self, index: int) -> io.FileIO:
        if self._file is None or self.number != index + 1:
            if self._file is not None:
                self._file.close()
            self._file, self.number = self._places[index].open("rb", buffering=0), index + 1
        return self._file
