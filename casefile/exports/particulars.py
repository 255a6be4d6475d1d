"""Everything that is known of one record: its own fields by their definitions, who took part, what was said of it, and the sources.

Because it goes by the definitions, a field that is added to a kind is printed without a change here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from casefile.domain.additions import value_of
from casefile.domain.definition import FieldDefinition, Sensitivity
from casefile.domain.kinds import Citation, Link, Position, Record, kind_of
from casefile.domain.labels import label_of
from casefile.exports.document import Block, Fact, Facts, Line, Span, line
from casefile.exports.reader import Reader, joined, small

Special = Callable[[FieldDefinition, object], tuple[Line, ...]]

_NEVER = frozenset({"cases", "confidentiality", "remarks", "tags", "title", "legal_restriction"})
"""Belongs to the keeping of the file, or stands in the heading."""


def particulars(
    reader: Reader, record: Record, skip: Collection[str] = (), special: Mapping[str, Special] | None = None
) -> Block:
    """The facts of a record. `special` words some of its fields in a way of their own."""
    return Facts(tuple(own_facts(reader, record, skip, special)) + tuple(around(reader, record)))


def own_facts(
    reader: Reader, record: Record, skip: Collection[str] = (), special: Mapping[str, Special] | None = None
) -> Iterator[Fact]:
    """The fields that hold something, in the order of the definition. Secret ones are never printed, whoever reads."""
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        if value in (None, ()) or field.name in _NEVER or field.name in skip:
            continue
        if field.about.sensitivity is Sensitivity.SECRET:
            continue
        worded = special[field.name] if special and field.name in special else reader.lines
        lines = tuple(said for said in worded(field, value) if said)
        if lines:
            yield Fact(reader.label(type(record), field.name), lines)
    yield from _added(reader, record)


def _added(reader: Reader, record: Record) -> Iterator[Fact]:
    """The fields that people added. What this audience may not read is not in the record any more; secret ones are not printed for any."""
    kind = kind_of(record).name
    for field in reader.casefile.additions.of_kind(kind):
        value = value_of(record, field)
        if value in (None, ()) or field.about.sensitivity is Sensitivity.SECRET:
            continue
        if lines := tuple(said for said in reader.lines(field, value) if said):
            yield Fact(label_of(kind, field, reader.language), lines)


def around(reader: Reader, record: Record) -> Iterator[Fact]:
    """Who took part, what was said to it, what it was because of, and why we say so."""
    yield from _involved(reader, record)
    yield from _positions(reader, record)
    yield from _links(reader, record)
    yield from sources(reader, record)


def _involved(reader: Reader, record: Record) -> Iterator[Fact]:
    """Who was what, those with the same part in one line."""
    parts: dict[tuple[str, str], list[str]] = {}
    for role in reader.casefile.roles_in(record.id):
        if role.party and (name := reader.casefile.called(role.party, reader.language)):
            parts.setdefault((reader.role(role), reader.cited(role.id)), []).append(name)
    if parts:
        lines = tuple(
            (
                Span(", ".join(dict.fromkeys(names))),
                Span(f" – {small(part)}"),
                Span(f" {mark}" if mark else "", "quiet"),
            )
            for (part, mark), names in parts.items()
        )
        yield Fact(reader.t("summary.involved"), lines)


def _positions(reader: Reader, record: Record) -> Iterator[Fact]:
    lines = tuple(position(reader, each) for each in reader.casefile.of(Position) if each.on == record.id)
    if lines:
        yield Fact(reader.t("summary.positions"), lines)


def position(reader: Reader, said: Position) -> Line:
    """Who says what, and when."""
    head = f"{reader.name(said.who)}: {small(reader.term('stance', said.stance))}"
    parts = [line(head)]
    if said.words:
        parts.append(reader.verbatim(said.words))
    if said.date:
        parts.append(line(reader.date(said.date)))
    mark = reader.cited(said.id)
    return (*joined(parts), Span(f" {mark}" if mark else "", "quiet"))


def _links(reader: Reader, record: Record) -> Iterator[Fact]:
    for link in reader.casefile.of(Link):
        if link.subject != record.id:
            continue
        said = reader.titled(link.object)
        if not said:
            continue
        by = reader.name(link.asserted_by)
        spans = [Span(said)]
        spans += [Span(f", {reader.t('summary.asserted_by', name=by)}")] if by else []
        mark = reader.cited(link.id)
        spans += [Span(f" {mark}", "quiet")] if mark else []
        yield Fact(reader.term("link_type", link.type), (tuple(spans),))


def sources(reader: Reader, record: Record) -> Iterator[Fact]:
    """Each citation: number, place in the source, certainty, and the passage in its own words."""
    lines = tuple(said for each in reader.casefile.citations_of(record.id) if (said := _citation(reader, record, each)))
    if lines:
        yield Fact(reader.t("summary.cited"), lines)


def _citation(reader: Reader, record: Record, citation: Citation) -> Line:
    mark = reader.marks([citation.source])
    if not mark:
        return ()
    parts = [
        citation.locator,
        small(reader.term("certainty", citation.certainty)),
        _cited_field(reader, record, citation),
    ]
    said: Line = line(" · ".join((mark, *(part for part in parts if part))))
    if citation.passage:
        said = (*said, Span(": “"), *reader.verbatim(citation.passage), Span("”"))
    return said


def _cited_field(reader: Reader, record: Record, citation: Citation) -> str:
    name = (citation.field or "").partition("/")[0]
    known = {field.name for field in kind_of(record).fields}
    return reader.t("summary.for_field", field=reader.label(type(record), name)) if name in known else ""
