"""The history of a case: every change of every record that belongs to it, with what each field was before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casefile.journal.entry import Entry, Operation
from casefile.journal.log import entries_of_all
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class FieldStep:
    """One changed path of a record (``title``, ``conditions/<id>``): its JSON before and after, None where it was empty."""

    path: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one record: when (ISO 8601, a claim), by whom (author's id), what was done, and to which fields."""

    time: str
    author: str
    kind: str
    record: str
    operation: str
    fields: tuple[FieldStep, ...]


def steps(session: Session, records: Iterable[str]) -> tuple[Step, ...]:
    """All changes of `records`, the newest first. Custody of files has its own list."""
    with session.database.reading() as connection:
        found = entries_of_all(connection, records)
    held: dict[tuple[str, str], Any] = {}
    told = [_step(entry, held) for entry in found if entry.operation is not Operation.CUSTODY]
    return tuple(reversed(told))


def _step(entry: Entry, held: dict[tuple[str, str], Any]) -> Step:
    fields = []
    for change in entry.changes:
        place = entry.record, change.path
        fields.append(FieldStep(change.path, held.get(place), change.value))
        held[place] = change.value
    return Step(entry.time, entry.author, entry.kind, entry.record, entry.operation.value, tuple(fields))
