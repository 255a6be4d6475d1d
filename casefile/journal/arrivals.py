"""Entries of other devices as they come in, in whatever order, repeated or with gaps.

Of another device's log we may hold only part: a bundle carries what concerns the cases handed over. So the tree kept here over the
entries of another device is over those that arrived, in the order of their arrival; their place in its own log is vouched for by the proofs
that came with them, which who calls this has checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from casefile.errors import VerificationFailed
from casefile.journal import tables
from casefile.journal.entry import Entry, FieldChange
from casefile.journal.inserting import insert_all
from casefile.journal.log import entries_by_id, numbers_of
from casefile.journal.tiles import Tiles


def take_in(connection: Connection, arriving: Iterable[Entry], own_device: str) -> set[str]:
    """Add the entries that are not here, and give back to those that are the values taken out of them. Ids of the records concerned.

    Heads, rows and all that is derived are to be written anew for these records.

    Raises:
        VerificationFailed: an entry of this very device that it does not know: this vault is an older copy of the one that wrote it.
    """
    entries = list({entry.id: entry for entry in arriving}.values())
    known = {entry.id: entry for entry in entries_by_id(connection, [entry.id for entry in entries])}
    fresh = [entry for entry in entries if entry.id not in known]
    if any(entry.device == own_device for entry in fresh):
        raise VerificationFailed("journal.own_entries_unknown")
    _add(connection, fresh)
    regained = [entry for entry in entries if entry.id in known and known[entry.id].withheld]
    _give_back(connection, regained)
    return {entry.record for entry in (*fresh, *regained)}


def forks(connection: Connection) -> list[tuple[str, int]]:
    """(device, position) at which two different entries of one device are here: one of its copies went on by itself."""
    entry = tables.entry.c
    query = select(entry.device, entry.position).group_by(entry.device, entry.position).having(func.count() > 1)
    return [(device, position) for device, position in connection.execute(query)]


def _add(connection: Connection, fresh: Sequence[Entry]) -> None:
    if not fresh:
        return
    first = (connection.execute(select(func.max(tables.entry.c.sequence))).scalar_one() or 0) + 1
    numbered = list(enumerate(fresh, first))
    insert_all(connection, tables.entry, [_entry_row(sequence, entry) for sequence, entry in numbered])
    insert_all(
        connection, tables.change, [row for sequence, entry in numbered for row in _change_rows(sequence, entry)]
    )
    for device in sorted({entry.device for entry in fresh}):
        _grow(connection, device, [entry for entry in fresh if entry.device == device])


def _grow(connection: Connection, device: str, fresh: Sequence[Entry]) -> None:
    log = tables.log
    kept = connection.execute(select(log.c.size, log.c.lamport).where(log.c.device == device)).first()
    size, lamport = kept or (0, 0)
    tiles = Tiles(connection, device, size)
    for entry in fresh:
        tiles.append(bytes.fromhex(entry.id))
    tiles.flush()
    highest = max(lamport, *(entry.lamport for entry in fresh))
    row = {"device": device, "size": tiles.size, "root": tiles.root(), "lamport": highest}
    connection.execute(upsert(log).values(row).on_conflict_do_update(index_elements=["device"], set_=row))


def _give_back(connection: Connection, entries: Sequence[Entry]) -> None:
    """A commitment says which of the emptied places a value belongs to."""
    change, numbers = tables.change, numbers_of(connection, [each.id for each in entries])
    statement = update(change).where(
        change.c.sequence == bindparam("at"), change.c.commitment == bindparam("as_committed"), change.c.path.is_(None)
    )
    rows = [
        {"at": numbers[each.id], "as_committed": bytes.fromhex(part.commitment), **_said(part)}
        for each in entries
        for part in each.changes
    ]
    said: dict[str, Any] = {"path": bindparam("p"), "value": bindparam("v"), "salt": bindparam("s"), "commitment": None}
    if rows:
        connection.execute(statement.values(said), rows)


def _said(part: FieldChange) -> dict[str, Any]:
    return {"p": part.path, "v": json.dumps(part.value, ensure_ascii=False), "s": part.salt}


def _entry_row(sequence: int, entry: Entry) -> tuple[Any, ...]:
    place = entry.device, entry.position, entry.author, entry.lamport, entry.time
    return (sequence, bytes.fromhex(entry.id), *place, entry.kind, entry.record, entry.operation.value)


def _change_rows(sequence: int, entry: Entry) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        (each.path, json.dumps(each.value, ensure_ascii=False), each.salt, " ".join(each.seen), None)
        for each in entry.changes
    ]
    rows += [(None, None, None, " ".join(each.seen), bytes.fromhex(each.commitment)) for each in entry.withheld]
    return [(sequence, ordinal, *row) for ordinal, row in enumerate(rows)]
