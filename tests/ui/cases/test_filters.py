"""What the list of cases is asked for, and what a line of it says."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.domain.kinds import StatusAsOf
from casefile.domain.values import Text, When
from casefile.usecases.cases import CaseFilter, CaseRow
from ui.cases.listing import due_words, line
from ui.cases.wanted import Chosen, Wanted

TODAY = date(2024, 5, 2)
MEDIA = Chosen("media", "Media and journalists")


def test_one_ready_made_filter_at_a_time_or_none() -> None:
    assert Wanted().as_filter() == CaseFilter(closed=False)
    assert Wanted().turned("detained").as_filter() == CaseFilter(detained=True)
    assert Wanted().turned("open").as_filter() == CaseFilter()


def test_other_filters_add_to_it_and_are_taken_away() -> None:
    wanted = Wanted().having("theme", MEDIA).having("words", Chosen("land  protest", "“land protest”"))
    assert wanted.as_filter() == CaseFilter(closed=False, theme="media", words=("land", "protest"))
    assert wanted.having("theme", None).having("words", None) == Wanted()


def _row(**values: object) -> CaseRow:
    given = {
        "reference": "KZ-2024-900",
        "title": Text.of("Invented", "en"),
        "kind": "incident",
        "status": None,
        "due": None,
    }
    return CaseRow("a" * 32, sequence=1, **{**given, **values})  # type: ignore[arg-type]  # fields of the row


@pytest.mark.parametrize(
    ("due", "right", "overdue"),
    [("2024-05-01", "1 May", True), ("2024-05-06", "6 May", False), ("2025-01-10", "10 Jan 2025", False), (None, "", False)],
)  # fmt: skip
def test_a_line_says_what_is_due(due: str | None, right: str, overdue: bool) -> None:
    said = line(_row(due=due), "en", TODAY)
    assert (said.right, said.overdue) == (right, overdue)


def test_a_line_says_what_was_known_last() -> None:
    status = StatusAsOf(status="detained", detail=Text.of("detained, extradition", "en"), as_of=When("2024-04"))
    assert line(_row(status=status), "en", TODAY).second == "detained, extradition"
    assert line(_row(status=StatusAsOf(status="detained", as_of=When("2024"))), "ru", TODAY).second == "Задержан(а)"
    assert line(_row(title=None), "kk", TODAY).title == "Атауы жоқ"


def test_the_year_is_said_where_it_is_another() -> None:
    assert due_words("2025-02-01", "ru", TODAY) == "1 февр. 2025"
