"""The kinds of record, compatible with the HURIDOCS Events Standard Formats (their entity in brackets in each docstring)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from casefile.domain.definition import Kind, fields_of
from casefile.domain.kinds.base import Element, Extra, Record
from casefile.domain.kinds.case import Case, Consent, Note, Position, Reminder, StatusAsOf, Task
from casefile.domain.kinds.custom import AddedField, Template, TemplateField, Term
from casefile.domain.kinds.deadline import DeadlineRule
from casefile.domain.kinds.happening import Happening, Link, ThingAffected
from casefile.domain.kinds.knowledge import Citation, Demand, Evidence, Intervention, Signatory, Source
from casefile.domain.kinds.legal import (
    Charge,
    Condition,
    Instance,
    Instrument,
    Measure,
    Proceeding,
    Provision,
    Stage,
)
from casefile.domain.kinds.party import (
    Contact,
    ContactDatum,
    Name,
    Organisation,
    Person,
    Place,
    Registration,
    Relationship,
    Role,
)

_ENTITIES: tuple[tuple[type[Record], str | None], ...] = (
    (Case, "Event"),
    (Person, "Person"),
    (Organisation, None),
    (Relationship, "Biographic details"),
    (Happening, "Act"),
    (Link, "Chain of events"),
    (Role, "Involvement"),
    (Proceeding, None),
    (Measure, None),
    (Position, None),
    (Citation, "Information"),
    (Source, "Source"),
    (Consent, None),
    (Evidence, None),
    (Intervention, "Intervention"),
    (Instrument, None),
    (Task, None),
    (DeadlineRule, None),
    (Note, None),
    (Place, None),
    (Contact, None),
    (AddedField, None),
    (Term, None),
    (Template, None),
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        record.__name__.lower(): Kind(record.__name__.lower(), record, entity, fields_of(record))
        for record, entity in _ENTITIES
    }
)


_OF_TYPE: Mapping[type[Record], Kind] = {kind.record: kind for kind in KINDS.values()}


def kind_of(record: Record) -> Kind:
    """The kind that a record is of."""
    return _OF_TYPE[type(record)]


__all__ = [
    "KINDS", "AddedField", "Case", "Charge", "Citation", "Condition", "Consent", "Contact", "ContactDatum", "DeadlineRule", "Demand", "Element", "Evidence",
    "Extra", "Happening", "Instance", "Instrument", "Intervention", "Link", "Measure", "Name", "Note", "Organisation", "Person",
    "Place", "Position", "Proceeding", "Provision", "Record", "Registration", "Relationship", "Reminder", "Role",
    "Signatory", "Source", "Stage", "StatusAsOf", "Task", "Template", "TemplateField", "Term", "ThingAffected", "kind_of",
]  # fmt: skip
