"""Holding the tables against the journal, and the journal against its own tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from casefile.domain.kinds import KINDS
from casefile.journal import tables
from casefile.journal.entry import Entry, Operation
from casefile.journal.log import LogHead, entries, log_heads
from casefile.journal.replay import replay
from casefile.journal.tree import Growing
from casefile.progress import Progress
from casefile.records import schema
from casefile.records.rows import row_of

_BATCH = 400


def differing_records(connection: Connection, progress: Progress) -> Iterator[tuple[str, str]]:
    """(kind, id) of every record whose row is not what the journal says, in either direction."""
    for kind in KINDS:
        known = _ids(connection, select(schema.RECORDS[kind].c.id))
        entry = tables.entry.c
        made = select(entry.record).where(entry.kind == kind, entry.operation != Operation.CUSTODY).distinct()
        journaled = _ids(connection, made)
        yield from ((kind, each) for each in sorted(set(known) ^ set(journaled)))
        common = sorted(set(known) & set(journaled))
        for start in range(0, len(common), _BATCH):
            progress.check()
            progress.step(start, len(common))
            yield from _differing(connection, kind, common[start : start + _BATCH])


def broken_commitments(connection: Connection, progress: Progress) -> Iterator[int]:
    """Sequence numbers of entries whose content is not what their id and place in the tree commit to."""
    query = select(tables.entry.c.sequence, tables.entry.c.id).order_by(tables.entry.c.sequence)
    ids = dict(map(tuple, connection.execute(query)))
    for (sequence, expected), entry in zip(ids.items(), entries(connection), strict=True):
        if sequence % _BATCH == 0:
            progress.check()
            progress.step(sequence, len(ids))
        if entry.id != expected:
            yield sequence


def differing_logs(connection: Connection) -> list[str]:
    """Devices whose tree, built anew from the ids of their entries, has not the size and root that were kept."""
    query = select(tables.entry.c.id).order_by(tables.entry.c.position, tables.entry.c.sequence)
    differing: list[str] = []
    for kept in log_heads(connection):
        tree = Growing()
        for (leaf,) in connection.execute(query.where(tables.entry.c.device == kept.device)):
            tree.append(bytes.fromhex(leaf))
        if LogHead(kept.device, tree.size, tree.root()) != kept:
            differing.append(kept.device)
    return differing


def _differing(connection: Connection, kind: str, ids: list[str]) -> Iterator[tuple[str, str]]:
    by_record: dict[str, list[Entry]] = {}
    for entry in entries(connection, tables.entry.c.record.in_(ids), tables.entry.c.operation != Operation.CUSTODY):
        by_record.setdefault(entry.record, []).append(entry)
    last = select(tables.entry.c.record, func.max(tables.entry.c.sequence)).group_by(tables.entry.c.record)
    own = tables.entry.c.operation != Operation.CUSTODY
    sequences = dict(map(tuple, connection.execute(last.where(tables.entry.c.record.in_(ids), own))))
    table = schema.RECORDS[kind]
    for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings():
        expected = _expected_row(kind, by_record[row["id"]])
        if dict(row) != {**expected, "id": row["id"], "sequence": sequences[row["id"]]}:
            yield kind, row["id"]


def _expected_row(kind: str, record_entries: list[Entry]) -> dict[str, Any]:
    state, last = replay(record_entries), record_entries[-1]
    return {
        **row_of(KINDS[kind], state.paths),
        "created": record_entries[0].time,
        "changed": last.time,
        "changed_by": last.author,
        "deleted": state.deleted,
    }


def _ids(connection: Connection, query: object) -> list[str]:
    return [each for (each,) in connection.execute(query)]  # type: ignore[call-overload]  # a select of one column
