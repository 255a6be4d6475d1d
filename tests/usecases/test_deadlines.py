"""Proposals in a vault: made once, accepted or dismissed for good, the same on Today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from casefile import clock
from casefile.domain.deadlines import shipped
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, DeadlineRule, Happening, Task
from casefile.domain.values import Text, When
from casefile.usecases import cases, deadlines, edit, picking, today
from casefile.usecases.session import Session


@pytest.fixture(autouse=True)
def _second_of_may(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat("2024-05-02T16:00:00+05:00")
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def case(session: Session) -> Case:
    made = Case(reference="KZ-1", title=Text.of("Invented case", "en"), kind="person_at_risk", status="open")
    edit.save(session, [made, _detention(made)])
    return made


def _detention(case: Case, day: str = "2024-05-02") -> Happening:
    return Happening(
        cases=(Ref(case.id),), type="detention", title=Text.of("Held", "en"), when=When(day), time="14:30+05:00"
    )


def _open_tasks(session: Session, case: Case) -> list[Task]:
    return [task for task in cases.load(session, case.id).of(Task) if task.done is None]


def test_a_detention_is_proposed_in_its_case_and_on_today(session: Session, case: Case) -> None:
    found = deadlines.proposals(session, case.reference)
    (proposed,) = found.first
    assert found.total == 1
    assert (proposed.case and proposed.case.id, proposed.proposal.reckoning.time) == (case.id, "14:30+05:00")
    assert today.today(session).proposed == found
    assert _open_tasks(session, case) == []


def test_what_is_accepted_is_a_task_and_proposed_no_more(session: Session, case: Case) -> None:
    (proposed,) = deadlines.proposals(session).first
    changes = deadlines.accept(session, proposed.proposal, "en")
    (task,) = _open_tasks(session, case)
    assert (task.due, task.time) == (When("2024-05-04"), "14:30+05:00")
    assert changes.kinds == {"task", "deadlinerule"}
    assert deadlines.proposals(session).total == deadlines.proposals(session, case.id).total == 0
    assert [each.task.id for each in today.today(session).due.first] == [task.id]


def test_accepting_again_changes_nothing(session: Session, case: Case) -> None:
    (proposed,) = deadlines.proposals(session).first
    deadlines.accept(session, proposed.proposal, "en")
    assert deadlines.accept(session, proposed.proposal, "en").records == frozenset()
    assert len(_open_tasks(session, case)) == 1


def test_a_dismissal_is_remembered_and_can_be_taken_back(session: Session, case: Case) -> None:
    (proposed,) = deadlines.proposals(session).first
    deadlines.dismiss(session, proposed.proposal, "en")
    assert deadlines.proposals(session).total == 0
    assert _open_tasks(session, case) == []
    (task,) = deadlines.dismissed(session, case.id)
    deadlines.take_back(session, task)
    assert [each.id for each in _open_tasks(session, case)] == [task.id]
    assert deadlines.dismissed(session, case.id) == ()


def test_a_task_that_was_done_is_not_proposed_again(session: Session, case: Case) -> None:
    (proposed,) = deadlines.proposals(session).first
    deadlines.accept(session, proposed.proposal, "en")
    today.done(session, _open_tasks(session, case)[0])
    assert deadlines.proposals(session).total == 0
    assert deadlines.proposals(session, case.id).total == 0


def test_proposals_of_the_vault_are_those_of_its_cases(session: Session, case: Case) -> None:
    other = Case(reference="KZ-2", title=Text.of("Another", "en"), kind="person_at_risk")
    edit.save(session, [other, _detention(other, "2024-05-01"), _detention(other, "2023-05-01")])
    every = deadlines.proposals(session)
    assert [each.case and each.case.reference for each in every.first] == ["KZ-2", "KZ-1"]
    assert every.first[:1] == deadlines.proposals(session, "KZ-2").first
    assert deadlines.proposals(session, limit=1).total == 2


def test_a_rule_of_one_s_own_proposes(session: Session, case: Case) -> None:
    rule = DeadlineRule(
        title=Text.of("Ask for the record", "en"), happening_types=("detention",), length=3, unit="days", active=True
    )
    edit.save(session, [rule])
    assert rule.id in {each.proposal.rule.id for each in deadlines.proposals(session).first}
    deadlines.switch(session, rule, active=False)
    assert rule.id not in {each.proposal.rule.id for each in deadlines.proposals(session).first}


def test_an_example_that_is_edited_stands_here_as_edited(session: Session, case: Case) -> None:
    example = shipped()[0]
    deadlines.adopt(session, example.id)
    edit.save(session, [replace(example, length=24)])
    (proposed,) = deadlines.proposals(session).first
    assert proposed.proposal.rule.length == 24
    found = {each.rule.id: each for each in deadlines.rules(session)}
    assert (found[example.id].is_example, found[example.id].is_edited) == (True, True)
    assert len(found) == len(shipped())


def test_a_deleted_example_proposes_no_more(session: Session, case: Case) -> None:
    example = shipped()[0]
    deadlines.adopt(session, example.id)
    edit.delete(session, example)
    assert deadlines.proposals(session).total == 0
    assert example.id not in {each.rule.id for each in deadlines.rules(session)}


def test_an_example_can_be_named_though_it_is_no_record(session: Session) -> None:
    example = shipped()[0]
    assert picking.named(session, [example.id], "en")[example.id].title == str(example.title)
    assert example.id in {each.id for each in picking.likely(session, ("deadlinerule",), (), "en", 20)}


def test_the_sample_s_history_is_not_proposed(sample_session: Session) -> None:
    assert all(each.proposal.reckoning.latest.year >= 2024 for each in deadlines.proposals(sample_session).first)
