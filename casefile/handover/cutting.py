"""Writing a file that gets its name only when all of it is on the medium, in parts where it has to be or was asked to be.

Each part is written straight to where it will lie, so cutting needs no more room than the bundle.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from casefile.errors import Refused
from casefile.handover import parts
from casefile.vault import durable, system
from casefile.vault.outflow import Outflow


class Cut:
    """A sink over one file, or over as many parts as are needed.

    Args:
        whole: the file to make; its parts are named after it.
        most: bytes of a part; None for as many as the file system takes.
    """

    def __init__(self, whole: Path, most: int | None) -> None:
        self._whole = whole
        self._most = most
        self._written: list[Path] = []
        self._out: Outflow | None = None
        self._size = 0
        self._begin_part()

    def write(self, data: bytes | bytearray | memoryview, /) -> int:
        """Write all of `data`."""
        rest = memoryview(data)
        while rest:
            if self._size == self._most:
                self._begin_part()
            rest = rest[self._write_some(rest if self._most is None else rest[: self._most - self._size]) :]
        return len(data)

    def finish(self) -> tuple[Path, ...]:
        """Force the last part to the medium and give all their names, the first last: who sees that, sees them all."""
        self._end_part()
        number = len(self._written)
        names = [self._whole] if number == 1 else [parts.part_name(self._whole, n + 1) for n in range(number)]
        rename(self._written, names)
        return tuple(names)

    def abandon(self) -> None:
        """Leave nothing behind, as far as the medium is still there."""
        if self._out is not None:
            self._out.close()
        for path in (*self._written, *(parts.part_name(self._whole, n + 1) for n in range(len(self._written)))):
            with contextlib.suppress(OSError):  # a stick that was pulled: the first fault is the one to tell
                path.unlink(missing_ok=True)

    def _write_some(self, data: memoryview) -> int:
        """How many bytes were taken; none where the file system takes no larger file, which is then the size of every part."""
        assert self._out is not None
        try:
            written = os.write(self._out.descriptor, data)
        except OSError as fault:
            if fault.errno != errno.EFBIG or not self._size:
                raise
            self._most = self._size
            return 0
        self._out.let_flow(written)
        self._size += written
        return written

    def _begin_part(self) -> None:
        self._end_part()
        number = len(self._written) + 1
        if number > parts.MOST:
            raise Refused("handover.too_many_parts", most=parts.MOST)
        named = self._whole if number == 1 else parts.part_name(self._whole, number)
        path = named.with_name(named.name + durable.PART)
        path.unlink(missing_ok=True)
        self._out, self._size = Outflow(path), 0
        self._written.append(path)

    def _end_part(self) -> None:
        if self._out is not None:
            ended, self._out = self._out, None
            with ended:
                ended.sync()


@contextlib.contextmanager
def new_file(whole: Path, part_size: int | None) -> Iterator[Cut]:
    """A sink whose `finish` gives what was written its name, or its names; where the block fails all of it is removed.

    Args:
        part_size: bytes of a part; None to cut only where the file system takes no larger file.

    Raises:
        Refused: `part_size` is too small, there would be too many parts, or the disk is full, read-only or failing.
    """
    if part_size is not None and part_size < parts.SMALLEST:
        raise Refused("handover.part_too_small", least=parts.SMALLEST)
    with durable.plain_faults():
        for left in whole.parent.glob(f"{glob.escape(whole.name)}.[0-9][0-9][0-9]{durable.PART}"):
            left.unlink(missing_ok=True)  # by a crash
        cut = Cut(whole, part_size or system.largest_file(whole.parent))
        try:
            yield cut
        except BaseException:
            cut.abandon()
            raise


def rename(files: Sequence[Path], names: Sequence[Path]) -> None:
    """Give files of one folder other names there, durably, the last one first.

    Raises:
        Refused: the disk is read-only or failing.
    """
    with durable.plain_faults():
        for file, name in reversed(list(zip(files, names, strict=True))):
            file.replace(name)
        system.sync_folder(names[0].parent)
