"""The numbers that the window shows at all times."""

from __future__ import annotations

from dataclasses import dataclass

from casefile import clock
from casefile.records import agenda, caselist
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class RailCounts:
    """`due` tasks of today or before; `cases` in all; `entries` of the journal and the ISO time of the last one."""

    due: int
    cases: int
    entries: int
    saved: str | None


def counts(session: Session) -> RailCounts:
    """The numbers as they are now."""
    day = clock.now().date().isoformat()
    with session.database.reading() as connection:
        entries, saved = agenda.last_entry(connection)
        due = agenda.count_due(connection, day)
        return RailCounts(due, caselist.count(connection, caselist.CaseFilter()), entries, saved)
