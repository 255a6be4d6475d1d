"""The history says of each field who changed it, when, and what it was before."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening
from casefile.domain.values import Text, When
from casefile.usecases import casehistory, edit
from casefile.usecases.session import Session


def test_each_change_with_what_was_there_before(session: Session) -> None:
    case = Case(reference="KZ-2024-001", title=Text.of("Invented Person", "en"), kind="person_at_risk")
    happening = Happening(cases=(case.id,), type="arrest", title=Text.of("Arrested", "en"), when=When("2024-05"))  # type: ignore[arg-type]  # a plain id
    edit.save(session, [case, happening])
    edit.save(session, [replace(happening, when=When("2024-05-17"))])
    edit.delete(session, happening)

    steps = casehistory.steps(session, [case.id, happening.id])

    assert [(step.operation, step.kind) for step in steps] == [
        ("delete", "happening"),
        ("change", "happening"),
        ("create", "happening"),
        ("create", "case"),
    ]
    assert [(each.path, each.before, each.after) for each in steps[1].fields] == [("when", "2024-05", "2024-05-17")]
    assert edit.authors(session)[steps[1].author] == "Invented Author"


def test_records_of_other_cases_stay_out(session: Session) -> None:
    one, other = (Case(reference=each, kind="incident") for each in ("A-1", "A-2"))
    edit.save(session, [one, other])
    assert {step.record for step in casehistory.steps(session, [one.id])} == {one.id}
    assert casehistory.steps(session, []) == ()


def test_the_newest_changes_are_those_of_the_whole_history(session: Session) -> None:
    case = Case(reference="A-1", kind="incident")
    happenings = [Happening(cases=(Ref(case.id),), type="arrest", when=When("2024-05")) for _ in range(4)]
    edit.save(session, [case, *happenings])
    edit.save(session, [replace(happenings[0], when=When("2024-05-17")), replace(case, status="closed")])
    records = [case.id, *(each.id for each in happenings)]

    whole = casehistory.steps(session, records)

    assert len(whole) == 7
    for number in range(1, 7):
        assert casehistory.latest(session, records, number) == (whole[:number], True)
    assert casehistory.latest(session, records, 8) == (whole, False)
    assert casehistory.latest(session, []) == ((), False)
