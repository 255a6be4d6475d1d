"""Counting limits: hours by the clock, days, months, working days across holidays, and what is not exact."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.deadlines import Doubt, reckon, workdays
from casefile.domain.kinds import DeadlineRule
from casefile.domain.values import When

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def _rule(length: int, unit: str, counting: str = "calendar", country: str | None = "kz", **more: bool) -> DeadlineRule:
    return DeadlineRule(length=length, unit=unit, counting=counting, country=country, **more)


def _last(rule: DeadlineRule, day: str) -> str:
    found = reckon(rule, When(day))
    assert found is not None
    assert found.is_exact
    return found.due.edtf


def test_hours_run_by_the_clock_over_a_weekend() -> None:
    found = reckon(_rule(48, "hours"), When("2024-05-03"), "14:30+05:00")  # a Friday
    assert found is not None and found.moment is not None
    assert found.moment.isoformat() == "2024-05-05T14:30:00+05:00"
    assert (found.due.edtf, found.time, found.doubts) == ("2024-05-05", "14:30+05:00", ())


def test_hours_that_pass_midnight_and_a_month() -> None:
    found = reckon(_rule(72, "hours"), When("2024-02-27"), "23:50+06:00")
    assert found is not None
    assert (found.due.edtf, found.time) == ("2024-03-01", "23:50+06:00")


def test_clocks_changed_in_between_are_told_and_hours_stay_hours() -> None:
    """On 1 March 2024 clocks in Almaty went back by an hour, to +05:00."""
    found = reckon(_rule(48, "hours"), When("2024-02-29"), "14:30+06:00")
    assert found is not None and found.moment is not None and found.by_the_clock is not None
    assert found.moment == found.by_the_clock
    assert f"{found.by_the_clock:%d %H:%M}" == "02 13:30"
    assert Doubt.CLOCK_CHANGED in found.doubts


def test_summer_time_begins_within_the_hours() -> None:
    found = reckon(_rule(48, "hours", country="de"), When("2024-03-30"), "12:00+01:00")
    assert found is not None and found.by_the_clock is not None
    assert f"{found.by_the_clock:%d %H:%M}" == "01 13:00"


def test_clocks_that_stay_are_not_mentioned() -> None:
    found = reckon(_rule(48, "hours"), When("2024-02-29"), "14:30+05:00")  # Aqtau, Atyrau: no change there
    assert found is not None and found.doubts == ()


def test_an_hour_that_is_not_recorded_leaves_the_day_alone() -> None:
    found = reckon(_rule(48, "hours"), When("2024-05-02"))
    assert found is not None
    assert (found.due.edtf, found.time, found.is_exact) == ("2024-05-04", None, False)
    assert found.doubts == (Doubt.HOUR_UNKNOWN,)


def test_an_hour_without_offset_is_taken_as_it_stands() -> None:
    found = reckon(_rule(48, "hours"), When("2024-05-02"), "14:30")
    assert found is not None
    assert (found.time, found.doubts) == ("14:30", (Doubt.OFFSET_UNKNOWN,))


def test_days_begin_with_the_next_unless_the_first_counts() -> None:
    assert _last(_rule(15, "days"), "2024-05-02") == "2024-05-17"
    assert _last(_rule(15, "days", counts_first_day=True), "2024-05-02") == "2024-05-16"


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-10-31", 2, "2024-12-31"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-05-02", 12, "2025-05-02"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(begins: str, months: int, ends: str) -> None:
    assert _last(_rule(months, "months"), begins) == ends


def test_two_months_of_remand_count_their_first_day() -> None:
    assert _last(_rule(2, "months", counts_first_day=True), "2024-05-02") == "2024-07-01"
    assert _last(_rule(2, "months", counts_first_day=True), "2024-03-01") == "2024-04-30"


def test_working_days_pass_over_nauryz() -> None:
    """In 2024: 21, 22 March (Thursday, Friday), Saturday 23 taken on Monday 25."""
    found = reckon(_rule(3, "days", "working"), When("2024-03-20"))
    assert found is not None
    assert found.due.edtf == "2024-03-28"
    assert [day.isoformat() for day in found.holidays] == ["2024-03-21", "2024-03-22", "2024-03-25"]


def test_working_days_pass_over_may_with_its_moved_days() -> None:
    """In 2024: 1, 7, 9 May off, Wednesday 8 May off for a worked Saturday 4 May."""
    assert workdays.is_working_day(date(2024, 5, 4), "kz")
    assert not workdays.is_working_day(date(2024, 5, 8), "kz")
    assert _last(_rule(5, "days", "working"), "2024-04-30") == "2024-05-10"


def test_a_last_day_that_is_off_moves_on_and_is_told() -> None:
    rule = _rule(15, "days", moves_to_working_day=True)
    found = reckon(rule, When("2024-03-07"))  # the fifteenth day is 22 March, Nauryz
    assert found is not None
    assert (found.due.edtf, found.moved_from) == ("2024-03-26", date(2024, 3, 22))
    assert _last(_rule(15, "days"), "2024-03-07") == "2024-03-22"


def test_a_country_whose_holidays_are_not_known_leaves_weekends() -> None:
    found = reckon(_rule(5, "days", "working", country="stateless"), When("2024-04-30"))
    assert found is not None
    assert (found.due.edtf, found.doubts) == ("2024-05-07", (Doubt.COUNTRY_UNKNOWN,))


@pytest.mark.parametrize("day", ["2024-05", "2024-05-02~", "[2024-05-01..2024-05-31]", "2024-05-02?"])
def test_a_partial_day_gives_no_exact_end(day: str) -> None:
    found = reckon(_rule(15, "days"), When(day))
    assert found is not None
    assert Doubt.DATE_PARTIAL in found.doubts


def test_a_month_gives_the_days_between_which_it_ends() -> None:
    found = reckon(_rule(10, "days"), When("2024-05"))
    assert found is not None
    assert not found.is_exact
    assert found.due.edtf == "[2024-05-11..2024-06-10]"


def test_what_lasted_counts_from_its_beginning() -> None:
    found = reckon(_rule(10, "days"), When("2024-05-02/2024-06-30"))
    assert found is not None
    assert found.due.edtf == "2024-05-12"


@pytest.mark.parametrize("day", ["not a date", "../2024-05-02", "[..2024-05-02]", "[2024-05-02..]"])
def test_nothing_is_said_where_nothing_can_be(day: str) -> None:
    assert reckon(_rule(10, "days"), When(day)) is None


def test_a_rule_without_length_or_unit_says_nothing() -> None:
    assert reckon(DeadlineRule(unit="days"), When("2024-05-02")) is None
    assert reckon(DeadlineRule(length=2), When("2024-05-02")) is None


@given(DAYS, st.integers(1, 60))
def test_working_days_between_are_as_many_as_asked(day: date, number: int) -> None:
    found = workdays.after(day, number, "kz")
    between = [day + timedelta(each) for each in range(1, (found.last - day).days + 1)]
    assert sum(workdays.is_working_day(each, "kz") for each in between) == number
    assert workdays.is_working_day(found.last, "kz")


@given(DAYS, st.integers(1, 400), st.sampled_from(["days", "months"]), st.booleans(), st.booleans())
def test_who_begins_later_does_not_end_earlier(day: date, length: int, unit: str, first: bool, moves: bool) -> None:
    rule = _rule(
        min(length, 36) if unit == "months" else length, unit, counts_first_day=first, moves_to_working_day=moves
    )
    ends = [reckon(rule, When((day + timedelta(more)).isoformat())) for more in (0, 1)]
    assert ends[0] is not None and ends[1] is not None
    assert day <= ends[0].latest <= ends[1].latest


@given(
    DAYS,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(1, 200),
    st.sampled_from(["+05:00", "+06:00", "Z", "-03:30"]),
)
def test_hours_are_hours(day: date, hour: int, minute: int, length: int, offset: str) -> None:
    found = reckon(_rule(length, "hours"), When(day.isoformat()), f"{hour:02}:{minute:02}{offset}")
    assert found is not None and found.moment is not None and found.begins is not None
    assert found.moment - found.begins == timedelta(hours=length)
    assert found.moment.utcoffset() == found.begins.utcoffset()
