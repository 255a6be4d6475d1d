"""The calendar: hearings, deadlines, measures that end, and what is proposed; and its way into other calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from casefile import clock
from casefile.domain.additions import Additions
from casefile.domain.dates import bounds
from casefile.domain.deadlines import clocks
from casefile.domain.deadlines.lateness import is_late
from casefile.domain.kinds import Case, Happening, Measure, Organisation, Person, Task
from casefile.domain.shown import name_of
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.exports import calendarfile
from casefile.exports.calendarfile import CalendarEntry
from casefile.files import in_words
from casefile.i18n import LANGUAGES, Catalogue
from casefile.records import additions, agenda, calendarlist, repository
from casefile.records.database import Connection
from casefile.usecases import deadlines
from casefile.usecases.deadlines import Proposed
from casefile.usecases.session import Session
from casefile.vault import durable

__all__ = ["SCOPES", "Calendar", "Event", "Sort", "calendar", "export_calendar"]

SCOPES = ("references", "titles")
"""How much leaves in a calendar file: the kind of day and the reference of its case alone, or titles too."""

_PAST, _AHEAD = timedelta(31), timedelta(366)


class Sort(StrEnum):
    """What kind of day it is."""

    DEADLINE = "deadline"
    HEARING = "hearing"
    TASK = "task"
    MEASURE = "measure"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the calendar.

    Attributes:
        id, kind: of the record; of a proposal those of the record that began the time.
        first, last: the days between which it lies; the same for one that has its day.
        hour: as recorded, ``14:30+05:00``.
        title: in the reader's language.
        note: whom a measure binds and what it is; empty for others.
        case: what the case is called that it belongs to, if it is in one that is here.
        is_done, is_overdue: of tasks and measures that ended.
        proposed: what is proposed, to be accepted or dismissed.
    """

    id: str
    kind: str
    sort: Sort
    first: date
    last: date
    hour: str | None
    title: str
    note: str = ""
    case: Case | None = None
    is_done: bool = False
    is_overdue: bool = False
    proposed: Proposed | None = None

    @property
    def has_day(self) -> bool:
        """Whether it lies on one day, not only in a month or between two days."""
        return self.first == self.last

    @property
    def order(self) -> tuple[date, str, str, str]:
        """By day and hour."""
        return self.first, self.hour or "", self.sort, self.id


@dataclass(frozen=True, slots=True)
class Calendar:
    """What lies between two days. `today` is the day on which it was asked."""

    events: tuple[Event, ...]
    today: date


def calendar(session: Session, since: date, until: date, language: str) -> Calendar:
    """Everything between two days, both included, in order. Proposals stand beside what was accepted."""
    now = clock.now()
    with session.database.reading() as connection:
        proposed = deadlines.proposals_in(connection, since=since, until=until).first
        found = [*_recorded(connection, since, until, language, now), *_proposed(proposed, language)]
    return Calendar(tuple(sorted(found, key=lambda each: each.order)), now.date())


def export_calendar(session: Session, path: Path, scope: str, language: str) -> Path:
    """Write open tasks, hearings and measures ending, from a month ago to a year ahead, as an iCalendar file (RFC 5545). It is logged.

    The file is readable by anyone who gets it, so by default of its callers it says little: `scope` is one of `SCOPES`. What is only proposed
    stays here.

    Raises:
        Refused: something is there already, there is no such folder, scope or language, or the disk is full.
    """
    if scope not in SCOPES:
        raise Refused("calendar.refused.scope", scope=scope, scopes=", ".join(SCOPES))
    if language not in LANGUAGES:
        raise Refused("summary.refused.language", language=language)
    if path.exists() or path.is_symlink():
        raise Refused("summary.refused.exists", name=path.name)
    if not path.absolute().parent.is_dir():
        raise Refused("summary.refused.no_folder", name=path.name)
    today = clock.now().date()
    found = calendar(session, today - _PAST, today + _AHEAD, language)
    open_ = [each for each in found.events if not each.is_done and each.proposed is None]
    with session.database.reading() as connection:
        tasks = repository.many(connection, "task", [each.id for each in open_ if each.kind == "task"])
    by_id = {each.record.id: each.record for each in tasks if isinstance(each.record, Task)}
    entries = [_entry(each, by_id.get(each.id), scope, language) for each in open_]
    written = calendarfile.write(entries, Catalogue(language).text("calendar.file.name"), clock.now())
    with durable.staged(path, written):
        _log(session, open_, path, scope)
    return path


@dataclass(frozen=True, slots=True)
class _Words:
    """The reader's language, and the terms with what people added to them."""

    language: str
    additions: Additions

    def text(self, text: Text | None) -> str:
        return text.best(self.language).text if text else ""

    def term(self, terms: str, code: str | None) -> str:
        return self.additions.list(terms).label(code, self.language) if code else ""


def _recorded(connection: Connection, since: date, until: date, language: str, now: datetime) -> Iterator[Event]:
    span = since.isoformat(), until.isoformat()
    tasks = calendarlist.tasks(connection, *span)
    court_days = calendarlist.court_days(connection, *span)
    measures = calendarlist.measures_ending(connection, *span)
    records: tuple[Task | Happening | Measure, ...] = (*tasks, *court_days, *measures)
    cases = agenda.cases(connection, [each.cases[0] for each in records if each.cases])
    subjects = repository.parties(connection, (each.subject for each in measures if each.subject))
    words = _Words(language, additions.load(connection))
    for record in records:
        case = cases.get(record.cases[0]) if record.cases else None
        match record:
            case Task():
                event = _of_task(record, case, words, now)
            case Happening():
                event = _of_court_day(record, case, words)
            case Measure():
                event = _of_measure(record, case, subjects.get(record.subject or ""), words, now.date())
        if event is not None:
            yield event


def _of_task(task: Task, case: Case | None, words: _Words, now: datetime) -> Event | None:
    days = _days(task.due)
    if days is None:
        return None
    sort = {"hearing": Sort.HEARING, "deadline": Sort.DEADLINE}.get(task.kind or "", Sort.TASK)
    late = is_late(task, now)
    title = words.text(task.title) or words.term("task_kind", task.kind)
    return Event(
        task.id, "task", sort, *days, task.time, title, case=case, is_done=task.done is not None, is_overdue=late
    )


def _of_court_day(happening: Happening, case: Case | None, words: _Words) -> Event | None:
    days = _days(happening.when)
    if days is None:
        return None
    title = words.text(happening.title) or words.term("happening_type", happening.type)
    return Event(happening.id, "happening", Sort.HEARING, *days, happening.time, title, case=case)


def _of_measure(
    measure: Measure, case: Case | None, subject: Person | Organisation | None, words: _Words, today: date
) -> Event | None:
    days = _days(measure.end)
    if days is None:
        return None
    title = words.text(measure.title) or words.term("measure_type", measure.type)
    whom = name_of(subject, words.language) if subject else ""
    ended = measure.ended_because is not None or days[1] < today
    return Event(measure.id, "measure", Sort.MEASURE, *days, None, title, note=whom, case=case, is_done=ended)


def _proposed(found: Iterable[Proposed], language: str) -> Iterator[Event]:
    for each in found:
        reckoning, rule = each.proposal.reckoning, each.proposal.rule
        title = rule.title.best(language).text if rule.title else ""
        days = reckoning.earliest, reckoning.latest
        yield Event(
            each.proposal.id, "proposal", Sort.PROPOSED, *days, reckoning.time, title, case=each.case, proposed=each
        )


def _days(when: When | None) -> tuple[date, date] | None:
    """The days between which a date lies; None for none, and for one with an open side, which is on no day."""
    try:
        extent = bounds(when.edtf) if when else None
    except ValueError:
        return None
    if extent is None or extent.earliest == date.min or extent.latest == date.max:
        return None
    return extent.earliest, extent.latest


def _entry(event: Event, task: Task | None, scope: str, language: str) -> CalendarEntry:
    words = Catalogue(language)
    sort = words.text(f"calendar.sort.{event.sort}")
    reference = event.case.reference if event.case else None
    summary = words.text("calendar.file.summary", what=sort, reference=reference) if reference else sort
    if scope == "titles" and event.title:
        summary = words.text("calendar.file.summary", what=event.title, reference=reference or sort)
    at = clocks.read(event.hour) if event.hour and event.has_day else None
    return CalendarEntry(
        uid=event.id,
        summary=summary,
        first=event.first,
        last=event.last,
        hour=at,
        is_to_do=event.sort in (Sort.DEADLINE, Sort.TASK),
        alarms=tuple(_alarms(task)),
    )


def _alarms(task: Task | None) -> Iterator[date]:
    for reminder in task.reminders if task else ():
        days = _days(reminder.on)
        if days is not None:
            yield days[0]


def _log(session: Session, events: Iterable[Event], path: Path, scope: str) -> None:
    """In the custody of every case that is named: what lies outside must be found again."""
    if session.is_rescue:
        return
    event = {"event": "calendar_exported", "scope": scope, "to": in_words(path.absolute())}
    with session.database.writing() as unit:
        for case in sorted({each.case.id for each in events if each.case}):
            unit.custody(case, event, "case")
