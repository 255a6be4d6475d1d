"""What stands in a calendar between two days: tasks, hearings on record, and measures that end, each with what its line says alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, select

from casefile.domain.kinds import Happening, Measure, Record, Task
from casefile.records import repository, schema

COURT_DAYS = ("hearing", "hearing_closed", "trial_opened", "verdict", "appeal_decision")
"""Types of happening that a court sets a day for. They stand in the calendar besides tasks of the kind hearing."""

_TASK = ("title", "kind", "due", "time", "done", "cases")
_COURT_DAY = ("title", "type", "when", "time", "cases")
_MEASURE = ("title", "type", "subject", "end", "ended_because", "cases")
"""What a line of the calendar says; the rest of a record is not read."""

_MOST = 2000


def tasks(connection: Connection, since: str, until: str) -> list[Task]:
    """Tasks, done ones too, whose day can lie between two ISO dates."""
    task = schema.RECORDS["task"].c
    found = _between(connection, "task", _TASK, task.due_from, task.due_to, since, until)
    return [each for each in found if isinstance(each, Task)]


def court_days(connection: Connection, since: str, until: str) -> list[Happening]:
    """Hearings and decisions on record whose day can lie between two ISO dates."""
    happening = schema.RECORDS["happening"].c
    of_court = happening.type.in_(COURT_DAYS)
    days = happening.when_from, happening.when_to
    found = _between(connection, "happening", _COURT_DAY, *days, since, until, of_court)
    return [each for each in found if isinstance(each, Happening)]


def measures_ending(connection: Connection, since: str, until: str) -> list[Measure]:
    """Measures whose stated end can lie between two ISO dates, ended ones too."""
    measure = schema.RECORDS["measure"].c
    found = _between(connection, "measure", _MEASURE, measure.end_from, measure.end_to, since, until)
    return [each for each in found if isinstance(each, Measure)]


def _between(
    connection: Connection,
    kind: str,
    fields: Sequence[str],
    first: ColumnElement[str],
    last: ColumnElement[str],
    since: str,
    until: str,
    *more: ColumnElement[bool],
) -> list[Record]:
    """Records whose days overlap the window; those that may lie anywhere within years are left out, for they are on no day."""
    earliest = f"{int(since[:4]) - 1:04}{since[4:]}"
    table = schema.RECORDS[kind].c
    within = and_(first <= until, first >= earliest, last >= since, table.deleted.is_(False))
    # The index has all that is asked, so that of a whole year only what is meant is read.
    ids = connection.execute(select(table.id).where(within, *more).order_by(first).limit(_MOST)).scalars().all()
    return repository.in_part(connection, kind, fields, table.id.in_(repository.listed(ids)))
