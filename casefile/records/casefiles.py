"""Gathering one case, whole, by following references outwards and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from sqlalchemy import Connection

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import KINDS, Case, Record
from casefile.journal.log import ever_naming
from casefile.records import additions, repository
from casefile.records.references import formerly_naming
from casefile.records.rows import references_of

_BELONGING = (
    "happening",
    "proceeding",
    "measure",
    "intervention",
    "evidence",
    "task",
    "note",
    "position",
    "instrument",
    "consent",
)
"""Kinds that name their cases."""

_ATTACHED = ("role", "citation", "link", "position")
"""Kinds that say something of another record, and come along with it."""

_ABOUT_PEOPLE = ("relationship",)

_NAMED = ("person", "organisation", "place", "source", "evidence", "instrument", "addedfield")
"""Kinds that are only looked up because something in the case names them."""


def load(connection: Connection, case: Case) -> CaseFile:
    """The case with every record that belongs to it, says something of its records, or is named by them."""
    records: dict[str, Record] = {}
    add(connection, records, belonging_to(connection, case))
    add(connection, records, repository.pointing_to(connection, [case.id, *records], _ATTACHED))
    # Citations of roles, positions and links.
    add(connection, records, repository.pointing_to(connection, records, ("citation",)))
    looked_at = add_named(connection, case, records)
    parties = [each for each, record in records.items() if type(record).__name__ in ("Person", "Organisation")]
    add(connection, records, _between(connection, parties))
    add(connection, records, repository.pointing_to(connection, parties, ("citation", "consent")))
    add_named(connection, case, records, looked_at)
    records.update((term.id, term) for term in additions.terms_in(connection, [case, *records.values()]))
    return CaseFile(case, records)


def needed_elsewhere(connection: Connection, casefile: CaseFile) -> set[str]:
    """Ids of the records of a case that another case needs as well: those that belong to another too, those that something outside points
    to, and what these in turn name. Fields and terms that people added are of the vault, not of a case."""
    inside = {casefile.case.id, *casefile.records}
    named = {each.id: {target for _, target in references_of(each)} for each in casefile.records.values()}
    other = set(repository.kinds_of(connection, set().union(*named.values()) - inside))
    pointed_to = repository.sources_of(connection, casefile.records)
    needed = {each for each in casefile.records if named[each] & other or pointed_to.get(each, set()) - inside}
    needed |= {each for each, record in casefile.records.items() if additions.is_addition(record)}
    while further := (set().union(*(named[each] for each in needed)) & casefile.records.keys()) - needed:
        needed |= further
    return needed


def deleted_beside(connection: Connection, records: Iterable[str]) -> list[Record]:
    """The deleted records that named one of `records` when they were deleted."""
    found = formerly_naming(connection, records)
    stored = (
        each for kind, ids in found.items() for each in repository.many(connection, kind, sorted(ids), deleted=True)
    )
    return [each.record for each in stored if each.deleted]


def deleted_ever_beside(connection: Connection, records: Iterable[str]) -> list[Record]:
    """The deleted records that at any time named one of `records`. Walks the whole journal."""
    found = ever_naming(connection, records)
    stored = (each for kind in KINDS for each in repository.many(connection, kind, found, deleted=True))
    return [each.record for each in stored if each.deleted]


def belonging_to(connection: Connection, case: Case) -> dict[str, set[str]]:
    """Kind → ids of the records that name the case as theirs."""
    return repository.pointing_to(connection, [case.id], _BELONGING)


def add(connection: Connection, records: dict[str, Record], found: Mapping[str, set[str]]) -> None:
    """Add to `records` those that were `found` (ids by kind) and are not there yet."""
    for kind in KINDS:
        for each in repository.many(connection, kind, sorted(found.get(kind, set()) - records.keys())):
            records[each.record.id] = each.record


def add_named(
    connection: Connection, case: Case, records: dict[str, Record], looked_at: Set[str] = frozenset()
) -> frozenset[str]:
    """Add what is named, and what that names in turn (a court's place, a source's author), until nothing is new.

    Args:
        looked_at: ids of records whose references were followed already.

    Returns:
        the ids of all whose references have been followed.
    """
    followed = set(looked_at)
    while True:
        new = {case.id, *records} - followed
        followed |= new
        unknown = repository.targets_of(connection, new) - records.keys() - {case.id}
        found = {kind: set(repository.known(connection, kind, unknown)) for kind in _NAMED} if unknown else {}
        before = len(records)
        add(connection, records, found)
        if len(records) == before:
            return frozenset(followed)


def _between(connection: Connection, parties: list[str]) -> dict[str, set[str]]:
    """Relationships whose both ends are in the case; others would draw in strangers."""
    found = repository.pointing_to(connection, parties, _ABOUT_PEOPLE).get("relationship", set())
    known = set(parties)
    inside = {
        each.record.id
        for each in repository.many(connection, "relationship", found)
        if {target for _, target in references_of(each.record)} <= known
    }
    return {"relationship": inside}
