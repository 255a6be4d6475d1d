"""Counting a time limit. What cannot be counted exactly is not: a window and the reason stand instead of a day.

Hours are counted by the clock from the moment, whatever the weekday; their end is said with the offset in which the beginning was recorded.
Days are counted from the day after the beginning (unless the first counts) and end with their last day; months end on the day of the same
number, or on the last of a shorter month.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from casefile.domain.dates.edtf import Grain, Shape, parse
from casefile.domain.dates.order import bounds
from casefile.domain.deadlines import clocks, workdays
from casefile.domain.kinds import DeadlineRule
from casefile.domain.values import When

_LAST = date(9000, 1, 1)
_DAYS = {"hours": 1 / 24, "days": 1.0, "months": 31.0}
_DAYS_OFF = timedelta(31)


class Doubt(StrEnum):
    """Why a limit is not exact, or what to look at. Each has a sentence in the catalogue under ``deadlines.doubt``."""

    DATE_PARTIAL = "date_partial"
    HOUR_UNKNOWN = "hour_unknown"
    OFFSET_UNKNOWN = "offset_unknown"
    CLOCK_CHANGED = "clock_changed"
    COUNTRY_UNKNOWN = "country_unknown"
    PROCEEDING_UNKNOWN = "proceeding_unknown"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The end of a time limit.

    Attributes:
        earliest, latest: the days between which it ends; the same where that is known to the day.
        moment: the hour at which it ends, aware, for limits in hours whose beginning is known to the minute.
        begins: that beginning.
        moved_from: the last day that was counted, where it was off and the limit moved on.
        holidays: days off that were not counted, weekends apart.
        by_the_clock: the hour at which it ends as clocks there show it, where they were changed in between.
        doubts: see `Doubt`.
    """

    earliest: date
    latest: date
    moment: datetime | None = None
    begins: datetime | None = None
    moved_from: date | None = None
    holidays: tuple[date, ...] = ()
    by_the_clock: datetime | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether there is one day, and for limits in hours one moment."""
        return self.earliest == self.latest and Doubt.HOUR_UNKNOWN not in self.doubts

    @property
    def due(self) -> When:
        """The end as a record holds it: a day, or one of the days between."""
        if self.earliest == self.latest:
            return When(self.earliest.isoformat())
        return When(f"[{self.earliest.isoformat()}..{self.latest.isoformat()}]")

    @property
    def time(self) -> str | None:
        """The hour as a record holds it, with its offset."""
        return clocks.written(self.moment) if self.moment else None


def reckon(rule: DeadlineRule, when: When, clock: str | None = None) -> Reckoning | None:
    """When the limit of `rule` ends that began at `when`, at the hour `clock` (``14:30+05:00``).

    None where nothing can be said: the rule has no length or unit, or the date is open or cannot be read.
    """
    if not rule.length or rule.length < 0 or rule.unit not in ("hours", "days", "months"):
        return None
    days = _days(when)
    if days is None or days[1] > _LAST:
        return None
    if rule.unit == "hours":
        return _hours(rule, *days, clock, _doubts(when))
    known = rule.country is None or workdays.is_known(rule.country)
    country = rule.country if known else None
    first, last = _end(rule, days[0], country), _end(rule, days[1], country)
    doubts = (*_doubts(when), *(() if known or not _needs_country(rule) else (Doubt.COUNTRY_UNKNOWN,)))
    same = days[0] == days[1]
    return Reckoning(
        first.last,
        last.last,
        moved_from=first.moved_from if same else None,
        holidays=first.holidays if same else (),
        doubts=doubts,
    )


def begins(rule: DeadlineRule, end: date) -> date | None:
    """The first day of which the limit of `rule` ends on `end` or later; None where the rule says nothing."""
    if not rule.length or rule.length < 0 or rule.unit not in _DAYS:
        return None
    early, late = end - timedelta(_DAYS[rule.unit] * rule.length * 2) - _DAYS_OFF, end
    while early < late:
        middle = early + (late - early) // 2
        reckoning = reckon(rule, When(middle.isoformat()))
        if reckoning is not None and reckoning.latest < end:
            early = middle + timedelta(1)
        else:
            late = middle
    return early


@dataclass(frozen=True, slots=True)
class _End:
    last: date
    moved_from: date | None = None
    holidays: tuple[date, ...] = ()


def _end(rule: DeadlineRule, first: date, country: str | None) -> _End:
    assert rule.length is not None
    less = timedelta(1 if rule.counts_first_day else 0)
    begins = first - less
    if rule.unit == "months":
        counted = workdays.Counted(_months_after(first, rule.length) - less, ())
    elif rule.counting == "working":
        counted = workdays.after(begins, rule.length, country)
    else:
        counted = workdays.Counted(begins + timedelta(rule.length), ())
    last = workdays.onward(counted.last, country) if rule.moves_to_working_day else counted.last
    return _End(last, counted.last if last != counted.last else None, counted.holidays)


def _hours(rule: DeadlineRule, first: date, last: date, clock: str | None, doubts: tuple[Doubt, ...]) -> Reckoning:
    assert rule.length is not None
    span = timedelta(hours=rule.length)
    at = clocks.read(clock) if clock else None
    if first != last or at is None:
        unknown = () if first != last else (Doubt.HOUR_UNKNOWN,)
        earliest = datetime.combine(first, time.min) + span
        latest = datetime.combine(last, time(23, 59)) + span
        return Reckoning(earliest.date(), latest.date(), doubts=(*doubts, *unknown))
    begins = datetime.combine(first, at)
    moment = begins + span
    if begins.tzinfo is None:
        return Reckoning(moment.date(), moment.date(), moment, begins, doubts=(*doubts, Doubt.OFFSET_UNKNOWN))
    there = clocks.after_change(begins, moment, rule.country)
    changed = (Doubt.CLOCK_CHANGED,) if there else ()
    return Reckoning(moment.date(), moment.date(), moment, begins, by_the_clock=there, doubts=(*doubts, *changed))


def _days(when: When) -> tuple[date, date] | None:
    """First and last day on which it can have begun; of something that lasted, those of its beginning."""
    try:
        expression = parse(when.edtf)
    except ValueError:
        return None
    if expression.first is None:
        return None
    if expression.shape is Shape.INTERVAL:
        return expression.first.earliest, expression.first.latest
    extent = bounds(when.edtf)
    return (extent.earliest, extent.latest) if extent.latest < date.max else None


def _doubts(when: When) -> tuple[Doubt, ...]:
    expression = parse(when.edtf)
    point = expression.first
    exact = expression.shape is not Shape.ONE_OF and point is not None and point.grain is Grain.DAY and not point.about
    return () if exact and not when.inferred else (Doubt.DATE_PARTIAL,)


def _needs_country(rule: DeadlineRule) -> bool:
    return rule.counting == "working" or bool(rule.moves_to_working_day)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
