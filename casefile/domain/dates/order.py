"""What a partial date means on the calendar: its bounds, its place in an order, what it overlaps and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from casefile.domain.dates.edtf import Expression, Grain, Point, Shape, parse
from casefile.domain.dates.phrase import Part, part_of


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day that a date can touch; ``date.min`` and ``date.max`` where a side is open."""

    earliest: date
    latest: date


class Certainty(StrEnum):
    """A day; only a month or a year; approximate, doubted, before, after or one of a set."""

    EXACT = "exact"
    PARTIAL = "partial"
    ABOUT = "about"


def bounds(edtf: str) -> Bounds:
    """The days that `edtf` can touch.

    Raises:
        ValueError: `edtf` is not a date of ours (`InvalidDate`, with the key of a finding).
    """
    expression = parse(edtf)
    first, last = expression.first, expression.last
    return Bounds(first.earliest if first else date.min, last.latest if last else date.max)


def overlaps(edtf: str, since: date | None, until: date | None) -> bool:
    """Whether the date can touch the days from `since` to `until`, both included; None is open.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    extent = bounds(edtf)
    return extent.earliest <= (until or date.max) and extent.latest >= (since or date.min)


def lasting(edtf: str) -> bool:
    """Whether the date says that something went on, not that it happened once.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    return parse(edtf).shape is Shape.INTERVAL


def certainty(edtf: str) -> Certainty:
    """How surely the day is known; of an interval, the day on which it began.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    expression = parse(edtf)
    if expression.shape is Shape.ONE_OF or expression.first is None or expression.first.about:
        return Certainty.ABOUT
    return Certainty.EXACT if expression.first.grain is Grain.DAY else Certainty.PARTIAL


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Where a date stands among others: a day, and a rank among those of one day."""

    day: date
    rank: int


_BEFORE, _EXACT, _PARTIAL, _LASTING, _AFTER = range(5)


@lru_cache(maxsize=65536)
def anchor(edtf: str, words: str | None = None) -> Anchor:
    """The last day on which it can have begun, so that "June 2017" follows 12 June. What happened by 12 June stands just before that day.

    `words` such as "early June" place an approximate month or year more finely.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    expression = parse(edtf)
    if expression.shape is Shape.POINT and expression.first:
        rank = _EXACT if expression.first.grain is Grain.DAY else _PARTIAL
        return Anchor(_last_start(expression.first, words), rank)
    if expression.shape is Shape.INTERVAL and expression.first:
        return Anchor(_last_start(expression.first, words), _LASTING)
    return _beside(expression)


def _beside(expression: Expression) -> Anchor:
    if expression.last is None:
        assert expression.first is not None
        return Anchor(expression.first.latest, _AFTER)
    return Anchor(expression.last.latest, _BEFORE)


def _last_start(point: Point, words: str | None) -> date:
    if point.grain in (Grain.DECADE, Grain.CENTURY):
        return point.earliest
    part = part_of(words) if words and point.grain in (Grain.MONTH, Grain.YEAR) else None
    if part in (None, Part.LATE):
        return point.latest
    third = (point.latest - point.earliest) / 3
    return point.earliest + third * (1 if part is Part.EARLY else 2)


def sort_key(edtf: str, words: str | None = None) -> str:
    """A string that sorts as `anchor` does, for an index.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    place = anchor(edtf, words)
    return f"{place.day.isoformat()} {place.rank}"
