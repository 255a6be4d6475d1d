"""Cases as XML of OpenEvSys, the database of the HURIDOCS Events Standard Formats.

As OpenEvSys writes and reads it (https://github.com/huridocs/OpenEvSys): ``events`` with ``event`` (in it ``act``, and in that
``involvement``), ``person`` (in it ``biographic_details``), ``intervention`` and ``information``. Elements are called as its fields; terms
are the twelve digits of the HURIDOCS micro-thesauri. One act has one victim there, so what befell three people is three acts. What the
formats have no field for stands in ``remarks``, each with its label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Case, Happening, Link, Record, Relationship, Role, kind_of
from casefile.exports.openformats import openevsysparties
from casefile.exports.openformats.gathered import Gathered, pointed_at
from casefile.exports.openformats.huridocs import Writer
from casefile.exports.openformats.jsonfile import Sink
from casefile.exports.openformats.openevsyssources import information, interventions, speaker
from casefile.exports.openformats.titles import Titles

NAME = "openevsys.xml"
NAMESPACE = "http://www.huridocs.org/"

VICTIMS = frozenset({"victim", "subject", "accused", "suspect", "convicted"})
"""Roles in what happened that are a victim's there."""
PERPETRATORS = frozenset({"alleged_perpetrator", "perpetrator"})
_TOLD = ("proceeding", "measure", "position", "link", "instrument", "evidence", "role")
"""Kinds that have no place there: the remarks of the event tell of them."""
_CONSEQUENCES = ("physical_consequences", "psychological_consequences")


def write(sink: Sink, gathered: Gathered, language: str, day: str) -> None:
    """Write everything, one element after the other.

    Args:
        language: of texts, of which the format holds one.
        day: of the export, ``YYYY-MM-DD``.
    """
    writer = Writer(language, gathered.additions, Titles(gathered, pointed_at(gathered), language))
    sink.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<events xmlns="{NAMESPACE}">\n'.encode())
    sink.write(_bytes(_meta(day)))
    later: list[bytes] = []
    told = _Told(frozenset(each.id for each in gathered.read("case")))
    for casefile in gathered.cases():
        sink.write(_bytes(_event(casefile, writer, told)))
        later += map(_bytes, interventions(casefile, writer, told.once))
        later += map(_bytes, information(casefile, writer))
    for element in _people(gathered, writer):
        sink.write(_bytes(element))
    for each in later:
        sink.write(each)
    sink.write(b"</events>\n")


def _bytes(element: Element) -> bytes:
    ElementTree.indent(element, "\t")
    return ElementTree.tostring(element, "unicode").encode() + b"\n"


def _meta(day: str) -> Element:
    """The importer of OpenEvSys asks for it. It says when, not by whom: an instance would tell whose vault this was."""
    meta = Element("meta_data")
    for name, said in (("instance", "casefile"), ("date", day), ("time", "00:00:00")):
        SubElement(meta, name).text = said
    return meta


def _people(gathered: Gathered, writer: Writer) -> Iterator[Element]:
    ties: dict[str, list[Relationship]] = {}
    for each in gathered.read("relationship"):
        if isinstance(each, Relationship) and each.subject and each.object:
            ties.setdefault(each.subject, []).append(each)
    for kind in ("person", "organisation"):
        for party in gathered.read(kind):
            yield openevsysparties.person(party, ties.get(party.id, ()), writer)
    for source in gathered.read("source"):
        if (element := speaker(source, writer)) is not None:
            yield element


@dataclass(frozen=True, slots=True)
class _Told:
    """`cases` are those that are written, `once` the ids of what stands in one of them already."""

    cases: frozenset[str]
    once: set[str] = field(default_factory=set)

    def is_chain(self, record: Record) -> bool:
        """Whether it links two cases that are both written."""
        return isinstance(record, Link) and record.subject in self.cases and record.object in self.cases


def _event(casefile: CaseFile, writer: Writer, told: _Told) -> Element:
    case, event = casefile.case, Element("event")
    writer.put(event, "event_record_number", case.id)
    writer.put(event, "event_title", writer.text(case.title) or case.reference)
    writer.confidential(event, case)
    writer.date(event, "initial_date", case.opened)
    writer.date(event, "final_date", case.closed, end=True)
    writer.put(event, "event_description", writer.text(case.summary))
    writer.put(event, "impact_of_event", writer.text(case.impact))
    writer.codes(event, "rights_affected", "right", case.rights)
    writer.codes(event, "monitoring_status", "monitoring_status", (case.monitoring,))
    writer.put(event, "files", case.reference)
    happenings = casefile.of(Happening)
    acted = {role.id for each in happenings for role in casefile.roles_in(each.id)}
    writer.put(event, "remarks", "\n".join(_remarks(casefile, writer, told, acted)))
    SubElement(event, "management_data")
    for happening in happenings:
        if happening.id not in told.once:
            told.once.add(happening.id)
            event.extend(_acts(happening, casefile, writer))
    chains = (each for each in casefile.of(Link) if told.is_chain(each) and each.subject == case.id)
    event.extend(_chain(each, writer) for each in chains)
    return event


def _remarks(casefile: CaseFile, writer: Writer, told: _Told, acted: set[str]) -> Iterator[str]:
    said = ("title", "opened", "closed", "summary", "impact", "rights", "reference", "monitoring")
    yield from writer.rest(casefile.case, said)
    for record in casefile.records.values():
        if kind_of(record).name in _TOLD and record.id not in acted and not told.is_chain(record):
            of_case = isinstance(record, Role) and record.record == casefile.case.id
            yield writer.told(record, ("record",) if of_case else ())


def _acts(happening: Happening, casefile: CaseFile, writer: Writer) -> Iterator[Element]:
    roles = casefile.roles_in(happening.id)
    victims = [role for role in roles if role.role in VICTIMS and role.party]
    others = [role for role in roles if role not in victims and role.role not in PERPETRATORS]
    for number, victim in enumerate(victims or [None], 1):
        act = Element("act")
        own = happening.id if number == 1 else f"{happening.id}-{number}"
        writer.put(act, "act_record_number", own)
        writer.put(act, "victim", victim.party if victim else None)
        writer.put(act, "event", casefile.case.id)
        _particulars(act, happening, writer)
        if victim:
            writer.put(act, "age_at_time_of_victimisation", victim.age)
        said = [*_unplaced(happening, writer), *(writer.told(role, ("record",)) for role in (victim, *others) if role)]
        writer.put(act, "remarks", "\n".join(said))
        SubElement(act, "management_data")
        act.extend(_involvements(roles, own, casefile.case, writer))
        _details(act, own, happening, writer)
        yield act


def _particulars(act: Element, happening: Happening, writer: Writer) -> None:
    writer.confidential(act, happening)
    writer.codes(act, "type_of_act", "happening_type", (happening.type,))
    writer.date(act, "initial_date", happening.when)
    writer.date(act, "final_date", happening.when, end=True)
    place = ", ".join(filter(None, (writer.named(happening.place or ""), writer.text(happening.place_detail))))
    writer.put(act, "exact_location", place)
    writer.put(act, "stated_reason", writer.text(happening.stated_reason))
    for name in _CONSEQUENCES:
        writer.put(act, name, writer.text(getattr(happening, name)))


def _unplaced(happening: Happening, writer: Writer) -> list[str]:
    """Its title, and what neither the act nor its details have a field for."""
    title = writer.text(happening.title)
    used = ("title", "place", "place_detail", "stated_reason", *_CONSEQUENCES, "detention_conditions")
    return [*([title] if title else []), *writer.rest(happening, used)]


def _involvements(roles: tuple[Role, ...], own: str, case: Case, writer: Writer) -> Iterator[Element]:
    for role in roles:
        if role.role not in PERPETRATORS or not role.party:
            continue
        element = Element("involvement")
        writer.put(element, "involvement_record_number", f"{role.id[:20]}-{own[-20:]}")
        writer.put(element, "perpetrator", role.party)
        writer.put(element, "event", case.id)
        writer.put(element, "act", own)
        writer.confidential(element, role)
        writer.codes(element, "degree_of_involvement", "degree_of_involvement", (role.degree,))
        writer.put(element, "remarks", "\n".join(writer.rest(role, ("party", "record", "degree"))))
        SubElement(element, "management_data")
        yield element


def _details(act: Element, own: str, happening: Happening, writer: Writer) -> None:
    """Of the additional details the one that is words there too; those that are terms of lists there stay in the remarks."""
    if happening.detention_conditions:
        arrest = SubElement(act, "arrest")
        writer.put(arrest, "arrest_record_number", own)
        writer.put(arrest, "detention_conditions", writer.text(happening.detention_conditions))


def _chain(link: Link, writer: Writer) -> Element:
    chain = Element("chain_of_events")
    writer.put(chain, "chain_of_events_record_number", link.id)
    writer.put(chain, "event", link.subject)
    writer.put(chain, "related_event", link.object)
    writer.codes(chain, "type_of_chain_of_events", "link_type", (link.type,))
    writer.put(chain, "remarks", "\n".join(writer.rest(link, ("subject", "object"))))
    SubElement(chain, "management_data")
    return chain
