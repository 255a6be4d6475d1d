"""Which measures and lasting happenings pass each row, and in which lane."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from casefile.domain.chronology.entries import Entry, readable, same_date
from casefile.domain.chronology.looks import ENDING, RELEASES, look_of, takes_liberty
from casefile.domain.chronology.rows import LASTING, LaneLook, LaneSpan
from casefile.domain.dates import bounds, lasting
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
        for number in range(stretch.start, stretch.stop + 1):
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
    begun = {measure.id: number for number, entry in enumerate(entries) for measure in _measures(entry)}
    seen: set[tuple[object, ...]] = set()
    for own, entry in enumerate(entries):
        for measure in _measures(entry):
            alike = (own, measure.type, measure.length and measure.length.words, measure.end and measure.end.edtf)
            stretch = _of_measure(measure, own, entries, begun)
            if stretch and alike not in seen:
                yield stretch
            seen.add(alike)


def _measures(entry: Entry) -> tuple[Measure, ...]:
    return (entry.record,) if isinstance(entry.record, Measure) else entry.measures


def _of_measure(measure: Measure, own: int, entries: Sequence[Entry], begun: dict[str, int]) -> Stretch | None:
    look = look_of(measure.type)
    if look is None or entries[own].when is None:
        return None
    start = _first_of_its_date(own, entries)
    ended_by = _ending_row(measure, start, entries, begun)
    if ended_by is not None:
        return Stretch(look, start, ended_by, ends=True, tied=True) if ended_by > start else None
    later = range(start + 1, len(entries))
    end = readable(measure.end)
    if end is not None:
        stop = next((n for n in later if entries[n].bounds.earliest > bounds(end.edtf).latest), None)
        return Stretch(look, start, stop, ends=True) if stop else Stretch(look, start, len(entries) - 1, ends=False)
    return Stretch(look, start, _last_known(measure, start, entries, begun), ends=False)


def _first_of_its_date(own: int, entries: Sequence[Entry]) -> int:
    """The first row of the date on which the row's measure begins."""
    measure = entries[own].record
    start = readable(measure.start) if isinstance(measure, Measure) else None
    if start is None:
        return own
    return next(n for n, entry in enumerate(entries) if n == own or same_date(start, entry))


def _ending_row(measure: Measure, start: int, entries: Sequence[Entry], begun: dict[str, int]) -> int | None:
    """The row that ended the measure: of its stated end, what can have ended it rather than anything else; or of what replaced it."""
    end = readable(measure.end)
    if end is None:
        replaced = begun.get(measure.replaced_by or "")
        return replaced if replaced is not None and replaced >= start else None
    there = [n for n in range(start, len(entries)) if same_date(end, entries[n])]
    return min(there, key=lambda n: (_type(entries[n]) not in ENDING, n), default=None)


def _last_known(measure: Measure, start: int, entries: Sequence[Entry], begun: dict[str, int]) -> int:
    """The last row that the measure can be drawn to when its end is not stated. Nothing is computed from it: the bar stays open.

    It runs no longer than its stated length, and custody not into a release or other custody of the same person.
    """
    starts = entries[start].bounds
    until = after(starts.latest, measure.length) if measure.length else None
    others = {begun[other.id] for entry in entries for other in _measures(entry) if _excludes(measure, other)}
    last = start
    for number in range(start + 1, len(entries)):
        entry = entries[number]
        freed = takes_liberty(look_of(measure.type)) and _type(entry) in RELEASES
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
    for number, entry in enumerate(entries):
        record = entry.record
        if not isinstance(record, Happening) or entry.when is None:
            continue
        expression = parse(entry.when.edtf)
        if lasting(entry.when.edtf) and expression.first:
            about = expression.about or entry.when.inferred
            until = expression.last.earliest if expression.last else date.max
        elif record.length and (record.length.years or record.length.months or record.length.days):
            about, until = False, after(entry.bounds.earliest, record.length)
        else:
            continue
        yield _of_happening("about" if about else "lasting", number, until, entries)


def _of_happening(look: LaneLook, number: int, until: date, entries: Sequence[Entry]) -> Stretch:
    inside = [n for n in range(number + 1, len(entries)) if entries[n].when and entries[n].bounds.latest <= until]
    last = inside[-1] if inside else number
    return (
        Stretch(look, number, last + 1, ends=True)
        if last + 1 < len(entries)
        else Stretch(look, number, last, ends=False)
    )


def after(day: date, length: Length) -> date:
    """The day that lies `length` after `day`, to draw by, never to store."""
    days = (length.years or 0) * 365.25 + (length.months or 0) * 30.5 + (length.days or 0) + (length.hours or 0) / 24
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max
