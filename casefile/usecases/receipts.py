"""Receipts: what a recipient confirms of a bundle, and what it is worth that someone else saw how far this log reached.

A receipt that was taken in is kept as a *witness*, a local row ``witness/<device>/<size>/<by>``: the checkpoint of this vault's log with two signatures
by another device. It shows for good that the log was not written anew below that size, and it tells an older copy of this vault that it is one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.kinds import Contact
from casefile.errors import Refused, VerificationFailed
from casefile.handover import layout, statement, writing
from casefile.handover import receipt as papers
from casefile.handover.content import ReceiptContent
from casefile.handover.proofs import ORIGIN
from casefile.handover.receipt import Receipt
from casefile.handover.writing import PayloadFile, Written
from casefile.journal.log import log_heads
from casefile.progress import SILENT, Progress
from casefile.records.database import Connection
from casefile.usecases import bundles, checkpoints, confirmed, inspection, letters, peers, sharing
from casefile.usecases import session as sessions
from casefile.usecases.bundles import Opened
from casefile.usecases.confirmed import Confirmed
from casefile.usecases.session import Session

_WITNESS = "witness/"


@dataclass(frozen=True, slots=True)
class Witness:
    """Someone else saw the log of `device` with `size` entries and this `root` (hexadecimal).

    Attributes:
        by: the device that saw it, and `contact` the name of whose it is; `time` ISO 8601, their claim.
        note, keys: the checkpoint with both signatures (C2SP), and the vkeys to check them with.
        sent: when the bundle went that was answered, ISO 8601; empty where that is not known any more.
    """

    device: str
    size: int
    root: str
    by: str
    contact: str
    time: str
    note: str
    keys: tuple[str, ...]
    bundle: str
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """A receipt that was taken in: who confirms, and what they have now. `older_copy` says that they saw more of this vault's log than it
    has: it is an older copy of itself, and goes on as a new device."""

    contact: Contact
    receipt: Receipt
    witness: Witness
    confirmed: Confirmed
    older_copy: bool = False


def write(
    session: Session, receipt: Receipt, contact: Contact, destination: Path, progress: Progress = SILENT
) -> Written:
    """Write a receipt (`syncing.Taken`) as a file for the sender of the bundle that it answers.

    Raises:
        Refused: something is there already, the disk is full, or there is nothing that could be encrypted to.
    """
    session.require_writable()
    whom = sharing.to_contact(contact)
    with session.database.reading() as connection:
        checkpoint = letters.own_checkpoint(session, connection)
    letter = letters.letter(session, statement.RECEIPT, whom.addressee, checkpoint)
    payload = [PayloadFile.of(layout.RECEIPT_FILE, papers.dump(receipt))]
    return writing.write(destination, letter, payload, progress)


def read(session: Session, path: Path, passphrase: str | None = None, progress: Progress = SILENT) -> Receipt:
    """Check a receipt; nothing is written.

    Raises:
        As `take_in`.
    """
    return _content(_opened(session, path, passphrase, progress)).receipt


def take_in(session: Session, path: Path, passphrase: str | None = None, progress: Progress = SILENT) -> Answered:
    """Take over what a receipt confirms. One that came before changes nothing.

    Raises:
        WrongKey, NotAge, Refused: it is not for this vault, is no receipt, or its signer is unknown.
        VerificationFailed: it is not right, or speaks of another log than this vault has ever had.
    """
    session.require_writable()
    opened = _opened(session, path, passphrase, progress)
    bundles.require_sender(session, opened.checked.sender)
    assert opened.contact is not None, "a signer who is no contact was refused before"
    content, contact = _content(opened), opened.contact
    witness = _witness(content, contact)
    with session.database.maintaining() as connection:
        witness = replace(witness, sent=_sent(session, connection, contact, witness))
        older_copy = _hold_against(session, connection, content)
        known = confirmed.answered(session, connection, contact.id, content.receipt)
        if not older_copy:
            known = _confirmed_size(session, connection, contact, known, content.seen.checkpoint)
        _keep(session, connection, witness)
    if older_copy and witness.device == session.database.device:
        sessions.go_on_as_new_device(session)
    return Answered(contact, content.receipt, witness, known, older_copy)


def witnesses(session: Session) -> tuple[Witness, ...]:
    """Everyone who saw the logs of this vault, by log and size.

    Raises:
        VerificationFailed: a row was altered outside Casefile.
    """
    with session.database.reading() as connection:
        rows = session.local.all_kept(connection, _WITNESS)
    return tuple(Witness(**{**row, "keys": tuple(row["keys"])}) for _, row in sorted(rows.items()))


def _opened(session: Session, path: Path, passphrase: str | None, progress: Progress) -> Opened:
    with inspection.open_bundle(path) as source:
        return bundles.read(session, source, bundles.identities(session, passphrase), progress)


def _content(opened: Opened) -> ReceiptContent:
    content = opened.checked.content
    if not isinstance(content, ReceiptContent):
        raise Refused("sync.not_a_receipt", kind=opened.checked.kind)
    return content


def _witness(content: ReceiptContent, contact: Contact) -> Witness:
    point = content.seen.checkpoint
    return Witness(
        point.origin.removeprefix(ORIGIN),
        point.size,
        point.root.hex(),
        content.seen.by,
        contact.name or "",
        content.seen.time.isoformat(),
        content.receipt.cosigned,
        content.receipt.keys,
        content.receipt.bundle_id,
    )


def _hold_against(session: Session, connection: Connection, content: ReceiptContent) -> bool:
    """Whether they saw more of a log of this vault than is here.

    Raises:
        VerificationFailed: they saw another log, or say without our own signature that they saw more.
    """
    seen = content.seen.checkpoint
    device = seen.origin.removeprefix(ORIGIN)
    if device not in session.database.devices:
        raise VerificationFailed("sync.receipt_of_another_log")
    held = next((log.size for log in log_heads(connection) if log.device == device), 0)
    if seen.size > held:
        _require_own_word(session, device, content)
        return True
    if seen.size and not checkpoints.fits(connection, device, seen.size, seen.root):
        raise VerificationFailed("sync.receipt_contradicts")
    return False


def _require_own_word(session: Session, device: str, content: ReceiptContent) -> None:
    """That this vault itself signed, in the bundle that is answered, what it does not hold. A vault that goes on as a new device is a stranger to
    all colleagues until they have its card: with their word alone any one of them could make it one again and again.

    Raises:
        VerificationFailed: it did not, as far as the receipt shows.
    """
    said = statement.check(content.receipt.answered.encode("utf-8"))[1]
    own = peers.own_keys(session).get(device)
    if said is None or own is None or (said.sender.key, said.checkpoint) != (own, content.seen.checkpoint):
        raise VerificationFailed("sync.receipt_ahead")


def _confirmed_size(
    session: Session, connection: Connection, contact: Contact, known: Confirmed, seen: Checkpoint
) -> Confirmed:
    device = seen.origin.removeprefix(ORIGIN)
    if device != session.database.device or (known.device == device and known.size >= seen.size):
        return known
    now = replace(known, device=device, size=seen.size, root=seen.root.hex())
    confirmed.keep(session, connection, contact.id, now)
    return now


def _keep(session: Session, connection: Connection, witness: Witness) -> None:
    row = {
        "device": witness.device,
        "size": witness.size,
        "root": witness.root,
        "by": witness.by,
        "contact": witness.contact,
        "time": witness.time,
        "note": witness.note,
        "keys": list(witness.keys),
        "bundle": witness.bundle,
        "sent": witness.sent,
    }
    session.local.keep(connection, _place(witness), row)


def _sent(session: Session, connection: Connection, contact: Contact, witness: Witness) -> str:
    """When the bundle went; of a receipt that came before, as it was known then."""
    for each in confirmed.waiting(session, connection, contact.id):
        if each.bundle == witness.bundle:
            return each.time
    before = session.local.kept(connection, _place(witness)) or {}
    return str(before.get("sent", "")) if before.get("bundle") == witness.bundle else ""


def _place(witness: Witness) -> str:
    return f"{_WITNESS}{witness.device}/{witness.size:012}/{witness.by}"
