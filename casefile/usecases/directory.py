"""People and organisations: the directory, and what is known of one of them across all cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefile.domain.additions import Additions
from casefile.domain.kinds import Case, Citation, Record, Relationship, Role, Source, StatusAsOf
from casefile.domain.sameperson import OTHER, SAME
from casefile.errors import NotFound
from casefile.records import additions, parties, repository
from casefile.records.caselist import latest_status
from casefile.records.database import Connection
from casefile.records.parties import Party, PartyKind, PartyRow
from casefile.records.rows import references_of
from casefile.records.sameperson import groups
from casefile.usecases import picking, search
from casefile.usecases.picking import Candidate
from casefile.usecases.session import Session

__all__ = ["Dossier", "InCase", "Part", "Party", "PartyKind", "PartyRow", "Tie", "count", "dossier", "matching", "page"]

_LATEST = 300
"""Of each kind. A court or the police may be named in thousands of records; the latest are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a party was in one record of a case: by its `role`, or named in `field` of `record` itself (``by``, ``instances/body``)."""

    record: Record
    role: Role | None
    field: str


@dataclass(frozen=True, slots=True)
class InCase:
    """A case and every part the party has in it, in the case itself first."""

    case: Case
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship, and the party at its other end. `outward`: it is the party itself that is ``type`` of the other."""

    relationship: Relationship
    other: Party | None
    outward: bool


@dataclass(frozen=True)
class Dossier:
    """One person or organisation as all cases know it.

    `cases` begin with those in which the party has a role in the case itself; `latest_only` says that the party is named in more records than were looked at. `citations` are of
    the party's own record, of its roles and its relationships; `sources` those they name, by date. `named` tells what the party's fields
    refer to, `additions` what people added to the program. `status` is the one that was known last.
    `others` are the records that stand for the same person; cases, relationships, citations and statuses are of all of them.
    """

    party: Party
    status: StatusAsOf | None
    cases: tuple[InCase, ...]
    latest_only: bool
    ties: tuple[Tie, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    named: Mapping[str, Candidate]
    additions: Additions
    others: tuple[Party, ...] = ()


def page(
    session: Session, kind: PartyKind, language: str, after: PartyRow | None = None, limit: int = 100
) -> tuple[PartyRow, ...]:
    """The next `limit` people or organisations in the alphabet of `language`, from the row `after` on."""
    with session.database.reading() as connection:
        return tuple(parties.page(connection, kind, language, after, limit))


def count(session: Session, kind: PartyKind) -> int:
    """How many people or organisations there are."""
    with session.database.reading() as connection:
        return parties.count(connection, kind)


def matching(session: Session, kind: PartyKind, typed: str, language: str, limit: int = 100) -> tuple[PartyRow, ...]:
    """Those whose name has what was typed, in any spelling and script; then those whose record says it. The best first."""
    found = search.find(session, typed, (kind,), language, limit)
    with session.database.reading() as connection:
        return tuple(parties.lines(connection, kind, [each.id for each in found][:limit], language))


def dossier(session: Session, kind: PartyKind, party_id: str, language: str) -> Dossier:
    """All that is known of one person or organisation, however many records stand for it: `Dossier.party` is the one with the lowest id.

    Raises:
        NotFound: it is not here, or was deleted.
    """
    with session.database.reading() as connection:
        ids = groups(connection).members(party_id)
        stored = {each.record.id: each.record for each in repository.many(connection, kind, ids)}
        found = [each for member in ids if isinstance(each := stored.get(member), Party)]
        if party_id not in stored or not found:
            raise NotFound("records.gone")
        party, *others = found
        members = [each.id for each in found]
        cases, latest_only = _cases(connection, members)
        ties = _ties(connection, members)
        citations = _citations(connection, members, cases, ties)
        named = picking.named_in(connection, {target for each in found for _, target in references_of(each)}, language)
        sources = _sources(connection, found, citations)
        added = additions.load(connection)
        return Dossier(
            party, latest_status(*found), cases, latest_only, ties, citations, sources, named, added, tuple(others)
        )


def _cases(connection: Connection, members: Sequence[str]) -> tuple[tuple[InCase, ...], bool]:
    mentions = [parties.mentions(connection, each, _LATEST) for each in members]
    found = [each for several in mentions for each in several]
    by_kind: dict[str, list[str]] = {}
    for mentioning, record_id, _ in found:
        by_kind.setdefault(mentioning, []).append(record_id)
    mentioned = {
        each.record.id: each.record for kind, ids in by_kind.items() for each in repository.many(connection, kind, ids)
    }
    about = _about(connection, [each for each in mentioned.values() if isinstance(each, Role)])
    parts = [
        part
        for _, record_id, field in found
        if (record := mentioned.get(record_id)) and (part := _part(record, field, about))
    ]
    full = any(count == _LATEST for several in mentions for count in Counter(each[0] for each in several).values())
    return _grouped(connection, parts), full


def _about(connection: Connection, roles: Iterable[Role]) -> dict[str, Record]:
    """The records in which there are roles."""
    found = repository.of_any_kind(connection, {role.record for role in roles if role.record})
    return {record_id: each.record for record_id, each in found.items()}


def _part(record: Record, field: str, about: Mapping[str, Record]) -> Part | None:
    if not isinstance(record, Role):
        return Part(record, None, field)
    inside = about.get(record.record or "")
    return Part(inside, record, field) if inside is not None else None


def _grouped(connection: Connection, parts: Iterable[Part]) -> tuple[InCase, ...]:
    by_case: dict[str, list[Part]] = {}
    for part in _once(list(parts)):
        for case in [part.record.id] if isinstance(part.record, Case) else getattr(part.record, "cases", ()):
            by_case.setdefault(case, []).append(part)
    found = [
        (InCase(each.record, tuple(sorted(by_case[each.record.id], key=_place))), each.sequence)
        for each in repository.many(connection, "case", by_case)
        if isinstance(each.record, Case)
    ]
    return tuple(each for each, _ in sorted(found, key=lambda pair: (*_nearness(pair[0]), -pair[1], pair[0].case.id)))


def _once(parts: list[Part]) -> list[Part]:
    """Whoever has a role in a record need not be told to be named in it as well."""
    with_role = {part.record.id for part in parts if part.role}
    return [part for part in parts if part.role or part.record.id not in with_role]


def _nearness(found: InCase) -> tuple[bool, int]:
    """Cases in which the party has a role of its own first, then those with more roles."""
    own = any(isinstance(part.record, Case) for part in found.parts)
    return not own, -sum(1 for part in found.parts if part.role)


def _place(part: Part) -> tuple[bool, str, str]:
    when = next((value for name in ("when", "date", "start") if (value := getattr(part.record, name, None))), None)
    return not isinstance(part.record, Case), when.edtf if when else "~", part.record.id


def _ties(connection: Connection, members: Sequence[str]) -> tuple[Tie, ...]:
    ids = repository.pointing_to(connection, members, ("relationship",)).get("relationship", set())
    found = [each.record for each in repository.many(connection, "relationship", sorted(ids))]
    between = [each for each in found if isinstance(each, Relationship) and each.type not in (SAME, OTHER)]
    others = repository.parties(connection, {end for each in between for end in (each.subject, each.object) if end})
    return tuple(
        Tie(each, others.get((each.object if outward else each.subject) or ""), outward)
        for each in between
        for outward in [each.subject in members]
    )


def _citations(
    connection: Connection, members: Sequence[str], cases: Iterable[InCase], ties: Iterable[Tie]
) -> tuple[Citation, ...]:
    roles = {part.role.id for case in cases for part in case.parts if part.role}
    cited = {*members, *roles, *(tie.relationship.id for tie in ties)}
    ids = repository.pointing_to(connection, cited, ("citation",)).get("citation", set())
    found = sorted(repository.many(connection, "citation", ids), key=lambda each: (each.created, each.record.id))
    return tuple(each.record for each in found if isinstance(each.record, Citation) and each.record.record in cited)


def _sources(connection: Connection, members: Sequence[Party], citations: Iterable[Citation]) -> tuple[Source, ...]:
    ids = {each.source for each in citations if each.source}
    ids |= {each.source for party in members for each in party.statuses if each.source}
    found = [each.record for each in repository.many(connection, "source", sorted(ids))]
    return tuple(
        sorted(
            (each for each in found if isinstance(each, Source)),
            key=lambda source: (source.date.edtf if source.date else "~", str(source.title)),
        )
    )
