"""What was done and who told of it, as OpenEvSys has them: interventions, and a piece of information for each source of an event."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Citation, Intervention, Person, Record, Source
from casefile.exports.openformats.huridocs import Writer

_GROUP = "030000000000"
_LANGUAGES = {"en": "051407120901", "ru": "182119190901", "kk": "110126011101"}
"""Micro-thesaurus 14, Languages."""


def interventions(casefile: CaseFile, writer: Writer, seen: set[str]) -> Iterator[Element]:
    """The interventions of a case that no case before it had."""
    for each in casefile.of(Intervention):
        if each.id in seen:
            continue
        seen.add(each.id)
        element = Element("intervention")
        writer.put(element, "intervention_record_number", each.id)
        writer.put(element, "intervening_party", next(iter(each.by), None))
        writer.put(element, "event", casefile.case.id)
        writer.put(element, "victim", next((one for one in each.about if casefile.get(one, Person)), None))
        writer.confidential(element, each)
        writer.codes(element, "type_of_intervention", "intervention_type", (each.type,))
        writer.date(element, "date_of_intervention", each.date)
        writer.put(element, "parties_requested", "; ".join(filter(None, map(writer.named, each.to))))
        writer.codes(element, "intervention_status", "intervention_status", (each.status,))
        title = writer.text(each.title)
        writer.put(element, "remarks", "\n".join([title, *writer.rest(each, ("title", "to"))]).strip())
        SubElement(element, "management_data")
        yield element


def information(casefile: CaseFile, writer: Writer) -> Iterator[Element]:
    """Each source of a case, with the passages that are cited from it."""
    for source in casefile.sources:
        element = Element("information")
        writer.put(element, "information_record_number", f"{source.id}-{casefile.case.id[:12]}")
        writer.put(element, "source", _speaker_id(source))
        writer.put(element, "event", casefile.case.id)
        writer.confidential(element, source)
        writer.codes(element, "source_connection_to_information", "source_connection", (source.connection,))
        writer.put(element, "language_of_source_material", _LANGUAGES.get(source.language or ""))
        writer.date(element, "date_of_source_material", source.date)
        writer.codes(element, "type_of_source_material", "source_kind", (source.kind,))
        writer.codes(
            element, "reliability_of_information", "reliability_of_information", (source.reliability_of_information,)
        )
        cited = (each for each in casefile.of(Citation) if each.source == source.id)
        said = [*writer.rest(source), *(line for each in cited if (line := _passage(each, writer)))]
        writer.put(element, "remarks", "\n".join(said))
        SubElement(element, "management_data")
        yield element


def speaker(source: Record, writer: Writer) -> Element | None:
    """A person that stands for a publication of which no author is known: information must have a person as its source there."""
    if not isinstance(source, Source) or source.authors:
        return None
    element = Element("person")
    writer.put(element, "person_record_number", _speaker_id(source))
    writer.put(element, "counting_unit", _GROUP)
    writer.put(element, "person_name", writer.named(source.id))
    writer.confidential(element, source)
    SubElement(element, "management_data")
    return element


def _speaker_id(source: Source) -> str:
    return source.authors[0] if source.authors else source.id


def _passage(citation: Citation, writer: Writer) -> str:
    words = writer.text(citation.passage)
    about = writer.named(citation.record or "")
    where = f" ({citation.locator})" if citation.locator else ""
    return f"{about}{where}: “{words}”" if words else ""
