"""What waits today: the start page as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casefile import clock
from casefile.domain.kinds import Case, Measure, Task
from casefile.records import agenda
from casefile.records.agenda import Change
from casefile.records.caselist import CaseRow
from casefile.records.database import Connection
from casefile.usecases.session import Session

_ROWS = 8
_MEASURE_DAYS = 60


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with the case it belongs to; `due` is an ISO date where there is one, `overdue` whether it lies behind us."""

    task: Task
    case: Case | None
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class QuietCase:
    """A case without a next step, and how many days nobody has changed it."""

    row: CaseRow
    days: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field with several versions that nobody has settled."""

    record: str
    path: str
    versions: int


@dataclass(frozen=True, slots=True)
class Today:
    """The start page. `backup_days` is None where there never was a backup; `last_saved` an ISO time."""

    day: date
    due: tuple[DueTask, ...]
    hearings: tuple[DueTask, ...]
    measures: tuple[Measure, ...]
    quiet: tuple[QuietCase, ...]
    conflicts: tuple[Conflict, ...]
    changed: tuple[Change, ...]
    backup_days: int | None
    backup_place: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """The number of the last entry and its ISO time: what the foot of the window says, so that a person can notice an older copy."""

    entries: int
    time: str | None


def today(session: Session) -> Today:
    """The start page as it is now."""
    day = clock.now().date()
    with session.database.reading() as connection:
        quiet = agenda.without_next_step(connection, _ROWS)
        until = (day + timedelta(days=_MEASURE_DAYS)).isoformat()
        last = session.local.kept(connection, "backup")
        return Today(
            day=day,
            due=_due(connection, agenda.open_tasks(connection, hearings=False, limit=_ROWS), day),
            hearings=_due(connection, agenda.open_tasks(connection, hearings=True, limit=_ROWS), day),
            measures=tuple(agenda.measures_ending(connection, day.isoformat(), until, _ROWS)),
            quiet=tuple(QuietCase(row, (day - date.fromisoformat(time[:10])).days) for row, time in quiet),
            conflicts=tuple(Conflict(*found) for found in agenda.conflicts(connection, _ROWS)),
            changed=tuple(agenda.changed_lately(connection, _ROWS)),
            backup_days=None if last is None else (day - date.fromisoformat(last["time"][:10])).days,
            backup_place=None if last is None else last["place"],
        )


def last_saved(session: Session) -> Saved:
    """What was saved last."""
    with session.database.reading() as connection:
        return Saved(*agenda.last_entry(connection))


def _due(connection: Connection, tasks: list[Task], day: date) -> tuple[DueTask, ...]:
    cases = agenda.cases(connection, [task.cases[0] for task in tasks if task.cases])
    found = []
    for task in tasks:
        due = agenda.due_day(task)
        case = cases.get(task.cases[0]) if task.cases else None
        found.append(DueTask(task, case, due, overdue=due is not None and due < day))
    return tuple(found)
