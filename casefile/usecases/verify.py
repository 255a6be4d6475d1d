"""Checking what a vault promises, one line a promise. What is wrong is named; what was not named is still good."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from casefile.errors import CasefileError, VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.records import audit, derived, heads, repository, storage
from casefile.records.database import Connection
from casefile.search import index
from casefile.usecases.session import Session

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One promise: `key` and `values` of its sentence in the catalogue, and whether it held."""

    key: str
    held: bool
    values: Mapping[str, Any]


def quick(session: Session, progress: Progress = SILENT) -> tuple[Check, ...]:
    """What can be checked in seconds: how the vault was found, the head, the files that should be there."""
    return tuple(_checks(session, [_found, _head, _files], progress))


def deep(session: Session, progress: Progress = SILENT) -> tuple[Check, ...]:
    """Everything: reads all evidence, rebuilds every record from the journal and every tree from its leaves."""
    return tuple(
        _checks(
            session,
            [_found, _head, _pages, _files, _commitments, _logs, _records, _derived, _index, _evidence],
            progress,
        )
    )


_Part = Callable[[Session, Connection, Progress], Check]


def _checks(session: Session, parts: list[_Part], progress: Progress) -> Iterator[Check]:
    for part in parts:
        progress.check()
        try:
            # Each on its own, so that what is damaged does not keep the rest from being called good.
            with session.database.inspecting() as connection:
                check = part(session, connection, progress)
        except (CasefileError, LookupError, TypeError, ValueError) as fault:
            # Damaged rows can break any reading of them; that is a finding like the others.
            check = _failed("verify.unreadable", [f"{part.__name__.strip('_')}: {type(fault).__name__}"])
        yield check


def _found(session: Session, connection: Connection, progress: Progress) -> Check:
    """Nothing had to be set aside or repaired when the vault was opened."""
    del connection, progress
    if not session.findings:
        return _held("verify.opened")
    return _failed("verify.repaired", [finding.key for finding in session.findings])


def _head(session: Session, connection: Connection, progress: Progress) -> Check:
    del progress
    current = session.vault.head
    try:
        if current is None:
            raise VerificationFailed("vault.head_altered")
        heads.check(connection, current)
    except VerificationFailed:
        return _failed("verify.head_differs", [])
    return Check("verify.head", held=True, values={"size": current.size})


def _pages(session: Session, connection: Connection, progress: Progress) -> Check:
    del session, progress
    return _outcome("verify.pages", "verify.pages_damaged", storage.faults(connection))


def _files(session: Session, connection: Connection, progress: Progress) -> Check:
    del progress
    missing = [blob.name for blob in session.local.blobs(connection) if not session.vault.store.holds(blob.name)]
    return _outcome("verify.files", "verify.files_missing", missing)


def _commitments(session: Session, connection: Connection, progress: Progress) -> Check:
    del session
    broken = [str(each) for each in audit.broken_commitments(connection, progress)]
    return _outcome("verify.entries", "verify.entries_altered", broken)


def _logs(session: Session, connection: Connection, progress: Progress) -> Check:
    del session, progress
    return _outcome("verify.trees", "verify.trees_differ", audit.differing_logs(connection))


def _records(session: Session, connection: Connection, progress: Progress) -> Check:
    del session
    differing = [f"{kind} {each}" for kind, each in audit.differing_records(connection, progress)]
    return _outcome("verify.records", "verify.records_differ", differing)


def _derived(session: Session, connection: Connection, progress: Progress) -> Check:
    del session
    return _outcome("verify.derived", "verify.derived_differ", list(derived.faults(connection, progress)))


def _index(session: Session, connection: Connection, progress: Progress) -> Check:
    del session
    known: set[str] = set()
    differing: list[str] = []
    for batch in repository.every(connection):
        progress.check()
        records = {stored.record.id: stored.record for stored in batch if not stored.deleted}
        known |= records.keys()
        differing += index.differing(connection, records)
    return _outcome(
        "verify.index",
        "verify.index_damaged",
        [*index.faults(connection), *differing, *index.strangers(connection, known)],
    )


def _evidence(session: Session, connection: Connection, progress: Progress) -> Check:
    altered: list[str] = []
    for blob in session.local.blobs(connection):
        try:
            session.vault.store.verify(blob, progress)
        except VerificationFailed:
            altered.append(blob.name)
    return _outcome("verify.evidence", "verify.evidence_altered", altered)


def _outcome(held: str, failed: str, faults: list[str]) -> Check:
    return _failed(failed, faults) if faults else _held(held)


def _held(key: str) -> Check:
    return Check(key, held=True, values={})


def _failed(key: str, faults: list[str]) -> Check:
    more = "" if len(faults) <= _NAMED else " …"
    return Check(key, held=False, values={"n": len(faults), "which": ", ".join(islice(faults, _NAMED)) + more})
