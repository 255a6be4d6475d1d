"""Holding the tables that can be rebuilt against what they are built from. An old page put back in one of them would otherwise hide
a record from a list without touching the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, func, select, true

from casefile.domain.kinds import KINDS, Case, Organisation, Person
from casefile.journal import heads, tables
from casefile.journal.entry import Entry
from casefile.journal.log import entries
from casefile.journal.replay import heads_after
from casefile.journal.tiles import differing_tiles
from casefile.progress import Progress
from casefile.records import caselist, evidencelist, parties, references, repository, schema

_BATCH = 400
_ENTRY = tables.entry.c


def faults(connection: Connection, own: Collection[str], progress: Progress) -> Iterator[str]:
    """Names of derived tables with the id at which they differ from what they should hold."""
    for kind in KINDS:
        ids = sorted(connection.execute(select(schema.RECORDS[kind].c.id)).scalars())
        for start in range(0, len(ids), _BATCH):
            progress.check()
            progress.step(start, len(ids))
            yield from _references(connection, kind, ids[start : start + _BATCH])
            yield from _heads(connection, ids[start : start + _BATCH], own)
    yield from _heads_of_strangers(connection, own)
    yield from _contested(connection)
    yield from _strangers(connection)
    yield from _lines(connection)
    yield from _party_lines(connection)
    yield from _evidence_lines(connection)
    yield from (f"tile {each}" for each in differing_tiles(connection))


def _references(connection: Connection, kind: str, ids: list[str]) -> Iterator[str]:
    table, former = schema.reference, schema.former_reference
    kept: dict[str, set[tuple[str | None, ...]]] = {}
    for row in connection.execute(select(table).where(table.c.source.in_(ids))):
        kept.setdefault(row.source, set()).add((row.field, row.target, row.kind, row.case))
    was: dict[str, set[tuple[str, ...]]] = {}
    for row in connection.execute(select(former).where(former.c.source.in_(ids))):
        was.setdefault(row.source, set()).add(tuple(row))
    for stored in repository.many(connection, kind, ids, deleted=True):
        record = stored.record
        expected = set() if stored.deleted else references.rows_of(record)
        if kept.get(record.id, set()) != expected:
            yield f"reference {record.id}"
        if was.get(record.id, set()) != (set(references.former_rows(record)) if stored.deleted else set()):
            yield f"former_reference {record.id}"


def _heads(connection: Connection, ids: list[str], own: Collection[str]) -> Iterator[str]:
    kept, by_record = heads.of_all(connection, ids), dict[str, list[Entry]]()
    for entry in entries(connection, tables.entry.c.record.in_(ids)):
        by_record.setdefault(entry.record, []).append(entry)
    numbers = dict(map(tuple, connection.execute(select(_ENTRY.id, _ENTRY.sequence).where(_ENTRY.record.in_(ids)))))
    for record in ids:
        said = heads_after(by_record.get(record, []), own)
        expected = {path: sorted(numbers[each] for each in current) for path, current in said.items() if current}
        if {path: sorted(current) for path, current in kept[record].items()} != expected:
            yield f"head {record}"


def _heads_of_strangers(connection: Connection, own: Collection[str]) -> Iterator[str]:
    """Heads of records that are in no table: right where all that was said of them was taken away, wrong where nothing ever was."""
    ids = sorted(set(connection.execute(select(tables.head.c.record)).scalars()) - _known(connection))
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        told = set(connection.execute(select(_ENTRY.record).where(_ENTRY.record.in_(batch))).scalars())
        yield from (f"head {each}" for each in batch if each not in told)
        yield from _heads(connection, [each for each in batch if each in told], own)


def _contested(connection: Connection) -> Iterator[str]:
    """Fields of which it is not said rightly whether several versions stand."""
    each = func.json_each(tables.head.c.paths).table_valued("key", "value")
    whole = select(tables.head.c.record, each.c.key).join_from(tables.head, each, true())
    several = whole.where(func.json_array_length(each.c.value) > 1)
    expected = {tuple(row) for row in connection.execute(several)}
    differing = expected ^ {tuple(row) for row in connection.execute(select(tables.contested))}
    yield from (f"contested {record} {path}" for record, path in sorted(differing))


def _strangers(connection: Connection) -> Iterator[str]:
    """Rows about records that are nowhere."""
    known = _known(connection)
    for name, column in (
        ("reference", schema.reference.c.source),
        ("former_reference", schema.former_reference.c.source),
        ("case_line", schema.case_line.c.id),
    ):
        found = set(connection.execute(select(column).distinct()).scalars())
        yield from (f"{name} {each}" for each in sorted(found - known))


def _known(connection: Connection) -> set[str]:
    return {each for table in schema.RECORDS.values() for each in connection.execute(select(table.c.id)).scalars()}


def _lines(connection: Connection) -> Iterator[str]:
    kept = {row["id"]: dict(row) for row in connection.execute(select(schema.case_line)).mappings()}
    marks: dict[str, set[tuple[Any, ...]]] = {}
    for mark in connection.execute(select(schema.case_mark)):
        marks.setdefault(mark.case, set()).add(tuple(mark))
    for stored in repository.where(connection, "case"):
        assert isinstance(stored.record, Case)
        row = kept.pop(stored.record.id, None)
        expected = caselist.line(connection, stored.record, row["sequence"] if row else 0)
        if row != expected:
            yield f"case_line {stored.record.id}"
        if marks.pop(stored.record.id, set()) != caselist.marks_of(stored.record, expected):
            yield f"case_mark {stored.record.id}"
    yield from (f"case_line {each}" for each in kept)
    yield from (f"case_mark {each}" for each in marks)


def _party_lines(connection: Connection) -> Iterator[str]:
    kept: dict[str, list[dict[str, str]]] = {}
    for row in connection.execute(select(schema.party_line).order_by(schema.party_line.c.language)).mappings():
        kept.setdefault(row["id"], []).append(dict(row))
    for kind in ("person", "organisation"):
        for stored in repository.where(connection, kind):
            assert isinstance(stored.record, Person | Organisation)
            expected = sorted(parties.rows_of(stored.record), key=lambda row: row["language"])
            if kept.pop(stored.record.id, []) != expected:
                yield f"party_line {stored.record.id}"
    yield from (f"party_line {each}" for each in kept)
    expected_totals = dict(map(tuple, connection.execute(parties.totals())))
    totals = {kind: number for kind, number in connection.execute(select(schema.party_total)) if number}
    yield from (f"party_total {each}" for each, _ in sorted(expected_totals.items() ^ totals.items()))


def _evidence_lines(connection: Connection) -> Iterator[str]:
    kept = {tuple(row) for row in connection.execute(select(schema.evidence_line))}
    differing = kept ^ {tuple(row) for row in connection.execute(evidencelist.lines())}
    yield from (f"evidence_line {each}" for each in sorted({row[0] for row in differing}))
