"""A case as the chronology draws it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from casefile.domain.casefile import CaseFile
from casefile.domain.chronology.entries import Entry, entries, readable
from casefile.domain.chronology.lanes import Slice, Stretch, lasting_stretches, measure_stretches, slices
from casefile.domain.chronology.looks import look_of
from casefile.domain.chronology.rows import KINDS, Certainty, Chronology, EntryKind, Row, SourceKey
from casefile.domain.chronology.second import SecondLine
from casefile.domain.chronology.silences import silences
from casefile.domain.dates import anchor, certainty, show
from casefile.domain.dates.edtf import Shape, parse
from casefile.domain.kinds import Happening, Intervention, Measure
from casefile.domain.values import When
from casefile.i18n import Catalogue


def chronology(casefile: CaseFile, language: str, kinds: Collection[EntryKind] = KINDS) -> Chronology:
    """The rows of `casefile` for readers of `language`, with only `kinds` of them switched on.

    Order, silences and lanes are those of the rows that are shown.
    """
    told = entries(casefile, kinds)
    rows = tuple(_Drawing(casefile, language, told).rows())
    cited = {number for row in rows for number in row.citations}
    keys = (
        SourceKey(number, source.short or (source.title.best(language).text if source.title else ""), source.id)
        for number, source in enumerate(casefile.sources, 1)
    )
    return Chronology(rows, tuple(key for key in keys if key.number in cited))


def begun_before(day: date, shown: Chronology, casefile: CaseFile) -> Chronology:
    """The rows of a chronology of `casefile` that stand before all that can have begun on `day` or later."""
    later = {entry.record.id for entry in entries(casefile, KINDS) if entry.place.day >= day}
    rows = tuple(takewhile(lambda row: row.record_id not in later, shown.rows))
    while rows and rows[-1].kind == "silence":
        rows = rows[:-1]
    return replace(shown, rows=rows)


_Axis = tuple[bool, bool]
"""Whether the axis above and below a node runs inside a proceeding."""


class _Drawing:
    """Puts rows, silences and lanes together."""

    def __init__(self, casefile: CaseFile, language: str, told: Sequence[Entry]) -> None:
        self._casefile = casefile
        self._language = language
        self._text = Catalogue(language).text
        self._told = told
        self._second = SecondLine(casefile, language)
        self._numbers = {source.id: number for number, source in enumerate(casefile.sources, 1)}
        self._silent = silences(told)
        self._last = max((entry.place for entry in told if entry.when), default=None)
        self._slots = [n + sum(before <= n for before in self._silent) for n in range(len(told))]

    def rows(self) -> Iterator[Row]:
        """The rows with all that passes them."""
        passing = slices(self._stretches(), len(self._told) + len(self._silent))
        axis = self._axis(len(passing))
        before: str | None = None
        for number, entry in enumerate(self._told):
            slot = self._slots[number]
            if number in self._silent:
                yield self._silence(number, passing[slot - 1], axis[slot - 1])
            year = str(entry.place.day.year) if entry.when else None
            yield self._row(number, None if year == before else year, passing[slot], axis[slot])
            before = year

    def _stretches(self) -> Iterator[Stretch]:
        for stretch in measure_stretches(self._told):
            yield self._slotted(stretch, self._slots[stretch.stop])
        for stretch in lasting_stretches(self._told):
            silent = stretch.ends and stretch.stop in self._silent
            yield self._slotted(stretch, self._slots[stretch.stop] - silent)

    def _slotted(self, stretch: Stretch, stop: int) -> Stretch:
        return replace(stretch, start=self._slots[stretch.start], stop=stop)

    def _axis(self, slots: int) -> list[_Axis]:
        steps: dict[str, list[int]] = {}
        for number, entry in enumerate(self._told):
            if isinstance(entry.record, Happening) and entry.record.proceeding and entry.when:
                steps.setdefault(entry.record.proceeding, []).append(self._slots[number])
        inside = [False] * (slots + 1)
        for taken in steps.values():
            for slot in range(taken[0] + 1, taken[-1] + 1):
                inside[slot] = True
        return [(inside[slot], inside[slot + 1]) for slot in range(slots)]

    def _silence(self, number: int, passing: Slice, axis: _Axis) -> Row:
        return Row(
            record_id=f"silence before {self._told[number].record.id}",
            kind="silence",
            title=self._text("chronology.silence", n=self._silent[number]),
            title_language=self._language,
            lanes_above=tuple(passing.above),
            lanes_below=tuple(passing.below),
            in_proceeding_above=axis[0],
            in_proceeding_below=axis[1],
        )

    def _row(self, number: int, year: str | None, passing: Slice, axis: _Axis) -> Row:
        entry = self._told[number]
        record, when = entry.record, _shown_date(entry)
        title, title_language = self._title(entry)
        measures = (record,) if isinstance(record, Measure) else entry.measures
        second = self._second.of(entry, self._told[number + 1 :] if entry.measures else ())
        return Row(
            record_id=record.id,
            kind=entry.kind,
            title=title,
            title_language=title_language,
            year=year,
            date_text=show(when, self._language, "short") if when else self._text("chronology.undated"),
            date_full=show(when, self._language) if when else self._text("chronology.undated"),
            end_text=self._end_text(measures, own=isinstance(record, Measure)),
            certainty=_certainty(entry.when),
            alleged=bool(isinstance(record, Happening) and record.alleged),
            second=second,
            swatch=next((look for each in measures if (look := look_of(each.type))), None) if second else None,
            measures=tuple(each.id for each in measures),
            citations=self._citations((record.id, *(each.id for each in measures))),
            lanes_above=tuple(passing.above),
            lanes_below=tuple(passing.below),
            in_proceeding_above=axis[0],
            in_proceeding_below=axis[1],
        )

    def _title(self, entry: Entry) -> tuple[str, str]:
        record = entry.record
        if isinstance(record, Measure):
            title = self._second.measure_title(record)
            if not record.title and not record.length and not record.end and look_of(record.type):
                title = self._text("chronology.length_not_stated", measure=title)
            return title, record.title.best(self._language).language if record.title else self._language
        if record.title:
            version = record.title.best(self._language)
            return version.text, version.language
        terms = "intervention_type" if isinstance(record, Intervention) else "happening_type"
        return self._casefile.additions.list(terms).label(record.type or "other", self._language), self._language

    def _end_text(self, measures: Sequence[Measure], own: bool) -> str | None:
        """What stands under the date: that the end is not stated, or an end that lies behind all rows."""
        for measure in measures:
            if look_of(measure.type) is None or measure.replaced_by:
                continue
            end = readable(measure.end)
            if end is None and (own or measure.length is None):
                return self._text("chronology.end_not_stated")
            if end and self._last and anchor(end.edtf).day > self._last.day:
                return self._text("chronology.ends", date=show(end, self._language))
        return None

    def _citations(self, records: Sequence[str]) -> tuple[int, ...]:
        cited = (citation.source for record in records for citation in self._casefile.citations_of(record))
        return tuple(sorted({self._numbers[source] for source in cited if source in self._numbers}))


def _shown_date(entry: Entry) -> When | None:
    """The date of the row; of a measure that lasts, from when to when."""
    record, start = entry.record, entry.when
    if not isinstance(record, Measure) or start is None or look_of(record.type) is None:
        return start
    end = readable(record.end)
    sides = [parse(each.edtf).shape for each in (start, end) if each]
    if any(shape is not Shape.POINT for shape in sides):
        return start
    span = replace(start, edtf=f"{start.edtf}/{end.edtf if end else '..'}", words=None)
    return readable(span) or start


def _certainty(when: When | None) -> Certainty:
    if when is None or when.inferred:
        return "about"
    return certainty(when.edtf).value
