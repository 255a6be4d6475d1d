"""The Proceedings tab: charges, instances, steps and outcomes; then what was imposed; then the law at issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casefile.domain.kinds import Charge, Happening, Instance, Instrument, Proceeding, Role
from casefile.domain.labels import field_key
from ui.case import added, measures
from ui.case.reader import Reader, at, day_key, joined
from ui.facts.rows import Fact, FactRow, Head


def rows(reader: Reader) -> tuple[FactRow, ...]:
    """Each proceeding under its own heading, all measures under one, each law under its own."""
    proceedings = sorted(reader.casefile.of(Proceeding), key=lambda each: _begins(reader, each))
    found: list[FactRow] = []
    for proceeding in proceedings:
        found += [_head(reader, proceeding), *_facts(reader, proceeding)]
    found += measures.rows(reader)
    for instrument in reader.casefile.of(Instrument):
        if reader.casefile.case.id in instrument.cases:
            found += _instrument(reader, instrument)
    return tuple(found)


def steps(reader: Reader, proceeding: Proceeding) -> list[Happening]:
    """The happenings that are its steps, in order."""
    found = [each for each in reader.casefile.of(Happening) if each.proceeding == proceeding.id]
    return sorted(found, key=lambda each: (day_key(each.when), each.time or "~"))


def _begins(reader: Reader, proceeding: Proceeding) -> str:
    days = [day_key(each.when) for each in steps(reader, proceeding)]
    return min([*days, *(day_key(each.date) for each in proceeding.instances)], default="9999")


def _head(reader: Reader, proceeding: Proceeding) -> Head:
    stage = joined_in_brackets(
        reader.term("proceeding_stage", proceeding.stage), reader.compact(proceeding.stage_as_of)
    )
    second = joined(
        reader.term("proceeding_type", proceeding.type),
        proceeding.number or "",
        stage,
        reader.term("proceeding_outcome", proceeding.outcome),
    )
    return Head(reader.title(proceeding), "", second, proceeding.id, reader.citations(proceeding.id))


def joined_in_brackets(words: str, date: str) -> str:
    """``stage (date)``, or either."""
    return f"{words} ({date})" if words and date else words or date


def _facts(reader: Reader, proceeding: Proceeding) -> Iterator[Fact]:
    yield from by_role(reader, reader.casefile.roles_in(proceeding.id))
    yield from _plain(reader, proceeding)
    yield from added.facts(reader, proceeding)
    for charge in proceeding.charges:
        yield _charge(reader, proceeding, charge)
    for instance in proceeding.instances:
        yield _instance(reader, proceeding, instance)
    for step in steps(reader, proceeding):
        yield Fact(
            step.id,
            reader.title(step),
            second=added.in_a_line(reader, step),
            left=reader.date(step.when),
            citations=reader.citations(step.id),
        )


def by_role(reader: Reader, roles: Iterable[Role]) -> Iterator[Fact]:
    """One fact a role: the role at the left, everyone who has it."""
    found: dict[str, list[str]] = {}
    for role in roles:
        if role.party and (name := reader.casefile.called(role.party, reader.language)):
            found.setdefault(role.role or "", []).append(name)
    for code, names in found.items():
        yield Fact(title=", ".join(dict.fromkeys(names)), left=reader.term("role", code))


def _plain(reader: Reader, proceeding: Proceeding) -> Iterator[Fact]:
    yes = reader.t("case.yes")
    values = (
        ("defence_lawyer", reader.party(proceeding.defence_lawyer)),
        ("closed_to_public", yes if proceeding.closed_to_public else ""),
        ("in_absentia", yes if proceeding.in_absentia else ""),
        ("outcome_detail", reader.text(proceeding.outcome_detail)),
    )
    yield from labelled(reader, "proceeding", proceeding.id, values)


def labelled(reader: Reader, kind: str, key: str, values: Iterable[tuple[str, str]]) -> Iterator[Fact]:
    """One fact a field that holds something: its label at the left. `values` are (field, words)."""
    for name, words in values:
        if words:
            yield Fact(
                at(key, name), words, left=reader.t(field_key(kind, name)), citations=reader.field_citations(key, name)
            )


def _charge(reader: Reader, proceeding: Proceeding, charge: Charge) -> Fact:
    requested = reader.party(charge.requested_by)
    return Fact(
        at(proceeding.id, f"charges/{charge.id}"),
        reader.text(charge.text) or charge.article or "",
        left=reader.t("case.proceedings.charge"),
        left_second=charge.article or "",
        second=joined(
            reader.term("charge_status", charge.status),
            reader.compact(charge.date),
            reader.t("case.proceedings.penalty", words=reader.text(charge.possible_penalty))
            if charge.possible_penalty
            else "",
            reader.t("case.proceedings.requested_by", name=requested) if requested else "",
        ),
        citations=reader.field_citations(proceeding.id, f"charges/{charge.id}"),
    )


def _instance(reader: Reader, proceeding: Proceeding, instance: Instance) -> Fact:
    body, appealed = reader.party(instance.body), reader.party(instance.appealed_by)
    return Fact(
        at(proceeding.id, f"instances/{instance.id}"),
        reader.text(instance.decision) or reader.t("case.proceedings.no_decision"),
        left=reader.term("instance_level", instance.level),
        left_second=reader.compact(instance.date),
        second=joined(body, reader.t("case.proceedings.appealed_by", name=appealed) if appealed else ""),
        citations=reader.field_citations(proceeding.id, f"instances/{instance.id}"),
        quiet=instance.decision is None,
    )


def _instrument(reader: Reader, instrument: Instrument) -> Iterator[FactRow]:
    second = joined(reader.term("instrument_type", instrument.type), reader.date(instrument.period))
    yield Head(reader.title(instrument), "", second, instrument.id, reader.citations(instrument.id))
    yield from labelled(reader, "instrument", instrument.id, [("assessment", reader.text(instrument.assessment))])
    yield from added.facts(reader, instrument)
    for stage in instrument.stages:
        words = joined(reader.term("legislative_stage", stage.stage), reader.party(stage.body))
        yield Fact(
            at(instrument.id, f"stages/{stage.id}"),
            words,
            left=reader.date(stage.date) or reader.t("chronology.undated"),
        )
    for provision in instrument.provisions:
        dropped = reader.t("case.proceedings.dropped") if provision.dropped else ""
        yield Fact(
            at(instrument.id, f"provisions/{provision.id}"),
            reader.text(provision.text),
            left=reader.t("case.proceedings.provision"),
            second=joined(reader.term("assessment", provision.assessment), dropped),
            citations=reader.field_citations(instrument.id, f"provisions/{provision.id}"),
        )
