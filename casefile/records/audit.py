"""Holding the tables against the journal, and the journal against its own tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from casefile.journal import tables
from casefile.journal.entry import Operation
from casefile.journal.log import LogHead, entries, entries_of, log_heads
from casefile.journal.purging import condemned, unexplained
from casefile.journal.tree import Growing
from casefile.progress import Progress
from casefile.records import schema
from casefile.records.rebuilding import rebuilt

_BATCH = 400


def differing_records(connection: Connection, own: Collection[str], progress: Progress) -> Iterator[tuple[str, str]]:
    """(kind, id) of every record whose row is not what the journal says, in either direction; `own` are the devices of this vault."""
    for kind, table in schema.RECORDS.items():
        entry = tables.entry.c
        journaled = select(entry.record).where(entry.kind == kind, entry.operation != Operation.CUSTODY).distinct()
        ids = sorted({*connection.execute(select(table.c.id)).scalars(), *connection.execute(journaled).scalars()})
        for start in range(0, len(ids), _BATCH):
            progress.check()
            progress.step(start, len(ids))
            yield from _differing(connection, kind, ids[start : start + _BATCH], own)


def unexplained_gaps(
    connection: Connection, own: Collection[str], removed: Collection[str], progress: Progress
) -> Iterator[str]:
    """Ids of records with values taken out of the journal that no purge removed, the `removed` records left aside; and of records with
    values that a purge should have removed."""
    change, entry = tables.change.c, tables.entry.c
    owner = select(entry.record).join(tables.change, change.sequence == entry.sequence)
    gaps = connection.execute(owner.where(change.path.is_(None)).distinct()).scalars()
    purged = connection.execute(select(entry.record).where(entry.operation == Operation.PURGE).distinct()).scalars()
    for record in sorted({*gaps, *purged} - set(removed)):
        progress.check()
        history = entries_of(connection, record)
        if any(condemned(history, own)) or any(unexplained(history, own)):
            yield record


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
    query = select(tables.entry.c.id).order_by(tables.entry.c.sequence)
    differing: list[str] = []
    for kept in log_heads(connection):
        tree = Growing()
        for (leaf,) in connection.execute(query.where(tables.entry.c.device == kept.device)):
            tree.append(bytes.fromhex(leaf))
        if LogHead(kept.device, tree.size, tree.root()) != kept:
            differing.append(kept.device)
    return differing


def _differing(connection: Connection, kind: str, ids: list[str], own: Collection[str]) -> Iterator[tuple[str, str]]:
    table = schema.RECORDS[kind]
    kept = {row["id"]: dict(row) for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings()}
    expected = {each.id: each.row for each in rebuilt(connection, ids, own)}
    yield from ((kind, each) for each in ids if kept.get(each) != expected.get(each))
