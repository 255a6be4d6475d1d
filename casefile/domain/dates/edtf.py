"""Extended Date/Time Format (ISO 8601-2:2019; https://www.loc.gov/standards/datetime/), the part that case files use.

Understood: day, month, year; ``~ ? %`` behind the whole or beside one part; unspecified digits (``201X``, ``2017-07-XX``); seasons
``21`` to ``24``; intervals with an open (``..``) or unknown (empty) end; one of a set (``[a..b]``, ``[..b]``, ``[a..]``, ``[a,b]``).

The library ``edtf`` 5.0.2 was measured and not taken: 80 to 260 dates a second where an import needs thousands; it accepts 29 February of
any year and intervals that end before they begin, gives an unknown end as ten years later, and prints on some faulty input. What
it reads rightly is kept as expected values in the tests.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class InvalidDate(ValueError):
    """Not a date of our format. `key` names the sentence in the catalogue that says what is wrong."""

    def __init__(self, key: str, edtf: str) -> None:
        super().__init__(f"{key}: {edtf}")
        self.key = key
        self.edtf = edtf


class Grain(StrEnum):
    """How finely a point in time is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Point:
    """One date: the first and last day that it can mean, its grain, and whether it is approximate (``~``) or doubted (``?``).

    `month` is 1 to 12, or 21 to 24 for a season.
    """

    earliest: date
    latest: date
    grain: Grain
    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    doubted: bool = False

    @property
    def about(self) -> bool:
        """Whether the date is less sure than its digits."""
        return self.approximate or self.doubted


class Shape(StrEnum):
    """What an expression says of its points: it is that one, it lasted from one to the other, it was once in between."""

    POINT = "point"
    INTERVAL = "interval"
    ONE_OF = "one_of"


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed date. `first` or `last` is None where that side is open or unknown; for a point both are the same.

    `choices` are the dates of a set that lists them; `unknown_end` marks an interval that ended nobody knows when (``2021-02-04/``).
    """

    shape: Shape
    first: Point | None
    last: Point | None
    choices: tuple[Point, ...] = ()
    unknown_end: bool = False

    @property
    def about(self) -> bool:
        """Whether either side is approximate or doubted."""
        return any(point.about for point in (self.first, self.last, *self.choices) if point)


_POINT = re.compile(
    r"(?P<a>[~?%])?(?P<year>\d{4}|\d{3}X|\d{2}XX)(?P<b>[~?%])?"
    r"(?:-(?P<c>[~?%])?(?P<month>\d\d|XX)(?P<d>[~?%])?(?:-(?P<e>[~?%])?(?P<day>\d\d|XX)(?P<f>[~?%])?)?)?",
    re.ASCII,
)
_SEASON_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}


@lru_cache(maxsize=65536)
def parse(edtf: str) -> Expression:
    """The date that `edtf` writes.

    Raises:
        InvalidDate: it is not of our format, or no such day exists, or it ends before it begins.
    """
    if edtf.startswith("[") and edtf.endswith("]"):
        return _one_of(edtf[1:-1], edtf)
    if "/" in edtf:
        return _interval(edtf)
    point = _point(edtf, edtf)
    return Expression(Shape.POINT, point, point)


def _interval(edtf: str) -> Expression:
    start, _, end = edtf.partition("/")
    first = None if start in ("", "..") else _point(start, edtf)
    last = None if end in ("", "..") else _point(end, edtf)
    _check_order(first, last, edtf)
    return Expression(Shape.INTERVAL, first, last, unknown_end=end == "")


def _one_of(inner: str, edtf: str) -> Expression:
    if "," not in inner and ".." in inner:
        start, _, end = inner.partition("..")
        first = _point(start, edtf) if start else None
        last = _point(end, edtf) if end else None
        _check_order(first, last, edtf)
        return Expression(Shape.ONE_OF, first, last)
    choices = tuple(_point(part.strip(), edtf) for part in inner.split(","))
    first = min(choices, key=lambda point: point.earliest)
    last = max(choices, key=lambda point: point.latest)
    return Expression(Shape.ONE_OF, first, last, choices)


def _check_order(first: Point | None, last: Point | None, edtf: str) -> None:
    if first is None and last is None:
        raise InvalidDate("dates.finding.not_a_date", edtf)
    if first and last and first.earliest > last.latest:
        raise InvalidDate("dates.finding.order", edtf)


def _point(text: str, edtf: str) -> Point:
    found = _POINT.fullmatch(text)
    if found is None:
        raise InvalidDate("dates.finding.not_a_date", edtf)
    marks = "".join(mark for name in "abcdef" if (mark := found[name]))
    approximate, doubted = any(m in marks for m in "~%"), any(m in marks for m in "?%")
    earliest, latest, grain = _extent(found["year"], found["month"], found["day"], edtf)
    return Point(
        earliest,
        latest,
        grain,
        earliest.year,
        int(found["month"]) if grain in (Grain.DAY, Grain.MONTH, Grain.SEASON) else None,
        int(found["day"]) if grain is Grain.DAY else None,
        approximate,
        doubted,
    )


def _extent(year: str, month: str | None, day: str | None, edtf: str) -> tuple[date, date, Grain]:
    if year.endswith("X"):
        if month:
            raise InvalidDate("dates.finding.not_a_date", edtf)
        grain = Grain.CENTURY if year.endswith("XX") else Grain.DECADE
        return _years(int(year.replace("X", "0")), int(year.replace("X", "9")), edtf, grain)
    number = int(year)
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise InvalidDate("dates.finding.not_a_date", edtf)
        return _years(number, number, edtf, Grain.YEAR)
    return _within_year(number, int(month or 0), day, edtf)


def _years(first: int, last: int, edtf: str, grain: Grain) -> tuple[date, date, Grain]:
    try:
        return date(first, 1, 1), date(last, 12, 31), grain
    except ValueError:
        raise InvalidDate("dates.finding.no_such_day", edtf) from None


def _within_year(year: int, month: int, day: str | None, edtf: str) -> tuple[date, date, Grain]:
    try:
        if month in _SEASON_BEGINS and day is None:
            return *_season(year, month), Grain.SEASON
        if day in (None, "XX"):
            return date(year, month, 1), date(year, month, monthrange(year, month)[1]), Grain.MONTH
        exact = date(year, month, int(day or 0))
        return exact, exact, Grain.DAY
    except ValueError:
        raise InvalidDate("dates.finding.no_such_day", edtf) from None


def _season(year: int, code: int) -> tuple[date, date]:
    """Three months of the northern half; winter is the one that begins in December of the year, as the format leaves it open."""
    begins = _SEASON_BEGINS[code]
    ends_year, ends_month = (year + 1, 2) if begins == 12 else (year, begins + 2)
    return date(year, begins, 1), date(ends_year, ends_month, monthrange(ends_year, ends_month)[1])
