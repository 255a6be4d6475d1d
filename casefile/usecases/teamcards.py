"""Cards in the team folder: the own one for members who have not been told of new keys, and those of members. Local rows ``team/card/<contact>``."""

from __future__ import annotations

from pathlib import Path

from casefile.domain.kinds import Contact
from casefile.handover import addressing
from casefile.handover.writing import Written
from casefile.progress import Progress
from casefile.records.database import Connection
from casefile.usecases import contacts, identity, sealedcards
from casefile.usecases.contacts import Standing
from casefile.usecases.session import Session
from casefile.usecases.teamletters import NO_MEMBER, Seen

_TOLD = "team/card/"


def is_due(session: Session, contact: Contact) -> bool:
    """Whether there are other keys than the member was told of. Who was told of none knows those with which this vault began."""
    with session.database.reading() as connection:
        told = session.local.kept(connection, _TOLD + contact.id)
    if told is None:
        return bool(identity.former_recipients(session)) or len(session.database.devices) > 1
    return told != _today(session)


def write(session: Session, contact: Contact, recipient: str, place: Path, progress: Progress) -> Written:
    """Write the own card for a member, to the age `recipient` of theirs, and remember that they are told.

    Raises:
        Refused: the disk is full, read-only or failing.
    """
    written = sealedcards.write(session, addressing.to_recipient(recipient), place, progress)
    session.keep(_TOLD + contact.id, _today(session))
    return written


def take_in(session: Session, letter: Path, progress: Progress) -> Contact | Seen | None:
    """Take in a card from the folder where a known key of a member vouches for it.

    Returns:
        The contact with the new keys; or why a person must look at it; None where it says nothing new, or what was so before.

    Raises:
        As `sealedcards.preview`.
    """
    came = sealedcards.preview(session, letter, progress=progress)
    whose, standing = came.weighed.contact, came.weighed.standing
    if standing in (Standing.KNOWN, Standing.OLDER):
        return None
    sender = (whose.name if whose else None) or ""
    if standing in (Standing.LOST, Standing.UNVOUCHED):
        return Seen(sender, f"contacts.card_{standing}", {"name": sender})
    if whose is None or not contacts.is_team(whose):
        return Seen(sender, NO_MEMBER)
    return sealedcards.take_in(session, letter, progress=progress).contact


def forget_all(session: Session, connection: Connection) -> None:
    """Remember of nobody what they were told."""
    for name in session.local.all_kept(connection, _TOLD):
        session.local.forget(connection, name)


def _today(session: Session) -> dict[str, str]:
    card = identity.card(session)
    return {"recipient": card.recipient, "signing_key": card.signing_key}
