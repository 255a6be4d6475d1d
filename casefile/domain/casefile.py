"""One case, whole: the case and every record that belongs to it, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from casefile.domain.additions import Additions
from casefile.domain.kinds import (
    Case,
    Citation,
    Name,
    Organisation,
    Person,
    Record,
    Relationship,
    Role,
    Source,
    kind_of,
)
from casefile.domain.sameperson import SAME, joined
from casefile.domain.shown import best_name, name_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class CaseFile:
    """A case and its records by id. Read-only; what the case page shows, a summary prints and a disclosure carries."""

    case: Case
    records: Mapping[str, Record]

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """All records of one kind, in the order they were found."""
        return tuple(record for record in self.records.values() if isinstance(record, kind))

    def get(self, reference: str | None, kind: type[R]) -> R | None:
        """The record a reference points to, or None where it is not here or of another kind."""
        record = self.records.get(reference or "")
        return record if isinstance(record, kind) else None

    def party(self, reference: str | None) -> Person | Organisation | None:
        """The person or organisation a reference points to."""
        return self.get(reference, Person) or self.get(reference, Organisation)

    def citations_of(self, record_id: str) -> tuple[Citation, ...]:
        """Why we say so, for a record and its fields."""
        return self._citations.get(record_id, ())

    def members(self, party: str) -> tuple[str, ...]:
        """The ids of this case that stand for whom `party` stands for, the one that stands for all of them first."""
        return self._together.get(party, (party,))

    def canonical(self, party: str) -> str:
        """The record under which lists have a person or an organisation that is recorded more than once."""
        return self.members(party)[0]

    def once(self, parties: Iterable[str]) -> tuple[str, ...]:
        """Ids of people and organisations, each once in their order, however many records stand for it."""
        return tuple(dict.fromkeys(map(self.canonical, parties)))

    def called(self, party: str, language: str) -> str:
        """The name of a person or an organisation, the best that any of their records has; empty where they are not here."""
        record, names = self.party(self.canonical(party)), self.names_of(party)
        return best_name(names, language) if names else name_of(record, language) if record else ""

    def names_of(self, party: str) -> tuple[Name, ...]:
        """All names of a person or an organisation, of each record that stands for them."""
        every = (each for member in self.members(party) if (each := self.party(member)))
        return tuple(name for each in every for name in each.names)

    def roles_in(self, record_id: str) -> tuple[Role, ...]:
        """Who was what in a record."""
        return tuple(role for role in self.of(Role) if role.record == record_id)

    @cached_property
    def additions(self) -> Additions:
        """The fields and terms that people added, as far as records of this case use them."""
        return Additions.among(self.records.values())

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources in the order in which they are numbered: by date, then by title."""
        return tuple(
            sorted(
                self.of(Source),
                key=lambda source: (source.date.edtf if source.date else "~", str(source.title)),
            )
        )

    def source_number(self, source_id: str | None) -> int | None:
        """The number under which a source is cited, from 1."""
        return next((n for n, source in enumerate(self.sources, 1) if source.id == source_id), None)

    @cached_property
    def _together(self) -> Mapping[str, tuple[str, ...]]:
        ties = (each for each in self.of(Relationship) if each.type == SAME and each.subject and each.object)
        found = joined((str(each.subject), str(each.object)) for each in ties)
        here = {each: tuple(sorted(other for other in others if self.party(other))) for each, others in found.items()}
        return {each: members for each, members in here.items() if len(members) > 1}

    @cached_property
    def _citations(self) -> Mapping[str, tuple[Citation, ...]]:
        found: dict[str, list[Citation]] = {}
        for citation in self.of(Citation):
            found.setdefault(citation.record or "", []).append(citation)
        return {record: tuple(citations) for record, citations in found.items()}

    def __iter__(self) -> Iterator[Record]:
        yield self.case
        yield from self.records.values()

    def by_kind(self) -> dict[str, tuple[Record, ...]]:
        """The records grouped under the code of their kind, the case left out."""
        grouped: dict[str, list[Record]] = {}
        for record in self.records.values():
            grouped.setdefault(kind_of(record).name, []).append(record)
        return {kind: tuple(records) for kind, records in grouped.items()}
