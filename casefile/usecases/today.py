"""What waits today: the start page as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from casefile import clock
from casefile.domain.dates import bounds
from casefile.domain.deadlines.lateness import is_late
from casefile.domain.kinds import Case, Measure, Organisation, Person, Task
from casefile.domain.values import When
from casefile.journal.entry import DELETED
from casefile.records import agenda, caselist, lately, repository
from casefile.records.agenda import Conflicting, Some
from casefile.records.casefilter import CaseFilter
from casefile.records.caselist import CaseRow
from casefile.records.database import Connection
from casefile.records.lately import Lately
from casefile.records.unit import Changes
from casefile.usecases import deadlines, edit, stranded
from casefile.usecases.deadlines import Proposed
from casefile.usecases.session import Session

__all__ = [
    "Backup", "Conflicting", "DueTask", "EndingMeasure", "Lately", "Proposed", "QuietCase", "Saved", "Some", "Today", "count_due", "done", "last_saved",
    "today", "undone", "waiting",
]  # fmt: skip

_TASK_DAYS = 14
_HEARING_DAYS = 92
_MEASURE_DAYS = 60
_LATELY = 8
_EVERY = 10_000


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with what the case is called that it belongs to. `due` is its first day, where one is given; `overdue` minds its hour, where it has one."""

    task: Task
    case: Case | None
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class EndingMeasure:
    """A measure and whom it binds. `days` until the last day that its stated end can mean; None where no end is stated."""

    measure: Measure
    subject: Person | Organisation | None
    days: int | None


@dataclass(frozen=True, slots=True)
class QuietCase:
    """A case without a next step, and how many days nobody has changed it."""

    row: CaseRow
    days: int


@dataclass(frozen=True, slots=True)
class Backup:
    """The last backup: how many days ago, on which day, and the name of the folder it lies in."""

    days: int
    day: date
    place: str


@dataclass(frozen=True, slots=True)
class Today:
    """The start page. `backup` is None where there never was one; `overdue` and `due_today` count tasks."""

    day: date
    overdue: int
    due_today: int
    due: Some[DueTask]
    proposed: Some[Proposed]
    hearings: Some[DueTask]
    measures: Some[EndingMeasure]
    quiet: Some[QuietCase]
    conflicts: Some[Conflicting]
    changed: tuple[Lately, ...]
    backup: Backup | None
    cases: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The number of the last entry and the ISO time of the last one written here: what the foot of the window says, so that a person can notice an older copy."""

    entries: int
    time: str | None


def today(session: Session, limit: int = 8) -> Today:
    """The start page as it is now, at most `limit` of each list."""
    moment = clock.now()
    day = moment.date()
    now, tasks, hearings, measures = (
        (day + timedelta(days)).isoformat() for days in (0, _TASK_DAYS, _HEARING_DAYS, _MEASURE_DAYS)
    )
    with session.database.reading() as connection:
        passed = sum(is_late(task, moment) for task in agenda.with_hour_on(connection, now))
        return Today(
            day=day,
            overdue=agenda.overdue(connection, now) + passed,
            due_today=agenda.due_on(connection, now) - passed,
            due=_due(connection, _with_reminded(connection, now, tasks, limit), moment),
            proposed=deadlines.proposals_in(connection, limit=limit),
            hearings=_due(connection, agenda.hearings(connection, now, hearings, limit), moment),
            measures=_ending(connection, agenda.measures_ending(connection, now, measures, limit), day),
            quiet=_quiet(agenda.without_next_step(connection, limit), day),
            conflicts=_conflicts(session, connection, limit),
            changed=tuple(lately.lately(connection, _LATELY)),
            backup=_backup(session, connection, day),
            cases=caselist.count(connection, CaseFilter()),
        )


def count_due(connection: Connection) -> int:
    """How many tasks the start page lists as due and overdue."""
    day = clock.now().date()
    return _with_reminded(connection, day.isoformat(), (day + timedelta(_TASK_DAYS)).isoformat(), limit=0).total


def waiting(session: Session, days: int) -> tuple[DueTask, ...]:
    """Every open task, hearings too, that is late or due within so many `days`, or of which a reminder fell due; by day."""
    moment = clock.now()
    now, until = moment.date().isoformat(), (moment.date() + timedelta(days)).isoformat()
    with session.database.reading() as connection:
        due = _due(connection, _with_reminded(connection, now, until, _EVERY), moment)
        hearings = _due(connection, agenda.hearings(connection, now, until, _EVERY), moment)
    return tuple(sorted((*due.first, *hearings.first), key=lambda each: (each.due is None, each.due or date.max)))


def done(session: Session, task: Task) -> Changes:
    """Note that a task is done today."""
    return edit.save(session, [replace(task, done=When(clock.now().date().isoformat()))])


def undone(session: Session, task: Task) -> Changes:
    """Take `done` back."""
    return edit.save(session, [replace(task, done=None)])


def last_saved(session: Session) -> Saved:
    """What was saved last."""
    with session.database.reading() as connection:
        return Saved(*agenda.last_entry(connection, session.database.devices))


def last_backup(session: Session) -> Backup | None:
    """The last backup that was made of this vault here."""
    with session.database.reading() as connection:
        return _backup(session, connection, clock.now().date())


def _conflicts(session: Session, connection: Connection, limit: int) -> Some[Conflicting]:
    """Fields with several versions, and before them deletions of what somebody added to meanwhile."""
    found = agenda.conflicts(connection, limit)
    kinds = {each.owner: each.kind for each in stranded.standing(session, connection)}
    stored = [repository.get(connection, kind, owner) for owner, kind in kinds.items()]
    against = [Conflicting(each.record, DELETED, (True, None)) for each in stored if each is not None]
    return Some((*against, *found.first)[:limit], found.total + len(against))


def _with_reminded(connection: Connection, today: str, until: str, limit: int) -> Some[Task]:
    """What is due up to `until`, and behind it what comes later and was to be remembered by now."""
    due = agenda.due(connection, today, until, limit)
    later = agenda.reminded(connection, today, until, limit)
    return Some((*due.first, *later.first)[:limit], due.total + later.total)


def _due(connection: Connection, tasks: Some[Task], now: datetime) -> Some[DueTask]:
    cases = agenda.cases(connection, [task.cases[0] for task in tasks.first if task.cases])
    return Some(tuple(_due_task(task, cases, now) for task in tasks.first), tasks.total)


def _due_task(task: Task, cases: dict[str, Case], now: datetime) -> DueTask:
    case = cases.get(task.cases[0]) if task.cases else None
    try:
        days = bounds(task.due.edtf) if task.due else None
    except ValueError:
        days = None
    return DueTask(task, case, days.earliest if days else None, overdue=is_late(task, now))


def _ending(connection: Connection, measures: Some[Measure], day: date) -> Some[EndingMeasure]:
    subjects = repository.parties(connection, [measure.subject for measure in measures.first if measure.subject])
    found = (
        EndingMeasure(measure, subjects.get(measure.subject or ""), _days_left(measure, day))
        for measure in measures.first
    )
    return Some(tuple(found), measures.total)


def _days_left(measure: Measure, day: date) -> int | None:
    return (bounds(measure.end.edtf).latest - day).days if measure.end else None


def _quiet(found: Some[tuple[CaseRow, str]], day: date) -> Some[QuietCase]:
    return Some(
        tuple(QuietCase(row, (day - date.fromisoformat(time[:10])).days) for row, time in found.first), found.total
    )


def _backup(session: Session, connection: Connection, day: date) -> Backup | None:
    last = session.local.kept(connection, "backup")
    if last is None:
        return None
    made = date.fromisoformat(last["time"][:10])
    return Backup((day - made).days, made, last["place"])
