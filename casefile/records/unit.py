"""The unit of work: every change of a record, with its journal entry and the derived tables, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefile.domain.definition import Kind
from casefile.domain.kinds import KINDS, Record, kind_of
from casefile.errors import NotFound
from casefile.journal import purging
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.log import JournalWriter, entries_of, entries_of_all, write_heads
from casefile.records import caselist, schema
from casefile.records.rebuilding import rebuilt
from casefile.records.rows import Paths, difference, paths_of, paths_of_row, record_of, references_of, row_of


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
    cases: dict[str, int] = field(default_factory=dict)


class UnitOfWork:
    """One transaction's changes. What it is told is written at `flush`, which the database calls at the end."""

    def __init__(self, connection: Connection, device: str, author: str, projections: Sequence[Projection]) -> None:
        self.connection = connection
        self._author = author
        self._journal = JournalWriter(connection, device, author)
        self._projections = projections
        self._pending = _Pending()

    def save(self, record: Record) -> None:
        """Create or change a record. Nothing is written where nothing differs."""
        kind = kind_of(record)
        row = self._row(kind.name, record.id)
        before = {} if row is None else paths_of_row(kind, row)
        after = paths_of(record, before)
        changed = difference(before, after)
        if row is not None and not changed:
            return
        operation = Operation.CREATE if row is None else Operation.CHANGE
        entry = self._journal.add(kind.name, record.id, operation, changed)
        self._keep(entry, record, row, before, after)

    def save_all(self, records: Iterable[Record]) -> set[str]:
        """As `save` for each; the ids of those that were here before."""
        known = set()
        for record in records:
            if self._row(kind_of(record).name, record.id) is not None:
                known.add(record.id)
            self.save(record)
        return known

    def save_over(self, before: Record | None, after: Record) -> None:
        """Write what the person changed between `before`, which they saw, and `after`; what others changed since stays."""
        kind = kind_of(after)
        row = self._row(kind.name, after.id)
        if row is None or before is None:
            self.save(after)
            return
        current = paths_of_row(kind, row)
        changed = difference(paths_of(before, current), paths_of(after, current))
        merged = {path: value for path, value in {**current, **changed}.items() if value is not None}
        self.save(record_of(kind, after.id, merged))

    def delete(self, record: Record) -> None:
        """Flag a record as deleted. It stays in the journal and can be restored."""
        self._flag(record, Operation.DELETE)

    def restore(self, record: Record) -> None:
        """Take a deletion back."""
        self._flag(record, Operation.RESTORE)

    def custody(self, record_id: str, event: Mapping[str, Any], kind: str = "evidence") -> Entry:
        """Write down what befell a file: collected, imported, exported, handed over, received, opened outside; or that a case was handed over.

        Looking at it is not written down: such a diary would harm people.
        """
        return self._journal.add(kind, record_id, Operation.CUSTODY, {"event": dict(event)})

    def purge(self, record: Record, paths: Iterable[str]) -> None:
        """Take values out of a record for good: out of its row, its history and what is derived from them. A repeated field's name stands for
        all its elements."""
        self.flush()
        self._journal.add(kind_of(record).name, record.id, Operation.PURGE, dict.fromkeys(paths))
        self._journal.flush()
        purging.empty(self.connection, purging.condemned(entries_of(self.connection, record.id)))
        self._rebuild([record.id])

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
        pending, self._pending = self._pending, _Pending()
        self._journal.flush()
        for kind, rows in pending.rows.items():
            self._write_rows(kind, list(rows.values()))
        if pending.records:
            self._write_references(pending.records)
            for projection in self._projections:
                projection.update(self.connection, pending.records)
        caselist.refresh(self.connection, pending.cases)
        return Changes(frozenset(pending.records), frozenset(pending.kinds))

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
        self._keep(entry, record_of(kind, record.id, paths), {**row, "deleted": deleted}, paths, paths)

    def _rebuild(self, records: Sequence[str]) -> None:
        """Write rows and heads from the journal, whose past has changed."""
        self._journal.forget_heads(records)
        for each in rebuilt(self.connection, records):
            write_heads(self.connection, each.id, each.heads)
            kind, before = KINDS[each.kind], self._row(each.kind, each.id)
            touched = [_cases(kind, each.id, paths_of_row(kind, row)) for row in (before, each.row) if row]
            self._pending.cases.update(dict.fromkeys(set().union(*touched), self._journal.sequence))
            self._pending.kinds.add(each.kind)
            self._pending.records[each.id] = None
            if each.row is None:
                table = schema.RECORDS[each.kind]
                self.connection.execute(delete(table).where(table.c.id == each.id))
                continue
            self._pending.rows.setdefault(each.kind, {})[each.id] = each.row
            if not each.row["deleted"]:
                self._pending.records[each.id] = record_of(kind, each.id, paths_of_row(kind, each.row))

    def _row(self, kind: str, record_id: str) -> Mapping[str, Any] | None:
        waiting = self._pending.rows.get(kind, {}).get(record_id)
        if waiting is not None:
            return waiting
        table = schema.RECORDS[kind]
        found = self.connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
        return None if found is None else dict(found)

    def _keep(self, entry: Entry, record: Record, row: Mapping[str, Any] | None, before: Paths, paths: Paths) -> None:
        kind = KINDS[entry.kind]
        self._pending.kinds.add(entry.kind)
        deleted = bool(row and row["deleted"])
        touched = _cases(kind, record.id, paths) | _cases(kind, record.id, before)
        self._pending.cases.update(dict.fromkeys(touched, self._journal.sequence))
        self._pending.records[record.id] = None if deleted else record
        self._pending.rows.setdefault(entry.kind, {})[record.id] = {
            "id": record.id,
            **row_of(kind, paths),
            "created": row["created"] if row else entry.time,
            "changed": entry.time,
            "changed_by": entry.author,
            "sequence": self._journal.sequence,
            "deleted": deleted,
        }

    def _write_rows(self, kind: str, rows: list[dict[str, Any]]) -> None:
        table = schema.RECORDS[kind]
        statement = upsert(table)
        replaced = {column.name: statement.excluded[column.name] for column in table.c if column.name != "id"}
        self.connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=replaced), rows)

    def _write_references(self, records: Mapping[str, Record | None]) -> None:
        table = schema.reference
        self.connection.execute(
            delete(table).where(table.c.source == bindparam("changed")), [{"changed": each} for each in records]
        )
        rows = [
            {"source": source, "field": path, "target": target, "kind": kind_of(record).name}
            for source, record in records.items()
            if record is not None
            for path, target in sorted(set(references_of(record)))
        ]
        if rows:
            self.connection.execute(insert(table), rows)


def _cases(kind: Kind, record_id: str, paths: Paths) -> set[str]:
    """The cases whose line in the list a record with these paths may change."""
    if kind.name == "case":
        return {record_id}
    return {path.removeprefix("cases/") for path in paths if path.startswith("cases/")}
