"""Everything a form needs to edit one record, read at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.domain.additions import NONE, Additions
from casefile.domain.kinds import KINDS, Case, Citation, Record, kind_of
from casefile.errors import NotFound
from casefile.records import additions, references, repository
from casefile.records.database import Connection
from casefile.records.rows import references_of
from casefile.records.unit import UnitOfWork
from casefile.usecases import additions as vocabulary
from casefile.usecases import casehistory, drafts, edit, picking
from casefile.usecases.casehistory import Step
from casefile.usecases.drafts import Draft
from casefile.usecases.picking import Candidate
from casefile.usecases.session import Session
from casefile.usecases.stranded import SAYING_OF


@dataclass(frozen=True)
class Opened:
    """One record to edit.

    `draft` is what to show: as it is stored or, when `kept` is true, as it was typed and not saved. `names` are the records that it
    refers to; `case` the case to name above the title, `case_kind` its kind; `authors` id → name, for `history`, which is the newest first;
    `additions` what people added to the program.
    """

    draft: Draft
    kept: bool
    names: Mapping[str, Candidate]
    history: tuple[Step, ...] = ()
    authors: Mapping[str, str] = field(default_factory=dict)
    case: Candidate | None = None
    deleted: bool = False
    additions: Additions = NONE
    case_kind: str | None = None


@dataclass(frozen=True)
class Fate:
    """What a deletion takes along: ids of citations, roles and links of the record by kind, and how many other records name it."""

    along: Mapping[str, tuple[str, ...]]
    referring: int


def load(session: Session, kind: str, record_id: str, language: str, case: str = "") -> Opened:
    """A record as it is stored, or as its draft has it.

    Raises:
        NotFound: it is not here, neither as a record nor as a draft.
    """
    unsaved = drafts.find(session, record_id)
    with session.database.reading() as connection:
        stored = repository.get(connection, kind, record_id)
        if unsaved is None and stored is None:
            raise NotFound("records.gone")
        draft = unsaved or _as_stored(connection, stored)
        names, above = _surroundings(connection, draft, language, case)
        added, of_kind = additions.load(connection), vocabulary.case_kind(connection, above.id if above else "")
    return Opened(
        draft,
        unsaved is not None,
        names,
        casehistory.steps(session, [record_id]),
        edit.authors(session),
        above,
        stored is not None and stored.deleted,
        added,
        of_kind,
    )


def blank(session: Session, kind: str, values: Mapping[str, Any], language: str, case: str = "") -> Opened:
    """A new record with some fields filled in. Nothing is stored."""
    draft = Draft(KINDS[kind].record(**values))
    with session.database.reading() as connection:
        names, above = _surroundings(connection, draft, language, case)
        added, of_kind = additions.load(connection), vocabulary.case_kind(connection, above.id if above else "")
    return Opened(draft, False, names, case=above, additions=added, case_kind=of_kind)


def unfinished(session: Session, kind: str) -> Draft | None:
    """The latest draft of a new record of this kind, to be offered before another one is begun."""
    return next((draft for draft in drafts.kept(session) if draft.before is None and draft.kind == kind), None)


def fate(session: Session, record_id: str) -> Fate:
    """What deleting a record would do to others."""
    with session.database.reading() as connection:
        return _fate(connection, record_id)


def delete(session: Session, record: Record) -> edit.Changes:
    """Flag a record as deleted, with what only says something of it, and drop its draft. All of it can be restored."""
    with session.database.writing() as unit:
        unit.delete(record)
        delete_along(unit, record.id)
        drafts.drop(session, unit.connection, record.id)
        return unit.flush()


def delete_along(unit: UnitOfWork, record_id: str) -> None:
    """Flag what only says something of a record as deleted."""
    for kind, ids in _fate(unit.connection, record_id).along.items():
        for each in repository.many(unit.connection, kind, ids):
            unit.delete(each.record)


def restore_along(unit: UnitOfWork, record_id: str, times: Collection[str]) -> None:
    """Take the deletion back of what only says something of a record and was deleted with it, at one of these ISO `times`."""
    for kind, ids in references.formerly_naming(unit.connection, [record_id]).items():
        for each in repository.many(unit.connection, kind, ids, deleted=True) if kind in SAYING_OF else ():
            if each.changed in times:
                unit.restore(each.record)


def restore(session: Session, record: Record) -> edit.Changes:
    """Take a deletion back, with what went along."""
    with session.database.writing() as unit:
        found = repository.get(unit.connection, kind_of(record).name, record.id)
        unit.restore(record)
        restore_along(unit, record.id, [found.changed] if found is not None else [])
        return unit.flush()


def _as_stored(connection: Connection, stored: repository.Stored | None) -> Draft:
    assert stored is not None
    ids = repository.pointing_to(connection, [stored.record.id], ("citation",)).get("citation", set())
    found = sorted(repository.many(connection, "citation", ids), key=lambda each: (each.created, each.record.id))
    cited = tuple(
        each.record for each in found if isinstance(each.record, Citation) and each.record.record == stored.record.id
    )
    return Draft(stored.record, stored.record, cited, cited)


def _fate(connection: Connection, record_id: str) -> Fate:
    along: dict[str, tuple[str, ...]] = {}
    referring = 0
    for kind, ids in repository.pointing_to(connection, [record_id]).items():
        here = tuple(sorted(each.record.id for each in repository.many(connection, kind, ids)))
        if kind in SAYING_OF and here:
            along[kind] = here
        else:
            referring += len(here)
    return Fate(along, referring)


def _surroundings(
    connection: Connection, draft: Draft, language: str, case: str
) -> tuple[Mapping[str, Candidate], Candidate | None]:
    ids = {target for record in (draft.record, *draft.citations) for _, target in references_of(record)}
    above = case or _case_of(connection, draft.record)
    names = picking.named_in(connection, {*ids, above} - {""}, language)
    return names, names.get(above)


def _case_of(connection: Connection, record: Record) -> str:
    """The case that a record belongs to, or that the record belongs to of which it says something; empty for people and places."""
    if isinstance(record, Case):
        return ""
    for reference in getattr(record, "cases", ()):
        return str(reference)
    about = next((getattr(record, name) for name in ("record", "on", "subject") if getattr(record, name, None)), None)
    if about is None:
        return ""
    for record_id, kind in repository.kinds_of(connection, [about]).items():
        if kind == "case":
            return record_id
        found = repository.get(connection, kind, record_id)
        return str(next(iter(getattr(found.record, "cases", ())), "")) if found else ""
    return ""
