"""Cases: the list with its filters, and one case, whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Case, Place
from casefile.errors import NotFound, Refused
from casefile.records import caseends, casefiles, caselist, repository
from casefile.records.caseends import Ends
from casefile.records.casefilter import READY_MADE, CaseFilter
from casefile.records.caselist import CaseRow, InUse
from casefile.records.database import Connection
from casefile.search import query
from casefile.usecases.session import Session

__all__ = [
    "READY_MADE", "CaseFilter", "CaseRow", "Choices", "Ends", "InUse", "choices", "count", "ends", "find", "load", "overview",
    "page",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """How many cases there are in all and under each ready-made filter (``open``, ``detained``, ``no_next_step``, ``closed``)."""

    total: int
    counts: Mapping[str, int]


def page(
    session: Session, wanted: CaseFilter | None = None, after: CaseRow | None = None, limit: int = 100
) -> list[CaseRow]:
    """The next `limit` cases of the list, from the row `after` on: those with something due first, the others by last change."""
    with session.database.reading() as connection:
        wanted = wanted or CaseFilter()
        return caselist.page(connection, wanted, after, limit, query.titled("case", wanted.words))


def overview(session: Session) -> Overview:
    """The counts beside the list's filters."""
    with session.database.reading() as connection:
        counts = {name: caselist.count(connection, wanted) for name, wanted in READY_MADE.items()}
        return Overview(caselist.count(connection, CaseFilter()), counts)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list can be filtered by and find something: codes and tags `in_use`, and the places that are regions."""

    in_use: InUse
    regions: tuple[Place, ...]


def choices(session: Session) -> Choices:
    """What the list can be filtered by."""
    with session.database.reading() as connection:
        found = caselist.in_use(connection)
        stored = repository.many(connection, "place", found.regions)
    return Choices(found, tuple(each.record for each in stored if isinstance(each.record, Place)))


def count(session: Session, wanted: CaseFilter) -> int:
    """How many cases meet a filter."""
    with session.database.reading() as connection:
        return caselist.count(connection, wanted, query.titled("case", wanted.words))


def find(session: Session, reference: str) -> Case:
    """The case with a reference, or with an id where several share the reference.

    Raises:
        NotFound: there is none.
        Refused: the reference is ambiguous; the sentence lists the ids.
    """
    with session.database.reading() as connection:
        return _find(connection, reference)


def load(session: Session, reference: str) -> CaseFile:
    """One case, whole, by reference or id.

    Raises:
        NotFound, Refused: as `find`.
    """
    with session.database.reading() as connection:
        return casefiles.load(connection, _find(connection, reference))


def ends(session: Session, reference: str) -> Ends | None:
    """The beginning and the end of a very large case, by reference or id, to be shown while it is read; None of any other case.

    Raises:
        NotFound, Refused: as `find`.
    """
    with session.database.reading() as connection:
        return caseends.of(connection, _find(connection, reference))


def _find(connection: Connection, reference: str) -> Case:
    stored = repository.get(connection, "case", reference)
    if stored is not None and isinstance(stored.record, Case) and not stored.deleted:
        return stored.record
    found = repository.cases_by_reference(connection, reference)
    if not found:
        raise NotFound("cases.not_found", reference=reference)
    if len(found) > 1:
        raise Refused("cases.ambiguous", reference=reference, ids=", ".join(case.id for case in found))
    return found[0]
