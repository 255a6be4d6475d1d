"""Contacts, decided without Qt: what a pasted card says, and what becomes of a contact that is added, changed or compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casefile.domain.kinds import Contact
from casefile.domain.values import Text
from casefile.errors import Refused, VerificationFailed
from casefile.usecases import comparing, contacts
from casefile.usecases.comparing import Comparison, Match
from casefile.usecases.contacts import Card, Change, Standing, Weighed
from casefile.usecases.identity import Card as OwnKeys
from ui.words import catalogue, language, t


@dataclass(frozen=True)
class Said:
    """One sentence about a card, and whether it is to be doubted, or cannot be taken in at all."""

    words: str
    doubtful: bool = False
    refused: bool = False


def read(text: str) -> tuple[Card | None, str]:
    """The card in what was pasted; or None, and why there is none."""
    try:
        return contacts.read_card(text), ""
    except Refused:
        return None, t("handing.add.no_card")
    except VerificationFailed as error:
        return None, catalogue().error(error)


def is_own(card: Card, own: OwnKeys | None) -> bool:
    """Whether a card is the one of this vault."""
    return own is not None and own.recipient == card.recipient


def standing(weighed: Weighed, card: Card) -> Said:
    """What is said of a card before it is taken in."""
    name, found = (weighed.contact.name if weighed.contact else None) or "", weighed.standing
    words = t(f"handing.standing.{found}", name=name)
    if found in (Standing.OLDER, Standing.LOST):
        return Said(words, refused=True)
    if card.fingerprint is None:
        return Said(t("handing.add.bare"), doubtful=True)
    if found is Standing.UNVOUCHED:
        return Said(words, doubtful=True)
    return Said(words) if card.signed else Said(t("handing.add.unsigned"), doubtful=True)


def changes(change: Change | None) -> str:
    """What would become other of someone known, in a few words."""
    if change is None or change.before is None:
        return ""
    found = [each for each in ("recipient", "signing_key") if getattr(change, each)]
    return " ".join(t(f"handing.change.{each}") for each in found)


def wrong(found: Comparison) -> str:
    """Each group or word that is not as it should be, by its place."""
    named = ", ".join(t("handing.compare.wrong_one", place=each.place, typed=each.typed) for each in found.wrong)
    if any(not each.possible for each in found.wrong):
        return t("handing.compare.mistyped", wrong=named)
    return t("handing.compare.wrong", wrong=named)


def key_name(contact: Contact, key: str) -> str:
    """How one of a contact's signing keys is told from the others."""
    which = "present" if key == contact.signing_key else "earlier"
    return t(f"handing.key.{which}", device=contacts.device_of(key))


def named(contact: Contact, name: str, purpose: str) -> Contact:
    """The contact under this name, for this purpose. Words that were not changed keep their other languages."""
    said = contact.purpose.best(language()).text if contact.purpose else ""
    kept = contact.purpose if purpose.strip() == said else Text.of(purpose.strip(), language())
    return replace(contact, name=name.strip(), purpose=kept if purpose.strip() else None)


def same_fingerprint(typed: str, fingerprint: str) -> bool | None:
    """Whether what someone told, digits or words, is the fingerprint; None while too little was typed to say."""
    match = comparing.compare(typed, fingerprint).match
    return None if match is Match.UNFINISHED else match is Match.SAME
