"""Changing records, and reading what was changed: the one way in for every form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.domain.kinds import KINDS, Record
from casefile.errors import NotFound, Refused
from casefile.journal.entry import Operation
from casefile.journal.log import entries_of
from casefile.records import repository
from casefile.records.repository import Stored
from casefile.records.unit import Changes
from casefile.usecases.session import Session

__all__ = [
    "Changes",
    "HistoryLine",
    "Stored",
    "authors",
    "delete",
    "history",
    "read",
    "restore",
    "restore_value",
    "save",
]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One changed field: when (ISO 8601, a claim), by whom (author's id), what was done, which path, and its new JSON value."""

    time: str
    author: str
    operation: str
    path: str
    value: Any


def read(session: Session, kind: str, record_id: str) -> Stored:
    """One record with its times.

    Raises:
        NotFound: it is not here.
    """
    with session.database.reading() as connection:
        found = repository.get(connection, kind, record_id)
    if found is None:
        raise NotFound("records.gone")
    return found


def save(session: Session, records: Iterable[Record]) -> Changes:
    """Create or change records, all together or none; unchanged ones leave no trace."""
    with session.database.writing() as unit:
        for record in records:
            unit.save(record)
        return unit.flush()


def delete(session: Session, record: Record) -> Changes:
    """Flag a record as deleted; its history stays and it can be restored."""
    with session.database.writing() as unit:
        unit.delete(record)
        return unit.flush()


def restore(session: Session, record: Record) -> Changes:
    """Take a deletion back."""
    with session.database.writing() as unit:
        unit.restore(record)
        return unit.flush()


def restore_value(session: Session, kind: str, record_id: str, path: str, entry: str) -> Changes:
    """Give one path of a record the value it got by an earlier entry; the record's other fields stay as they are.

    Args:
        path: a field's name, or ``name/key`` for one element of a repeated field.
        entry: the id of the entry (`casehistory.held`). None is written where it had emptied the path.

    Raises:
        NotFound: the record is not here.
        Refused: the value was removed for good, or never came here.
    """
    with session.database.writing() as unit:
        told = (each for each in entries_of(unit.connection, record_id) if each.operation is not Operation.PURGE)
        values = [change.value for each in told if each.id == entry for change in each.changes if change.path == path]
        if not values:
            raise Refused("records.value_gone")
        unit.put(KINDS[kind], record_id, {path: values[0]})
        return unit.flush()


def history(session: Session, record_id: str) -> tuple[HistoryLine, ...]:
    """Everything that was changed in a record, newest first. Custody has its own list."""
    with session.database.reading() as connection:
        found = entries_of(connection, record_id)
    return tuple(
        HistoryLine(entry.time, entry.author, entry.operation.value, change.path, change.value)
        for entry in reversed(found)
        if entry.operation is not Operation.CUSTODY
        for change in entry.changes
    )


def authors(session: Session) -> Mapping[str, str]:
    """Id → name, of everyone who has or had a way into this vault and of every colleague whose card or bundle told it."""
    with session.database.reading() as connection:
        known = session.local.kept(connection, "authors") or {}
    people = {each.author_id.hex(): each.name for each in session.vault.ways.people()}
    return {**known, **people, session.author.id: session.author.name}
