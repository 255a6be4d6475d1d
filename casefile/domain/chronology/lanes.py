"""Which measures and lasting happenings pass each row, and in which lane."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from casefile.domain.chronology.entries import Entry, readable
from casefile.domain.chronology.looks import ENDING, RELEASES, look_of, takes_liberty
from casefile.domain.chronology.rows import LASTING, LaneLook, LaneSpan
from casefile.domain.dates import Bounds, bounds, lasting
from casefile.domain.dates.edtf import parse
from casefile.domain.kinds import Happening, Measure
from casefile.domain.values import Length


@dataclass(frozen=True, slots=True)
class Stretch:
    """A bar from the node of row `start` to row `stop`, both numbers of rows.

    `ends`: it ends above the node of `stop`, `tied` to it when that row is what ended it. Else it is last known of in `stop` and has no
    lower edge.
    """

    look: LaneLook
    start: int
    stop: int
    ends: bool
    tied: bool = False


@dataclass(slots=True)
class Slice:
    """The spans above and below the node of one row."""

    above: list[LaneSpan] = field(default_factory=list)
    below: list[LaneSpan] = field(default_factory=list)


def slices(stretches: Iterable[Stretch], rows: int) -> list[Slice]:
    """For each of `rows` rows, what passes it. Bars that meet in time get lanes of their own."""
    found = [Slice() for _ in range(rows)]
    taken: dict[bool, list[Stretch | None]] = {True: [], False: []}
    for stretch in sorted(stretches, key=lambda each: (each.start, not takes_liberty(each.look), -each.stop)):
        column = _column(taken[stretch.look in LASTING], stretch)
        passing = LaneSpan(stretch.look, column)
        for row in found[stretch.start + 1 : stretch.stop]:
            row.above.append(passing)
            row.below.append(passing)
        for number in {stretch.start, stretch.stop}:
            _cut(found[number], stretch, column, number)
    return found


def _column(taken: list[Stretch | None], stretch: Stretch) -> int:
    for column, last in enumerate(taken):
        if last is None or last.stop < stretch.start or (last.ends and last.stop == stretch.start):
            taken[column] = stretch
            return column
    taken.append(stretch)
    return len(taken) - 1


def _cut(row: Slice, stretch: Stretch, column: int, number: int) -> None:
    ends_here = stretch.ends and number == stretch.stop
    if number > stretch.start:
        row.above.append(LaneSpan(stretch.look, column, edge=ends_here, tied=ends_here and stretch.tied))
    if not ends_here:
        begins = number == stretch.start
        row.below.append(LaneSpan(stretch.look, column, edge=begins, tied=begins and stretch.look not in LASTING))


def measure_stretches(entries: Sequence[Entry]) -> Iterator[Stretch]:
    """The bars of all measures that last, each in entry numbers. Measures alike of several people are one bar."""
    bars = _Bars(entries)
    seen: set[tuple[object, ...]] = set()
    for own, entry in enumerate(entries):
        for measure in _measures(entry):
            alike = (own, measure.type, measure.length and measure.length.words, measure.end and measure.end.edtf)
            if (stretch := bars.of(measure, own)) and alike not in seen:
                yield stretch
            seen.add(alike)


def _measures(entry: Entry) -> tuple[Measure, ...]:
    return (entry.record,) if isinstance(entry.record, Measure) else entry.measures


class _Bars:
    """From where to where the bar of a measure runs among `entries`."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._begun = {each.id: (number, each) for number, entry in enumerate(entries) for each in _measures(entry)}
        self._of_date: dict[Bounds, list[int]] = {}
        for number, entry in enumerate(entries):
            if entry.when is not None:
                self._of_date.setdefault(entry.bounds, []).append(number)

    def of(self, measure: Measure, own: int) -> Stretch | None:
        """The bar of a measure that is told in row `own`; None where it does not last or nothing can be drawn."""
        look, entries = look_of(measure.type), self._entries
        if look is None or entries[own].when is None:
            return None
        start = self._first_of_its_date(own)
        ended_by = self._ending_row(measure, start)
        if ended_by is not None:
            return Stretch(look, start, ended_by, ends=True, tied=True) if ended_by > start else None
        end = readable(measure.end)
        if end is not None:
            until = bounds(end.edtf).latest
            stop = next((n for n in range(start + 1, len(entries)) if entries[n].bounds.earliest > until), None)
            return Stretch(look, start, stop, ends=True) if stop else Stretch(look, start, len(entries) - 1, ends=False)
        return Stretch(look, start, self._last_known(measure, start), ends=False)

    def _first_of_its_date(self, own: int) -> int:
        """The first row of the date on which the row's measure begins."""
        measure = self._entries[own].record
        start = readable(measure.start) if isinstance(measure, Measure) else None
        return min(own, *self._of_date.get(bounds(start.edtf), ())) if start else own

    def _ending_row(self, measure: Measure, start: int) -> int | None:
        """The row that ended the measure: of its stated end, what can have ended it rather than anything else; or of what replaced it."""
        end = readable(measure.end)
        if end is None:
            replaced, _ = self._begun.get(measure.replaced_by or "", (None, None))
            return replaced if replaced is not None and replaced >= start else None
        there = [n for n in self._of_date.get(bounds(end.edtf), ()) if n >= start]
        return min(there, key=lambda n: (_type(self._entries[n]) not in ENDING, n), default=None)

    def _last_known(self, measure: Measure, start: int) -> int:
        """The last row that the measure can be drawn to when its end is not stated. Nothing is computed from it: the bar stays open.

        It runs no longer than its stated length, and custody not into a release or other custody of the same person.
        """
        entries, is_custody = self._entries, takes_liberty(look_of(measure.type))
        until = after(entries[start].bounds.latest, measure.length) if measure.length else None
        others = {number for number, other in self._begun.values() if _excludes(measure, other)}
        last = start
        for number in range(start + 1, len(entries)):
            entry = entries[number]
            freed = is_custody and _type(entry) in RELEASES
            if freed or number in others or (until and entry.bounds.earliest > until) or entry.when is None:
                break
            last = number
        return last


def _excludes(measure: Measure, other: Measure) -> bool:
    custody = takes_liberty(look_of(measure.type)) and takes_liberty(look_of(other.type))
    return custody and other.id != measure.id and other.subject == measure.subject


def _type(entry: Entry) -> str | None:
    return entry.record.type


def lasting_stretches(entries: Sequence[Entry]) -> Iterator[Stretch]:
    """The bars of happenings that went on, in entry numbers: to the row after the last that surely lies inside."""
    dated = [entry for entry in entries if entry.when is not None]  # they stand before those without a date
    # Of each row, the earliest day on which it or any later row is over: it only rises.
    over = [*accumulate((entry.bounds.latest for entry in reversed(dated)), min)][::-1]
    for number, entry in enumerate(dated):
        if (span := _went_on(entry)) is not None:
            look, until = span
            last = max(number, bisect_right(over, until) - 1)
            stops = last + 1 < len(entries)
            yield Stretch(look, number, last + 1 if stops else last, ends=stops)


def _went_on(entry: Entry) -> tuple[LaneLook, date] | None:
    """How a happening that went on is drawn, and until which day it surely did; None of what happened once."""
    record = entry.record
    if not isinstance(record, Happening) or entry.when is None:
        return None
    expression = parse(entry.when.edtf)
    if lasting(entry.when.edtf) and expression.first:
        about = expression.about or entry.when.inferred
        return "about" if about else "lasting", expression.last.earliest if expression.last else date.max
    if record.length and (record.length.years or record.length.months or record.length.days):
        return "lasting", after(entry.bounds.earliest, record.length)
    return None


def after(day: date, length: Length) -> date:
    """The day that lies `length` after `day`, to draw by, never to store."""
    days = (length.years or 0) * 365.25 + (length.months or 0) * 30.5 + (length.days or 0) + (length.hours or 0) / 24
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
