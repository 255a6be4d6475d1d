"""Of which cases some are chosen to be handed over: of all, of a view, of a search that was kept, or of those in which words stand anywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casefile.errors import Refused
from casefile.records import caselist
from casefile.records.database import Connection
from casefile.usecases import cases, narrowing, savedviews
from casefile.usecases.cases import CaseFilter, CaseRow
from casefile.usecases.casesfound import cases_found
from casefile.usecases.search import EVERYTHING, Narrowing
from casefile.usecases.session import Session

MOST = 1000
"""Cases that are chosen at once at most, and that a search lists."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Cases in which something is found, in any of their records; `kind` is empty for records of all kinds."""

    typed: str = ""
    kind: str = ""
    narrowing: Narrowing = EVERYTHING


Source = CaseFilter | Sought


@dataclass(frozen=True, slots=True)
class Kept:
    """A view or a search that was kept: an id of its own among both, its name, and the cases it stands for."""

    id: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Listed:
    """Some cases of a source, and how many it has in all."""

    rows: tuple[CaseRow, ...]
    total: int


def kept(session: Session) -> tuple[Kept, ...]:
    """The views of the case list, then the searches that were kept, each by name."""
    views = (
        Kept(
            savedviews.PREFIX + each.view.id, each.view.name, savedviews.case_filter(each.view.ready, each.view.values)
        )
        for each in savedviews.saved(session)
    )
    searches = (
        Kept(narrowing.PREFIX + each.id, each.name, Sought(each.typed, each.kind, each.narrowing))
        for each in narrowing.saved(session)
    )
    return (*views, *searches)


def listed(
    session: Session, source: Source, words: tuple[str, ...] = (), after: CaseRow | None = None, limit: int = 100
) -> Listed:
    """The next `limit` cases of a source that `words` narrow, from the row `after` on. Those of a search come all at once, at most `MOST`."""
    if isinstance(source, CaseFilter):
        wanted = replace(source, words=(*source.words, *words))
        return Listed(tuple(cases.page(session, wanted, after, limit)), cases.count(session, wanted))
    sought = replace(source, typed=" ".join((source.typed, *words)).strip())
    with session.database.reading() as connection:
        found = _found(session, connection, sought)
        rows = caselist.lines(connection, found[:MOST])
    return Listed(tuple(rows) if after is None else (), len(found))


def every(session: Session, source: Source, words: tuple[str, ...] = ()) -> tuple[CaseRow, ...]:
    """All cases of a source.

    Raises:
        Refused: there are more than `MOST`.
    """
    found = listed(session, source, words, limit=MOST)
    if found.total > MOST:
        raise Refused("handing.too_many_cases", most=MOST)
    return found.rows


def _found(session: Session, connection: Connection, sought: Sought) -> list[str]:
    if not sought.typed and sought.narrowing == EVERYTHING:
        return []
    kinds = (sought.kind,) if sought.kind else ()
    return cases_found(session, connection, sought.typed, MOST, kinds, sought.narrowing)
