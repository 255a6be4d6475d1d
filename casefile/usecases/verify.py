"""Checking what a vault promises, one line a promise. What is wrong is named; what was not named is still good."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casefile.errors import CasefileError, VerificationFailed
from casefile.journal.log import log_heads
from casefile.progress import SILENT, Progress
from casefile.records import audit, derived, heads, repository, storage
from casefile.records.database import Connection
from casefile.search import index
from casefile.usecases import checkpoints, purge, received, settling, verifyfiles
from casefile.usecases.checks import Check, outcome
from casefile.usecases.session import Session, recovery_holds

__all__ = ["Check", "deep", "quick"]


def quick(session: Session, progress: Progress = SILENT) -> tuple[Check, ...]:
    """What can be checked in seconds: how the vault was found, the head, the last checkpoint, the files that should be there."""
    return tuple(_checks(session, [_found, _head, _checkpoint, _recovery, verifyfiles.present], progress))


def deep(session: Session, progress: Progress = SILENT) -> tuple[Check, ...]:
    """Everything: reads all evidence, rebuilds every record from the journal and every tree from its leaves."""
    journal = [_commitments, _logs, _checkpoint, _checkpoints, _received]
    tables = [_records, _gaps, _derived, _index, _local]
    files = [_recovery, verifyfiles.present, verifyfiles.content, verifyfiles.nothing_else]
    return tuple(_checks(session, [_found, _head, _pages, *journal, *tables, *files], progress))


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
            what = f"{part.__name__.strip('_')}: {type(fault).__name__}"
            check = outcome("verify.unreadable", "verify.unreadable", [what])
        yield check


def _found(session: Session, connection: Connection, progress: Progress) -> Check:
    """Nothing had to be set aside or repaired when the vault was opened."""
    del connection, progress
    return outcome("verify.opened", "verify.repaired", [finding.key for finding in session.findings])


def _head(session: Session, connection: Connection, progress: Progress) -> Check:
    del progress
    current = session.vault.head
    try:
        if current is None:
            raise VerificationFailed("vault.head_altered")
        heads.check(connection, current)
    except VerificationFailed as fault:
        return Check("verify.head_differs", held=False, wrong=(fault.key,))
    return Check("verify.head", held=True, values={"size": current.size})


def _checkpoint(session: Session, connection: Connection, progress: Progress) -> Check:
    del progress
    try:
        found = checkpoints.latest(connection, session.local)
    except VerificationFailed as fault:
        return Check("verify.checkpoint_differs", held=False, wrong=(fault.key,))
    if found is None:
        return Check("verify.checkpoint_none", held=True)
    return Check("verify.checkpoint", held=True, values={"size": found.size, "date": found.day})


def _checkpoints(session: Session, connection: Connection, progress: Progress) -> Check:
    wrong, looked_at = [], 0
    for each in checkpoints.all_signed(connection, session.local):
        progress.check()
        looked_at += 1
        if isinstance(each, str):
            wrong.append(each)
    return outcome("verify.checkpoints", "verify.checkpoints_differ", wrong, looked_at)


def _recovery(session: Session, connection: Connection, progress: Progress) -> Check:
    """Whether who holds a recovery key could open the vault today."""
    del connection, progress
    held = recovery_holds(session)
    return Check("verify.recovery" if held else "verify.recovery_differs", held=held)


def _received(session: Session, connection: Connection, progress: Progress) -> Check:
    wrong, looked_at = received.differing(session, connection, progress)
    return outcome("verify.received", "verify.received_differ", wrong, looked_at, wrong)


def _pages(session: Session, connection: Connection, progress: Progress) -> Check:
    del session, progress
    return outcome("verify.pages", "verify.pages_damaged", storage.faults(connection))


def _commitments(session: Session, connection: Connection, progress: Progress) -> Check:
    del session
    broken = [str(each) for each in audit.broken_commitments(connection, progress)]
    return outcome("verify.entries", "verify.entries_altered", broken, sum(log.size for log in log_heads(connection)))


def _logs(session: Session, connection: Connection, progress: Progress) -> Check:
    del session, progress
    return outcome("verify.trees", "verify.trees_differ", audit.differing_logs(connection))


def _records(session: Session, connection: Connection, progress: Progress) -> Check:
    differing = list(audit.differing_records(connection, session.database.devices, progress))
    looked_at = repository.count_all(connection)
    named = [f"{kind} {each}" for kind, each in differing]
    return outcome("verify.records", "verify.records_differ", named, looked_at, [each for _, each in differing])


def _gaps(session: Session, connection: Connection, progress: Progress) -> Check:
    """An emptied value is indistinguishable from a purged one but by the purge that asked for it, or by the lists of what was removed here
    and of what came without some values."""
    known = {*purge.removed_ever(session, connection), *settling.came_in_part(session, connection)}
    unexplained = list(audit.unexplained_gaps(connection, session.database.devices, known, progress))
    return outcome("verify.gaps", "verify.gaps_unexplained", unexplained, None, unexplained)


def _derived(session: Session, connection: Connection, progress: Progress) -> Check:
    faults = list(derived.faults(connection, session.database.devices, progress))
    return outcome("verify.derived", "verify.derived_differ", faults)


def _index(session: Session, connection: Connection, progress: Progress) -> Check:
    del session
    known: set[str] = set()
    differing: list[str] = []
    for batch in repository.every(connection):
        progress.check()
        records = {stored.record.id: stored.record for stored in batch if not stored.deleted}
        known |= records.keys()
        differing += index.differing(connection, records)
    wrong = [*index.faults(connection), *differing, *index.strangers(connection, known)]
    return outcome("verify.index", "verify.index_damaged", wrong)


def _local(session: Session, connection: Connection, progress: Progress) -> Check:
    """The rows that no journal vouches for are the ones last written, by their own seals and by the count of them."""
    del progress
    try:
        held = session.local.are_the_last(connection)
    except VerificationFailed as fault:
        return Check("verify.local_differs", held=False, wrong=(fault.key,))
    return Check("verify.local" if held else "verify.local_differs", held=held)
