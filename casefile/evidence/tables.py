"""Tables in other people's files, read by a confined worker: a row at a time, every cell as text, nothing of it believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar

from casefile.errors import Refused
from casefile.evidence.worker import protocol
from casefile.evidence.worker.protocol import Purpose, Tag
from casefile.evidence.workerprocess import CannotShow, Limits, WorkerProcess
from casefile.progress import SILENT, Progress

LIMITS = Limits(memory_bytes=768 << 20)

_Answer = TypeVar("_Answer")
_MOST_SHEETS = 1000
_LARGEST_ANSWER = 18 << 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, from 1, and its cells, none after the last that holds something."""

    number: int
    cells: tuple[str, ...]


class Tables:
    """The tables of one file: CSV in any encoding and with any delimiter, or XLSX.

    Args:
        source: a seekable binary stream that stays the caller's.

    Raises:
        Refused: it is no table, is damaged or protected, or is more than can be read safely.
        Cancelled
    """

    def __init__(self, source: BinaryIO, progress: Progress = SILENT, limits: Limits = LIMITS) -> None:
        self._limits, self._progress = limits, progress
        self._worker = _plainly(lambda: WorkerProcess(source, limits, progress, Purpose.TABLES))
        try:
            self.sheets = tuple(_checked_sheets(self._ask(Tag.SHEETS, b"")))
        except BaseException:
            self.close()
            raise

    def rows(self, sheet: int) -> Iterator[Row]:
        """The rows of a table that hold something, in order.

        Raises:
            Refused, Cancelled: as above, at any row.
        """
        had = 0
        while untrusted := self._ask(Tag.ROWS, protocol.ROWS.pack(sheet, had)):
            for line in bytes(untrusted).split(b"\n"):
                had += 1
                yield _checked_row(line)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, question: Tag, payload: bytes) -> bytearray:
        seconds = self._limits.answer_seconds
        return _plainly(lambda: self._worker.ask(question, payload, _LARGEST_ANSWER, seconds, self._progress))


def _plainly(ask: Callable[[], _Answer]) -> _Answer:
    """Tell of a table in words of its own."""
    try:
        return ask()
    except CannotShow as fault:
        raise Refused(f"importing.refused.{fault.reason}") from fault


def _checked_sheets(untrusted: bytearray) -> list[str]:
    names = _json(untrusted)
    if not isinstance(names, list) or len(names) > _MOST_SHEETS or not all(map(_is_text, names)):
        raise Refused("importing.refused.stopped")
    return names


def _checked_row(untrusted: bytes) -> Row:
    found = _json(untrusted)
    if not isinstance(found, list) or not found or not isinstance(found[0], int):
        raise Refused("importing.refused.stopped")
    number, *cells = found
    if not all(map(_is_text, cells)):
        raise Refused("importing.refused.stopped")
    return Row(number, tuple(cells))


def _is_text(value: object) -> bool:
    """Whether it is a string that can be stored: JSON can spell half of a surrogate pair, which is no character."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _json(untrusted: bytes | bytearray) -> Any:
    try:
        return json.loads(untrusted)
    except (ValueError, RecursionError) as fault:
        raise Refused("importing.refused.stopped") from fault
