"""Taking back what an entry of the journal did, by a new one. What was changed again since stays as it is now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from casefile.domain.definition import Kind
from casefile.domain.kinds import KINDS
from casefile.journal.entry import Entry, FieldChange, Operation
from casefile.journal.log import entries_by_id
from casefile.records.rows import Paths, record_of
from casefile.records.unit import UnitOfWork

REVERTIBLE = frozenset({Operation.CREATE, Operation.CHANGE, Operation.DELETE, Operation.RESTORE})


def revert(unit: UnitOfWork, entry: Entry) -> None:
    """Undo one entry: what it created is deleted, what it deleted restored, and each field that still is as it left it gets the value that
    it replaced. A purge, or custody, cannot be undone."""
    kind = KINDS[entry.kind]
    match entry.operation:
        case Operation.CREATE | Operation.RESTORE:
            unit.delete(record_of(kind, entry.record, unit.paths(kind, entry.record)))
        case Operation.DELETE:
            unit.restore(record_of(kind, entry.record, unit.paths(kind, entry.record)))
        case Operation.CHANGE:
            unit.put(kind, entry.record, _earlier(unit, kind, entry))


def _earlier(unit: UnitOfWork, kind: Kind, entry: Entry) -> Paths:
    """Path → the value before `entry`, of the paths that still hold what it wrote."""
    now = unit.paths(kind, entry.record)
    unchanged = [each for each in entry.changes if now.get(each.path) == each.value]
    return {change.path: _replaced(unit.connection, change) for change in unchanged}


def _replaced(connection: Connection, change: FieldChange) -> Any:
    found = entries_by_id(connection, change.seen)
    values = [each.value for entry in found for each in entry.changes if each.path == change.path]
    return values[-1] if values else None
