"""The files of an import: what each is, and the candidates in it. Tables are read by the confined worker, never here."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol

from casefile.domain.cells import Added, Reading, nothing_added
from casefile.domain.inert import as_written
from casefile.errors import Refused, told_by_system
from casefile.evidence.tables import Row, Tables
from casefile.importers import jsonfile, tables
from casefile.importers.found import Candidate, Problem
from casefile.importers.guess import guess, own_kind
from casefile.importers.lists import Known, Lists
from casefile.importers.mapping import Mapping, SheetMapping
from casefile.progress import SILENT, Progress

CONTINUED = "@continued"
MOST_LISTED = 200_000
"""Rows of somebody's list. Our own exports have no limit: they are read row by row."""

_HEAD = 64
_PIECE = 1 << 20
_SAMPLES = 5
_LONGEST_PASTE = 4_000_000
_MOST_CONTINUED, _ROW = 64 << 20, 100
"""Characters of all that goes on beyond its cell, which is kept in memory until the records come; each row costs some besides."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or what was pasted: its name, and how its bytes are had, anew each time."""

    name: str
    open: Callable[[], BinaryIO]
    is_pasted: bool = False


@dataclass(frozen=True, slots=True)
class TableLook:
    """One table before it is taken in: its heads, the first rows, and what its columns are likely to be.

    `own` is the kind of record where the table is an export of Casefile; then `guessed` is not needed.
    """

    source: str
    sheet: str
    heads: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    own: str | None
    guessed: SheetMapping


def file(path: Path) -> Source:
    """A file on this computer.

    Raises:
        Refused: there is none, or the system does not let us look.
    """
    with _in_words():
        is_there = path.is_file()
    if not is_there:
        raise Refused("importing.refused.no_file", name=path.name)
    return Source(path.name, lambda: path.open("rb"))


def pasted(text: str) -> Source:
    """A table that was copied out of a spreadsheet: cells parted by tabs.

    Raises:
        Refused: it is longer than anybody pastes.
    """
    if len(text) > _LONGEST_PASTE:
        raise Refused("importing.refused.too_large")
    data = text.encode("utf-8", "replace")
    return Source("", lambda: io.BytesIO(data), is_pasted=True)


def look(sources: Sequence[Source], progress: Progress = SILENT, added: Added = nothing_added) -> tuple[TableLook, ...]:
    """The tables in some files. A JSON export has none: it needs no mapping. Columns called as fields that people added are told too.

    Raises:
        Refused: a file is no table, is damaged or protected, or more than can be read safely, or the system does not give it.
        Cancelled
    """
    found: list[TableLook] = []
    for source in sources:
        with _in_words():
            is_ours = _is_json(source)
        if is_ours:
            continue
        with _in_words(), _opened(source, progress) as opened:
            for number, sheet in enumerate(opened.sheets):
                rows = list(islice(opened.rows(number), _SAMPLES + 1))
                if rows and sheet != CONTINUED:
                    heads = heads_of(rows[0].cells)
                    name = _table_name(source, sheet)
                    samples = tuple(row.cells for row in rows[1:])
                    found.append(
                        TableLook(source.name, sheet, heads, samples, own_kind(name, heads), guess(name, heads, added))
                    )
    return tuple(found)


def candidates(
    sources: Sequence[Source],
    mapping: Mapping,
    known: Known,
    reading: Reading,
    progress: Progress = SILENT,
) -> Iterator[tuple[str, Candidate | Problem]]:
    """What is in the files, in order, each with the name of its file; a sheet without a mapping of its own is guessed.

    Raises:
        Refused, Cancelled: as `look`, at any moment.
    """
    for source in sources:
        with _in_words():
            found = _of_json(source) if _is_json(source) else _of_tables(source, mapping, known, reading, progress)
            yield from ((source.name, each) for each in found)


def heads_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The heads of columns, told apart where two are the same: the second "Name" is ``Name (2)``."""
    seen: dict[str, int] = {}
    heads = []
    for cell in cells:
        head = " ".join(cell.split())
        seen[head] = seen.get(head, 0) + 1
        heads.append(head if seen[head] == 1 or not head else f"{head} ({seen[head]})")
    return tuple(heads)


@contextmanager
def _in_words() -> Iterator[None]:
    """Tell of a file that may not be read, or of a stick that is gone, in a sentence."""
    try:
        yield
    except OSError as fault:
        raise told_by_system(fault) from fault


class _Opened(Protocol):
    @property
    def sheets(self) -> tuple[str, ...]: ...

    def rows(self, sheet: int) -> Iterator[Row]: ...


class _Pasted:
    """What a person typed or pasted is no file of a stranger's."""

    sheets = ("",)

    def __init__(self, text: str) -> None:
        self._text = text

    def rows(self, sheet: int) -> Iterator[Row]:
        del sheet
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter="\t")
        try:
            for number, cells in enumerate(reader, 1):
                if any(cells):
                    yield Row(number, tuple(cells))
        except csv.Error as fault:
            raise Refused("importing.refused.damaged") from fault


@contextmanager
def _opened(source: Source, progress: Progress) -> Iterator[_Opened]:
    with source.open() as stream:
        if source.is_pasted:
            yield _Pasted(stream.read().decode())
        else:
            with Tables(stream, progress) as opened:
                yield opened


def _is_json(source: Source) -> bool:
    with source.open() as stream:
        return stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _of_json(source: Source) -> Iterator[Candidate | Problem]:
    with source.open() as stream:
        yield from jsonfile.read(stream)


def _of_tables(
    source: Source, mapping: Mapping, known: Known, reading: Reading, progress: Progress
) -> Iterator[Candidate | Problem]:
    with _opened(source, progress) as opened:
        continued = _continued(opened)
        for number, sheet in enumerate(opened.sheets):
            rows = opened.rows(number)
            first = next(rows, None)
            if first is None or sheet == CONTINUED:
                continue
            heads, name = heads_of(first.cells), _table_name(source, sheet)
            cells = ((row.number, _plain(row.cells, sheet)) for row in rows)
            own = own_kind(name, heads) if mapping.of(sheet) is None else None
            if own is not None:
                exact = replace(reading, keeps_codes=True)
                yield from tables.read(own, sheet, heads, cells, continued.get(own, {}), exact)
            else:
                yield from _listed(
                    source, sheet, heads, cells, _mapped(mapping, name, sheet, heads, reading), known, reading
                )


def _mapped(mapping: Mapping, name: str, sheet: str, heads: Sequence[str], reading: Reading) -> Mapping:
    own = mapping.of(sheet) or guess(name, heads, reading.added)
    if not own.columns:
        raise Refused("importing.refused.nothing_mapped", heads=", ".join(heads)[:200])
    return Mapping({sheet: own}, mapping.language)


def _listed(
    source: Source,
    sheet: str,
    heads: Sequence[str],
    rows: Iterator[tuple[int, Sequence[str]]],
    mapping: Mapping,
    known: Known,
    reading: Reading,
) -> Iterator[Candidate | Problem]:
    lists = Lists(mapping, known, _digest(source), reading)
    for count, (number, cells) in enumerate(rows):
        if count >= MOST_LISTED:
            raise Refused("importing.refused.too_many_rows", most=MOST_LISTED)
        lists.add(sheet, heads, number, cells)
    yield from lists.problems
    yield from lists.candidates()


def _digest(source: Source) -> bytes:
    digest = hashlib.sha256()
    with source.open() as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.digest()


def _plain(cells: Sequence[str], sheet: str) -> Sequence[str]:
    """Cells without the apostrophe that keeps a spreadsheet from running them; in a workbook they are text and need none."""
    return cells if sheet else [as_written(cell) for cell in cells]


def _continued(opened: _Opened) -> dict[str, dict[str, dict[str, str]]]:
    """Kind → identifier → column → what goes on beyond the cell.

    Raises:
        Refused: it is more than one remembers for a stranger's file.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    if CONTINUED not in opened.sheets:
        return found
    left = _MOST_CONTINUED
    for row in islice(opened.rows(opened.sheets.index(CONTINUED)), 1, None):
        left -= _ROW + sum(map(len, row.cells))
        if left < 0:
            raise Refused("importing.refused.too_large")
        kind, record, column, _, text = (*row.cells, "", "", "", "", "")[:5]
        columns = found.setdefault(kind, {}).setdefault(record, {})
        columns[column] = columns.get(column, "") + text
    return found


def _table_name(source: Source, sheet: str) -> str:
    return sheet or source.name.rpartition("/")[2].partition(".")[0]
