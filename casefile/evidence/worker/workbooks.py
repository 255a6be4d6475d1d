"""Office Open XML workbooks (ECMA-376) as rows of text, a row at a time."""

from __future__ import annotations

import codecs
import os
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import IO, Any, cast

os.environ["OPENPYXL_LXML"] = "False"  # of its two parsers the one that refuses entities outright
import openpyxl

from casefile.evidence.worker.decoding import CannotDecode, Decoder
from casefile.evidence.worker.filetypes import FileType
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile
from casefile.evidence.worker.tables import Batches, Row

_MOST_MEMBERS = 10_000
_MOST_UNPACKED = 8 << 30
_MOST_BESIDE_ROWS = 256 << 20
"""Bytes of all members but the sheets, which alone are read in pieces."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAIN_TYPE = b"spreadsheetml"
codecs.lookup("cp437")  # of names in old ZIP files; a confined process can load no codec

assert openpyxl.DEFUSEDXML and not openpyxl.LXML, "entities must not unfold"


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder; everything that reading needs came with the module's imports."""
    warnings.simplefilter("ignore")  # what the library leaves aside (charts, printing) is no part of a table
    return Workbook(file, filetype)


class Workbook(Decoder):
    """One workbook. Of a formula the value is taken that was last computed and saved."""

    def __init__(self, file: RemoteFile, filetype: FileType) -> None:
        super().__init__(file, filetype)
        self._batches = Batches()
        self._open: Any = None

    def sheets(self) -> list[str]:
        """The names of the sheets that hold cells."""
        return [sheet.title for sheet in self._worksheets()]

    def rows(self, sheet: int, had: int) -> bytes:
        """The next rows; those that hold nothing are left out."""
        worksheets = self._worksheets()
        if sheet >= len(worksheets):
            raise CannotDecode(Failure.NOTHING_THERE)
        return self._batches.take(sheet, had, _rows(worksheets[sheet]))

    def _worksheets(self) -> Sequence[Any]:
        if self._open is None:
            file = cast(IO[bytes], self.file)
            _check_sizes(file)
            self._open = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            for sheet in self._open.worksheets:
                sheet.reset_dimensions()  # what a file says of its size is not believed
        return cast(Sequence[Any], self._open.worksheets)


def _check_sizes(file: IO[bytes]) -> None:
    """Refuse what unfolds beyond measure. `zipfile` gives no member more bytes than it declares."""
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if "[Content_Types].xml" not in archive.namelist():
            raise CannotDecode(Failure.UNKNOWN_KIND)
        if len(members) > _MOST_MEMBERS or archive.getinfo("[Content_Types].xml").file_size > _MOST_BESIDE_ROWS:
            raise CannotDecode(Failure.TOO_LARGE)
        if _MAIN_TYPE not in archive.read("[Content_Types].xml"):
            raise CannotDecode(Failure.UNKNOWN_KIND)
        if any(member.flag_bits & 1 for member in members):
            raise CannotDecode(Failure.PASSWORD)
        beside = sum(each.file_size for each in members if not each.filename.startswith("xl/worksheets/"))
        if sum(each.file_size for each in members) > _MOST_UNPACKED or beside > _MOST_BESIDE_ROWS:
            raise CannotDecode(Failure.TOO_LARGE)


def _rows(worksheet: Any) -> Iterator[Row]:
    for number, values in enumerate(worksheet.iter_rows(values_only=True), 1):
        cells = [_words(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _words(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates in ISO 8601 without a midnight that nobody typed."""
    match value:
        case None:
            return ""
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return (
                value.strftime("%Y-%m-%d") if value.time() == datetime.min.time() else value.isoformat(" ", "seconds")
            )
        case timedelta():
            return str(value)
        case _:
            return value.isoformat() if hasattr(value, "isoformat") else str(value)
