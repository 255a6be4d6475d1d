"""New keys for a vault: everything is encrypted anew, and whoever does not enter their passphrase has no way in any more.

Two steps. `renew` takes as long as copying the database; from its last moment on only the passphrases that were entered open the
vault, and no older copy of the header opens anything but what lay beside it. `finish` encrypts the evidence anew, file by file; it
can be stopped, and killed, and goes on where it was. Until it is through, the vault remembers the earlier key of the files that
are left, so that everything can be read at any moment.

What it does not change: backups and copies made before, which open as they did; the identity that colleagues encrypt to and the
key that signs. Recovery keys, shares and keepers stay good, because the recovery file is written anew for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.crypto.kdf import Argon2Parameters
from casefile.errors import VerificationFailed
from casefile.handover.passes import Share
from casefile.progress import SILENT, Progress
from casefile.records.database import over
from casefile.usecases import recovery
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault import database, earlier, founding, rekeying
from casefile.vault.blobs import Blob
from casefile.vault.earlier import EarlierKeys
from casefile.vault.secret import Secret as Secret

__all__ = ["Outcome", "Secret", "calibrated", "finish", "pending", "renew"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `finish` did: how many evidence files it encrypted anew, and the names of those that are damaged and were left."""

    renewed: int
    left: tuple[str, ...]


def pending(session: Session) -> bool:
    """Whether the vault has new keys and some evidence still lies under the earlier ones, so that `finish` has work."""
    return bool(session.vault.store.earlier)


def renew(
    session: Session, ways_in: Sequence[Secret], cost: Argon2Parameters | None = None, progress: Progress = SILENT
) -> Session:
    """Give the vault new keys. The session is locked; the one returned takes its place and needs no passphrase once more.

    Other threads should be done with the session: what they would still save is refused.

    Args:
        ways_in: passphrases, with their keyfiles, of everyone who is to keep their way in; the person's own among them.
        cost: what a guess at a passphrase costs from now on; as before where none is given.
        progress: bytes of the database.

    Raises:
        Refused: a passphrase opens nothing, the person's own is missing, or there is no room for a second database.
        VerificationFailed: the database is damaged, or a local row was altered; nothing changed.
        Cancelled: nothing changed.
    """
    session.require_writable()
    successor = rekeying.prepare(session.vault, ways_in, cost)
    with session.database.maintaining() as connection:  # so that nobody writes to what is being copied
        known = EarlierKeys.of(session.local.kept(connection, earlier.NAME)).with_present(session.vault.keys)

        def bring_over(copied: database.Connection) -> None:
            with over(copied) as target:
                session.local.reseal(target, successor.keys.local).keep(target, earlier.NAME, known.kept())

        rekeying.switch(session.vault, successor, recovery.recipients(session), known, bring_over, progress)
    session.lock()
    return sessions.of(rekeying.reopen(session.path, session.vault.header_folder, successor))


def calibrated(session: Session) -> Argon2Parameters:
    """What a guess at a passphrase should cost on this computer, and never less than now. Measuring takes a second or two."""
    present, measured = session.vault.ways.header.parameters, founding.calibrate()
    return Argon2Parameters(
        max(present.memory_kib, measured.memory_kib),
        max(present.passes, measured.passes),
        max(present.lanes, measured.lanes),
    )


def finish(session: Session, progress: Progress = SILENT) -> Outcome:
    """Encrypt anew what still lies under earlier keys: evidence files, and files that wait in the inbox.

    Args:
        progress: bytes.

    Raises:
        Refused: the disk is full; what was done stays, and the next call goes on from here.
        Cancelled: likewise.
    """
    session.require_writable()
    waiting = _waiting(session, progress)
    left, done, total = [], 0, sum(blob.length for blob in waiting)
    for blob in waiting:
        try:
            _encrypt_anew(session, blob, Share(done, total, progress))
        except VerificationFailed:
            left.append(blob.name)
        done += blob.length
    for name in session.vault.inbox.waiting():
        _renew_drop(session, name)
    if not left:
        _forget_earlier_stores(session)
    return Outcome(len(waiting) - len(left), tuple(left))


def _waiting(session: Session, progress: Progress) -> list[Blob]:
    """Contents that are here, under an earlier key or damaged."""
    if not pending(session):
        return []
    store = session.vault.store
    with session.database.reading() as connection:
        blobs = session.local.blobs(connection)
    found = []
    for blob in blobs:
        progress.check()
        if store.holds(blob.name) and not store.is_current(blob.name):
            found.append(blob)
    return found


def _encrypt_anew(session: Session, blob: Blob, progress: Progress) -> None:
    """A new file, then the row, then the old file goes. What a kill leaves is settled from the intents at the next unlock."""
    store = session.vault.store
    with store.read(blob) as content:
        fresh = store.add(content, progress, blob.length)
    if (fresh.sha256, fresh.length) != (blob.sha256, blob.length):
        store.remove(fresh.name)
        raise VerificationFailed("vault.evidence_altered", name=blob.name)
    store.declare(blob.name)
    try:
        with session.database.maintaining() as connection:
            session.local.keep_blob(connection, fresh)
    finally:
        with session.database.reading() as connection:
            stays = fresh.name if session.local.knows_blob(connection, fresh.name) else blob.name
        store.confirm(stays)
        store.remove(blob.name if stays == fresh.name else fresh.name)


def _renew_drop(session: Session, name: str) -> None:
    try:
        session.vault.inbox.renew(name, session.vault.keys.store.recipient)
    except VerificationFailed:
        return  # not for this vault, or damaged: it is told of when it is to be filed


def _forget_earlier_stores(session: Session) -> None:
    """The recovery file first: a kill between leaves something to do, not something forgotten."""
    if not pending(session):
        return
    with session.database.reading() as connection:
        known = EarlierKeys.of(session.local.kept(connection, earlier.NAME)).settled()
    session.vault.know(known)
    session.vault.set_recovery(recovery.recipients(session))
    session.keep(earlier.NAME, known.kept())
