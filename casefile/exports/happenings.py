"""The chronology, what happened in detail, what was demanded, and the laws concerned."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.chronology import chronology
from casefile.domain.kinds import Demand, Happening, Instrument, Intervention
from casefile.exports.document import Block, Facts, Heading, Line, Table, Timeline, line
from casefile.exports.particulars import around, own_facts, particulars
from casefile.exports.reader import Reader

_DEMAND_WIDTHS = (0.24, 0.38, 0.38)
_LEGEND = ("happening", "proceeding", "intervention", "measure", "about")


def timeline(reader: Reader) -> Iterator[Block]:
    """The drawn chronology."""
    rows = chronology(reader.casefile, reader.language).rows
    if rows:
        yield Heading(reader.t("summary.section.chronology"))
        yield Timeline(
            rows,
            (reader.t("summary.head.date"), reader.t("summary.head.event"), reader.t("summary.head.sources")),
            reader.t("summary.alleged"),
            tuple((mark, reader.t(f"summary.legend.{mark}")) for mark in _LEGEND),
        )


def events(reader: Reader) -> Iterator[Block]:
    """Each happening with everything that is known of it, in the order of the chronology."""
    found = {happening.id: happening for happening in reader.casefile.of(Happening)}
    if not found:
        return
    yield Heading(reader.t("summary.section.events"))
    for row in chronology(reader.casefile, reader.language).rows:
        happening = found.get(row.record_id)
        if happening is None:
            continue
        alleged = reader.t("summary.alleged") if happening.alleged else ""
        yield Heading(reader.said(happening.title), 3, reader.cited(happening.id), alleged)
        yield particulars(reader, happening, ("alleged",))


def interventions(reader: Reader) -> Iterator[Block]:
    """Each intervention, its demands and what was answered."""
    found = reader.casefile.of(Intervention)
    if found:
        yield Heading(reader.t("summary.section.interventions"))
    for each in sorted(found, key=lambda one: (one.date.edtf if one.date else "~", one.id)):
        yield Heading(reader.said(each.title), 3, reader.cited(each.id))
        yield Facts(tuple(own_facts(reader, each, ("demands",))))
        if each.demands:
            yield _demands(reader, each.demands)
        rest = tuple(around(reader, each))
        if rest:
            yield Facts(rest)


def instruments(reader: Reader) -> Iterator[Block]:
    """Laws and drafts that the case is about."""
    found = reader.casefile.of(Instrument)
    if found:
        yield Heading(reader.t("summary.section.instruments"))
    for each in found:
        yield Heading(reader.said(each.title), 3, reader.cited(each.id))
        yield particulars(reader, each)


def _demands(reader: Reader, demands: tuple[Demand, ...]) -> Table:
    head = tuple(reader.label(Demand, name) for name in ("addressee", "what", "answer"))
    return Table(head, _DEMAND_WIDTHS, tuple(_demand(reader, demand) for demand in demands))


def _demand(reader: Reader, demand: Demand) -> tuple[tuple[Line, ...], ...]:
    answer: list[Line] = [reader.text(demand.answer)] if demand.answer else [line(reader.t("summary.no_answer"))]
    for name, when in (("answered", demand.answered), ("answer_due", demand.answer_due)):
        if when:
            answer.append(line(f"{reader.label(Demand, name)}: {reader.date(when)}", "quiet"))
    return (line(reader.name(demand.addressee) or "–"),), (reader.text(demand.what),), tuple(answer)
