"""What ties the things of a FollowTheMoney export: relationships, roles, links, positions, citations, and what belongs to a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.domain.kinds import (
    Citation,
    Evidence,
    Link,
    Position,
    Proceeding,
    Record,
    Relationship,
    Role,
)
from casefile.domain.labels import field_key
from casefile.exports.openformats.ftmentity import Entity
from casefile.exports.openformats.told import Teller
from casefile.i18n import Catalogue

_ORGANISATIONS = frozenset({"Organization", "PublicBody", "Company"})
_LEGAL = _ORGANISATIONS | {"Person", "LegalEntity"}
_PERSON = frozenset({"Person"})
_COMPANY = frozenset({"Company"})


@dataclass(frozen=True, slots=True)
class _Tie:
    """A schema of the format, its two ends with the schemata that may stand there, and how the nature of the tie is called."""

    schema: str
    subject: tuple[str, frozenset[str]]
    object: tuple[str, frozenset[str]]
    nature: str


_MEMBERSHIP = _Tie("Membership", ("member", _LEGAL), ("organization", _ORGANISATIONS), "role")
_EMPLOYMENT = _Tie("Employment", ("employee", _PERSON), ("employer", _ORGANISATIONS), "role")
_DIRECTORSHIP = _Tie("Directorship", ("director", _LEGAL), ("organization", _ORGANISATIONS), "role")
_FAMILY = _Tie("Family", ("relative", _PERSON), ("person", _PERSON), "relationship")
_ASSOCIATE = _Tie("Associate", ("associate", _PERSON), ("person", _PERSON), "relationship")
_REPRESENTATION = _Tie("Representation", ("agent", _LEGAL), ("client", _LEGAL), "role")
_OWNERSHIP = _Tie("Ownership", ("owner", _LEGAL), ("asset", _COMPANY), "role")
_TIES: Mapping[str, _Tie] = {
    "member": _MEMBERSHIP, "supporter": _MEMBERSHIP, "employee": _EMPLOYMENT, "former_employee": _EMPLOYMENT, "editor": _EMPLOYMENT,
    "correspondent": _EMPLOYMENT, "head": _DIRECTORSHIP, "former_head": _DIRECTORSHIP, "spouse": _FAMILY, "former_spouse": _FAMILY,
    "parent": _FAMILY, "child": _FAMILY, "sibling": _FAMILY, "relative": _FAMILY, "friend": _ASSOCIATE, "colleague": _ASSOCIATE,
    "neighbour": _ASSOCIATE, "codefendant": _ASSOCIATE, "lawyer": _REPRESENTATION, "owner": _OWNERSHIP,
}  # fmt: skip
"""Type of relationship → its tie, read as "the subject is … of the object". Any other, or one between other ends, is an unknown link."""

KINDS_OF_LINKS = ("relationship", "role", "link", "position", "citation")


@dataclass(frozen=True, slots=True)
class Links:
    """Makes ties between entities. `schemata` is id → schema of every thing that is written."""

    schemata: Mapping[str, str]
    teller: Teller

    def of(self, record: Record) -> Iterator[Entity]:
        """The ties that a record is, or that its fields are."""
        making = _MAKING.get(type(record))
        if making is not None:
            yield from making(self, record)
        if record.id in self.schemata and not isinstance(record, Evidence):
            yield from self._parts(record)

    def _tie(self, schema: str, own_id: str, ends: tuple[tuple[str, str | None], ...]) -> Iterator[Entity]:
        """An entity whose ends are both here; nothing otherwise."""
        if all(other in self.schemata for _, other in ends):
            entity = Entity(schema, own_id)
            for name, other in ends:
                entity.add(name, other)
            yield entity

    def _unknown(self, own_id: str, subject: str | None, object_: str | None, role: str) -> Iterator[Entity]:
        for entity in self._tie("UnknownLink", own_id, (("subject", subject), ("object", object_))):
            entity.add("role", role)
            yield entity

    def _parts(self, record: Record) -> Iterator[Entity]:
        """Which case something belongs to."""
        role = self.teller.term("link_type", "part_of")
        for case in getattr(record, "cases", ()):
            yield from self._unknown(f"{record.id}-{case}", record.id, case, role)

    def _relationship(self, record: Relationship) -> Iterator[Entity]:
        nature = self.teller.term("relationship", record.type)
        tie = _TIES.get(record.type or "")
        if tie is None or not (
            self.schemata.get(record.subject or "") in tie.subject[1]
            and self.schemata.get(record.object or "") in tie.object[1]
        ):
            tie = _Tie("UnknownLink", ("subject", frozenset()), ("object", frozenset()), "role")
        for entity in self._tie(
            tie.schema, record.id, ((tie.subject[0], record.subject), (tie.object[0], record.object))
        ):
            entity.add(tie.nature, nature)
            entity.happened(record.dates)
            entity.add("summary", record.position)
            yield entity

    def _role(self, record: Role) -> Iterator[Entity]:
        role = self.teller.term("role", record.role)
        in_court = self.schemata.get(record.record or "") == "CourtCase"
        found = (
            self._tie("CourtCaseParty", record.id, (("party", record.party), ("case", record.record)))
            if in_court
            else self._unknown(record.id, record.party, record.record, role)
        )
        for entity in found:
            entity.add("role", role)
            entity.add("status", self.teller.said(record, "status"))
            entity.add("summary", record.position)
            entity.add("description", *self.teller.rest(record, ("party", "record", "role", "status", "position")))
            yield entity

    def _link(self, record: Link) -> Iterator[Entity]:
        for entity in self._unknown(
            record.id, record.subject, record.object, self.teller.term("link_type", record.type)
        ):
            entity.add("description", *self.teller.rest(record, ("subject", "object", "type")))
            yield entity

    def _position(self, record: Position) -> Iterator[Entity]:
        for entity in self._unknown(record.id, record.who, record.on, self.teller.term("stance", record.stance)):
            entity.happened(record.date)
            entity.add("summary", record.words)
            yield entity

    def _citation(self, record: Citation) -> Iterator[Entity]:
        ends = (("document", record.source), ("entity", record.record))
        for entity in self._tie("Documentation", record.id, ends):
            entity.add("role", Catalogue(self.teller.language).text("kind.citation"))
            entity.add("summary", record.passage)
            entity.add("description", *self.teller.rest(record, ("record", "source", "passage", "field")))
            yield entity

    def _evidence(self, record: Evidence) -> Iterator[Entity]:
        role = Catalogue(self.teller.language).text(field_key("evidence", "shows"))
        for each in record.shows:
            yield from self._documented(record.id, each, role)
        for each in record.cases:
            yield from self._documented(record.id, each, self.teller.term("link_type", "part_of"))

    def _documented(self, evidence: str, other: str, role: str) -> Iterator[Entity]:
        for entity in self._tie("Documentation", f"{evidence}-{other}", (("document", evidence), ("entity", other))):
            entity.add("role", role)
            yield entity

    def _proceeding(self, record: Proceeding) -> Iterator[Entity]:
        role = Catalogue(self.teller.language).text(field_key("proceeding", "subjects"))
        for each in record.subjects:
            for entity in self._tie("CourtCaseParty", f"{record.id}-{each}", (("party", each), ("case", record.id))):
                entity.add("role", role)
                yield entity


_MAKING: Mapping[type[Record], Callable[[Links, Any], Iterator[Entity]]] = {
    Relationship: Links._relationship, Role: Links._role, Link: Links._link, Position: Links._position, Citation: Links._citation,
    Evidence: Links._evidence, Proceeding: Links._proceeding,
}  # fmt: skip
