"""Proceedings and what they imposed."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.kinds import Charge, Condition, Instance, Measure, Proceeding
from casefile.exports.document import Block, Fact, Facts, Heading, Line, Span, Table, line
from casefile.exports.particulars import around, own_facts
from casefile.exports.reader import Reader

_CHARGE_WIDTHS = (0.16, 0.42, 0.2, 0.22)
_INSTANCE_WIDTHS = (0.16, 0.28, 0.16, 0.4)


def proceedings(reader: Reader) -> Iterator[Block]:
    """Each proceeding: charges and instances as tables, then the rest."""
    found = reader.casefile.of(Proceeding)
    if found:
        yield Heading(reader.t("summary.section.proceedings"))
    for each in sorted(found, key=_begins):
        yield Heading(reader.said(each.title), 3, reader.cited(each.id))
        facts = tuple(own_facts(reader, each, ("charges", "instances")))
        if facts:
            yield Facts(facts)
        if each.charges:
            yield _charges(reader, each.charges)
        if each.instances:
            yield _instances(reader, each.instances)
        rest = tuple(around(reader, each))
        if rest:
            yield Facts(rest)


def measures(reader: Reader) -> Iterator[Block]:
    """Each measure: its length as stated, from and to as stated, conditions with their exceptions."""
    found = reader.casefile.of(Measure)
    if found:
        yield Heading(reader.t("summary.section.measures"))
    for each in sorted(found, key=lambda measure: (measure.start.edtf if measure.start else "~", measure.id)):
        title = reader.said(each.title) or reader.term("measure_type", each.type)
        yield Heading(title, 3, reader.cited(each.id))
        yield Facts(tuple(_measure_facts(reader, each)))


def _begins(proceeding: Proceeding) -> str:
    dates = [instance.date.edtf for instance in proceeding.instances if instance.date]
    dates += [charge.date.edtf for charge in proceeding.charges if charge.date]
    return min(dates, default="~") + proceeding.id


def _charges(reader: Reader, charges: tuple[Charge, ...]) -> Table:
    head = tuple(reader.label(Charge, name) for name in ("article", "text", "status", "possible_penalty"))
    return Table(head, _CHARGE_WIDTHS, tuple(_charge(reader, charge) for charge in charges))


def _charge(reader: Reader, charge: Charge) -> tuple[tuple[Line, ...], ...]:
    status = [reader.term("charge_status", charge.status), reader.date(charge.date)]
    if charge.requested_by and (name := reader.name(charge.requested_by)):
        status.append(f"{reader.label(Charge, 'requested_by')}: {name}")
    return (
        (line(charge.article or "–"),),
        (reader.text(charge.text),),
        tuple(line(said) for said in status if said),
        (reader.text(charge.possible_penalty),) if charge.possible_penalty else (line("–"),),
    )


def _instances(reader: Reader, instances: tuple[Instance, ...]) -> Table:
    head = tuple(reader.label(Instance, name) for name in ("level", "body", "date", "decision"))
    return Table(head, _INSTANCE_WIDTHS, tuple(_instance(reader, instance) for instance in instances))


def _instance(reader: Reader, instance: Instance) -> tuple[tuple[Line, ...], ...]:
    decision: list[Line] = [reader.text(instance.decision)] if instance.decision else []
    if instance.appealed_by and (name := reader.name(instance.appealed_by)):
        decision.append(line(f"{reader.label(Instance, 'appealed_by')}: {name}", "quiet"))
    return (
        (line(reader.term("instance_level", instance.level)),),
        (line(reader.name(instance.body) or "–"),),
        (line(reader.date(instance.date) or "–"),),
        tuple(decision) or (line("–"),),
    )


def _measure_facts(reader: Reader, measure: Measure) -> Iterator[Fact]:
    """The dates stand even where they are not stated: an end is never computed."""
    facts = list(own_facts(reader, measure, ("length", "start", "end", "conditions")))
    not_stated = line(reader.t("summary.not_stated"))
    length = next((fact for fact in own_facts(reader, measure) if fact.label == reader.label(Measure, "length")), None)
    stated = [
        length or Fact(reader.label(Measure, "length"), (not_stated,)),
        Fact(reader.label(Measure, "start"), (line(reader.date(measure.start)) if measure.start else not_stated,)),
        Fact(
            reader.label(Measure, "end"),
            (line(reader.date(measure.end)) if measure.end else line(reader.t("summary.end_not_stated")),),
        ),
    ]
    if measure.conditions:
        stated.append(Fact(reader.label(Measure, "conditions"), tuple(_conditions(reader, measure.conditions))))
    before = {reader.label(Measure, name) for name in ("subject", "type", "decision")}
    yield from (fact for fact in facts if fact.label in before)
    yield from stated
    yield from (fact for fact in facts if fact.label not in before)
    yield from around(reader, measure)


def _conditions(reader: Reader, conditions: tuple[Condition, ...]) -> Iterator[Line]:
    for number, condition in enumerate(conditions, 1):
        said: Line = (Span(f"{number}. "), *reader.text(condition.act))
        if condition.exception:
            exception = reader.label(Condition, "exception")
            said = (*said, Span(f" · {exception}: ", "quiet"), *reader.text(condition.exception))
        yield said
