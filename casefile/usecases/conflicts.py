"""What waits for a person after entries met: fields with several versions, requests to take values out for good, logs that went two ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casefile.domain.additions import Additions
from casefile.domain.definition import Kind
from casefile.domain.foreign import fits
from casefile.domain.kinds import KINDS, Record
from casefile.errors import NotFound, Refused
from casefile.journal import arrivals, heads, holding, purging
from casefile.journal.entry import DELETED, Entry
from casefile.journal.log import entries_by_id, entries_of, entries_of_all
from casefile.journal.replay import precedence
from casefile.records import additions, agenda, repository
from casefile.records.agenda import Some
from casefile.records.database import Connection
from casefile.records.unit import Changes, UnitOfWork
from casefile.usecases import picking, purge, recordform, settling, stranded
from casefile.usecases.session import Session
from casefile.usecases.stranded import Stranded

__all__ = [
    "DELETED", "Conflict", "Fork", "Part", "Request", "Version", "accept", "decline", "forks", "listed", "of_record", "requests", "resolve",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A record that belongs to another: its id, its kind and what it is called."""

    id: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a field: the `entry` that holds it, its JSON value (None where it was emptied), whose it is (author's id), when (ISO 8601, a
    claim), on which device. `shown` is the one that is shown until someone settles it. Where it stands against a deletion, `changed` are the paths that
    it changes, or `part` is what somebody added to the deleted record."""

    entry: str
    value: Any
    author: str
    time: str
    device: str
    shown: bool
    changed: tuple[str, ...] = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field for which several people entered different things unseen.

    `path` is a field's name, ``name/key`` for an element, or ``@deleted``: one deleted the record and another changed it, or added to it, who did not
    know. A record that was changed stays in sight meanwhile, one that something was added to does not.
    """

    record: str
    kind: str
    label: str
    path: str
    versions: tuple[Version, ...]

    @property
    def is_differing(self) -> bool:
        """Whether there is anything to settle: what several people entered alike is no conflict."""
        return self.path == DELETED or any(each.value != self.versions[0].value for each in self.versions)


@dataclass(frozen=True, slots=True)
class Request:
    """A request by another vault to take values out for good: the id of its entry, of what, whose it is (author's id), when (a claim)."""

    id: str
    record: str
    kind: str
    label: str
    author: str
    time: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """Two different entries of one device at one position: it was put back to an earlier day, or copied, and went on."""

    device: str
    position: int
    records: tuple[str, ...]


def listed(session: Session, language: str = "en", limit: int = 100) -> Some[Conflict]:
    """The first fields that are in conflict, by record, and how many there are; deletions of what somebody added to stand first."""
    with session.database.reading() as connection:
        found = agenda.conflicts(connection, limit)
        added = additions.load(connection)
        against = _against_deletions(stranded.standing(session, connection), connection, language, added)
        shown = tuple(_conflict(connection, each.record, each.path, language, added) for each in found.first)
        return Some((*against, *shown)[:limit], found.total + len(against))


def of_record(session: Session, record_id: str, language: str = "en") -> tuple[Conflict, ...]:
    """The conflicts of one record.

    Raises:
        NotFound: it is not here.
    """
    with session.database.reading() as connection:
        record, added = _record(connection, record_id), additions.load(connection)
        paths = sorted(path for path, current in heads.of(connection, record_id).items() if len(current) > 1)
        against = _against_deletions(stranded.standing(session, connection, record_id), connection, language, added)
        found = (_conflict(connection, record, path, language, added) for path in paths)
        return (*against, *(each for each in found if each.is_differing))


def resolve(session: Session, record_id: str, path: str, value: Any) -> Changes:
    """Settle a conflict with a value: that of one of its versions, or another one (JSON, None to empty it). All versions stay in the history.

    A deletion (True) takes along what only says something of the record, and what somebody added to it who did not know of the deletion; keeping it
    (None) brings back what went along.

    Raises:
        NotFound: the record is not here, or there is no such conflict.
        Refused: the value is none of its field.
    """
    with session.database.writing() as unit:
        kind = _kind(unit.connection, record_id)
        against = stranded.standing(session, unit.connection, record_id) if path == DELETED else ()
        if len(heads.of(unit.connection, record_id).get(path, ())) < 2 and not against:
            raise NotFound("sync.no_such_conflict")
        if not _is_value(kind, path, value):
            raise Refused("sync.no_such_value")
        for each in against if value else ():
            unit.delete(each.part)
            recordform.delete_along(unit, each.part.id)
        times = {each.time for each in _current(unit.connection, record_id, path) if _said(each, path) is True}
        unit.resolve(kind, record_id, {path: value})
        if path == DELETED:
            unit.flush()
            recordform.delete_along(unit, record_id) if value else recordform.restore_along(unit, record_id, times)
        return unit.flush()


def choose(session: Session, record_id: str, path: str, entry: str) -> Changes:
    """Settle a conflict with one of its versions, by its entry.

    Raises:
        NotFound: as `resolve`, or there is no such version.
    """
    for conflict in of_record(session, record_id):
        for version in conflict.versions:
            if (conflict.path, version.entry) == (path, entry):
                return resolve(session, record_id, path, version.value)
    raise NotFound("sync.no_such_conflict")


def requests(session: Session, language: str = "en") -> tuple[Request, ...]:
    """The requests that nobody here has answered, the oldest first."""
    with session.database.reading() as connection:
        found = _open(session, connection)
        added = additions.load(connection)
        return tuple(_request(connection, each, language, added) for each in found)


def accept(session: Session, request_id: str) -> Changes:
    """Take the values out here as well, wherever they lie, with files that nothing refers to any more.

    Raises:
        NotFound: no such request waits for an answer.
    """
    with session.database.writing() as unit:
        doomed = accepted(unit, request_id)
        blobs = purge.let_go(session, unit, doomed)
        changes = unit.flush()
    purge.gone(session, blobs)
    return changes


def accepted(unit: UnitOfWork, request_id: str) -> list[Record]:
    """The same within a transaction; the records as they were, for `purge.let_go`.

    Raises:
        NotFound: no such request waits for an answer.
    """
    request = _waiting(unit, request_id)
    stored = repository.get(unit.connection, request.kind, request.record)
    unit.accept(request)
    unit.flush()
    return [stored.record] if stored is not None else []


def decline(session: Session, request_id: str) -> Changes:
    """Keep the values. It is not asked again.

    Raises:
        NotFound: no such request waits for an answer.
    """
    with session.database.writing() as unit:
        declined(unit, request_id)
        return unit.flush()


def declined(unit: UnitOfWork, request_id: str) -> None:
    """The same within a transaction."""
    unit.decline(_waiting(unit, request_id))


def forks(session: Session) -> tuple[Fork, ...]:
    """Where a log went two ways."""
    with session.database.reading() as connection:
        return tuple(
            Fork(device, position, tuple(sorted(holding.records_at(connection, device, position))))
            for device, position in arrivals.forks(connection)
        )


def _conflict(connection: Connection, record: Record, path: str, language: str, added: Additions) -> Conflict:
    found = _current(connection, record.id, path)
    versions = tuple(
        Version(each.id, _said(each, path), each.author, each.time, each.device, each is found[-1], _beside(each, path))
        for each in found
    )
    kind = _kind(connection, record.id).name
    return Conflict(record.id, kind, picking.called(record, language, added), path, versions)


def _against_deletions(
    found: Iterable[Stranded], connection: Connection, language: str, added: Additions
) -> tuple[Conflict, ...]:
    """For each deleted record what was added to it, beside the deletion."""
    by_owner: dict[str, list[Stranded]] = {}
    for each in found:
        by_owner.setdefault(each.owner, []).append(each)
    made = []
    for owner, parts in by_owner.items():
        last = parts[0].deleting[-1]
        versions = [Version(last.id, True, last.author, last.time, last.device, shown=True)]
        for each in parts:
            part = Part(each.part.id, each.made.kind, picking.called(each.part, language, added))
            versions.append(
                Version(each.made.id, None, each.made.author, each.made.time, each.made.device, shown=False, part=part)
            )
        label = picking.called(_record(connection, owner), language, added)
        made.append(Conflict(owner, parts[0].kind, label, DELETED, tuple(versions)))
    return tuple(made)


def _current(connection: Connection, record_id: str, path: str) -> list[Entry]:
    """The entries that hold a version, the one that is shown last."""
    current = [entry for _, entry in heads.of(connection, record_id).get(path, ())]
    return sorted(entries_by_id(connection, current), key=lambda each: precedence(path, each, _said(each, path)))


def _beside(entry: Entry, path: str) -> tuple[str, ...]:
    said = tuple(change.path for change in entry.changes)
    return said if path == DELETED and path not in said else ()


def _said(entry: Entry, path: str) -> Any:
    return next((change.value for change in entry.changes if change.path == path), None)


def _open(session: Session, connection: Connection) -> list[Entry]:
    by_record: dict[str, list[Entry]] = {}
    for entry in entries_of_all(connection, settling.asked_of(session, connection)):
        by_record.setdefault(entry.record, []).append(entry)
    own = session.database.devices
    found = [each for history in by_record.values() for each in purging.requests(history, own)]
    return sorted(found, key=lambda each: (each.time, each.id))


def _request(connection: Connection, request: Entry, language: str, added: Additions) -> Request:
    stored = repository.get(connection, request.kind, request.record)
    label = picking.called(stored.record, language, added) if stored else ""
    paths = tuple(change.path for change in request.changes)
    return Request(request.id, request.record, request.kind, label, request.author, request.time, paths)


def _waiting(unit: UnitOfWork, request_id: str) -> Entry:
    unit.flush()
    for request in entries_by_id(unit.connection, [request_id]):
        history = entries_of(unit.connection, request.record)
        if request_id in {each.id for each in purging.requests(history, unit.devices)}:
            return request
    raise NotFound("sync.no_such_request")


def _record(connection: Connection, record_id: str) -> Record:
    stored = repository.get(connection, _kind(connection, record_id).name, record_id)
    if stored is None:
        raise NotFound("records.gone")
    return stored.record


def _kind(connection: Connection, record_id: str) -> Kind:
    found = repository.kinds_of(connection, [record_id])
    if record_id not in found:
        raise NotFound("records.gone")
    return KINDS[found[record_id]]


def _is_value(kind: Kind, path: str, value: Any) -> bool:
    return value in (None, True) if path == DELETED else fits(kind.name, path, value)
