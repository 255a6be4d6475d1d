"""Colleagues: what they are encrypted to, what they sign with, and whether anyone compared the fingerprint with theirs."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from casefile.crypto.age import BadKey, HybridRecipient, parse_recipient
from casefile.crypto.fingerprint import fingerprint
from casefile.crypto.signing import VerifyKey
from casefile.domain.kinds import Contact
from casefile.domain.values import When
from casefile.errors import NotFound, Refused
from casefile.records import repository
from casefile.usecases.session import Session

_WORD = re.compile(r"\bage1[0-9a-z]{20,}\b")
# A name begins where a word does: tried from each of its letters, a long word would take hours.
_SIGNING_KEY = re.compile(r"(?<![^\s+\"])[^\s+\"]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}")


@dataclass(frozen=True, slots=True)
class Card:
    """What a colleague gave: `recipient` is an age recipient, `signing_key` the vkey of their device where they gave it."""

    name: str
    recipient: str
    signing_key: str | None = None

    @property
    def fingerprint(self) -> str | None:
        """What is compared over another way; None where there is no signing key or the recipient is a classical one."""
        return fingerprint_of(self.recipient, self.signing_key)


def read_card(text: str) -> Card:
    """The card in a text: what ``casefile identity`` prints, with ``--json`` or without, or a bare recipient.

    Raises:
        Refused: there is no recipient in it, or what looks like a key is none.
    """
    recipient, key = _WORD.search(text), _SIGNING_KEY.search(text)
    if recipient is None:
        raise Refused("contacts.not_a_card")
    try:
        parse_recipient(recipient[0])
        signing_key = VerifyKey.parse(key[0])[1].encode(key[0].partition("+")[0]) if key else None
    except (BadKey, ValueError):
        raise Refused("contacts.not_a_card") from None
    return Card(_author(text), recipient[0], signing_key)


def fingerprint_of(recipient: str | None, signing_key: str | None) -> str | None:
    """The fingerprint over both keys, or None where one is missing or of another kind."""
    try:
        return fingerprint(HybridRecipient.parse(recipient or ""), VerifyKey.parse(signing_key or "")[1])
    except (BadKey, ValueError):
        return None


def known(session: Session) -> tuple[Contact, ...]:
    """All contacts, by name."""
    with session.database.reading() as connection:
        stored = repository.where(connection, "contact")
    found = [each.record for each in stored if isinstance(each.record, Contact)]
    return tuple(sorted(found, key=lambda contact: ((contact.name or "").casefold(), contact.id)))


def find(session: Session, name: str) -> Contact:
    """The contact of this name or id.

    Raises:
        NotFound: there is none.
        Refused: several have this name.
    """
    wanted = name.strip().casefold()
    found = [each for each in known(session) if each.id == wanted or (each.name or "").casefold() == wanted]
    if not found:
        raise NotFound("contacts.not_found", name=name)
    if len(found) > 1:
        raise Refused("contacts.ambiguous", name=name, ids=", ".join(each.id for each in found))
    return found[0]


def keys_of(contact: Contact) -> tuple[str, ...]:
    """The vkeys with which the contact may sign: of the card taken in last first, then of other devices and of the past; not the lost."""
    return tuple(key for key in (contact.signing_key, *contact.further_keys) if key and key not in contact.lost_keys)


def signers(session: Session) -> dict[str, Contact]:
    """Signing key (vkey) → contact, for all keys of all contacts."""
    return {key: contact for contact in known(session) for key in keys_of(contact)}


def signed_by(session: Session, key: str) -> Contact | None:
    """The contact who signs with this vkey, be it on any of their devices."""
    return signers(session).get(key)


def add(session: Session, card: Card, name: str, compared: When | None = None) -> Contact:
    """Remember a colleague. `compared` is the day on which the fingerprint was compared with theirs over another way."""
    contact = made_of(session, card, name, compared)
    with session.database.writing() as unit:
        unit.save(contact)
    return contact


def made_of(session: Session, card: Card, name: str, compared: When | None) -> Contact:
    """The contact that a card makes, not saved yet; one with the same signing key is brought up to date."""
    earlier = signed_by(session, card.signing_key) if card.signing_key else None
    if earlier is None:
        return Contact(name=name, recipient=card.recipient, signing_key=card.signing_key, compared=compared)
    kept = earlier.compared if earlier.recipient == card.recipient else None
    return replace(earlier, name=name, recipient=card.recipient, compared=compared or kept)


def _author(text: str) -> str:
    try:
        said = json.loads(text)
    except ValueError:
        return ""
    return str(said.get("author") or "") if isinstance(said, dict) else ""
