"""Where the record is silent for more than a year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from casefile.domain.chronology.entries import Entry
from casefile.domain.dates.edtf import Shape, parse

_SILENT_MONTHS = 12


def silences(entries: Sequence[Entry]) -> dict[int, int]:
    """Full months without a record before an entry, by its number, where they are more than twelve.

    Counted from the last day that anything before can mean to the first that the entry can: the silence is at least so long.
    """
    found: dict[int, int] = {}
    told: date | None = None
    for number, entry in enumerate(entries):
        if entry.when is None:
            break
        first, last = _extent(entry.when.edtf)
        if told is not None and first > _later(told, _SILENT_MONTHS):
            found[number] = _months(told, first)
        told = last if told is None else max(told, last)
    return found


def _extent(edtf: str) -> tuple[date, date]:
    """First and last day told of; what has no end is told of on its first day only."""
    expression = parse(edtf)
    first, last = expression.first, expression.last
    begins = first.earliest if first else date.min
    if last:
        return begins, last.latest
    assert first is not None
    return begins, first.latest if expression.shape is Shape.INTERVAL else first.earliest


def _months(first: date, last: date) -> int:
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole - 1 if _later(first, whole) > last else whole


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
