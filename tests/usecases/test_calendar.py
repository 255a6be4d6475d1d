"""The calendar and its file for other programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Measure, Name, Person, Reminder, Task, Term
from casefile.domain.values import Text, Version, When
from casefile.errors import Refused
from casefile.usecases import calendar, deadlines, edit, evidence, today
from casefile.usecases.calendar import Calendar, Sort
from casefile.usecases.session import Session


@pytest.fixture(autouse=True)
def _second_of_may(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat("2024-05-02T16:00:00+05:00")
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def case(session: Session) -> Case:
    made = Case(reference="KZ-1", title=Text.of("Invented case", "en"), kind="person_at_risk", status="open")
    edit.save(session, [made])
    return made


def _task(case: Case, title: str, due: str | None, kind: str = "deadline", time: str | None = None) -> Task:
    when = When(due) if due else None
    return Task(cases=(Ref(case.id),), title=Text.of(title, "en"), due=when, kind=kind, time=time)


def _may(session: Session) -> Calendar:
    return calendar.calendar(session, date(2024, 5, 1), date(2024, 5, 31), "en")


def _titles(found: Calendar) -> list[str]:
    return [each.title for each in found.events]


def test_a_month_holds_what_lies_in_it_by_day_and_hour(session: Session, case: Case) -> None:
    person = Person(names=(Name(text="Invented Person"),))
    edit.save(
        session,
        [
            _task(case, "late hour", "2024-05-06", time="17:00+05:00"),
            _task(case, "early hour", "2024-05-06", "hearing", "10:00+05:00"),
            _task(case, "next month", "2024-06-03"),
            _task(case, "no day", None),
            person,
            Measure(cases=(Ref(case.id),), subject=Ref(person.id), type="remand", end=When("2024-05-09")),
            Happening(
                cases=(Ref(case.id),), type="hearing", title=Text.of("trial goes on", "en"), when=When("2024-05-20")
            ),
            Happening(cases=(Ref(case.id),), type="search", title=Text.of("not here", "en"), when=When("2024-05-20")),
        ],
    )
    found = _may(session)
    assert _titles(found) == ["early hour", "late hour", "Remand in custody", "trial goes on"]
    assert [each.sort for each in found.events] == [Sort.HEARING, Sort.DEADLINE, Sort.MEASURE, Sort.HEARING]
    assert found.events[2].note == "Invented Person"
    assert all(each.case and each.case.id == case.id for each in found.events)


def test_what_people_added_to_a_list_is_said_in_its_words(session: Session, case: Case) -> None:
    added = Term(
        list="measure_type", code="exile", label=Text((Version("en", "Exile"), Version("ru", "Ссылка", False)))
    )
    edit.save(session, [added, Measure(cases=(Ref(case.id),), type="exile", end=When("2024-05-09"))])
    assert _titles(_may(session)) == ["Exile"]
    assert [each.title for each in calendar.calendar(session, date(2024, 5, 1), date(2024, 5, 31), "ru").events] == [
        "Ссылка"
    ]


def test_what_is_known_to_the_month_lies_in_the_month(session: Session, case: Case) -> None:
    edit.save(session, [_task(case, "some day in May", "2024-05"), _task(case, "some day in 2020 or later", "2020/..")])
    (event,) = _may(session).events
    assert (event.first, event.last, event.has_day) == (date(2024, 5, 1), date(2024, 5, 31), False)


def test_late_by_the_hour_done_and_proposed_are_told_apart(session: Session, case: Case) -> None:
    edit.save(
        session,
        [
            _task(case, "past", "2024-05-02", time="14:00+05:00"),
            _task(case, "to come", "2024-05-02", time="14:00+02:00"),
            replace(_task(case, "done", "2024-05-01"), done=When("2024-05-01")),
            Happening(cases=(Ref(case.id),), type="detention", when=When("2024-05-02"), time="09:00+05:00"),
        ],
    )
    found = {each.title: each for each in _may(session).events}
    assert (found["past"].is_overdue, found["to come"].is_overdue) == (True, False)
    assert (found["done"].is_done, found["done"].is_overdue) == (True, False)
    proposed = next(each for each in found.values() if each.sort is Sort.PROPOSED)
    assert (proposed.first, proposed.hour) == (date(2024, 5, 4), "09:00+05:00")
    assert proposed.proposed is not None
    page = today.today(session)
    assert (page.overdue, page.due_today) == (1, 1)
    deadlines.accept(session, proposed.proposed.proposal, "en")
    assert Sort.PROPOSED not in {each.sort for each in _may(session).events}


def test_a_reminder_brings_a_far_task_to_today(session: Session, case: Case) -> None:
    far = replace(_task(case, "far", "2024-07-01"), reminders=(Reminder(on=When("2024-05-02")),))
    later = replace(_task(case, "later", "2024-07-01"), reminders=(Reminder(on=When("2024-06-01")),))
    edit.save(session, [far, later, _task(case, "soon", "2024-05-05")])
    found = today.today(session).due
    assert [str(each.task.title) for each in found.first] == ["soon", "far"]
    assert found.total == 2


@pytest.fixture
def full(session: Session, case: Case) -> list[Task]:
    hearing = _task(case, "Hearing of Invented Person", "2024-05-06", "hearing", "10:00+05:00")
    deadline = replace(
        _task(case, "Appeal for Invented Person", "2024-05-17"), reminders=(Reminder(on=When("2024-05-14")),)
    )
    done = replace(_task(case, "done", "2024-05-03"), done=When("2024-05-02"))
    edit.save(session, [hearing, deadline, done])
    return [hearing, deadline]


def _read(path: Path) -> icalendar.Calendar:
    found = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(found, icalendar.Calendar)
    return found


def test_a_calendar_file_is_read_by_others(session: Session, full: list[Task], tmp_path: Path) -> None:
    path = calendar.export_calendar(session, tmp_path / "days.ics", "titles", "en")
    read = _read(path)
    (event,), (to_do,) = read.walk("VEVENT"), read.walk("VTODO")
    assert str(event["UID"]) == f"{full[0].id}@casefile.invalid"
    assert event.decoded("DTSTART") == datetime.fromisoformat("2024-05-06T05:00:00+00:00")
    assert str(event["SUMMARY"]) == "Hearing of Invented Person · KZ-1"
    assert to_do.decoded("DUE") == date(2024, 5, 17)
    (alarm,) = to_do.walk("VALARM")
    assert alarm.decoded("TRIGGER").date() == date(2024, 5, 14)
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_references_alone_say_nothing_of_people(session: Session, full: list[Task], tmp_path: Path) -> None:
    path = calendar.export_calendar(session, tmp_path / "days.ics", "references", "ru")
    assert "Invented" not in path.read_text("utf-8")
    (event,) = _read(path).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Заседание · KZ-1"


def test_the_same_days_have_the_same_uid_again(session: Session, full: list[Task], tmp_path: Path) -> None:
    paths = [calendar.export_calendar(session, tmp_path / f"{n}.ics", "references", "en") for n in (1, 2)]
    uids = [sorted(str(each["UID"]) for each in _read(path).walk() if "UID" in each) for path in paths]
    assert uids[0] == uids[1]


def test_the_export_is_in_the_custody_of_its_cases(
    session: Session, case: Case, full: list[Task], tmp_path: Path
) -> None:
    path = calendar.export_calendar(session, tmp_path / "days.ics", "references", "en")
    steps = [step.event for step in evidence.custody(session, case.id)]
    assert {"event": "calendar_exported", "scope": "references", "to": str(path)} in steps


def test_nothing_is_written_over_and_no_scope_is_guessed(session: Session, full: list[Task], tmp_path: Path) -> None:
    taken = tmp_path / "taken.ics"
    taken.write_text("mine")
    with pytest.raises(Refused):
        calendar.export_calendar(session, taken, "references", "en")
    with pytest.raises(Refused):
        calendar.export_calendar(session, tmp_path / "days.ics", "everything", "en")
    assert taken.read_text() == "mine"
    assert not (tmp_path / "days.ics").exists()
