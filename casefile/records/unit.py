"""The unit of work: every change of a record, with its journal entry and the derived tables, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, delete, func, select

from casefile.domain.definition import Kind
from casefile.domain.kinds import KINDS, Record, kind_of
from casefile.errors import NotFound
from casefile.journal import arrivals, canonical, heads, holding, purging, waiting
from casefile.journal.entry import DELETED, Entry, Operation, Stamp
from casefile.journal.inserting import insert_all, put_all
from casefile.journal.log import JournalWriter, entries_of, entries_of_all
from casefile.records import caselist, evidencelist, references, schema
from casefile.records.rebuilding import rebuilt
from casefile.records.rows import (
    Paths,
    difference,
    paths_of,
    paths_of_row,
    record_of,
    row_of,
    row_written,
)
from casefile.records.steps import Span

_AT_ONCE = 1_000
_KEPT_BACK = 100_000
"""Records whose rows wait in memory for their places, when very many are written: some 100 MiB."""
_AFFECT_ALL = {"term", "addedfield"}
"""Kinds of records by which the search text of any other may change, so that all of them must be where they can be found."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Which records a change touched, by id, and of which kinds they are."""

    records: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


class Projection(Protocol):
    """Keeps a derived table in step with the records."""

    def update(self, connection: Connection, changed: Mapping[str, Record | None]) -> None:
        """Bring the table up to date for the given records; None stands for a record that was deleted."""


@dataclass
class _Pending:
    rows: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    records: dict[str, Record | None] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    """Ids of the records that were here before."""
    cases: dict[str, int] = field(default_factory=dict)


class UnitOfWork:
    """One transaction's changes. What it is told is written at `flush`, which the database calls at the end."""

    def __init__(
        self, connection: Connection, devices: Sequence[str], author: str, projections: Sequence[Projection]
    ) -> None:
        """`devices` are those that this vault has had, the present one first."""
        self.connection = connection
        self._author = author
        self._own = devices
        self._journal = JournalWriter(connection, devices[0], author)
        self._projections = projections
        self._pending = _Pending()
        self._cases: dict[str, int] = {}
        self._known: dict[str, Record | None] = {}
        self._files: set[str] = set()
        self._kept_back = 0
        self._begun = self._journal.sequence
        self._has_changed = False

    @property
    def span(self) -> Span | None:
        """Which entries were written, where any of them changed a record and can be taken back."""
        return (self._begun + 1, self._journal.sequence) if self._has_changed else None

    @property
    def devices(self) -> Sequence[str]:
        """The devices that this vault has had, the present one first."""
        return self._own

    def save(self, record: Record) -> None:
        """Create or change a record. Nothing is written where nothing differs."""
        self._save(record, self._row(kind_of(record).name, record.id))

    def save_all(self, records: Sequence[Record]) -> set[str]:
        """As `save` for each, with one question to the database for all of a kind; the ids of those that were here before."""
        wanted: dict[str, list[str]] = {}
        for record in records:
            wanted.setdefault(kind_of(record).name, []).append(record.id)
        known = {kind: self._rows(kind, ids) for kind, ids in wanted.items()}
        for record in records:
            kind = kind_of(record).name
            self._save(record, self._pending.rows.get(kind, {}).get(record.id) or known[kind].get(record.id))
        return {record_id for rows in known.values() for record_id in rows}

    def save_over(self, before: Record | None, after: Record) -> None:
        """Write what the person changed between `before`, which they saw, and `after`; what others changed since stays."""
        kind = kind_of(after)
        row = self._row(kind.name, after.id)
        if row is None or before is None:
            self.save(after)
            return
        current = paths_of_row(kind, row)
        self.put(kind, after.id, difference(paths_of(before, current), paths_of(after, current)))

    def put(self, kind: Kind, record_id: str, changed: Paths) -> None:
        """Give paths of a record that is here new values, None for none, and leave its others as they are."""
        before = self.paths(kind, record_id)
        after = {path: value for path, value in {**before, **changed}.items() if value is not None}
        self._write(record_of(kind, record_id, after), self._row(kind.name, record_id), before, after)

    def paths(self, kind: Kind, record_id: str) -> Paths:
        """What a record holds, by path.

        Raises:
            NotFound: it is not here.
        """
        row = self._row(kind.name, record_id)
        if row is None:
            raise NotFound("records.gone")
        return paths_of_row(kind, row)

    def delete(self, record: Record) -> None:
        """Flag a record as deleted. It stays in the journal and can be restored."""
        self._flag(record, Operation.DELETE)

    def restore(self, record: Record) -> None:
        """Take a deletion back."""
        self._flag(record, Operation.RESTORE)

    def custody(self, record_id: str, event: Mapping[str, Any], kind: str = "evidence") -> None:
        """Write down what befell a file: collected, imported, exported, handed over, received, opened outside; or that a case was handed over.

        Looking at it is not written down: such a diary would harm people.
        """
        self._journal.add(kind, record_id, Operation.CUSTODY, {"event": dict(event)})

    def purge(self, record: Record, paths: Iterable[str]) -> None:
        """Take values out of a record for good: out of its row, its history and what is derived from them. A repeated field's name stands for
        all its elements."""
        self.flush()
        self._journal.add(kind_of(record).name, record.id, Operation.PURGE, dict.fromkeys(paths))
        self._journal.flush()
        self._carry_out_purges([record.id])

    def take_in(self, arriving: Iterable[Entry]) -> set[str]:
        """Merge entries of other devices, whose proofs were checked, in whatever order they come; ids of the records concerned.

        Raises:
            VerificationFailed: some are of this device, which does not know them.
        """
        self.flush()
        touched = sorted(arrivals.take_in(self.connection, arriving, self._own[0]))
        self._journal = JournalWriter(self.connection, self._own[0], self._author)  # its counters lie behind now
        self._carry_out_purges(touched)
        return set(touched)

    def resolve(self, kind: Kind, record_id: str, chosen: Paths) -> None:
        """Settle conflicts: an entry that has seen all versions of these paths gives each a value, be it one that stands there."""
        self.flush()
        self._journal.add(kind.name, record_id, Operation.RESOLVE, chosen)
        self._journal.flush()
        self._rebuild([record_id])

    def accept(self, request: Entry) -> None:
        """Accept a purge by another device: it removes here what did not see it, wherever it lies."""
        self._answer(request, purging.ACCEPTS)

    def decline(self, request: Entry) -> None:
        """Decline a purge by another device: it changes nothing here, and is asked no more."""
        self._answer(request, purging.DECLINES)

    def strip(self, records: Iterable[str], wanted: Callable[[str, str], bool]) -> None:
        """Take values out of this vault alone, with no word to others: those for whose (record, path) `wanted` says yes."""
        self.flush()
        stripped = list(records)
        found = entries_of_all(self.connection, stripped)
        doomed = [(entry, each) for entry in found for each in entry.changes if wanted(entry.record, each.path)]
        purging.empty(self.connection, doomed)
        self._rebuild(stripped)

    def flush(self) -> Changes:
        """Write everything; return what was touched."""
        self._journal.flush()
        if undecided := self._journal.pop_undecided():
            self._rebuild(undecided)
        pending, self._pending = self._pending, _Pending()
        for kind, rows in pending.rows.items():
            self._write_rows(kind, rows, pending.changed)
        if _AFFECT_ALL & pending.kinds:
            self.settle()
        if pending.records:
            gone = _deleted(pending.rows)
            self._files |= references.write(self.connection, pending.records, pending.changed, gone)
            self._files |= evidencelist.among(pending.records)
            for projection in self._projections:
                projection.update(self.connection, pending.records)
        self._cases.update(pending.cases)
        self._known.update((each, pending.records[each]) for each in pending.cases if each in pending.records)
        self._kept_back += len(pending.records)
        if self._kept_back > _KEPT_BACK or not waiting.is_keeping_back(self.connection):
            self.settle()
        return Changes(frozenset(pending.records), frozenset(pending.kinds))

    def settle(self) -> None:
        """Put what was kept back where it belongs, and make the lines of the cases that follow from it."""
        waiting.settle(self.connection)
        caselist.refresh(self.connection, self._cases, self._known)
        evidencelist.refresh(self.connection, self._files)
        waiting.settle(self.connection)
        self._cases, self._known, self._files, self._kept_back = {}, {}, set(), 0

    def _save(self, record: Record, row: Mapping[str, Any] | None) -> None:
        before = {} if row is None else paths_of_row(kind_of(record), row)
        self._write(record, row, before, paths_of(record, before))

    def _write(self, record: Record, row: Mapping[str, Any] | None, before: Paths, after: Paths) -> None:
        kind, changed = kind_of(record), difference(before, after)
        if row is not None and not changed:
            return
        operation = Operation.CREATE if row is None else Operation.CHANGE
        written = {path: canonical.dumps(value) for path, value in changed.items()}
        entry = self._journal.add_written(kind.name, record.id, operation, written)
        fields = row_of(kind, after) if before else row_written(kind, after, written)
        self._keep(entry, record, row, fields, _cases(kind, record.id, before) | _cases(kind, record.id, after))

    def _flag(self, record: Record, operation: Operation) -> None:
        kind = kind_of(record)
        row = self._row(kind.name, record.id)
        if row is None:
            raise NotFound("records.gone")
        deleted = operation is Operation.DELETE
        if bool(row["deleted"]) == deleted:
            return
        entry = self._journal.add(kind.name, record.id, operation, {DELETED: True if deleted else None})
        paths = paths_of_row(kind, row)
        flagged = {**row, "deleted": deleted}
        self._keep(
            entry, record_of(kind, record.id, paths), flagged, row_of(kind, paths), _cases(kind, record.id, paths)
        )

    def _answer(self, request: Entry, answer: str) -> None:
        self.flush()
        self._journal.add(request.kind, request.record, Operation.PURGE, {answer: request.id})
        self._journal.flush()
        self._carry_out_purges([request.record])

    def _carry_out_purges(self, records: Sequence[str]) -> None:
        for record in sorted(holding.purged_among(self.connection, records)):
            history = entries_of(self.connection, record)
            purging.empty(self.connection, purging.condemned(history, self._own))
        self._rebuild(records)

    def _rebuild(self, records: Sequence[str]) -> None:
        """Write rows and heads from the journal, whose past has changed."""
        self._journal.forget_heads(records)
        for start in range(0, len(records), _AT_ONCE):
            self._rebuild_some(records[start : start + _AT_ONCE])

    def _rebuild_some(self, records: Sequence[str]) -> None:
        found = list(rebuilt(self.connection, records, self._own))
        heads.write(self.connection, {each.id: each.current for each in found})
        here = self._rows_of((each.kind, each.id) for each in found)
        for each in found:
            kind, before = KINDS[each.kind], here.get(each.id)
            touched = [_cases(kind, each.id, paths_of_row(kind, row)) for row in (before, each.row) if row]
            self._pending.cases.update(dict.fromkeys(set().union(*touched), self._journal.sequence))
            self._pending.kinds.add(each.kind)
            self._pending.changed.add(each.id)
            self._pending.records[each.id] = None
            if each.row is None:
                table = schema.RECORDS[each.kind]
                self.connection.execute(delete(table).where(table.c.id == each.id))
                continue
            self._pending.rows.setdefault(each.kind, {})[each.id] = each.row
            if not each.row["deleted"]:
                self._pending.records[each.id] = record_of(kind, each.id, paths_of_row(kind, each.row))

    def _rows_of(self, places: Iterable[tuple[str, str]]) -> dict[str, Mapping[str, Any]]:
        """The rows of some records by id, those that wait to be written among them; (kind, id) tells which."""
        wanted: dict[str, list[str]] = {}
        for kind, record in places:
            wanted.setdefault(kind, []).append(record)
        found: dict[str, Mapping[str, Any]] = {}
        for kind, ids in wanted.items():
            waiting = self._pending.rows.get(kind, {})
            found |= {**self._rows(kind, ids), **{each: waiting[each] for each in ids if each in waiting}}
        return found

    def _row(self, kind: str, record_id: str) -> Mapping[str, Any] | None:
        waiting = self._pending.rows.get(kind, {}).get(record_id)
        if waiting is not None:
            return waiting
        table = schema.RECORDS[kind]
        found = self.connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
        return None if found is None else dict(found)

    def _rows(self, kind: str, ids: list[str]) -> dict[str, Mapping[str, Any]]:
        table = schema.RECORDS[kind]
        wanted = select(func.json_each(json.dumps(ids)).table_valued("value").c.value)
        found = self.connection.execute(select(table).where(table.c.id.in_(wanted))).mappings()
        return {row["id"]: dict(row) for row in found}

    def _keep(
        self, entry: Stamp, record: Record, row: Mapping[str, Any] | None, fields: Mapping[str, Any], cases: set[str]
    ) -> None:
        pending, sequence = self._pending, self._journal.sequence
        self._has_changed = True
        pending.kinds.add(entry.kind)
        pending.cases.update(dict.fromkeys(cases, sequence))
        deleted = bool(row and row["deleted"])
        pending.records[record.id] = None if deleted else record
        if row is not None:
            pending.changed.add(record.id)
        pending.rows.setdefault(entry.kind, {})[record.id] = {
            "id": record.id,
            **fields,
            "created": row["created"] if row else entry.time,
            "changed": entry.time,
            "changed_by": entry.author,
            "sequence": sequence,
            "deleted": deleted,
        }

    def _write_rows(self, kind: str, rows: Mapping[str, dict[str, Any]], changed: set[str]) -> None:
        table = schema.RECORDS[kind]
        values = itemgetter(*(column.name for column in table.columns))
        put_all(self.connection, table, [values(row) for each, row in rows.items() if each in changed])
        insert_all(self.connection, table, [values(row) for each, row in rows.items() if each not in changed])


def _deleted(rows: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Record]:
    """The records among the rows of each kind that are flagged as deleted."""
    return [
        record_of(KINDS[kind], record_id, paths_of_row(KINDS[kind], row))
        for kind, some in rows.items()
        for record_id, row in some.items()
        if row["deleted"]
    ]


def _cases(kind: Kind, record_id: str, paths: Paths) -> set[str]:
    """The cases whose line in the list a record with these paths may change."""
    if kind.name == "case":
        return {record_id}
    return {path.removeprefix("cases/") for path in paths if path.startswith("cases/")}
