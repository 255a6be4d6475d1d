"""The numbers that the window shows at all times."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.records import agenda, caselist
from casefile.records.casefilter import CaseFilter
from casefile.usecases import today
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class RailCounts:
    """`due` tasks as Today lists them; `cases` in all; `entries` of the journal and the ISO time of the last one written here."""

    due: int
    cases: int
    entries: int
    saved: str | None


def counts(session: Session) -> RailCounts:
    """The numbers as they are now."""
    with session.database.reading() as connection:
        entries, saved = agenda.last_entry(connection, session.database.devices)
        due = today.count_due(connection)
        return RailCounts(due, caselist.count(connection, CaseFilter()), entries, saved)
