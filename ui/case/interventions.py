"""The Interventions tab: who asked whom for what, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.amounts import show_quantity
from casefile.domain.kinds import Demand, Intervention
from ui.case import added
from ui.case.proceedings import labelled
from ui.case.reader import Reader, at, day_key, joined
from ui.facts.rows import Fact, FactRow, Head


def rows(reader: Reader) -> tuple[FactRow, ...]:
    """Each intervention under its own heading, the latest first."""
    found: list[FactRow] = []
    for each in sorted(reader.casefile.of(Intervention), key=lambda each: day_key(each.date), reverse=True):
        second = joined(
            reader.date(each.date),
            reader.term("intervention_type", each.type),
            reader.term("intervention_status", each.status),
        )
        found.append(Head(reader.title(each), "", second, each.id, reader.citations(each.id)))
        found += _facts(reader, each)
    return tuple(found)


def _facts(reader: Reader, each: Intervention) -> Iterator[Fact]:
    yield from labelled(
        reader,
        "intervention",
        each.id,
        [
            ("by", reader.parties(each.by)),
            ("to", reader.parties(each.to)),
            ("description", reader.text(each.description)),
        ],
    )
    for demand in each.demands:
        yield _demand(reader, each, demand)
    yield from labelled(
        reader,
        "intervention",
        each.id,
        [
            ("signatories", _signatories(reader, each)),
            ("impact", reader.text(each.impact)),
            ("next_step", reader.text(each.next_step)),
        ],
    )
    yield from added.facts(reader, each)


def _demand(reader: Reader, each: Intervention, demand: Demand) -> Fact:
    to = reader.party(demand.addressee)
    return Fact(
        at(each.id, f"demands/{demand.id}"),
        reader.text(demand.what),
        second=joined(reader.t("case.interventions.to", name=to) if to else "", answer(reader, demand)),
        left=reader.t("case.interventions.demand"),
        citations=reader.field_citations(each.id, f"demands/{demand.id}"),
    )


def answer(reader: Reader, demand: Demand) -> str:
    """What was answered and when; else that nothing is recorded, and until when an answer was due."""
    if demand.answer or demand.answered:
        words, date = reader.text(demand.answer), reader.compact(demand.answered)
        if words and date:
            return reader.t("case.interventions.answered", date=date, words=words)
        return words or reader.t("case.interventions.answered_on", date=date)
    due = reader.compact(demand.answer_due)
    return joined(reader.t("case.interventions.no_answer"), reader.t("case.interventions.due", date=due) if due else "")


def _signatories(reader: Reader, each: Intervention) -> str:
    names = [reader.party(signatory.party) or signatory.name or "" for signatory in each.signatories]
    named = ", ".join(name for name in names if name)
    number = show_quantity(each.signatory_number, reader.language) if each.signatory_number else ""
    open_list = reader.t("case.interventions.open_list") if each.open_list else ""
    return joined(number, named, open_list)
