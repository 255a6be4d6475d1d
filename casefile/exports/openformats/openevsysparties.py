"""People and organisations as OpenEvSys has them: both are persons there, told apart by the counting unit."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from casefile.domain.kinds import Organisation, Person, Record, Relationship
from casefile.exports.openformats.huridocs import Writer, code

INDIVIDUAL, GROUP = "010000000000", "030000000000"
"""Micro-thesaurus 07, Counting units: individual; group, organisation or institution."""


def person(party: Record, ties: Iterable[Relationship], writer: Writer) -> Element:
    """A person or an organisation with its relationships."""
    element = Element("person")
    writer.put(element, "person_record_number", party.id)
    is_group = isinstance(party, Organisation) or (isinstance(party, Person) and party.number is not None)
    writer.put(element, "counting_unit", GROUP if is_group else INDIVIDUAL)
    title = writer.named(party.id)
    writer.put(element, "person_name", title)
    others = (name.text for name in getattr(party, "names", ()) if name.text != title)
    writer.put(element, "other_names", "; ".join(dict.fromkeys(others)))
    writer.confidential(element, party)
    used = ["names"]
    if isinstance(party, Person):
        used += _of_person(element, party, writer)
    writer.put(element, "remarks", "\n".join(writer.rest(party, used)))
    SubElement(element, "management_data")
    element.extend(_tie(each, writer) for each in ties)
    return element


def _of_person(element: Element, party: Person, writer: Writer) -> tuple[str, ...]:
    """The fields that OpenEvSys has too; return which."""
    writer.date(element, "date_of_birth", party.birth)
    writer.codes(element, "sex", "sex", (party.sex,))
    writer.codes(element, "civil_status", "civil_status", (party.civil_status,))
    writer.codes(element, "citizenship", "country", party.citizenship)
    writer.codes(element, "general_characteristics", "characteristic", party.characteristics)
    writer.put(element, "health", writer.text(party.health))
    if party.deceased:
        writer.put(element, "deceased", "y")
        writer.date(element, "date_deceased", party.deceased)
    if party.number and party.number.minimum is not None and party.number.minimum == party.number.maximum:
        writer.put(element, "number_of_persons_in_group", party.number.minimum)
    coded = {"sex": party.sex, "civil_status": party.civil_status}
    return ("health", "deceased", *(terms for terms, own in coded.items() if code(terms, own)))


def _tie(tie: Relationship, writer: Writer) -> Element:
    element = Element("biographic_details")
    writer.put(element, "biographic_details_record_number", tie.id)
    writer.put(element, "person", tie.subject)
    writer.put(element, "related_person", tie.object)
    writer.confidential(element, tie)
    writer.codes(element, "type_of_relationship", "relationship", (tie.type,))
    writer.date(element, "initial_date", tie.dates)
    writer.date(element, "final_date", tie.dates, end=True)
    writer.put(element, "position_in_organisation", writer.text(tie.position))
    writer.put(element, "remarks", "\n".join(writer.rest(tie, ("subject", "object", "position"))))
    SubElement(element, "management_data")
    return element
