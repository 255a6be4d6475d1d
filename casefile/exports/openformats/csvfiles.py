"""Rows as CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need), inert in whatever program opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from casefile.domain.inert import inert
from casefile.exports.openformats.jsonfile import Sink

_MARK = b"\xef\xbb\xbf"


class CsvTable:
    """One table that is written row by row."""

    def __init__(self, sink: Sink, columns: Sequence[str]) -> None:
        self._sink = sink
        self._columns = columns
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, lineterminator="\r\n")
        sink.write(_MARK)
        self._row(columns)

    def add(self, cells: Mapping[str, str]) -> None:
        """Write one row; a column that `cells` lacks is empty."""
        self._row(inert(cells.get(column, "")) for column in self._columns)

    def _row(self, cells: Iterable[str]) -> None:
        self._writer.writerow(cells)
        self._sink.write(self._buffer.getvalue().encode())
        self._buffer.seek(0)
        self._buffer.truncate()
