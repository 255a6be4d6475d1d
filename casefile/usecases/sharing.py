"""Sending whole entries to a colleague, to be merged there: a sync bundle of some cases or of all, in full or since what they confirmed.

What was sent is remembered and is not yet confirmed: until a receipt comes it goes again with the next bundle, for files get lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from casefile import clock
from casefile.domain.kinds import Contact, Evidence
from casefile.errors import Refused
from casefile.handover import addressing, bag, delta, layout, statement, writing
from casefile.handover.addressing import Addressee
from casefile.handover.delta import Part
from casefile.handover.writing import PayloadFile, Written
from casefile.progress import SILENT, Progress
from casefile.records import repository
from casefile.records.database import Connection
from casefile.usecases import checkpoints, confirmed, contacts, deltas, letters, origins
from casefile.usecases.confirmed import Sent
from casefile.usecases.deltas import Scope
from casefile.usecases.gathering import Outlook, Ready, gather
from casefile.usecases.session import Session

__all__ = ["Outlook", "Scope", "Shared", "To", "make", "preview", "to", "waiting"]

_READY = ".ready"


@dataclass(frozen=True, slots=True)
class To:
    """One recipient: the `contact`, and the `addressee` for the file."""

    contact: Contact
    addressee: Addressee


@dataclass(frozen=True, slots=True)
class Shared:
    """A bundle that was made, and what is in it."""

    bundle: Written
    outlook: Outlook


def to(session: Session, words: str) -> To:
    """The contact of this name or id.

    Raises:
        NotFound, Refused: there is none, or several have this name; or as `to_contact`.
    """
    return to_contact(contacts.find(session, words))


def to_contact(contact: Contact) -> To:
    """A contact as a recipient.

    Raises:
        Refused: nothing is known that could be encrypted to, or it may be in other hands.
    """
    if contacts.is_lost(contact):
        raise Refused("sync.key_lost", name=contact.name or contact.id)
    if not contact.recipient:
        raise Refused("sync.no_recipient", name=contact.name or contact.id)
    return To(contact, addressing.to_recipient(contact.recipient))


def to_passphrase(contact: Contact, passphrase: str) -> To:
    """A contact who is to open the file with a passphrase."""
    return To(contact, addressing.to_passphrase(passphrase))


def preview(
    session: Session,
    scope: Scope,
    whom: To,
    *,
    full: bool = False,
    under_way: Sequence[Sent] = (),
    progress: Progress = SILENT,
) -> Outlook:
    """What `make` would send. Nothing is written.

    Raises:
        NotFound, Refused: as `make`. Cancelled
    """
    with session.database.reading() as connection:
        return gather(
            session, connection, scope, whom.contact, progress, full=full, files=True, under_way=under_way
        ).outlook


def make(
    session: Session,
    scope: Scope,
    whom: To,
    destination: Path,
    *,
    full: bool = False,
    files: bool = True,
    part_size: int | None = None,
    under_way: Sequence[Sent] = (),
    progress: Progress = SILENT,
) -> Shared:
    """Write a bundle of what the contact has not confirmed, log the handover in the custody of each file and case, and remember what was sent.

    Args:
        destination: the file to make.
        full: everything in the scope, whatever was confirmed.
        files: whether the evidence's files go along; those that do not, go with a later bundle.
        part_size: bytes of the parts that it is cut into; see `writing.write`.
        under_way: bundles whose files are still on their way to the contact, so that what is in them need not go again.
        progress: bytes of payload.

    Raises:
        NotFound, Refused: no such case, nothing to send, something at the destination, or the disk is full.
        VerificationFailed: a file of the vault was altered outside Casefile.
        Cancelled; no bundle is left behind by any of them.
    """
    session.require_writable()
    writing.check_place(destination)
    # Under a name of its own until it is logged: what lies there from a run that was killed does not stand in the way.
    staged = destination.with_name(f"{destination.name}.{secrets.token_hex(4)}{_READY}")
    with session.database.reading() as connection:
        ready = gather(session, connection, scope, whom.contact, progress, full=full, files=files, under_way=under_way)
        if ready.outlook.is_empty:
            raise Refused("sync.nothing_new", name=whom.contact.name or "")
        letter = letters.letter(session, statement.SYNC, whom.addressee, ready.checkpoint)
        payload = list(_payload(session, connection, ready, progress))
        with _removed_on_failure(staged):
            written = writing.write(staged, letter, payload, progress, part_size)
    with _removed_on_failure(*written.files):
        _log(session, ready, whom, written)
        made = writing.rename(written, destination)
    return Shared(made, ready.outlook)


def waiting(session: Session, contact: str) -> list[Sent]:
    """The bundles that went to the contact with this id and were not answered yet, the oldest first."""
    with session.database.reading() as connection:
        return confirmed.waiting(session, connection, contact)


def _payload(session: Session, connection: Connection, ready: Ready, progress: Progress) -> Iterator[PayloadFile]:
    """The files of entries, of which only the first stays in memory, and the evidence."""
    if len(ready.cuts) > layout.MAX_JOURNALS:
        raise Refused("handover.too_much_for_one_bundle")
    for number in range(1, len(ready.cuts) + 1):
        data = _part(session, connection, ready, number, progress)
        name = layout.journal_name(number)
        if number == 1:
            yield PayloadFile.of(name, data)
        else:
            opened = partial(_opened_part, session, connection, ready, number, progress)
            yield PayloadFile(name, len(data), bag.sha256(data), opened)
    for file, blob in ready.files:
        yield PayloadFile(file.name, file.size, file.sha256, partial(session.vault.store.read, blob))


def _opened_part(session: Session, connection: Connection, ready: Ready, number: int, progress: Progress) -> BytesIO:
    return BytesIO(_part(session, connection, ready, number, progress))


def _part(session: Session, connection: Connection, ready: Ready, number: int, progress: Progress) -> bytes:
    entries = deltas.between(connection, ready.chosen, ready.cuts[number - 1], progress)
    sections = origins.sections(session, connection, entries, ready.checkpoint)
    return delta.dump(Part(tuple(sections), ready.about if number == 1 else None), number)


def _log(session: Session, ready: Ready, whom: To, written: Written) -> None:
    event = {
        "event": "handed_over",
        "to": whom.contact.name or "",
        "recipient": addressing.noted(whom.addressee.label),
        "bundle": written.bundle_id,
        "manifest": written.manifest,
        "kind": statement.SYNC,
    }
    checkpoints.sign(session.database, session.local)
    whole, parted = ready.tally.held()
    files = tuple(each.sha256 for each, _ in ready.files)
    sent = Sent(
        whom.contact.id, written.bundle_id, written.manifest, clock.timestamp(), whole, parted, files, ready.left
    )
    with session.database.writing() as unit:
        confirmed.note_sent(session, unit.connection, sent)
        # Word of word of a handover would go back and forth for ever.
        if ready.outlook.only_custody:
            return
        for case in _cases(unit.connection, ready):
            unit.custody(case, event, "case")
        by_content = {each.sha256: each for each, _ in ready.files}
        for record in repository.with_contents(unit.connection, by_content):
            stored = repository.get(unit.connection, "evidence", record)
            if stored is not None and isinstance(stored.record, Evidence):
                unit.custody(record, {**event, "sha256": stored.record.sha256})


def _cases(connection: Connection, ready: Ready) -> list[str]:
    """The cases of the scope of which anything goes. Where everything is shared, the custody of each case does not say so: that would be as many
    entries again, which would go with the next bundle; the files' custody does."""
    if ready.chosen.scope.sort == "all":
        return []
    touched = repository.cases_of(connection, ready.tally.touched)
    touched |= repository.known(connection, "case", ready.tally.touched)
    return sorted(touched & set(ready.chosen.cases))


@contextmanager
def _removed_on_failure(*places: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for place in places:
            with suppress(OSError):  # a stick that was pulled: the first fault is the one to tell
                place.unlink(missing_ok=True)
        raise
