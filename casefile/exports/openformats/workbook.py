"""Rows as an Office Open XML workbook (ECMA-376), one sheet a kind. Every cell is text, so that no program runs or rewrites one.

XlsxWriter keeps each sheet in a file of its own until the end; those lie in the folder that the person chose, nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter

from casefile.domain.inert import inert

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
CONTINUED = "@continued"
"""The sheet for what is longer than a cell: identifier, column, number of the piece, and the piece. A cell of the kind's own sheet that
goes on there holds the first `LONGEST_CELL` characters."""

_EPOCH = datetime(1980, 1, 1)  # no moment at all: a workbook does not tell when it was written
_CONTINUED_COLUMNS = ("sheet", "id", "column", "piece", "text")


class Workbook:
    """One workbook that is written row by row, a sheet after the other.

    Args:
        path: where it is written; it does not exist yet.
    """

    def __init__(self, path: Path) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._book.use_zip64()
        self._book.set_properties({"created": _EPOCH})
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._head = self._book.add_format({"bold": True})
        self._continued: Any = None
        self._continued_rows = 0

    def sheet(self, name: str, columns: Sequence[str]) -> Sheet:
        """A new sheet. What goes on beyond the last row of a sheet goes on in ``NAME (2)``."""
        return Sheet(self, name, columns)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._book.close()
        else:
            self._book.fileclosed = True  # it complains at its end of what was abandoned

    def begin(self, name: str, columns: Sequence[str]) -> Any:
        """A worksheet with its head row."""
        worksheet = self._book.add_worksheet(name)
        worksheet.freeze_panes(1, 1)
        for place, column in enumerate(columns):
            worksheet.write_string(0, place, column, self._head)
        return worksheet

    def put(self, worksheet: Any, row: int, place: int, cell: str) -> None:
        """Write one cell, at most `LONGEST_CELL` UTF-16 units of it."""
        worksheet.write_string(row, place, cell, self._quoted if inert(cell) != cell else None)

    def go_on(self, sheet: str, record: str, column: str, pieces: Sequence[str]) -> None:
        """Write what did not fit a cell."""
        if self._continued is None:
            self._continued = self.begin(CONTINUED, _CONTINUED_COLUMNS)
        for number, piece in enumerate(pieces, 2):
            self._continued_rows += 1
            for place, cell in enumerate((sheet, record, column, str(number), piece)):
                self.put(self._continued, self._continued_rows, place, cell)


class Sheet:
    """The rows of one kind."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[str]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._worksheet = book.begin(name, columns)
        self._row = 0
        self._number = 1

    def add(self, cells: Mapping[str, str]) -> None:
        """Write one row; a column that `cells` lacks is empty."""
        self._row += 1
        if self._row == MOST_ROWS:
            self._number += 1
            self._worksheet = self._book.begin(f"{self._name} ({self._number})", self._columns)
            self._row = 1
        for place, column in enumerate(self._columns):
            if cell := cells.get(column, ""):
                first, *more = pieces_of(cell)
                self._book.put(self._worksheet, self._row, place, first)
                if more:
                    self._book.go_on(self._name, cells["id"], column, more)


def pieces_of(cell: str) -> list[str]:
    """A text cut to what a cell holds, which is counted in UTF-16 units after the escapes of control characters."""
    if len(cell) * 7 <= LONGEST_CELL or (len(cell) * 2 <= LONGEST_CELL and cell.isprintable()):
        return [cell]
    size = LONGEST_CELL // 7 if not cell.isascii() or not cell.isprintable() else LONGEST_CELL
    return [cell[start : start + size] for start in range(0, len(cell), size)]
