"""Tables that Casefile wrote itself, read back: a row is a record, a column what `domain.flat` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casefile.domain.cells import Reading
from casefile.domain.flat import unflattened
from casefile.domain.kinds import KINDS
from casefile.importers import strict
from casefile.importers.found import Candidate, Place, Problem

Rows = Iterable[tuple[int, Sequence[str]]]
"""The number of each row, from 1, and its cells."""

Continued = Mapping[str, Mapping[str, str]]
"""Identifier → column → what goes on beyond a cell."""


def read(
    kind: str, sheet: str, heads: Sequence[str], rows: Rows, continued: Continued, reading: Reading
) -> Iterator[Candidate | Problem]:
    """The candidates of one table, in its order, and what is wrong with the rows that are none."""
    fields = KINDS[kind].fields
    told = frozenset(head.partition(".")[0].partition("@")[0] for head in heads) - {"id", ""}
    for number, row in rows:
        cells = {head: cell for head, cell in zip(heads, row, strict=False) if head and cell}
        for column, rest in continued.get(cells.get("id", ""), {}).items():
            cells[column] = cells.get(column, "") + rest
        data, faults = unflattened(fields, cells, reading)
        problems = [Problem(Place(sheet, number, column), fault.key, fault.values) for column, fault in faults.items()]
        problems += (Problem(Place(sheet, number, _column(path)), key) for path, key in strict.faults(fields, data))
        if problems:
            yield from problems
        else:
            yield Candidate(kind, data, Place(sheet, number), told)


def _column(path: str) -> str:
    return path.replace("/", ".")
