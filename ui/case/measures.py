"""What was imposed: each measure with its dates as stated, its conditions and their exceptions, its amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casefile.domain.amounts import quote_length, show_amount
from casefile.domain.chronology.looks import look_of
from casefile.domain.dates import InvalidDate
from casefile.domain.dates.edtf import Shape, parse
from casefile.domain.kinds import Measure
from casefile.domain.values import When
from ui.case import added
from ui.case.reader import Reader, at, day_key, joined
from ui.facts.rows import Fact, FactRow, Head


def rows(reader: Reader) -> list[FactRow]:
    """All measures in the order in which they began; nothing where there are none."""
    measures = sorted(reader.casefile.of(Measure), key=lambda each: (day_key(each.start), each.id))
    if not measures:
        return []
    found: list[FactRow] = [Head(reader.t("case.measures"), str(len(measures)))]
    for measure in measures:
        found += [_fact(reader, measure), *_conditions(reader, measure)]
    return found


def _fact(reader: Reader, measure: Measure) -> Fact:
    begins, ends = span(reader, measure)
    return Fact(
        measure.id,
        reader.title(measure),
        second=added.below(reader, measure, _who(reader, measure), _terms(reader, measure)),
        left=begins,
        left_second=ends,
        swatch=look_of(measure.type),
        citations=reader.citations(measure.id),
        strong=True,
    )


def span(reader: Reader, measure: Measure) -> tuple[str, str]:
    """From when and to when, in words; that the end is not stated where the measure lasts and nothing ended it."""
    lasts = look_of(measure.type) is not None
    begins = _side(reader, measure.start, "{}/..") if lasts else reader.date(measure.start)
    ends = _side(reader, measure.end, "../{}")
    if not ends and lasts and begins and not measure.length and not measure.replaced_by:
        ends = reader.t("chronology.end_not_stated")
    return begins, ends


def _side(reader: Reader, when: When | None, frame: str) -> str:
    """One side of a span: "from 17 May 2016". What is no plain point is shown as it stands."""
    try:
        plain = when is not None and parse(when.edtf).shape is Shape.POINT and not when.words
    except InvalidDate:
        plain = False
    return reader.date(replace(when, edtf=frame.format(when.edtf)) if when and plain else when)


def _who(reader: Reader, measure: Measure) -> str:
    title = reader.title(measure)
    kind = reader.term("measure_type", measure.type)
    return joined(
        reader.party(measure.subject),
        kind if kind.casefold() not in title.casefold() else "",
        reader.term("measure_status", measure.status),
        reader.term("end_reason", measure.ended_because),
    )


def _terms(reader: Reader, measure: Measure) -> str:
    length = measure.length if measure.length and measure.length.words not in reader.title(measure) else None
    convertible = reader.text(measure.convertible_to)
    return joined(
        quote_length(length, reader.language) if length else "",
        show_amount(measure.amount, reader.language) if measure.amount else "",
        reader.t("case.measures.convertible", words=convertible) if convertible else "",
        reader.t("case.measures.suspended") if measure.suspended else "",
    )


def _conditions(reader: Reader, measure: Measure) -> Iterator[Fact]:
    for number, condition in enumerate(measure.conditions, 1):
        exception = reader.text(condition.exception)
        yield Fact(
            at(measure.id, f"conditions/{condition.id}"),
            reader.text(condition.act),
            second=reader.t("case.measures.except", words=exception) if exception else "",
            left=reader.t("case.measures.condition", number=number),
            citations=reader.field_citations(measure.id, f"conditions/{condition.id}"),
        )
