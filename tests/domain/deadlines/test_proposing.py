"""Which records begin a limit, what is proposed of them, and how it is explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casefile.domain.deadlines import brief, explanation, in_force, propose, shipped
from casefile.domain.deadlines.proposal import Proposal
from casefile.domain.deadlines.proposing import task_id, task_of
from casefile.domain.definition import Ref
from casefile.domain.kinds import DeadlineRule, Happening, Intervention, Measure, Proceeding, Record
from casefile.domain.terms import term_list
from casefile.domain.validation import findings
from casefile.domain.values import Text, When
from casefile.i18n import LANGUAGES

TODAY = date(2024, 5, 2)
NO_PROCEEDING = dict[str, Proceeding]()


def _of(
    *records: Record, rules: tuple[DeadlineRule, ...] | None = None, proceedings: dict[str, Proceeding] = NO_PROCEEDING
) -> tuple[Proposal, ...]:
    return propose(rules or shipped(), records, TODAY, lambda each: proceedings.get(each.proceeding or ""))


def _sources(found: tuple[Proposal, ...]) -> list[str]:
    return [str(each.rule.legal_source) for each in found]


def _detention(day: str = "2024-05-02", time: str | None = "14:30+05:00") -> Happening:
    return Happening(type="detention", title=Text.of("Held at the square", "en"), when=When(day), time=time)


def test_a_detention_is_given_forty_eight_hours_with_their_source() -> None:
    (found,) = _of(_detention())
    said = brief(found, "en")
    assert said.startswith("48 hours from 2 May 2024, 14:30 +05:00: 4 May 2024, 14:30 +05:00.")
    assert "Criminal Procedure Code of Kazakhstan" in said and "131" in said
    assert said.endswith("Check with counsel.")
    assert explanation(found, "en") == f"{said}\n{found.rule.note}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("48 часов", "4 мая 2024 г., 14:30 +05:00", "ст. 131", "адвокатом")),
        ("kk", ("48 сағат", "131-бап", "Адвокатпен")),
    ],
)
def test_it_is_explained_in_the_reader_s_language(language: str, words: tuple[str, ...]) -> None:
    (found,) = _of(_detention())
    assert all(each in explanation(found, language) for each in words)


def test_the_exception_of_seventy_two_hours_is_off_until_someone_switches_it_on() -> None:
    assert [each.rule.length for each in _of(_detention())] == [48]
    all_on = tuple(replace(rule, active=True) for rule in shipped())
    assert [each.rule.length for each in _of(_detention(), rules=all_on)] == [48, 72]


def test_a_verdict_is_given_the_time_of_its_kind_of_proceeding() -> None:
    verdict = Happening(
        type="verdict", title=Text.of("Verdict", "en"), when=When("2024-04-29"), proceeding=Ref("a" * 32)
    )
    criminal = {"a" * 32: Proceeding(type="criminal")}
    administrative = {"a" * 32: Proceeding(type="administrative")}
    assert [each.rule.length for each in _of(verdict, proceedings=criminal)] == [15]
    assert [each.rule.length for each in _of(verdict, proceedings=administrative)] == [10]


def test_a_verdict_of_unknown_kind_is_given_both_and_told_so() -> None:
    found = _of(Happening(type="verdict", title=Text.of("Verdict", "en"), when=When("2024-04-29")))
    assert [each.rule.length for each in found] == [10, 15]
    assert all("does not say in which this is" in explanation(each, "en") for each in found)


def test_remand_without_a_stated_end_is_given_two_months() -> None:
    remand = Measure(type="remand", start=When("2024-04-10"))
    (found,) = _of(remand)
    assert found.reckoning.due.edtf == "2024-06-09"
    assert _of(replace(remand, end=When("2024-05-10"))) == ()


def test_a_stage_can_begin_a_limit() -> None:
    rule = DeadlineRule(
        title=Text.of("Study the file", "en"), stages=("case_file",), length=5, unit="days", active=True
    )
    proceeding = Proceeding(type="criminal", stage="case_file", stage_as_of=When("2024-05-01"))
    (found,) = _of(proceeding, rules=(rule,))
    assert found.reckoning.due.edtf == "2024-05-06"
    assert _of(replace(proceeding, stage="trial"), rules=(rule,)) == ()


def test_a_complaint_waits_for_its_answer_in_working_days() -> None:
    (found,) = _of(Intervention(type="complaint", date=When("2024-04-30")))
    assert found.reckoning.due.edtf == "2024-05-24"
    assert "Days off not counted: 1 May, 7 May, 8 May, 9 May." in explanation(found, "en")


def test_history_is_not_proposed() -> None:
    assert len(_of(_detention("2024-04-05"))) == 1
    assert _of(_detention("2024-03-01")) == ()
    assert _of(_detention("2017", None)) == ()
    assert _of(_detention("2024", None)) == ()


def test_of_a_month_no_day_is_made_up() -> None:
    (found,) = _of(_detention("2024-04", None))
    task = task_of(found, "en")
    assert (task.due, task.time) == (When("[2024-04-03..2024-05-02]"), None)
    assert "there is no exact last day" in explanation(found, "en")


def test_the_same_proposal_is_the_same_task_everywhere() -> None:
    record = _detention()
    (here,), (there,) = _of(record), _of(record)
    assert here.id == there.id == task_id(here.rule.id, record.id)
    assert task_of(here, "en") == task_of(there, "en")
    assert len(here.id) == 32


def test_the_task_says_what_it_rests_on() -> None:
    record = replace(_detention(), cases=(Ref("c" * 32),))
    (found,) = _of(record)
    task = task_of(found, "ru")
    assert (task.about, task.cases, task.kind) == (record.id, record.cases, "deadline")
    assert task.rule == found.rule.id
    assert task.basis is not None and task.basis.versions[0].language == "ru"
    assert {each.language for each in task.basis.versions} == set(LANGUAGES)
    assert findings(task) == ()


def test_a_reminder_comes_days_before() -> None:
    (found,) = _of(Measure(type="remand", start=When("2024-04-10")))
    assert [each.on for each in task_of(found, "en").reminders] == [When("2024-06-02")]


def test_a_rule_that_counsel_confirmed_says_so() -> None:
    rules = tuple(replace(rule, checked=When("2024-04-01")) for rule in shipped())
    (found,) = _of(_detention(), rules=rules)
    assert brief(found, "en").endswith("Confirmed by counsel (1 April 2024).")


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: str(rule.title))
def test_every_example_names_its_source_in_three_languages(rule: DeadlineRule) -> None:
    assert findings(rule) == ()
    for text in (rule.title, rule.legal_source, rule.note, rule.body):
        assert text is not None and {each.language for each in text.versions} == set(LANGUAGES)
    known = term_list("happening_type"), term_list("measure_type"), term_list("intervention_type")
    assert any((rule.happening_types, rule.measure_types, rule.stages, rule.intervention_types))
    for codes, terms in zip((rule.happening_types, rule.measure_types, rule.intervention_types), known, strict=True):
        assert all(code in terms for code in codes)


def test_a_record_of_the_vault_takes_the_place_of_its_example() -> None:
    first, *others = shipped()
    own = DeadlineRule(title=Text.of("Ours", "en"), length=3, unit="days")
    found = in_force([replace(first, length=24), own], removed=[others[0].id])
    assert found[0].length == 24
    assert found[-1] == own
    assert len(found) == len(shipped())
