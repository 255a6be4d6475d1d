"""People and organisations: the directory, and what is known of one of them across all cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from casefile.domain.kinds import Case, Citation, Record, Relationship, Role, Source, StatusAsOf
from casefile.errors import NotFound
from casefile.records import parties, repository
from casefile.records.caselist import latest_status
from casefile.records.database import Connection
from casefile.records.parties import Party, PartyKind, PartyRow
from casefile.records.rows import references_of
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
    refer to. `status` is the one that was known last.
    """

    party: Party
    status: StatusAsOf | None
    cases: tuple[InCase, ...]
    latest_only: bool
    ties: tuple[Tie, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    named: Mapping[str, Candidate]


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
    """All that is known of one person or organisation.

    Raises:
        NotFound: it is not here, or was deleted.
    """
    with session.database.reading() as connection:
        stored = repository.get(connection, kind, party_id)
        if stored is None or stored.deleted or not isinstance(stored.record, Party):
            raise NotFound("records.gone")
        party = stored.record
        cases, latest_only = _cases(connection, party.id)
        ties = _ties(connection, party.id)
        citations = _citations(connection, party.id, cases, ties)
        named = picking.named_in(connection, {target for _, target in references_of(party)}, language)
        sources = _sources(connection, party, citations)
        return Dossier(party, latest_status(party), cases, latest_only, ties, citations, sources, named)


def _cases(connection: Connection, party: str) -> tuple[tuple[InCase, ...], bool]:
    found = parties.mentions(connection, party, _LATEST)
    by_kind = {kind: [each[1] for each in group] for kind, group in groupby(found, key=lambda each: each[0])}
    mentioned = {
        each.record.id: each.record for kind, ids in by_kind.items() for each in repository.many(connection, kind, ids)
    }
    about = _about(connection, [each for each in mentioned.values() if isinstance(each, Role)])
    parts = [
        part
        for _, record_id, field in found
        if (record := mentioned.get(record_id)) and (part := _part(record, field, about))
    ]
    full = any(len(ids) == _LATEST for ids in by_kind.values())
    return _grouped(connection, parts), full


def _about(connection: Connection, roles: Iterable[Role]) -> dict[str, Record]:
    """The records in which there are roles."""
    by_kind: dict[str, list[str]] = {}
    for record_id, kind in repository.kinds_of(connection, {role.record for role in roles if role.record}).items():
        by_kind.setdefault(kind, []).append(record_id)
    return {
        each.record.id: each.record for kind, ids in by_kind.items() for each in repository.many(connection, kind, ids)
    }


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


def _ties(connection: Connection, party: str) -> tuple[Tie, ...]:
    ids = repository.pointing_to(connection, [party], ("relationship",)).get("relationship", set())
    found = [each.record for each in repository.many(connection, "relationship", sorted(ids))]
    between = [each for each in found if isinstance(each, Relationship)]
    others = _parties(connection, {end for each in between for end in (each.subject, each.object) if end})
    return tuple(
        Tie(each, others.get((each.object if outward else each.subject) or ""), outward)
        for each in between
        for outward in [each.subject == party]
    )


def _parties(connection: Connection, ids: Iterable[str]) -> dict[str, Party]:
    wanted = sorted(ids)
    stored = [each.record for kind in ("person", "organisation") for each in repository.many(connection, kind, wanted)]
    return {each.id: each for each in stored if isinstance(each, Party)}


def _citations(
    connection: Connection, party: str, cases: Iterable[InCase], ties: Iterable[Tie]
) -> tuple[Citation, ...]:
    roles = {part.role.id for case in cases for part in case.parts if part.role}
    cited = {party, *roles, *(tie.relationship.id for tie in ties)}
    ids = repository.pointing_to(connection, cited, ("citation",)).get("citation", set())
    found = sorted(repository.many(connection, "citation", ids), key=lambda each: (each.created, each.record.id))
    return tuple(each.record for each in found if isinstance(each.record, Citation) and each.record.record in cited)


def _sources(connection: Connection, party: Party, citations: Iterable[Citation]) -> tuple[Source, ...]:
    ids = {each.source for each in citations if each.source} | {each.source for each in party.statuses if each.source}
    found = [each.record for each in repository.many(connection, "source", sorted(ids))]
    return tuple(
        sorted(
            (each for each in found if isinstance(each, Source)),
            key=lambda source: (source.date.edtf if source.date else "~", str(source.title)),
        )
    )
