"""Which records get a row, in which order, and which measures are told in the row of what imposed them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from casefile.domain.casefile import CaseFile
from casefile.domain.chronology.looks import COURT_STEPS, IMPOSING, severity, stage_of_day
from casefile.domain.chronology.rows import EntryKind
from casefile.domain.dates import Anchor, Bounds, InvalidDate, anchor, bounds
from casefile.domain.kinds import Happening, Intervention, Measure
from casefile.domain.values import When

_LAST = Anchor(date.max, 9)


@dataclass(frozen=True)
class Entry:
    """A record with a row of its own; `measures` are told in its second line. `when` is None where no date is known or readable."""

    record: Happening | Intervention | Measure
    kind: EntryKind
    when: When | None
    measures: tuple[Measure, ...] = ()

    @cached_property
    def place(self) -> Anchor:
        """Where it stands in time; what has no date stands last."""
        return anchor(self.when.edtf, self.when.words) if self.when else _LAST

    @cached_property
    def bounds(self) -> Bounds:
        """The days that it can touch."""
        return bounds(self.when.edtf) if self.when else Bounds(date.min, date.max)


def entries(casefile: CaseFile, kinds: Collection[EntryKind]) -> tuple[Entry, ...]:
    """The entries of `kinds` in order, each measure once: in the row of what imposed it, or in its own."""
    rows = [entry for entry in _happened(casefile) if entry.kind in kinds]
    if "measure" in kinds:
        rows = _with_measures(rows, casefile.of(Measure))
    return tuple(sorted(rows, key=_order))


def _happened(casefile: CaseFile) -> Iterator[Entry]:
    for happening in casefile.of(Happening):
        step = happening.proceeding or happening.type in COURT_STEPS
        yield Entry(happening, "proceeding" if step else "happening", readable(happening.when))
    for intervention in casefile.of(Intervention):
        yield Entry(intervention, "intervention", readable(intervention.date))


def readable(when: When | None) -> When | None:
    """`when`, or None where it is no date that can be placed; the record's form says what is wrong with it."""
    try:
        if when is not None:
            bounds(when.edtf)
    except InvalidDate:
        return None
    return when


def _order(entry: Entry) -> tuple[Anchor, int, str, int, str]:
    record = entry.record
    if isinstance(record, Happening):
        return entry.place, 0, record.time or "~", stage_of_day(record.type), record.id
    return entry.place, 1 if isinstance(record, Intervention) else 2, "", 0, record.id


def _with_measures(rows: list[Entry], measures: Iterable[Measure]) -> list[Entry]:
    imposing, told = _Imposing(rows), list(rows)
    for measure in sorted(measures, key=lambda measure: (severity(measure.type), measure.id)):
        number = imposing.row_of(measure)
        if number is None:
            told.append(Entry(measure, "measure", readable(measure.start)))
        else:
            told[number] = replace(told[number], measures=(*told[number].measures, measure))
    return told


class _Imposing:
    """The rows of what measures can come from: by their ids, and by the exact date of those that impose."""

    def __init__(self, rows: list[Entry]) -> None:
        self._rows = rows
        self._of_record = {row.record.id: at for at, row in enumerate(rows) if isinstance(row.record, Happening)}
        self._of_date: dict[Bounds, int] = {}
        for at, row in enumerate(rows):
            if isinstance(row.record, Happening) and row.record.type in IMPOSING and row.when:
                self._of_date.setdefault(row.bounds, at)

    def row_of(self, measure: Measure) -> int | None:
        """That of the decision when the measure began with it; without a decision, of what can impose it on the very same date."""
        start = readable(measure.start)
        if measure.decision is None:
            return self._of_date.get(bounds(start.edtf)) if start else None
        at = self._of_record.get(measure.decision)
        return at if at is not None and (start is None or may_be_same(start, self._rows[at])) else None


def may_be_same(when: When, entry: Entry) -> bool:
    """Whether the date can be that of the entry."""
    mine, theirs = bounds(when.edtf), entry.bounds
    return mine.earliest <= theirs.latest and theirs.earliest <= mine.latest
