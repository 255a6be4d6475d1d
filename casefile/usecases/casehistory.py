"""The history of a case: every change of every record that belongs to it, with what each field was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Record
from casefile.journal.entry import Entry, Operation
from casefile.journal.log import entries_of, entries_of_all, latest_records
from casefile.journal.purging import covers
from casefile.records import casefiles
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class FieldStep:
    """One changed path of a record (``title``, ``conditions/<id>``): its JSON before and after, None where it was empty."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one record: when (ISO 8601, a claim), by whom (author's id), what was done, and to which fields.

    `withheld` counts the changed values that are not here any more, or never came: which fields they were of is not known either.
    """

    time: str
    author: str
    kind: str
    record: str
    operation: str
    fields: tuple[FieldStep, ...]
    withheld: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What one path of a record held from a change on: its JSON, None where it was emptied.

    `entry` is the id of the change (`edit.restore_value` takes it), `is_purge` whether all before was removed for good by it.
    """

    entry: str
    time: str
    author: str
    value: Any
    is_purge: bool = False


def steps(session: Session, records: Iterable[str]) -> tuple[Step, ...]:
    """All changes of `records`, the newest first. Custody of files has its own list."""
    with session.database.reading() as connection:
        return _steps(entries_of_all(connection, records))


def latest(session: Session, records: Iterable[str], number: int = 300) -> tuple[tuple[Step, ...], bool]:
    """As `steps`, of the newest `number` changes alone, and whether there are others: what is read first where there are thousands."""
    with session.database.reading() as connection:
        about = latest_records(connection, records, number)
        # Their whole history, for what each field was before stands in it.
        found = entries_of_all(connection, dict.fromkeys(about))
    newest = [each for each in found[-number:] if each.operation is not Operation.CUSTODY]
    return _steps(found)[: len(newest)], len(about) == number


def _steps(entries: Iterable[Entry]) -> tuple[Step, ...]:
    held: dict[tuple[str, str], Any] = {}
    told = [_step(entry, held) for entry in entries if entry.operation is not Operation.CUSTODY]
    return tuple(reversed(told))


def deleted(session: Session, casefile: CaseFile) -> tuple[Record, ...]:
    """The records of a case that were deleted and can be restored, with what was said of them. Of purged ones nothing is left to restore."""
    case = casefile.case.id
    own = [case, *(each.id for each in casefile.records.values() if case in getattr(each, "cases", ()))]
    with session.database.reading() as connection:
        return tuple(casefiles.deleted_beside(connection, own))


def held(session: Session, record_id: str, path: str) -> tuple[Held, ...]:
    """Everything that one path of a record held, the newest first: a field's name, or ``name/key`` for one element.

    Of values removed for good only the removal itself is told.
    """
    with session.database.reading() as connection:
        found = entries_of(connection, record_id)
    return tuple(
        Held(entry.id, entry.time, entry.author, change.value, entry.operation is Operation.PURGE)
        for entry in reversed(found)
        if entry.operation is not Operation.CUSTODY
        for change in entry.changes
        if change.path == path or (entry.operation is Operation.PURGE and covers(change.path, path))
    )


def _step(entry: Entry, held: dict[tuple[str, str], Any]) -> Step:
    fields = []
    for change in entry.changes:
        place = entry.record, change.path
        fields.append(FieldStep(change.path, held.get(place), change.value))
        held[place] = change.value
    operation = entry.operation.value
    return Step(entry.time, entry.author, entry.kind, entry.record, operation, tuple(fields), len(entry.withheld))
