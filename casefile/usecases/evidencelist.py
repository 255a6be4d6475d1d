"""The list of evidence, and what stands behind one file of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casefile.domain.kinds import Case, Consent, Evidence, Person, Place, Record, Source
from casefile.records import evidencelist, repository
from casefile.records.database import Connection
from casefile.records.evidencelist import EvidenceFilter, EvidenceRow, Totals
from casefile.usecases import evidence, exactnames
from casefile.usecases.evidence import CustodyStep
from casefile.usecases.session import Session

__all__ = ["EvidenceFilter", "EvidencePage", "EvidenceRow", "Provenance", "Totals", "page", "provenance"]

_REFERRING = ("source", "task", "evidence", "citation", "link", "position", "note")


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """Some rows of the list; `totals` are of all files that meet the filter, whether they stand on this page or not."""

    rows: tuple[EvidenceRow, ...]
    totals: Totals
    more: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """One file with the records it names.

    `consents` are those of the people it comes from: of whom it was obtained, and the authors of its source. `referring` are the records
    that refer to it. `named` are those that the fields which people added refer to, by id.
    """

    evidence: Evidence
    cases: tuple[Case, ...]
    shows: tuple[Record, ...]
    referring: tuple[Record, ...]
    source: Source | None
    place: Place | None
    original: Evidence | None
    people: tuple[Person, ...]
    consents: tuple[Consent, ...]
    custody: tuple[CustodyStep, ...]
    named: Mapping[str, Record] = field(default_factory=dict)


def page(
    session: Session, wanted: EvidenceFilter | None = None, after: EvidenceRow | None = None, limit: int = 60
) -> EvidencePage:
    """The next `limit` files from the row `after` on, those added last first."""
    wanted = wanted or EvidenceFilter()
    with session.database.reading() as connection:
        rows = evidencelist.page(connection, wanted, after, limit + 1)
        return EvidencePage(tuple(rows[:limit]), evidencelist.totals(connection, wanted), len(rows) > limit)


def provenance(session: Session, evidence_id: str) -> Provenance:
    """One file and where it comes from.

    Raises:
        NotFound: there is no such evidence.
    """
    file = evidence.get(session, evidence_id)
    steps = evidence.custody(session, evidence_id)
    with session.database.reading() as connection:
        added = [each for extra in file.extra for each in extra.records]
        named = _records(connection, [*file.cases, *file.shows, *_one(file), *added])
        source = named.get(file.source or "")
        people = _people(connection, file, source)
        place, original = named.get(file.captured_where or ""), named.get(file.working_copy_of or "")
        return Provenance(
            file,
            tuple(case for each in file.cases if isinstance(case := named.get(each), Case)),
            tuple(named[each] for each in file.shows if each in named),
            _referring(connection, file),
            source if isinstance(source, Source) else None,
            place if isinstance(place, Place) else None,
            original if isinstance(original, Evidence) else None,
            people,
            _consents(connection, file, people),
            steps,
            {each: named[each] for each in added if each in named},
        )


def _one(file: Evidence) -> list[str]:
    return [each for each in (file.source, file.captured_where, file.working_copy_of) if each]


def _records(connection: Connection, ids: Iterable[str]) -> dict[str, Record]:
    return {record_id: each.record for record_id, each in repository.of_any_kind(connection, ids).items()}


def _referring(connection: Connection, file: Evidence) -> tuple[Record, ...]:
    found = repository.pointing_to(connection, [file.id], _REFERRING)
    return tuple(each.record for kind, ids in found.items() for each in repository.many(connection, kind, sorted(ids)))


def _people(connection: Connection, file: Evidence, source: Record | None) -> tuple[Person, ...]:
    authors = source.authors if isinstance(source, Source) else ()
    people = {each.record.id: each.record for each in repository.many(connection, "person", authors)}
    giver = exactnames.person_named(connection, file.obtained_from) if file.obtained_from else None
    if giver is not None:
        people[giver.id] = giver
    return tuple(each for each in people.values() if isinstance(each, Person))


def _consents(connection: Connection, file: Evidence, people: tuple[Person, ...]) -> tuple[Consent, ...]:
    """What these people allowed, for the cases of the file or for all."""
    found = repository.pointing_to(connection, [person.id for person in people], ("consent",)).get("consent", set())
    given = (each.record for each in repository.many(connection, "consent", sorted(found)))
    return tuple(
        each
        for each in given
        if isinstance(each, Consent) and not each.withdrawn and (not each.cases or set(each.cases) & set(file.cases))
    )
