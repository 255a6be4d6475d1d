"""The way through a handover, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ui.handover.wizard import Plan, Step, Wizard, begun, file_names, proposed_name

READY = Plan(cases=("a", "b"), recipients=("geneva",), folder=Path("stick"), name="casefile.age")


def test_it_begins_with_the_cases_and_without_any_goes_no_further() -> None:
    wizard = begun((), "en")
    assert (wizard.step, wizard.hindrance()) == (Step.CASES, "no_case")
    assert wizard.forward() == wizard


def test_from_a_case_page_it_begins_with_whom() -> None:
    assert begun(["a", "a"], "ru") == Wizard(Plan(cases=("a",), language="ru"), Step.WHOM)


def test_someone_must_be_chosen_or_a_passphrase() -> None:
    wizard = begun(["a"], "en")
    assert wizard.hindrance() == "nobody"
    assert wizard.planned(wizard.plan.toggled("recipients", "geneva")).hindrance() == ""
    assert wizard.planned(replace(wizard.plan, locked=True)).forward().step is Step.CHECK


def test_nothing_is_sealed_before_it_was_checked_nor_while_something_stops_it() -> None:
    wizard = Wizard(READY, Step.CHECK)
    assert wizard.hindrance() == "checking"
    assert replace(wizard, stops=2).hindrance() == "stopped"
    assert replace(wizard, stops=0).forward().step is Step.SEAL


@pytest.mark.parametrize("choice", [{"cases": ("a",)}, {"audience": "public"}])
def test_another_choice_is_checked_anew(choice: dict[str, object]) -> None:
    wizard = Wizard(READY, Step.WHOM, stops=0)
    assert wizard.planned(replace(READY, **choice)).stops is None  # type: ignore[arg-type]  # fields of the plan
    assert wizard.planned(replace(READY, recipients=("x",))).stops == 0


def test_going_back_keeps_what_was_chosen() -> None:
    wizard = Wizard(READY, Step.SEAL, stops=0).back().back().back().back()
    assert (wizard.step, wizard.plan) == (Step.CASES, READY)


def test_a_step_opens_only_when_those_before_it_are_done() -> None:
    wizard = begun((), "en")
    assert wizard.at(Step.SEAL) == wizard
    assert Wizard(READY, Step.SEAL, 0).at(Step.CASES).step is Step.CASES
    assert [standing for _, standing in Wizard(READY, Step.CHECK).standings()] == ["done", "done", "here", "ahead"]


def test_a_place_needs_folder_and_name() -> None:
    assert Wizard(replace(READY, name=".age"), Step.SEAL, 0).hindrance() == "no_place"
    assert Wizard(replace(READY, folder=None), Step.SEAL, 0).hindrance() == "no_place"
    assert READY.destination == Path("stick/casefile.age")


def test_one_file_a_recipient_under_names_that_are_free_and_name_no_one() -> None:
    assert READY.files == 1 and replace(READY, locked=True, recipients=()).files == 1
    assert file_names("casefile.age", 2) == ("casefile-1.age", "casefile-2.age")
    day = date(2024, 5, 2)
    assert proposed_name(day, 1, lambda name: False) == "casefile-2024-05-02.age"
    assert proposed_name(day, 2, {"casefile-2024-05-02-2.age"}.__contains__) == "casefile-2024-05-02-2.age"
    assert proposed_name(day, 1, {"casefile-2024-05-02.age"}.__contains__) == "casefile-2024-05-02-2.age"
