"""A file that came, of whatever kind: told apart by what its signature says, and checked as such. No Qt: this runs off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefile.errors import Refused, VerificationFailed
from casefile.progress import Progress
from casefile.usecases import bundles, contacts, receipts, receive, sealedcards
from casefile.usecases.receipts import Answered
from casefile.usecases.receive import Incoming
from casefile.usecases.session import Session
from ui.handover import arriving
from ui.handover.arriving import Shown

_LARGEST_CARD = 64 * 1024


@dataclass(frozen=True)
class CardFile:
    """The card of somebody, as text."""

    text: str


Came = Incoming | Shown | Answered | CardFile


def check(session: Session, path: Path, passphrase: str | None, progress: Progress) -> Came:
    """Check a file. Of these only a receipt changes anything by that: it says what a colleague has, and takes nothing away.

    Raises:
        As `receive.preview`, `syncing.preview`, `receipts.take_in` and `sealedcards.preview`.
    """
    card = _plain_card(path)
    if card is not None:
        return card
    match bundles.kind_of(session, path, passphrase):
        case "sync":
            return arriving.look(session, path, passphrase, progress)
        case "receipt":
            return receipts.take_in(session, path, passphrase, progress)
        case "card":
            return CardFile(sealedcards.preview(session, path, passphrase, progress).text)
    return receive.preview(session, path, passphrase, progress)


def _plain_card(path: Path) -> CardFile | None:
    """The card in a file that is nothing but one."""
    try:
        if path.stat().st_size > _LARGEST_CARD:
            return None
        text = path.read_text("utf-8", "strict")
        contacts.read_card(text)
    except (OSError, UnicodeDecodeError, Refused):
        return None  # whatever it is, the check of bundles says what is wrong with it
    except VerificationFailed:
        return CardFile(text)  # a card with a wrong signature: its own dialog says so
    return CardFile(text)
