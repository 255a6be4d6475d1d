"""The beginning and the end of a very large case, with all that is said of them: what is shown while the rest is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Case, Record
from casefile.records import additions, casefiles, repository, schema
from casefile.records.repository import listed

_LARGE = 400
"""A case to which fewer records belong is read whole as quickly."""
_MOST = 40
"""Of each kind so many of the first and of the last."""
_DATES = {"happening": "when", "intervention": "date", "task": "due"}
"""By which date the first and the last of a kind are chosen."""
_TOLD = ("role", "citation", "link")


@dataclass(frozen=True, slots=True)
class Ends:
    """The case with its first and last happenings, interventions and tasks, all its measures and sources, and whom these name.

    `until` is an ISO day before which nothing that is left out can have been; None where it is of any day.
    """

    casefile: CaseFile
    until: str | None


def of(connection: Connection, case: Case) -> Ends | None:
    """The ends of a large case; None of one that is read whole as quickly."""
    belonging = casefiles.belonging_to(connection, case)
    if sum(map(len, belonging.values())) < _LARGE:
        return None
    records: dict[str, Record] = {}
    begun: list[str] = []
    for kind, date in _DATES.items():
        chosen, until = _outermost(connection, kind, date, belonging.get(kind, set()))
        begun += [until] if until and kind != "task" else []
        casefiles.add(connection, records, {kind: chosen})
    casefiles.add(connection, records, {"measure": belonging.get("measure", set())})
    casefiles.add(connection, records, repository.pointing_to(connection, [case.id, *records], _TOLD))
    casefiles.add(connection, records, {"source": _sources(connection, case, belonging)})
    casefiles.add_named(connection, case, records)
    records.update((term.id, term) for term in additions.terms_in(connection, [case, *records.values()]))
    return Ends(CaseFile(case, records), min(begun, default=None))


def _outermost(connection: Connection, kind: str, date: str, ids: Iterable[str]) -> tuple[set[str], str | None]:
    """The first and the last by a date, those without one among the last; and when the first of the others can have begun."""
    table = schema.RECORDS[kind].c
    begins, ends = table[f"{date}_from"], table[f"{date}_to"]
    query = select(table.id, begins).where(table.id.in_(listed(ids)))
    first = connection.execute(query.where(begins.is_not(None)).order_by(begins, table.id).limit(_MOST + 1)).all()
    last = connection.execute(query.order_by(ends.is_(None).desc(), ends.desc(), table.id).limit(_MOST)).all()
    until = first[_MOST][1] if len(first) > _MOST else None
    return {row[0] for row in (*first[:_MOST], *last)}, until


def _sources(connection: Connection, case: Case, belonging: dict[str, set[str]]) -> set[str]:
    """All that is cited, since sources are numbered through the whole case."""
    own = {case.id}.union(*belonging.values())
    citing = repository.pointing_to(connection, own, ("citation",)).get("citation", set())
    return set(repository.known(connection, "source", repository.targets_of(connection, own | citing)))
