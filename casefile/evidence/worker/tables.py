"""Tables as plain text: whatever encoding, whatever delimiter. And how rows travel: some thousand bytes at a time, so none grows with the file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import islice

from casefile.evidence.worker.charsets import encoding_of
from casefile.evidence.worker.decoding import CannotDecode, Decoder
from casefile.evidence.worker.filetypes import OTHER, TEXT, FileType
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile

MOST_ROWS = 5_000_000
MOST_COLUMNS = 16_384
LARGEST_ROW = 16 << 20
"""Bytes of one row as JSON."""

_BATCH = 1 << 18
_SAMPLE = 1 << 18
_SNIFFED_ROWS = 50
_DELIMITERS = ",;\t|"

Row = tuple[int, list[str]]
"""The number a spreadsheet shows beside a row, from 1, and its cells."""


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder; encodings and the reader of CSV were loaded with the module."""
    csv.field_size_limit(LARGEST_ROW)
    readable = filetype in (TEXT, OTHER)
    return TextTable(file, filetype) if readable else Decoder(file, filetype, lacking=Failure.UNKNOWN_KIND)


class Batches:
    """The rows of one table in answers of limited size, in order; asking again for rows that went out reads the table anew."""

    def __init__(self) -> None:
        self._sheet = -1
        self._had = 0
        self._rows: Iterator[Row] = iter(())

    def take(self, sheet: int, had: int, rows: Iterator[Row]) -> bytes:
        """JSON arrays, one a line: the number of the row, then its cells. Nothing when the table has ended.

        Args:
            rows: the table from its beginning, used only where this does not go on from the last answer.
        """
        if (sheet, had) != (self._sheet, self._had):
            self._sheet, self._had, self._rows = sheet, had, islice(rows, had, None)
        lines: list[bytes] = []
        size = 0
        for number, cells in self._rows:
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise CannotDecode(Failure.TOO_LARGE)
            lines.append(json.dumps([number, *cells], ensure_ascii=False).encode("utf-8", "replace"))
            size += len(lines[-1])
            if len(lines[-1]) > LARGEST_ROW:
                raise CannotDecode(Failure.TOO_LARGE)
            if size > _BATCH:
                break
        self._had += len(lines)
        return b"\n".join(lines)


class TextTable(Decoder):
    """One file of comma-separated values, or of whatever separates them."""

    def __init__(self, file: RemoteFile, filetype: FileType) -> None:
        super().__init__(file, filetype)
        self._batches = Batches()

    def sheets(self) -> list[str]:
        """One table without a name."""
        return [""]

    def rows(self, sheet: int, had: int) -> bytes:
        """The next rows; lines that hold nothing are left out."""
        return self._batches.take(sheet, had, self._read())

    def _read(self) -> Iterator[Row]:
        file = self.file.again()
        sample = file.head(_SAMPLE)
        encoding = encoding_of(sample)
        text = io.TextIOWrapper(io.BufferedReader(file), encoding, newline="")
        delimiter = _delimiter(sample.decode(encoding, "ignore"))
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
                if any(cells):
                    yield number, cells
        except (csv.Error, UnicodeDecodeError) as fault:
            raise CannotDecode(Failure.DAMAGED) from fault


def _delimiter(sample: str) -> str:
    """What parts the most rows of the sample into the same number of cells, more than one."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> tuple[int, int]:
    try:
        rows = [
            row
            for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SNIFFED_ROWS)
            if row
        ]
    except csv.Error:
        return 0, 0
    widths = [len(row) for row in rows[:-1] or rows]
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]
