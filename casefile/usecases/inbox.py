"""Files for a locked vault: leaving them there, and filing them once it is open.

Whoever drops a file knows its keys, so a file is encrypted anew before it is offered for filing, and the drop is destroyed. From then on
it lies among the evidence like any other; a local row says that it waits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from casefile import clock
from casefile.domain.kinds import Evidence
from casefile.errors import CasefileError, NotFound, Refused
from casefile.exports.qr import modules
from casefile.files import in_words
from casefile.progress import SILENT, Progress
from casefile.records import repository
from casefile.usecases import evidence, filetext
from casefile.usecases.session import Session
from casefile.vault import inbox
from casefile.vault.blobs import Blob
from casefile.vault.durable import plain_faults
from casefile.vault.inbox import Drop

__all__ = [
    "Waiting",
    "arrived",
    "code",
    "discard",
    "drop",
    "opened",
    "own_recipient",
    "pending",
    "recipient",
    "take",
    "waiting",
]

_PREFIX = "inbox/"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that someone dropped.

    Attributes:
        id: for `take` and `discard`: the hexadecimal SHA-256 of the content, or the name in the inbox of a file that does not open.
        name: what the file was called, where that is known.
        size: bytes.
        arrived: ISO 8601, when it was found; empty where it does not open.
        problem: why it cannot be filed; None where it can.
    """

    id: str
    name: str | None
    size: int
    arrived: str
    problem: CasefileError | None = None


def recipient(vault: Path, header_folder: Path | None = None) -> str:
    """To whom any age tool encrypts files for the inbox, also while the vault is locked: ``age1…``.

    It stands in the header, which only the open vault can vouch for: take it from a vault that nobody else had in hand.

    Raises:
        Refused: not a vault.
    """
    return inbox.recipient(vault, header_folder)


def own_recipient(session: Session) -> str:
    """As `recipient`, of an open vault, which vouches for it."""
    return session.vault.keys.inbox.recipient.encode()


def code(recipient: str) -> tuple[tuple[bool, ...], ...]:
    """A recipient as a QR code for a phone; see `qr.modules`."""
    return modules(recipient)


def drop(vault: Path, file: Path, progress: Progress = SILENT, *, header_folder: Path | None = None) -> str:
    """Encrypt a file into the inbox of a vault, without its passphrase; the name it waits under.

    `header_folder` is where the header lies when it is kept away from the vault: whom to encrypt to stands there.

    Raises:
        Refused: no such file, not a vault, or the disk is full; nothing is left behind.
    """
    if not file.is_file():
        raise Refused("evidence.no_such_file", name=file.name)
    with plain_faults(), file.open("rb") as source:
        return inbox.drop(vault, source, in_words(file.name), progress, header_folder)


def arrived(session: Session) -> int:
    """How many files were dropped since they were last brought in. Asks the folder alone."""
    return len(session.vault.inbox.waiting())


def pending(session: Session) -> int:
    """How many files wait to be filed, brought in or not."""
    with session.database.reading() as connection:
        known = len(session.local.all_kept(connection, _PREFIX))
    return known + arrived(session)


def waiting(session: Session, progress: Progress = SILENT) -> tuple[Waiting, ...]:
    """Bring in what was dropped, and list what waits for filing, in the order of arrival; what does not open stands last.

    A vault that is open for rescue brings nothing in, and lists what was brought in before.

    Raises:
        Refused: the disk is full; what was not brought in yet stays where it is.
        Cancelled: likewise.
    """
    problems = []
    if not session.is_rescue:
        session.vault.inbox.sweep()
    for name in [] if session.is_rescue else session.vault.inbox.waiting():
        progress.check()
        try:
            _bring_in(session, name, progress)
        except Refused:
            raise
        except CasefileError as problem:
            problems.append(Waiting(name, name, session.vault.inbox.size(name), "", problem))
    with session.database.reading() as connection:
        rows = session.local.all_kept(connection, _PREFIX)
    found = [Waiting(key.removeprefix(_PREFIX), row["name"], row["size"], row["arrived"]) for key, row in rows.items()]
    return (*sorted(found, key=lambda each: (each.arrived, each.name or "", each.id)), *problems)


def opened(session: Session, waiting_id: str) -> BinaryIO:
    """A seekable stream over a file that waits, to look at it before filing. The caller closes it.

    Raises:
        NotFound: it does not wait any more.
        VerificationFailed: it was altered since it was brought in.
    """
    return session.vault.store.read(_blob(session, waiting_id))


def take(session: Session, waiting_id: str, details: Evidence, progress: Progress = SILENT) -> Evidence:
    """File what waits as evidence.

    Args:
        details: what is known of it, its cases for one; completed as `evidence.attach` does.

    Raises:
        NotFound: it does not wait any more.
        VerificationFailed: it was altered since it was brought in.
        Refused: the disk is full; it goes on waiting.
    """
    session.require_writable()
    blob, row = _blob(session, waiting_id), _row(session, waiting_id)
    named = replace(details, original_name=details.original_name or row["name"])
    record = evidence.record_of(session, blob, named, progress)
    with session.database.writing() as unit:
        unit.save(record)
        event = {"event": "imported", "sha256": record.sha256, "size": record.size, "inbox": row["arrived"]}
        unit.custody(record.id, event)
        session.local.forget(unit.connection, _PREFIX + waiting_id)
    filetext.read(session, record, progress)
    return record


def discard(session: Session, waiting_id: str) -> None:
    """Remove what waits for good, or what does not open. A content that is also evidence stays as that.

    Raises:
        NotFound: it does not wait any more.
        Refused: the disk fails, or the vault is open for rescue.
    """
    session.require_writable()
    if waiting_id in session.vault.inbox.waiting():
        session.vault.inbox.discard(waiting_id)
        return
    blob = _blob(session, waiting_id)
    session.vault.store.declare(blob.name)
    try:
        with session.database.maintaining() as connection:
            session.local.forget(connection, _PREFIX + waiting_id)
            if not repository.has_content(connection, waiting_id):
                session.local.forget_blob(connection, waiting_id)
    finally:
        evidence.settle(session, blob)


def _bring_in(session: Session, name: str, progress: Progress) -> None:
    """Into the store, then the rows, then the drop goes. A kill in between brings it in once more, which changes nothing."""
    drop = session.vault.inbox.take(name, progress)
    try:
        with session.database.maintaining() as connection:
            if session.local.blob(connection, drop.blob.sha256.hex()) is None:
                session.local.keep_blob(connection, drop.blob)
            session.local.keep(connection, _PREFIX + drop.blob.sha256.hex(), _waits(drop))
    finally:
        evidence.settle(session, drop.blob)
    session.vault.inbox.discard(name)


def _waits(drop: Drop) -> dict[str, str | int | None]:
    return {"name": drop.name, "size": drop.blob.length, "arrived": clock.timestamp()}


def _row(session: Session, waiting_id: str) -> dict[str, str]:
    with session.database.reading() as connection:
        row = session.local.kept(connection, _PREFIX + waiting_id)
    if row is None:
        raise NotFound("evidence.not_waiting")
    return row


def _blob(session: Session, waiting_id: str) -> Blob:
    _row(session, waiting_id)
    with session.database.reading() as connection:
        blob = session.local.blob(connection, waiting_id)
    if blob is None:
        raise NotFound("evidence.file_not_here")
    return blob
