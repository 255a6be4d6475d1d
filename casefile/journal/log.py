"""Writing and reading the journal inside a transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefile import clock
from casefile.journal import canonical, heads, tables
from casefile.journal.canonical import string
from casefile.journal.entry import (
    DELETED,
    SALT_BYTES,
    Entry,
    FieldChange,
    Operation,
    Stamp,
    Withheld,
    commitment,
    skeleton,
)
from casefile.journal.inserting import insert_all
from casefile.journal.tiles import Tiles
from casefile.journal.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class LogHead:
    """How far one device's log reaches: its `size` in entries and the RFC 6962 `root` over them (32 bytes)."""

    device: str
    size: int
    root: bytes


_Current = dict[str, tuple[tuple[int, str], ...]]
"""Path → sequence number and id of each entry that is current for it."""


class JournalWriter:
    """Adds this device's entries. Rows are kept back and written by `flush`, many at once; use within one write transaction."""

    def __init__(self, connection: Connection, device: str, author: str) -> None:
        self._connection = connection
        self._device = device
        self._author = author
        self._time = ""
        self.sequence: int = connection.execute(select(func.max(tables.entry.c.sequence))).scalar_one() or 0
        self._lamport: int = connection.execute(select(func.max(tables.log.c.lamport))).scalar_one() or 0
        size = connection.execute(select(tables.log.c.size).where(tables.log.c.device == device)).scalar() or 0
        self._tiles = Tiles(connection, device, size)
        self._undecided: set[str] = set()
        self._forget()

    def add(self, kind: str, record: str, operation: Operation, values: Mapping[str, Any]) -> Stamp:
        """Append one entry: `values` maps each changed path to its new JSON value, None where it was emptied."""
        return self.add_written(
            kind, record, operation, {path: canonical.dumps(value) for path, value in values.items()}
        )

    def add_written(self, kind: str, record: str, operation: Operation, written: Mapping[str, bytes]) -> Stamp:
        """As `add`, where the canonical JSON of each value is at hand."""
        current = self._heads_of(record, operation)
        if operation is not Operation.CUSTODY and len(current.get(DELETED, ())) > 1:
            self._undecided.add(record)
        self._lamport += 1
        self.sequence += 1
        self._time = self._time or clock.timestamp()
        place = (self._device, self._tiles.size, self._author, self._lamport)
        stamp = Stamp(*place, self._time, kind, record, operation)
        fields = self._change(written, self._with_origin(record, current) if DELETED in written else current)
        leaf = leaf_hash(skeleton(stamp, fields))
        self._tiles.append(leaf)
        self._entries.append((self.sequence, leaf, *place, self._time, kind, record, operation.value))
        if operation is not Operation.CUSTODY:
            current.update(dict.fromkeys(written, ((self.sequence, leaf.hex()),)))
        return stamp

    def flush(self) -> None:
        """Write what was added."""
        if not self._entries:
            return
        insert_all(self._connection, tables.entry, self._entries)
        insert_all(self._connection, tables.change, self._changes)
        self._write_heads()
        self._tiles.flush()
        row = {
            "device": self._device,
            "size": self._tiles.size,
            "root": self._tiles.root(),
            "lamport": self._lamport,
        }
        self._connection.execute(
            upsert(tables.log).values(row).on_conflict_do_update(index_elements=["device"], set_=row)
        )
        self._forget()

    def _forget(self) -> None:
        """Begin anew: what was written can be read again, and need not fill the memory."""
        # Entries that are written together bear one time: asking for it costs as much as hashing one.
        self._time = ""
        self._heads: dict[str, _Current] = {}
        self._entries: list[tuple[Any, ...]] = []
        self._changes: list[tuple[Any, ...]] = []
        self._made: set[str] = set()
        self._spoken_of: set[str] = set()

    def forget_heads(self, records: Iterable[str]) -> None:
        """Ask the table again for the heads of these records, which others have written."""
        for record in records:
            self._heads.pop(record, None)

    def pop_undecided(self) -> list[str]:
        """Records that were written of while a deletion stood against changes, in order: which of them do now is for the whole history to tell."""
        found, self._undecided = sorted(self._undecided), set()
        return found

    def _with_origin(self, record: str, current: _Current) -> _Current:
        """The heads of a record; of one of which nothing is said, the entries of it, so that a deletion has always seen something."""
        return current if current.keys() - {DELETED} else {**current, "": heads.origins(self._connection, record)}

    def _heads_of(self, record: str, operation: Operation) -> _Current:
        if record not in self._heads:
            # A record that is created here has no earlier heads; asking for them would cost a query a record.
            fresh = operation is Operation.CREATE
            self._heads[record] = {} if fresh else heads.of(self._connection, record)
            (self._made if fresh else self._spoken_of).add(record)
        elif operation is not Operation.CUSTODY:
            self._spoken_of.add(record)
        return self._heads[record]

    def _change(self, written: Mapping[str, bytes], current: _Current) -> list[tuple[str, tuple[str, ...]]]:
        """Keep a row for each change, with a fresh salt, in the order of the paths. The commitment of each, and what it replaces."""
        sequence, rows = self.sequence, self._changes
        salts = secrets.token_bytes(SALT_BYTES * len(written))
        fields: list[tuple[str, tuple[str, ...]]] = []
        for ordinal, path in enumerate(sorted(written)):
            salt, value = salts[ordinal * SALT_BYTES : (ordinal + 1) * SALT_BYTES], written[path]
            seen = _seen(current, path) if current else ()
            fields.append((commitment(salt, string(path).encode(), value).hex(), seen))
            rows.append((sequence, ordinal, path, value.decode(), salt, " ".join(seen), None))
        return fields

    def _write_heads(self) -> None:
        """Of a record that was made here and that nothing more was said of, its only entry tells the heads. See `heads`."""
        told = {record: self._sequences(record) for record in self._spoken_of}
        for record in heads.having_rows(self._connection, self._made - self._spoken_of):
            told[record] = self._sequences(record)
        heads.write(self._connection, told)

    def _sequences(self, record: str) -> dict[str, list[int]]:
        return {path: [sequence for sequence, _ in current] for path, current in self._heads[record].items()}


def _seen(current: _Current, path: str) -> tuple[str, ...]:
    """The heads that a new value of `path` replaces, and what it was written in the knowledge of.

    That of an element has also seen what was done to the repeated field as a whole: it came after a purge of it. A deletion has seen all that
    the record held; a value that is written while the record is deleted has seen that, unless it is not settled whether it is.
    """
    field, inside, _ = path.partition("/")
    flags = current.get(DELETED, ())
    if path == DELETED:
        known = [each for several in current.values() for each in several]
    else:
        known = [
            *current.get(path, ()),
            *(current.get(field, ()) if inside else ()),
            *(flags if len(flags) == 1 else ()),
        ]
    return tuple(dict.fromkeys(entry for _, entry in known))


def heads_of(connection: Connection, record: str) -> dict[str, list[str]]:
    """The ids of the entries that are current for each path of a record; more than one is a conflict."""
    return {path: [entry for _, entry in current] for path, current in heads.of(connection, record).items()}


def write_heads(connection: Connection, record: str, current: Iterable[tuple[str, int]]) -> None:
    """Put (path, sequence) in place of all heads of a record."""
    found: dict[str, list[int]] = {}
    for path, sequence in current:
        found.setdefault(path, []).append(sequence)
    heads.write(connection, {record: found})


def log_heads(connection: Connection) -> tuple[LogHead, ...]:
    """How far the log of each device known here reaches, in the order of the devices' ids."""
    query = select(tables.log.c.device, tables.log.c.size, tables.log.c.root).order_by(tables.log.c.device)
    return tuple(LogHead(device, size, root) for device, size, root in connection.execute(query))


def root_at(connection: Connection, device: str, size: int) -> bytes:
    """The root of a device's log when it had `size` entries, at most as many as it has now."""
    return Tiles(connection, device, size).root(size)


def entries_of(connection: Connection, record: str) -> tuple[Entry, ...]:
    """Everything that happened to one record, in the order of arrival."""
    return tuple(entries(connection, tables.entry.c.record == record))


def entries_of_all(connection: Connection, records: Iterable[str]) -> tuple[Entry, ...]:
    """Everything that happened to any of `records`, in the order of arrival."""
    wanted = json.dumps(list(records))
    inside = select(func.json_each(wanted).table_valued("value").c.value)
    return tuple(entries(connection, tables.entry.c.record.in_(inside)))


def latest_records(connection: Connection, records: Iterable[str], number: int) -> tuple[str, ...]:
    """Which records the newest `number` entries about any of `records` are about, one for each entry."""
    entry = tables.entry.c
    inside = select(func.json_each(json.dumps(list(records))).table_valued("value").c.value)
    query = select(entry.record).where(entry.record.in_(inside)).order_by(entry.sequence.desc()).limit(number)
    return tuple(connection.execute(query).scalars())


def entries_by_id(connection: Connection, ids: Sequence[str]) -> tuple[Entry, ...]:
    """The entries with the given ids that are here, in the order of arrival."""
    return tuple(entries(connection, tables.with_ids(ids)))


def numbers_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Id → sequence number of the entries that are here."""
    entry = tables.entry.c
    return dict(map(tuple, connection.execute(select(entry.id, entry.sequence).where(tables.with_ids(ids)))))


def entries_between(connection: Connection, first: int, last: int) -> tuple[Entry, ...]:
    """The entries that arrived from number `first` to number `last`."""
    return tuple(entries(connection, tables.entry.c.sequence.between(first, last)))


def ever_naming(connection: Connection, records: Iterable[str]) -> list[str]:
    """Ids of the records that at any time referred to one of `records`. Walks all changes."""
    wanted = list(records)
    change = tables.change.c
    values, keys = (
        select(func.json_each(json.dumps(each)).table_valued("value").c.value)
        for each in ([json.dumps(record) for record in wanted], wanted)
    )
    key = func.substr(change.path, func.instr(change.path, "/") + 1)
    query = select(tables.entry.c.record).join(tables.change, change.sequence == tables.entry.c.sequence)
    return list(connection.execute(query.where(change.value.in_(values) | key.in_(keys)).distinct()).scalars())


def entries(connection: Connection, *conditions: Any) -> Iterator[Entry]:
    """The entries that meet SQL `conditions`, in the order of arrival."""
    query = select(tables.entry).where(*conditions).order_by(tables.entry.c.sequence)
    for page in connection.execute(query).partitions(1000):
        rows = [dict(row._mapping) for row in page]
        changes = _changes(connection, [row["sequence"] for row in rows])
        for row in rows:
            yield _entry(row, changes.get(row["sequence"], ()))


def _changes(connection: Connection, sequences: Iterable[int]) -> dict[int, list[FieldChange | Withheld]]:
    wanted = list(sequences)
    query = (
        select(tables.change)
        .where(tables.change.c.sequence.between(wanted[0], wanted[-1]), tables.change.c.sequence.in_(wanted))
        .order_by(tables.change.c.sequence, tables.change.c.ordinal)
    )
    found: dict[int, list[FieldChange | Withheld]] = {}
    for row in connection.execute(query).all():
        seen = tuple(row.seen.split())
        found.setdefault(row.sequence, []).append(
            Withheld(row.commitment.hex(), seen)
            if row.path is None
            else FieldChange(row.path, json.loads(row.value), row.salt, seen)
        )
    return found


def _entry(row: Mapping[str, Any], changes: Sequence[FieldChange | Withheld]) -> Entry:
    return Entry(
        row["device"],
        row["author"],
        row["position"],
        row["lamport"],
        row["time"],
        row["kind"],
        row["record"],
        Operation(row["operation"]),
        tuple(each for each in changes if isinstance(each, FieldChange)),
        tuple(each for each in changes if isinstance(each, Withheld)),
    )
