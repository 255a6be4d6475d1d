"""What taking values out for good would reach, read beforehand, so that a person decides with their eyes open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casefile.domain.definition import Shape
from casefile.domain.kinds import KINDS, Case, Evidence, Record, kind_of
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.log import entries_of, entries_of_all
from casefile.records import repository
from casefile.records.rows import references_of
from casefile.usecases import edit, purge, recordform
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Element:
    """One entry of a repeated field, as a name or a condition: its journal `path` (``names/<id>``), the JSON that it held last, the number of
    changes in the history that hold a value of it, and whether it is in the record still."""

    path: str
    value: Any
    entries: int
    here: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a purge of `record` would take.

    `fields` maps each field that ever held something, in the order of the definition, to the number of changes in the history that hold
    a value of it; `along` are the roles, links and citations that only say something of the record and go with it whole; `entries`
    counts the changes, of the record and of these, that lose what they say; `files` the contents that are destroyed; `referring` the
    other records that name it and stay. `elements` are the entries of its repeated fields, by field, those that were taken out before among
    them; `names` the ids of the records that it names.
    """

    record: Record
    fields: Mapping[str, int]
    along: tuple[Record, ...] = ()
    entries: int = 0
    files: int = 0
    referring: int = 0
    elements: Mapping[str, tuple[Element, ...]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def changes_of(self, path: str) -> int:
        """How many changes of the history hold a value of a field, or of one entry of it."""
        name = path.partition("/")[0]
        return next((each.entries for each in self.elements.get(name, ()) if each.path == path), self.fields[name])


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """When (ISO 8601) a case was changed last, and when last a bundle with it, or a backup, was made; None for never."""

    changed: str | None
    handed_over: str | None
    backed_up: str | None

    @property
    def is_safe(self) -> bool:
        """Whether the case as it is now lies somewhere else too, by the clocks of those who wrote the entries and of this computer."""
        copied = _latest(each for each in (self.handed_over, self.backed_up) if each)
        return copied is not None and (self.changed is None or _moment(copied) >= _moment(self.changed))


def outlook(session: Session, kind: str, record_id: str) -> Outlook:
    """What a purge of one record would take. Nothing is changed.

    Raises:
        NotFound: it is not here.
    """
    record = edit.read(session, kind, record_id).record
    fate = recordform.fate(session, record_id)
    with session.database.reading() as connection:
        along = tuple(
            each.record for name, ids in fate.along.items() for each in repository.many(connection, name, ids)
        )
        own = entries_of(connection, record_id)
        others = entries_of_all(connection, (each.id for each in along))
    held = Counter(name for entry in own for name in {change.path.partition("/")[0] for change in entry.changes})
    order = [each.name for each in KINDS[kind].fields if held[each.name]]
    return Outlook(
        record,
        {name: held[name] for name in order},
        along,
        sum(map(_says, (*own, *others))),
        1 if isinstance(record, Evidence) and record.sha256 and not _has_copy(session, record) else 0,
        fate.referring,
        _elements(record, own),
        frozenset(target for _, target in references_of(record)),
    )


def _elements(record: Record, entries: Iterable[Entry]) -> dict[str, tuple[Element, ...]]:
    found: dict[str, dict[str, Element]] = {}
    repeated = {each.name for each in kind_of(record).fields if each.shape is Shape.ELEMENTS}
    for change in (change for entry in entries for change in entry.changes):
        name, _, key = change.path.partition("/")
        if name in repeated and key and change.value is not None:
            here = any(each.id == key for each in getattr(record, name))
            before = found.setdefault(name, {}).get(change.path)
            element = Element(change.path, change.value, 1 + (before.entries if before else 0), here)
            found[name][change.path] = element
    return {name: tuple(each.values()) for name, each in found.items()}


def whole(session: Session, seen: Outlook) -> edit.Changes:
    """Purge the record of an outlook, and what goes along.

    Raises:
        NotFound: one is not here any more.
    """
    return purge.records(session, [seen.record, *seen.along])


def elsewhere(session: Session, case: Case, records: Iterable[str]) -> Elsewhere:
    """Where a case and its `records` lie besides this vault, as far as this vault knows."""
    with session.database.reading() as connection:
        found = entries_of_all(connection, [case.id, *records])
        backup = session.local.kept(connection, "backup")
    handed = [entry for entry in found if entry.record == case.id and _is_handover(entry)]
    written = [entry for entry in found if entry.operation is not Operation.CUSTODY]
    last, handed_over = (_latest(entry.time for entry in entries) for entries in (written, handed))
    return Elsewhere(last, handed_over, None if backup is None else backup["time"])


def _says(entry: Entry) -> bool:
    """Whether an entry holds anything that a purge takes: custody, or a value of a field."""
    return any(change.value is not None and change.path != DELETED for change in entry.changes)


def _has_copy(session: Session, evidence: Evidence) -> bool:
    with session.database.reading() as connection:
        alike: Collection[str] = repository.with_contents(connection, [evidence.sha256 or ""])
    return any(each != evidence.id for each in alike)


def _is_handover(entry: Entry) -> bool:
    told = (change.value for change in entry.changes if isinstance(change.value, dict))
    return entry.operation is Operation.CUSTODY and any(each.get("event") == "handed_over" for each in told)


_moment = datetime.fromisoformat
"""What an ISO time means: written with other offsets, by people elsewhere or in another season, times have no order as texts."""


def _latest(times: Iterable[str]) -> str | None:
    return max(times, key=_moment, default=None)


def kinds_along(seen: Outlook) -> dict[str, int]:
    """Kind → how many of it go along."""
    return dict(Counter(kind_of(each).name for each in seen.along))
