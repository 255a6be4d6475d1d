"""Findings say what is odd, where, and in every language; what a source leaves open is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    KINDS,
    Charge,
    Condition,
    Consent,
    Demand,
    Happening,
    Instrument,
    Intervention,
    Link,
    Measure,
    Name,
    Organisation,
    Person,
    Place,
    Proceeding,
    Record,
    Role,
    Task,
)
from casefile.domain.validation import findings, sentence
from casefile.domain.values import Amount, Quantity, Text, When

AIGUL = Ref("a" * 32)
HEARING = Ref("b" * 32)


def measure(**fields: Any) -> Measure:
    return Measure(subject=AIGUL, type="restriction_of_freedom", **fields)


def known(**records: str) -> Callable[[str], str | None]:
    """The records that are here, kind=id."""
    return lambda record: next((kind for kind, known_id in records.items() if known_id == record), None)


def keys(record: Record) -> dict[str, str]:
    return {finding.path: finding.key for finding in findings(record)}


def test_nothing_is_odd_about_a_measure_whose_end_no_source_states() -> None:
    assert findings(measure(start=When("2021-02-04"))) == ()


def test_end_before_the_beginning_names_the_beginning() -> None:
    (finding,) = findings(measure(start=When("2021-02-04"), end=When("2020-02")))
    assert (finding.path, finding.key) == ("end", "finding.end_before_start")
    assert finding.values == {"date": When("2021-02-04")}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2021-02-04", "2021-02"),
        ("2021-02-04", "2021"),
        ("2021-02-04", "2021-02-04"),
        ("2021-02~", "2021-02-01"),
        ("[2021-02..2021-04]", "2021-03"),
        ("2021", ".."),
    ],
)
def test_dates_that_may_be_in_order_are_left_alone(start: str, end: str) -> None:
    assert "end" not in {
        path for path, key in keys(measure(start=When(start), end=When(end))).items() if "before" in key
    }


def test_unreadable_date_is_found_once() -> None:
    found = findings(measure(start=When("2021-13-40"), end=When("2020")))
    assert [finding.path for finding in found] == ["start"]


def test_empty_required_fields_are_found_inside_entries_too() -> None:
    condition = Condition(act=Text.of("  ", "en"))
    assert keys(measure(conditions=(condition,))) == {f"conditions/{condition.id}/act": "finding.required"}
    assert keys(Measure()) == {"subject": "finding.required", "type": "finding.required"}


@pytest.mark.parametrize(
    ("amount", "key"),
    [
        (Amount(Quantity(180, 180), ""), "finding.currency_missing"),
        (Amount(Quantity(180, 180), "euro"), "finding.currency_form"),
        (Amount(Quantity(200, 180), "EUR"), "finding.range"),
        (Amount(Quantity(-5), "EUR"), "finding.negative"),
        (Amount(Quantity(), "EUR"), "finding.no_number"),
        (Amount(Quantity(180, 180), "EUR", "imposed", "perhaps"), "finding.unknown_term"),
    ],
)
def test_amounts(amount: Amount, key: str) -> None:
    assert keys(measure(amount=amount)) == {"amount": key}


def test_words_alone_are_a_quantity() -> None:
    assert findings(measure(amount=Amount(Quantity(words="several thousand"), "KZT"))) == ()


def test_unknown_terms_are_found_in_fields_lists_and_entries() -> None:
    charge = Charge(text=Text.of("Fraud", "en"), status="whispered")
    case = Proceeding(type="criminal", title=Text.of("Trial", "en"), charges=(charge,), outcome="unheard_of")
    assert keys(case) == {f"charges/{charge.id}/status": "finding.unknown_term", "outcome": "finding.unknown_term"}
    assert keys(Person(names=(Name(text="Aigul"),), citizenship=("kz", "atlantis"))) == {
        "citizenship": "finding.unknown_term"
    }


def test_references_to_another_kind_are_found_when_it_can_be_asked() -> None:
    record = Measure(subject=HEARING, type="fine", decision=HEARING)
    kinds = known(happening=HEARING)
    assert findings(record) == ()
    assert [(found.path, found.key) for found in findings(record, kinds)] == [("subject", "finding.wrong_kind")]
    assert findings(measure(), kinds) == (), "a record that is not here is no fault"


def test_record_that_points_to_itself_is_found() -> None:
    place = Place(id=HEARING, names=(Name(text="Almaty"),), within=HEARING)
    assert [found.key for found in findings(place, known(place=HEARING))] == ["finding.to_itself"]


def test_people_may_go_without_a_name_but_not_without_a_label() -> None:
    assert keys(Person()) == {"names": "finding.person_unnamed"}
    assert keys(Person(label=Text.of("head of staff", "en"))) == {}
    assert keys(Organisation()) == {"names": "finding.unnamed"}


def test_times_carry_an_offset() -> None:
    happening = Happening(type="hearing", title=Text.of("Hearing", "en"), when=When("2024-05-06"), time="14:30")
    assert keys(happening) == {"time": "finding.time"}
    assert keys(Task(kind="hearing", title=Text.of("Attend", "en"), time="14:30+05:00")) == {
        "due": "finding.time_without_day"
    }


def test_coordinates_lie_on_earth() -> None:
    astana = (Name(text="Astana"),)
    assert keys(Place(names=astana, coordinates="51.17, 71.43")) == {}
    assert keys(Place(names=astana, coordinates="171.4, 51.1")) == {"coordinates": "finding.coordinates"}


def test_other_orders_and_contradictions() -> None:
    late = Demand(what=Text.of("Release her", "en"), answered=When("2019-07"))
    appeal = Intervention(type="appeal", title=Text.of("Appeal", "en"), date=When("2019-08-01"), demands=(late,))
    assert keys(appeal) == {f"demands/{late.id}/answered": "finding.answer_before_demand"}
    consent = Consent(person=AIGUL, use="court", answer="granted", given=When("2024-03"), withdrawn=When("2024-02"))
    assert keys(consent) == {"withdrawn": "finding.withdrawn_before_given"}
    assert keys(Link(subject=AIGUL, type="because_of", object=AIGUL)) == {"object": "finding.same_ends"}
    role = Role(party=AIGUL, role="perpetrator", record=HEARING, alleged=True)
    assert keys(role) == {"alleged": "finding.alleged_after_conviction"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The end is earlier than the beginning: 4 February 2021"),
        ("ru", "Конец раньше начала: 4 февраля 2021 г."),
        ("kk", "Аяқталуы басталуынан ерте: 2021 ж. 4 ақпан"),
    ],
)
def test_finding_reads_in_the_language_of_the_window(language: str, words: str) -> None:
    (finding,) = findings(measure(start=When("2021-02-04"), end=When("2020-02")))
    assert sentence(finding, language) == words


def test_every_kind_can_be_looked_at_when_empty() -> None:
    for kind in KINDS.values():
        findings(kind.record(), known())
    assert "title" in keys(Instrument())
