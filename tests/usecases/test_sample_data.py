"""What the published reports of 2016 and 2017, and those that follow Bokayev to 2021, say is in the sample, cited and exactly as sure."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import pytest

from casefile.domain.kinds import Case, Citation, Happening, Measure, Person, Proceeding, Record, Role, Source
from casefile.usecases.samplecases import records, sample_id

R = TypeVar("R", bound=Record)


@cache
def _all() -> dict[str, Record]:
    return {record.id: record for record in records()}


def _find(slug: str, kind: type[R]) -> R:
    found = _all()[sample_id(slug)]
    assert isinstance(found, kind)
    return found


def _sources(slug: str, field: str | None = None) -> set[str | None]:
    """The short titles of the sources that a record, or one field of it, is cited to."""
    cited = (each for each in _all().values() if isinstance(each, Citation) and each.record == sample_id(slug))
    sources = (_all()[each.source or ""] for each in cited if field in (None, each.field))
    return {source.short for source in sources if isinstance(source, Source)}


@pytest.mark.parametrize(
    ("slug", "when", "source"),
    [
        ("bokayev-arrest", "2016-05-17", "CIVICUS, 2016"),
        ("bokayev-ayan-trial-opens", "2016-10-12", "CIVICUS, 2016"),
        ("iskaliev-beaten", "2016-10-24", "CIVICUS, 2016"),
        ("picketers-detained", "2016-10-25", "CIVICUS, 2016"),
        ("bokayev-verdict", "2016-11", "IPHR, KIBHR, 2017"),
        ("bokayev-transfer", "[..2017-06-12]", "IPHR, KIBHR, 2017"),
        ("bokayev-complaint-rejected", "2017-06-12", "IPHR, KIBHR, 2017"),
        ("bokayev-hunger-strike", "2017-06~", "S. Glushkova, 2017"),
        ("bokayev-release", "2021-02-04", "Crude Accountability, 2021"),
    ],
)
def test_bokayev_s_story_is_whole(slug: str, when: str, source: str) -> None:
    happening = _find(slug, Happening)
    assert sample_id("case-bokayev") in happening.cases
    assert happening.when is not None and happening.when.edtf == when
    assert source in _sources(slug)


def test_the_hunger_strike_is_told_by_two_sources_and_lasted_two_weeks() -> None:
    strike = _find("bokayev-hunger-strike", Happening)
    assert strike.length is not None and strike.length.words == "two weeks"
    assert _sources("bokayev-hunger-strike") == {"IPHR, KIBHR, 2017", "S. Glushkova, 2017"}


def test_five_years_end_with_the_release_because_they_were_served() -> None:
    sentence = _find("bokayev-imprisonment", Measure)
    release = _find("bokayev-release", Happening)
    assert sentence.length is not None and sentence.length.words == "five years"
    assert sentence.end == release.when
    assert sentence.ended_because == "served"
    assert _sources("bokayev-imprisonment", "end") == {"Crude Accountability, 2021"}


def test_the_restriction_has_six_conditions_one_exception_and_no_end() -> None:
    restriction = _find("bokayev-restriction", Measure)
    assert restriction.start is not None and restriction.start.edtf == "2021-02-04"
    assert restriction.end is None and restriction.length is None
    assert len(restriction.conditions) == 6
    exceptions = [str(each.exception) for each in restriction.conditions if each.exception]
    assert exceptions == ["a funeral"]
    assert _sources("bokayev-restriction", "conditions") == {"Crude Accountability, 2021"}


def test_what_is_only_reported_stays_alleged() -> None:
    assert _find("bokayev-ayan-ill-treatment", Happening).alleged
    assert _find("mamay-beaten", Happening).alleged


@pytest.mark.parametrize(
    "slug",
    [
        "bokayev",
        "ayan",
        "iskaliev",
        "semenova",
        "tazhkenova",
        "kharkova",
        "kushakbayev",
        "yeleusinov",
        "mamay",
        "ablyazov",
        "abzhan",
        "zhagiparov",
        "akhmedov",
        "dauletbayev",
    ],
)
def test_everyone_named_as_targeted_has_a_case_and_names_in_both_scripts(slug: str) -> None:
    person = _find(f"person-{slug}", Person)
    cases = {each.record for each in _all().values() if isinstance(each, Role) and each.party == person.id}
    assert any(isinstance(_all().get(case or ""), Case) for case in cases)
    assert {name.script for name in person.names} == {"Latn", "Cyrl"}


def test_the_fine_of_the_picketers_leaves_open_whom_the_sum_is_for() -> None:
    for slug in ("semenova-fine", "tazhkenova-fine"):
        amount = _find(slug, Measure).amount
        assert amount is not None
        assert (amount.quantity.minimum, amount.currency, amount.sharing) == (180, "EUR", "unclear")


def test_kharkova_is_convicted_of_what_the_prosecutor_asked_for_instead() -> None:
    charges = {str(each.text): each.status for each in _find("kharkova-trial", Proceeding).charges}
    assert charges["Abuse of office"] == "convicted"
    assert list(charges.values()).count("requalified") == 2


def test_no_end_of_a_sentence_is_computed() -> None:
    for slug in ("ayan", "kushakbayev", "yeleusinov", "akhmedov"):
        assert _find(f"{slug}-imprisonment", Measure).end is None
