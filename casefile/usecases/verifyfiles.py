"""Checking the files of a vault: that all are there, that each is what was taken in, and that nothing else lies among them."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.errors import VerificationFailed
from casefile.progress import Progress
from casefile.records import repository
from casefile.records.database import Connection
from casefile.usecases.checks import Check, outcome
from casefile.usecases.session import Session
from casefile.vault import strangers
from casefile.vault.blobs import Blob


def present(session: Session, connection: Connection, progress: Progress) -> Check:
    """Every file that a row names is there, and as long as an age file of its padded content is. Nothing is read."""
    blobs, wrong = session.local.blobs(connection), []
    for blob in blobs:
        progress.check()
        if not session.vault.store.fits(blob):
            wrong.append(blob)
    return _outcome("verify.files", "verify.files_missing", connection, wrong, len(blobs))


def content(session: Session, connection: Connection, progress: Progress) -> Check:
    """Every file was read whole: its header, each chunk, its SHA-256, and that nothing but zeros pads it to the size it should have."""
    blobs, wrong = session.local.blobs(connection), []
    for blob in blobs:
        try:
            session.vault.store.verify(blob, progress)
        except VerificationFailed:
            wrong.append(blob)
    return _outcome("verify.evidence", "verify.evidence_altered", connection, wrong, len(blobs))


def nothing_else(session: Session, connection: Connection, progress: Progress) -> Check:
    """No file lies in the vault's folder that is not the vault's own. This lists all of them."""
    vault = session.vault
    # Listed before any row is read: what comes in meanwhile is declared before it lies there, and known before that is dropped.
    found = strangers.lying(vault.path, attached=vault.header_folder == vault.path, progress=progress)
    begun = set(vault.store.unsettled())
    known = {blob.name for blob in session.local.blobs(connection)} | begun
    unknown = [
        each.name for each in found.evidence if each.name not in known and each.exists()
    ]  # a file that was removed meanwhile is no stranger
    wrong = [*found.others, *sorted(unknown)]
    return outcome("verify.nothing_else", "verify.strangers", [strangers.printable(each) for each in wrong])


def _outcome(held: str, failed: str, connection: Connection, wrong: Sequence[Blob], looked_at: int) -> Check:
    concerned = repository.with_contents(connection, [blob.sha256.hex() for blob in wrong])
    return outcome(held, failed, [blob.name for blob in wrong], looked_at, concerned)
