"""Cards that travel as bundles: encrypted for one colleague and signed, so that nobody on the way learns who works with whom.

The card in it is the same signed note as in a text file, and is weighed alike; the bundle adds that it was meant for this vault.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.domain.values import When
from casefile.errors import Refused
from casefile.handover import layout, statement, writing
from casefile.handover.addressing import Addressee
from casefile.handover.content import CardContent
from casefile.handover.writing import PayloadFile, Written
from casefile.progress import SILENT, Progress
from casefile.usecases import bundles, cardtext, contacts, identity, inspection, letters
from casefile.usecases.contacts import Card, Change, Standing, Weighed
from casefile.usecases.inspection import Checked
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Came:
    """A card that came in a bundle: `text` as it is signed, what it is to those who are known, and what it would change, None for nothing."""

    checked: Checked
    card: Card
    text: str
    weighed: Weighed
    change: Change | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A card that was taken in, and the `contact` as they are known now."""

    came: Came
    contact: Contact


def write(session: Session, addressee: Addressee, destination: Path, progress: Progress = SILENT) -> Written:
    """Write this vault's card as a bundle for one colleague.

    Raises:
        Refused: something is there already, or the disk is full.
    """
    session.require_writable()  # bundles are numbered
    writing.check_place(destination)
    with session.database.reading() as connection:
        checkpoint = letters.own_checkpoint(session, connection)
    letter = letters.letter(session, statement.CARD, addressee, checkpoint)
    payload = [PayloadFile.of(layout.CARD_FILE, identity.card_text(session).encode("utf-8"))]
    return writing.write(destination, letter, payload, progress)


def preview(session: Session, path: Path, passphrase: str | None = None, progress: Progress = SILENT) -> Came:
    """Check a card in a bundle and say what it would change. Nothing is written; a card of nobody known is told, not refused.

    Raises:
        WrongKey: it is for someone else. NotAge, Refused: it is no card, is this vault's own, or was made for someone else and passed on.
        Damaged, Truncated, VerificationFailed: damaged, unsigned, wrongly signed, or not the card of who signed it.
        Cancelled
    """
    with inspection.open_bundle(path) as source:
        opened = bundles.read(session, source, bundles.identities(session, passphrase), progress)
    content = opened.checked.content
    if not isinstance(content, CardContent):
        raise Refused("contacts.not_a_sealed_card", kind=opened.checked.kind)
    card = cardtext.card_of(content.card)
    if card.signing_key == identity.verify_key(session):
        raise Refused("sync.own_bundle")
    weighed = contacts.weigh(session, card)
    return Came(opened.checked, card, content.data.decode("utf-8"), weighed, contacts.change(weighed, card))


def take_in(
    session: Session,
    path: Path,
    passphrase: str | None = None,
    trusted: str | None = None,
    progress: Progress = SILENT,
) -> Taken:
    """Check a card and bring the contact up to date. Of nobody known it makes a contact whose fingerprint is still to be compared; one that says
    what is known changes nothing.

    Args:
        trusted: the fingerprint as its owner told it over another way, in digits or words; it is then compared.

    Raises:
        As `preview`; and Refused: they have newer keys, it is signed with a key that counts no more, it gives other keys to someone known and no
            key known of theirs vouches for them, or its fingerprint is not the one that was told. Nothing is changed by any of them.
    """
    session.require_writable()
    came = preview(session, path, passphrase, progress)
    whose, standing = came.weighed.contact, came.weighed.standing
    name = (whose.name if whose else "") or came.card.name or came.card.fingerprint or ""
    if trusted is not None:
        bundles.require_told(came.checked.sender, trusted)
        return Taken(came, contacts.add(session, came.card, name, When(clock.now().date().isoformat())))
    if standing is Standing.UNVOUCHED:
        raise Refused("contacts.card_unvouched", name=name)
    if standing is Standing.KNOWN and whose is not None:
        return Taken(came, whose)
    return Taken(came, contacts.add(session, came.card, name))
