"""What waits today: tasks by their day, hearings, measures that end, quiet cases, conflicts, what changed lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from casefile import clock
from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Happening, Measure, Name, Person, Task
from casefile.domain.values import Text, When
from casefile.files import resource
from casefile.journal import tables
from casefile.journal.log import write_heads
from casefile.usecases import edit, evidence, today
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.records.giving import give, journal


@pytest.fixture(autouse=True)
def _second_of_may(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat("2024-05-02T14:06:00+05:00")
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def other(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    """A colleague's vault."""
    made = sessions.create(tmp_path / "Other.casefile", passphrase, "Invented Other", FLOOR)
    yield made
    made.lock()


def _case(reference: str = "KZ-1") -> Case:
    return Case(reference=reference, title=Text.of(f"Case {reference}", "en"), kind="person_at_risk", status="open")


def _task(title: str, due: str | None, kind: str = "follow_up", time: str | None = None) -> Task:
    return Task(title=Text.of(title, "en"), due=When(due) if due else None, kind=kind, time=time)


def _titles(found: today.Some[today.DueTask]) -> list[str]:
    return [str(each.task.title) for each in found.first]


def test_tasks_come_by_day_and_those_without_one_last(session: Session) -> None:
    tasks = [
        _task("later", "2024-05-10"),
        _task("no day", None),
        _task("late", "2024-04-30"),
        _task("now", "2024-05-02", time="17:00"),
        _task("far", "2024-09-01"),
        _task("this month", "2024-05"),
    ]
    edit.save(session, tasks)
    page = today.today(session)
    assert _titles(page.due) == ["late", "now", "later", "this month", "no day"]
    assert [each.overdue for each in page.due.first] == [True, False, False, False, False]
    assert (page.overdue, page.due_today, page.due.total) == (1, 1, 5)


def test_a_list_is_cut_and_its_total_is_not(session: Session) -> None:
    edit.save(session, [_task(str(number), "2024-05-03") for number in range(4)])
    found = today.today(session, limit=3).due
    assert (len(found.first), found.total) == (3, 4)


def test_a_hearing_waits_among_the_due_once_its_day_is_over(session: Session) -> None:
    edit.save(
        session,
        [
            _task("ahead", "2024-05-06", "hearing", "10:00"),
            _task("some day in May", "2024-05", "hearing"),
            _task("behind", "2024-04-29", "hearing"),
        ],
    )
    page = today.today(session)
    assert _titles(page.hearings) == ["ahead", "some day in May"]
    assert _titles(page.due) == ["behind"]


def test_a_task_is_done_and_undone(session: Session) -> None:
    task = _task("call the lawyer", "2024-05-02")
    edit.save(session, [task])
    assert task.id in today.done(session, task).records
    assert today.today(session).due.total == 0
    stored = edit.read(session, "task", task.id).record
    assert isinstance(stored, Task) and stored.done == When("2024-05-02")
    today.undone(session, stored)
    assert _titles(today.today(session).due) == ["call the lawyer"]


def test_measures_by_end_then_those_without_one(session: Session) -> None:
    person = Person(names=(Name(text="Invented Person"),))
    ending = Measure(subject=Ref(person.id), type="arrest", status="in_force", end=When("2024-05-09"))
    open_end = Measure(subject=Ref(person.id), type="restriction", status="in_force", start=When("2021-02-04"))
    over = Measure(subject=Ref(person.id), type="arrest", end=When("2024-05-03"), ended_because="released")
    edit.save(session, [person, open_end, ending, over])
    found = today.today(session).measures
    assert [(each.measure.id, each.days) for each in found.first] == [(ending.id, 7), (open_end.id, None)]
    assert found.first[0].subject == person


def test_cases_without_a_next_step(session: Session) -> None:
    quiet, busy = _case("KZ-1"), _case("KZ-2")
    edit.save(session, [quiet, busy, replace(_task("call", "2024-05-03"), cases=(Ref(busy.id),))])
    found = today.today(session).quiet
    assert [(each.row.reference, each.days) for each in found.first] == [("KZ-1", 0)]


def test_what_changed_is_told_case_by_case(session: Session) -> None:
    first, second = _case("KZ-1"), _case("KZ-2")
    edit.save(session, [first, second])
    happening = Happening(cases=(Ref(first.id),), type="hearing", title=Text.of("Hearing", "en"), when=When("2024"))
    edit.save(session, [happening, Citation(record=Ref(happening.id))])
    edit.save(session, [replace(second, status="closed", tags=("a", "b"))])
    evidence.attach(session, resource("sample", "media", "statement.txt"), evidence.attached_to(first.id))
    told = today.today(session).changed
    assert [each.case.reference for each in told] == ["KZ-1", "KZ-2"]
    assert told[0].made and told[0].added == {"happening": 1, "citation": 1, "evidence": 1}
    assert told[1].made and set(told[1].fields) == {"status", "tags"}
    assert {each.author for each in told} == {session.author.id}


def test_what_a_colleague_wrote_earlier_does_not_set_back_when_it_was_saved_here(
    session: Session, other: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit.save(session, [_case()])
    before = today.last_saved(session)
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat("2023-01-01T08:00:00+05:00"))
    edit.save(other, [_case("KZ-2")])
    give(session, journal(other))
    after = today.last_saved(session)
    assert after.entries > before.entries and after.time == before.time


def test_a_conflict_shows_its_versions(session: Session) -> None:
    case = _case()
    edit.save(session, [case])
    edit.save(session, [replace(case, status="closed")])
    with session.database.maintaining() as connection:
        entries = connection.execute(select(tables.entry.c.sequence).where(tables.entry.c.record == case.id)).scalars()
        write_heads(connection, case.id, [("status", each) for each in entries])
    found = today.today(session).conflicts
    assert found.total == 1
    assert (found.first[0].record.id, found.first[0].path) == (case.id, "status")
    assert set(found.first[0].values) == {"open", "closed"}


def test_an_empty_vault_has_nothing_waiting(session: Session) -> None:
    page = today.today(session)
    assert page.backup is None
    assert (page.cases, page.due.total, page.hearings.total, page.measures.total, page.changed) == (0, 0, 0, 0, ())
