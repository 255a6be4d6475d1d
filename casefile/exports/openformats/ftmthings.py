"""The things of a FollowTheMoney export: who, where, what happened, what was written about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casefile.domain.kinds import (
    Case,
    Evidence,
    Happening,
    Instrument,
    Intervention,
    Measure,
    Name,
    Organisation,
    Person,
    Place,
    Proceeding,
    Record,
    Source,
)
from casefile.exports.openformats.days import prefix
from casefile.exports.openformats.ftmentity import Entity
from casefile.exports.openformats.told import Teller

Here = Callable[[str], bool]
"""Whether the record with an id is an entity of the export too."""

_COMPANIES = frozenset({"company", "bank", "telecom"})
_PUBLIC_BODIES = frozenset(
    {"government", "head_of_state", "parliament", "ministry", "authority", "local_authority", "tax_authority", "police",
     "security_service", "anti_corruption", "army", "prosecutor", "court", "prison", "ombudsman", "national_institution",
     "prison_authority", "investigator"}
)  # fmt: skip
_NAMED_AS = {"former": "previousName", "nickname": "alias", "abbreviation": "weakAlias"}
_MEDIA = {"image": "Image", "video": "Video", "audio": "Audio"}
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


def schema_of(record: Record) -> str | None:
    """The schema of the thing that a record is; None for one that is no thing."""
    if isinstance(record, Person):
        return "LegalEntity" if record.number is not None else "Person"
    if isinstance(record, Organisation):
        types = frozenset(record.types)
        return "PublicBody" if types & _PUBLIC_BODIES else "Company" if types & _COMPANIES else "Organization"
    if isinstance(record, Evidence):
        if record.media_type == "application/pdf":
            return "Pages"
        return _MEDIA.get((record.media_type or "").partition("/")[0], "Document")
    return next((schema for kind, schema in _SCHEMATA.items() if isinstance(record, kind)), None)


_SCHEMATA: Mapping[type[Record], str] = {
    Case: "Event", Happening: "Event", Measure: "Event", Intervention: "Event", Proceeding: "CourtCase", Place: "Address",
    Source: "Document", Instrument: "Document",
}  # fmt: skip

KINDS_OF_THINGS = (
    "person", "organisation", "place", "case", "happening", "proceeding", "measure", "intervention", "source", "instrument", "evidence",
)  # fmt: skip


def thing(record: Record, schema: str, teller: Teller, here: Here) -> Entity:
    """A record as an entity; a reference to what does not leave is left out."""
    entity = Entity(schema, record.id)
    used = _FILLING[type(record)](entity, record, teller, here)
    if schema != "Address" and not entity.has("name"):
        entity.add("name", teller.named(record.id))
    entity.add("notes", *teller.rest(record, (*used, "tags")))
    entity.add("keywords", *record.tags)
    return entity


def _names(entity: Entity, names: Sequence[Name]) -> None:
    for name in names:
        entity.add(_NAMED_AS.get(name.sort or "", "name"), name.text)
    if not entity.has("name"):
        entity.add("name", *(name.text for name in names[:1]))


def _person(entity: Entity, person: Person, teller: Teller, here: Here) -> Sequence[str]:
    _names(entity, person.names)
    entity.add("alias", person.pseudonym)
    entity.add("summary", person.label)
    used = ("names", "pseudonym", "label")
    _place(entity, person.home, teller, here)
    if entity.schema != "Person":
        return used
    if person.sex in ("male", "female"):
        entity.add("gender", person.sex)
    entity.add("birthDate", prefix(person.birth) if person.birth else None)
    entity.add("deathDate", prefix(person.deceased) if person.deceased else None)
    entity.countries("citizenship", person.citizenship)
    entity.add("ethnicity", person.ethnic_origin)
    entity.add("religion", person.religion)
    entity.add("position", person.occupation)
    entity.add("education", person.education)
    return (*used, "ethnic_origin", "religion", "occupation", "education", "sex" if entity.has("gender") else "")


def _organisation(entity: Entity, organisation: Organisation, teller: Teller, here: Here) -> Sequence[str]:
    _names(entity, organisation.names)
    entity.add("classification", *(teller.term("organisation_type", each) for each in organisation.types))
    entity.add("description", organisation.description)
    if organisation.parent and here(organisation.parent):
        entity.add("parent", organisation.parent)
    _place(entity, organisation.place, teller, here)
    return "names", "types", "description"


def _address(entity: Entity, place: Place, teller: Teller, _here: Here) -> Sequence[str]:
    entity.add("full", *(name.text for name in place.names))
    entity.countries("country", [place.country or ""])
    entity.add("region", teller.named(place.within or ""))
    found = _COORDINATES.fullmatch(place.coordinates or "")
    if found:
        entity.add("latitude", found[1])
        entity.add("longitude", found[2])
    return "names", "country", "within"


def _case(entity: Entity, case: Case, teller: Teller, here: Here) -> Sequence[str]:
    entity.add("name", case.title)
    entity.add("recordId", case.reference)
    entity.add("summary", case.summary)
    entity.add("startDate", prefix(case.opened) if case.opened else None)
    entity.add("endDate", prefix(case.closed) if case.closed else None)
    entity.add("keywords", *(teller.term("theme", each) for each in case.themes))
    entity.add("keywords", *(teller.term("right", each) for each in case.rights))
    _place(entity, case.region, teller, here)
    return "title", "reference", "summary", "themes", "rights"


def _happening(entity: Entity, happening: Happening, teller: Teller, here: Here) -> Sequence[str]:
    entity.add("name", happening.title)
    entity.happened(happening.when)
    entity.add("description", happening.description)
    entity.add("keywords", teller.term("happening_type", happening.type))
    entity.add("keywords", *(teller.term("right", each) for each in happening.rights))
    _place(entity, happening.place, teller, here)
    return "title", "description", "type", "rights"


def _measure(entity: Entity, measure: Measure, teller: Teller, here: Here) -> Sequence[str]:
    entity.add("name", measure.title)
    entity.add("keywords", teller.term("measure_type", measure.type))
    entity.add("startDate", prefix(measure.start) if measure.start else None)
    entity.add("endDate", prefix(measure.end) if measure.end else None)
    if measure.subject and here(measure.subject):
        entity.add("involved", measure.subject)
    return "title", "type"


def _intervention(entity: Entity, intervention: Intervention, teller: Teller, here: Here) -> Sequence[str]:
    entity.add("name", intervention.title)
    entity.happened(intervention.date)
    entity.add("description", intervention.description)
    entity.add("keywords", teller.term("intervention_type", intervention.type))
    entity.add("organizer", *filter(here, intervention.by))
    entity.add("involved", *filter(here, intervention.to))
    return "title", "description", "type"


def _proceeding(entity: Entity, proceeding: Proceeding, teller: Teller, _here: Here) -> Sequence[str]:
    entity.add("name", proceeding.title)
    entity.add("caseNumber", proceeding.number)
    entity.add("type", teller.term("proceeding_type", proceeding.type))
    entity.add("status", teller.said(proceeding, "stage"), teller.said(proceeding, "outcome"))
    entity.add("court", *(teller.named(each.body or "") for each in proceeding.instances))
    return "title", "number", "type", "stage", "outcome"


def _source(entity: Entity, source: Source, teller: Teller, _here: Here) -> Sequence[str]:
    entity.add("title", source.title)
    entity.add("fileName", teller.named(source.id))
    entity.add("author", *(teller.named(each) for each in source.authors))
    entity.add("publishedAt", prefix(source.date) if source.date else None)
    entity.link("sourceUrl", source.link)
    entity.language("language", source.language)
    entity.add("description", source.testimony)
    return "title", "authors", "link", "testimony"


def _instrument(entity: Entity, instrument: Instrument, teller: Teller, _here: Here) -> Sequence[str]:
    entity.add("title", instrument.title)
    entity.add("fileName", teller.named(instrument.id))
    return ("title",)


def _evidence(entity: Entity, evidence: Evidence, teller: Teller, _here: Here) -> Sequence[str]:
    entity.add("title", evidence.title)
    entity.add("fileName", evidence.original_name or teller.named(evidence.id))
    entity.add("description", evidence.description)
    if _MEDIA_TYPE.fullmatch(evidence.media_type or ""):
        entity.add("mimeType", evidence.media_type)
    entity.add("fileSize", evidence.size)
    entity.add("date", prefix(evidence.captured) if evidence.captured else None)
    entity.add("author", evidence.captured_by)
    entity.language("language", evidence.language)
    return "title", "description", "original_name", "media_type", "size", "captured_by"


def _place(entity: Entity, place: str | None, teller: Teller, here: Here) -> None:
    """Where: in words, and the entity of the place."""
    if place and here(place):
        entity.add("location" if entity.schema == "Event" else "address", teller.named(place))
        entity.add("addressEntity", place)


_FILLING: Mapping[type[Record], Callable[[Entity, Any, Teller, Here], Sequence[str]]] = {
    Person: _person, Organisation: _organisation, Place: _address, Case: _case, Happening: _happening, Measure: _measure,
    Intervention: _intervention, Proceeding: _proceeding, Source: _source, Instrument: _instrument, Evidence: _evidence,
}  # fmt: skip
"""Kind → what fills in an entity from a record and says which of its fields need no note any more."""
