"""In which cases something is found: those that are found themselves, and those to which a record or a person that is found belongs."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.records import parties
from casefile.records.database import Connection
from casefile.usecases import search
from casefile.usecases.search import EVERYTHING, Narrowing
from casefile.usecases.session import Session


def cases_found(
    session: Session,
    connection: Connection,
    typed: str,
    limit: int,
    kinds: Sequence[str] = (),
    narrowing: Narrowing = EVERYTHING,
) -> list[str]:
    """Ids of the cases, those of what was found best first. At most `limit` records of all that is found are looked at."""
    hits = search.find(session, typed, kinds, limit=limit, narrowing=narrowing)
    people = [each.id for each in hits if each.kind in parties.KINDS_OF_PARTY]
    theirs = parties.cases_of(connection, people)
    found = (each for hit in hits for each in _cases(hit.id, hit.kind, hit.cases) or theirs.get(hit.id, ()))
    return list(dict.fromkeys(found))


def _cases(record: str, kind: str, named: tuple[str, ...]) -> tuple[str, ...]:
    return (record,) if kind == "case" else named
