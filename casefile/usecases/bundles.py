"""Opening a bundle of any kind for this vault: everything is checked, whose it is and for whom it was made."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casefile import clock
from casefile.crypto.age import Identity
from casefile.domain.kinds import Contact
from casefile.domain.values import When
from casefile.errors import Refused
from casefile.handover import layout, reading, statement
from casefile.handover.content import TakePart
from casefile.handover.reading import Begin, Bundle, Take
from casefile.handover.statement import Sender, Statement
from casefile.handover.ustar import Member
from casefile.progress import SILENT, Progress
from casefile.records.unit import UnitOfWork
from casefile.usecases import comparing, contacts, identity, inspection
from casefile.usecases.comparing import Match
from casefile.usecases.contacts import Card
from casefile.usecases.inspection import AddressedTo, Checked, Signature
from casefile.usecases.session import Session
from casefile.vault.durable import plain_faults


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle that is signed and for us: what was checked, what it holds, and the `contact` who signed it where they are one."""

    checked: Checked
    bundle: Bundle
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class Announced:
    """What stands at the beginning of a bundle: its kind, the hash of the tag manifest (hexadecimal, empty where nobody signed), and the `contact`
    who signed so much, where they are one; `lost` is the contact with whose key it is signed that counts no more."""

    kind: str
    manifest: str = ""
    contact: Contact | None = None
    lost: Contact | None = None


def kind_of(session: Session, path: Path, passphrase: str | None = None) -> str:
    """Of which kind a bundle says it is.

    Raises:
        As `announced`.
    """
    return announced(session, path, passphrase).kind


def announced(session: Session, path: Path, passphrase: str | None = None) -> Announced:
    """What a bundle says it is and who signed that; only its beginning is read, and nothing of the rest is checked.

    Raises:
        WrongKey: it is for someone else. NotAge, Refused: it is no bundle. Damaged, Truncated, VerificationFailed
    """
    beginning = _Beginning()
    with inspection.open_bundle(path) as source, plain_faults(), contextlib.suppress(_SignatureRead):
        reading.read(source, identities(session, passphrase), SILENT, beginning.take)
    said = statement.check(beginning.note)[1]
    if said is None:
        return Announced(statement.DISCLOSURE)
    key = said.sender.key
    return Announced(said.kind, said.manifest, contacts.signed_by(session, key), contacts.lost(session).get(key))


class _SignatureRead(Exception):
    """What is signed is known; the rest need not be read."""


class _Beginning:
    def __init__(self) -> None:
        self.note = b""

    def take(self, member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Keep the signature, and stop at what follows it."""
        if member.name != layout.SIGNATURE:
            raise _SignatureRead
        for piece in pieces:
            self.note += piece
            yield piece


def identities(session: Session, passphrase: str | None) -> list[Identity]:
    """What may open a bundle: the vault's exchange identities, or the passphrase it was made for."""
    if passphrase is not None:
        return inspection.locked_with(passphrase)
    return [*identity.exchange_identities(session)]


def read(
    session: Session,
    source: BinaryIO,
    known: list[Identity],
    progress: Progress = SILENT,
    take: Take | None = None,
    take_part: TakePart | None = None,
    begin: Begin | None = None,
) -> Opened:
    """Read and check a whole bundle; nothing is written.

    Args:
        begin: given what is signed before anything of the payload is taken; it may refuse who signed it.

    Raises:
        WrongKey: it is for someone else. NotAge, Refused: it is no bundle, or was made for someone else and passed on.
        Damaged, Truncated, VerificationFailed: damaged, unsigned, wrongly signed, or could do harm; each with its own sentence.
        Cancelled
    """
    people = contacts.signers(session)
    own = identity.verify_key(session)

    def signed(said: Statement) -> None:
        if inspection.addressed(said, known) not in (AddressedTo.YOU, AddressedTo.PASSPHRASE):
            raise Refused("handover.made_for_someone_else")
        if begin is not None:
            begin(said)

    with plain_faults():
        bundle = reading.read(source, known, progress, take, take_part, signed)
    found = inspection.checked(bundle, known, [*people, own], contacts.lost(session))
    inspection.require_signature(found)
    return Opened(found, bundle, people.get(found.sender.key) if found.sender else None)


def require_sender(session: Session, signed_by: Sender | None, trusted: str | None = None) -> Sender:
    """The sender, if we know them or were told to trust them.

    Args:
        signed_by: whose signature is right.
        trusted: the fingerprint of a sender who is no contact yet, as they told it over another way.

    Raises:
        Refused: we do not know them, they are not who we were told, or the key counts no more.
    """
    assert signed_by is not None, "an unsigned bundle was refused before"
    if trusted is not None:
        require_told(signed_by, trusted)
    whose = contacts.lost(session).get(signed_by.key)
    if whose is not None:
        raise Refused("handover.signer_lost", name=whose.name or whose.id)
    known = trusted is not None or signed_by.key == identity.verify_key(session)
    if not known and contacts.signed_by(session, signed_by.key) is None:
        raise Refused("handover.signer_unknown", fingerprint=signed_by.fingerprint)
    return signed_by


def require_told(signed_by: Sender | None, trusted: str) -> None:
    """That the sender's fingerprint is the one that was told over another way, in digits or words.

    Raises:
        Refused: it is not.
    """
    fingerprint = signed_by.fingerprint if signed_by else ""
    if comparing.compare(trusted, fingerprint).match is not Match.SAME:
        raise Refused("handover.other_fingerprint", fingerprint=fingerprint)


def made_of(session: Session, signed_by: Sender) -> Contact:
    """The contact that a sender whom we were told to trust becomes, compared today; not saved yet."""
    card = Card(signed_by.name, signed_by.recipient, signed_by.key)
    today = When(clock.now().date().isoformat())
    return contacts.made_of(session, card, signed_by.name or signed_by.fingerprint, today)


def contact_of(session: Session, unit: UnitOfWork, opened: Opened) -> Contact:
    """The contact who sent it; one whom we were told to trust becomes one.

    Raises:
        Refused: this vault made it itself.
    """
    if opened.contact is not None:
        return opened.contact
    signed_by = opened.checked.sender
    assert signed_by is not None, "an unsigned bundle was refused before"
    if opened.checked.signature is Signature.KNOWN:
        raise Refused("sync.own_bundle")
    made = made_of(session, signed_by)
    unit.save(made)
    return made
