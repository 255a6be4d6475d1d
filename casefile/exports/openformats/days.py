"""Dates as formats have them that know days alone: the first and the last day that a date can mean."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.dates.edtf import Expression, Grain, Shape, parse
from casefile.domain.values import When


@dataclass(frozen=True, slots=True)
class Days:
    """`first` and `last` as ``YYYY-MM-DD``, empty where that side is open. `lasting`: it went on all the time between them."""

    first: str
    last: str
    lasting: bool


def days(when: When) -> Days | None:
    """The days of a date; None where it is written in a form that is not ours."""
    found = _parsed(when)
    if found is None:
        return None
    first = found.first.earliest.isoformat() if found.first else ""
    last = found.last.latest.isoformat() if found.last else ""
    return Days(first, last, found.shape is Shape.INTERVAL)


def prefix(when: When) -> str:
    """The beginning of a date as far as it is known: ``2021``, ``2021-01`` or ``2021-01-05``; empty where nothing is."""
    found = _parsed(when)
    point = (found.first or found.last) if found else None
    if point is None or point.grain in (Grain.DECADE, Grain.CENTURY):
        return ""
    day = point.earliest.isoformat()
    return {Grain.DAY: day, Grain.MONTH: day[:7]}.get(point.grain, day[:4])


def unknown_part(when: When) -> str:
    """``month`` where only the year of the first day is known, ``day`` where the month is, ``estimate`` where it is unsure, else empty."""
    found = _parsed(when)
    if found is None or found.first is None or found.first.about or found.shape is Shape.ONE_OF:
        return "estimate"
    return {Grain.DAY: "", Grain.MONTH: "day"}.get(found.first.grain, "month")


def _parsed(when: When) -> Expression | None:
    try:
        return parse(when.edtf)
    except ValueError:
        return None
