"""Taking values out for good, because consent was withdrawn or a case must not be found on this laptop.

A *purge* is written in the journal and reaches colleagues as a request. A *removal* (`remove_case`) is of this vault alone: colleagues keep
what they have, and a bundle from them brings it back. Either way the values go from tables, journal, index and drafts, and files from
the store; that something stood there, when and by whom, stays, so that the tree still verifies. Neither reaches backups.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from casefile.domain.definition import Kind, Shape
from casefile.domain.kinds import KINDS, Case, Evidence, Record, kind_of
from casefile.errors import NotFound
from casefile.journal.entry import DELETED
from casefile.journal.log import entries_of
from casefile.records import casefiles, repository
from casefile.records.additions import is_addition
from casefile.records.database import Connection
from casefile.records.unit import Changes, UnitOfWork
from casefile.search.texts import names_of
from casefile.usecases import drafts, keptfilters
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob

REMOVED = "removed"
"""Name of the local row that says which records were removed from this vault alone."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a case takes: `records` go whole; from `shared`, which other cases need as well, what names the case; `files` evidence
    contents are destroyed."""

    case: Case
    records: tuple[Record, ...]
    shared: tuple[Record, ...]
    files: int


def fields(session: Session, record: Record, paths: Iterable[str]) -> Changes:
    """Purge some fields of a record, with everything they ever held. A path is a field's name or ``name/key`` for one element.

    Raises:
        NotFound: the record is not here.
    """
    kind = kind_of(record)
    with _forgetting(session, [record]) as unit:
        _require(unit, record)
        unit.purge(record, sorted({_whole(kind, path) for path in paths}))
        changes = unit.flush()
    return changes


def records(session: Session, doomed: Sequence[Record]) -> Changes:
    """Purge records whole, with the files that no other evidence needs: every field they ever had and their custody. They count as deleted.

    Raises:
        NotFound: one is not here.
    """
    with _forgetting(session, doomed) as unit:
        for record in doomed:
            _require(unit, record)
            unit.delete(record)
            unit.flush()
            unit.purge(record, _ever_used(unit, record))
        changes = unit.flush()
    return changes


def removal(session: Session, case_id: str) -> Removal:
    """What `remove_case` would take. Nothing is changed.

    Raises:
        NotFound: there is no such case.
    """
    with session.database.reading() as connection:
        stored = repository.get(connection, "case", case_id)
        if stored is None or not isinstance(stored.record, Case):
            raise NotFound("cases.not_found", reference=case_id)
        casefile = casefiles.load(connection, stored.record)
        needed = casefiles.needed_elsewhere(connection, casefile)
        present = [stored.record, *(each for each in casefile.records.values() if each.id not in needed)]
        deleted = casefiles.deleted_ever_beside(connection, (each.id for each in present))
    gone = tuple({each.id: each for each in (*present, *deleted)}.values())
    shared = tuple(each for each in casefile.records.values() if each.id in needed and not is_addition(each))
    contents = {each.sha256 for each in gone if isinstance(each, Evidence) and each.sha256}
    return Removal(stored.record, gone, shared, len(contents))


def remove_case(session: Session, case_id: str) -> Changes:
    """Travel light: take a case out of this vault, with everything that belongs to it alone and all that names it, history included.

    Raises:
        NotFound: there is no such case.
    """
    plan = removal(session, case_id)
    whole = {record.id for record in plan.records}
    naming = {
        f"{field.name}/{case_id}" for kind in KINDS.values() for field in kind.fields if field.shape is Shape.REFS
    }
    with _forgetting(session, plan.records) as unit:
        unit.strip(
            [*whole, *(record.id for record in plan.shared)],
            lambda record, path: record in whole or path in naming,
        )
        before = session.local.kept(unit.connection, REMOVED) or {"records": []}
        for draft in drafts.naming(session, unit.connection, whole):
            drafts.drop(session, unit.connection, draft.record.id)
        ids = sorted({*before["records"], *whole, *(record.id for record in plan.shared)})
        session.local.keep(unit.connection, REMOVED, {"records": ids})
        changes = unit.flush()
    return changes


def removed_ever(session: Session, connection: Connection) -> frozenset[str]:
    """Ids of the records that were removed from this vault alone, and of those out of which what named them was taken."""
    return frozenset((session.local.kept(connection, REMOVED) or {"records": []})["records"])


def removed_here(session: Session, connection: Connection, among: Iterable[str]) -> frozenset[str]:
    """Those of some records, by id, that were removed from this vault alone and are not here: nothing but skeletons is left of them."""
    gone = removed_ever(session, connection).intersection(among)
    for kind in KINDS if gone else ():
        gone -= repository.known(connection, kind, gone)
    return gone


@contextmanager
def _forgetting(session: Session, doomed: Sequence[Record]) -> Iterator[UnitOfWork]:
    """One transaction, after which drafts of the records are gone, filters kept for them, and files that nothing refers to any more."""
    session.require_writable()
    with session.database.writing() as unit:
        ever = _names_ever(unit, doomed)
        yield unit
        blobs = let_go(session, unit, doomed, ever)
    gone(session, blobs)


def let_go(session: Session, unit: UnitOfWork, doomed: Sequence[Record], names: Iterable[str] = ()) -> list[Blob]:
    """Within the transaction that takes values out of records, given as they were: their drafts go, filters kept for them or in whose words
    a name stands that they have no more, and files that nothing refers to any more, which are returned. `names` are those they had earlier.
    `gone` follows when it is committed."""
    for record in doomed:
        drafts.drop(session, unit.connection, record.id)
    keptfilters.forget_naming(session, unit.connection, {record.id for record in doomed})
    taken = {*names, *(name for record in doomed for name in names_of(record))}
    if taken := taken - _names_now(unit, doomed):
        keptfilters.forget_saying(session, unit.connection, taken)
    blobs = list(_orphaned(session, unit, doomed))
    for blob in blobs:
        session.vault.store.declare(blob.name)
        session.local.forget_blob(unit.connection, blob.sha256.hex())
        session.local.forget_text(unit.connection, blob.sha256.hex())
    return blobs


def gone(session: Session, blobs: Iterable[Blob]) -> None:
    """After the commit: no undo can ask for what was taken out, and the files go."""
    session.database.steps.forget()
    for blob in blobs:
        session.vault.store.remove(blob.name)


def _names_ever(unit: UnitOfWork, doomed: Iterable[Record]) -> set[str]:
    """Every name that the journal tells of records that have names."""
    return {
        change.value["text"]
        for record in doomed
        if hasattr(record, "names")
        for entry in entries_of(unit.connection, record.id)
        for change in entry.changes
        if change.path.startswith("names/") and isinstance(change.value, dict) and change.value.get("text")
    }


def _names_now(unit: UnitOfWork, doomed: Iterable[Record]) -> set[str]:
    found = (repository.get(unit.connection, kind_of(record).name, record.id) for record in doomed)
    return {name for each in found if each is not None and not each.deleted for name in names_of(each.record)}


def _orphaned(session: Session, unit: UnitOfWork, doomed: Sequence[Record]) -> Iterator[Blob]:
    contents = {each.sha256 for each in doomed if isinstance(each, Evidence) and each.sha256}
    for sha256 in sorted(contents):
        blob = session.local.blob(unit.connection, sha256)
        if blob is not None and not repository.has_content(unit.connection, sha256):
            yield blob


def _require(unit: UnitOfWork, record: Record) -> None:
    if repository.get(unit.connection, kind_of(record).name, record.id) is None:
        raise NotFound("records.gone")


def _ever_used(unit: UnitOfWork, record: Record) -> list[str]:
    kind = kind_of(record)
    paths = {change.path for entry in entries_of(unit.connection, record.id) for change in entry.changes}
    return sorted({_whole(kind, path) for path in paths - {DELETED}})


def _whole(kind: Kind, path: str) -> str:
    """The path to name in a purge: that of the repeated field where an element's key is itself content (a tag, a code)."""
    name, inside, _ = path.partition("/")
    field = next((each for each in kind.fields if each.name == name), None)
    return name if inside and field is not None and field.shape is not Shape.ELEMENTS else path
