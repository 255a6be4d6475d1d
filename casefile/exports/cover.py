"""What stands first: which case, for whom, when written, and the case at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casefile.domain.kinds import Place, Position
from casefile.domain.redaction import Redacted
from casefile.domain.values import When
from casefile.exports.document import Block, Fact, Facts, Heading, Line, Paragraph, line
from casefile.exports.particulars import position, sources
from casefile.exports.reader import Reader


def cover(reader: Reader, redacted: Redacted, exported: date) -> Iterator[Block]:
    """The facts of the header, then the case in short."""
    yield Facts(tuple(_facts(reader, redacted, exported)))
    case = reader.casefile.case
    if case.summary or case.impact:
        yield Heading(reader.t("summary.section.overview"))
        yield Paragraph(tuple(reader.text(text) for text in (case.summary, case.impact) if text))
    yield from _positions(reader)


def _facts(reader: Reader, redacted: Redacted, exported: date) -> Iterator[Fact]:
    case = reader.casefile.case
    yield Fact(reader.t("summary.reference"), (line(case.reference or "–", "strong"),))
    if case.statuses:
        yield Fact(reader.t("summary.status"), tuple(reader.status(status) for status in case.statuses))
    values: list[tuple[str, str]] = [
        ("kind", reader.term("case_kind", case.kind)),
        ("status", reader.term("case_status", case.status)),
        ("themes", ", ".join(reader.term("theme", code) for code in case.themes)),
        ("rights", ", ".join(reader.term("right", code) for code in case.rights)),
        ("region", _place(reader, case.region)),
        ("opened", reader.date(case.opened)),
        ("closed", reader.date(case.closed)),
    ]
    for name, said in values:
        if said:
            yield Fact(reader.label(type(case), name), (line(said),))
    yield from sources(reader, case)
    audience = reader.t(f"redaction.audience.{redacted.audience}")
    about = reader.t(f"summary.about.{redacted.audience}")
    yield Fact(reader.t("summary.audience"), (line(f"{audience} · {about}"),))
    yield Fact(reader.t("summary.exported"), (line(reader.date(When(exported.isoformat()))),))


def _place(reader: Reader, reference: str | None) -> str:
    place = reader.casefile.get(reference, Place)
    return reader.name(place.id) if place else ""


def _positions(reader: Reader) -> Iterator[Block]:
    """What was said to the matter as a whole, or to a person."""
    printed = {record.id for record in reader.casefile if not isinstance(record, Position)}
    told = {"case", "person", "organisation", "place", "source", "evidence"}
    lines: list[Line] = []
    for each in reader.casefile.of(Position):
        on = reader.casefile.records.get(each.on or "")
        if each.on not in printed or on is None or type(on).__name__.lower() in told:
            lines.append(position(reader, each))
    if lines:
        yield Heading(reader.t("summary.positions"), 2)
        yield Paragraph(tuple(lines))
