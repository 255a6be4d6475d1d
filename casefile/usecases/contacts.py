"""Colleagues: what they are encrypted to, what they sign with, and whether anyone compared the fingerprint with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.domain.values import Text, Version, When
from casefile.errors import NotFound, Refused
from casefile.i18n import LANGUAGES, Catalogue
from casefile.journal.entry import ORIGIN
from casefile.records import repository
from casefile.usecases import identity
from casefile.usecases.cardtext import Card as Card
from casefile.usecases.cardtext import fingerprint_of as fingerprint_of
from casefile.usecases.cardtext import read_card as read_card
from casefile.usecases.session import Session

WAYS = ("in_person", "phone", "video")
"""How two people compare a fingerprint, so that nobody between them could have changed it."""


class Standing(StrEnum):
    """What a card is to those who are known.

    NEW: nobody's whom we know. KNOWN: it says what we know. VOUCHED: other keys, and a known key of theirs signed for them. UNVOUCHED: other
    keys of someone known, with nobody's word for it, or none that they follow upon the ones we know. OLDER: they have other keys since. LOST:
    signed with a key that counts no more.
    """

    NEW = "new"
    KNOWN = "known"
    VOUCHED = "vouched"
    UNVOUCHED = "unvouched"
    OLDER = "older"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a card is, and whose."""

    standing: Standing
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes other where a card is taken in: whether what is encrypted to and what they sign with, and the fingerprints `before` and `after`, None
    where there is none."""

    recipient: bool
    signing_key: bool
    before: str | None
    after: str | None


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


def lost(session: Session) -> dict[str, Contact]:
    """Signing key (vkey) that counts no more → the contact whose it was."""
    return {key: contact for contact in known(session) for key in contact.lost_keys}


def device_of(key: str) -> str:
    """The device that a vkey is of, as people tell it from others: the first eight digits of its id."""
    return key.partition("+")[0].removeprefix(ORIGIN)[:8]


def is_lost(contact: Contact) -> bool:
    """Whether the key of their last card counts no more, so that a new card is needed."""
    return contact.signing_key is not None and contact.signing_key in contact.lost_keys


def is_trusted(contact: Contact) -> bool:
    """Whether somebody compared their fingerprint with them, and the key counts."""
    return contact.compared is not None and not is_lost(contact)


def is_team(contact: Contact) -> bool:
    """Whether what they send may be taken in without asking: they are of the team, and trusted."""
    return bool(contact.team) and is_trusted(contact)


def weigh(session: Session, card: Card) -> Weighed:
    """What a card is to those who are known; nothing is written."""
    return weigh_among(known(session), card)


def weigh_among(everyone: Sequence[Contact], card: Card) -> Weighed:
    """As `weigh`, to these contacts."""
    whose = _whose(everyone, card)
    if whose is None:
        return Weighed(Standing.NEW)
    if card.signing_key in whose.lost_keys:
        return Weighed(Standing.LOST, whose)
    counting = keys_of(whose)
    if card.recipient in whose.former_recipients and (card.signing_key is None or card.signing_key in counting):
        return Weighed(Standing.OLDER, whose)
    if card.recipient == whose.recipient and (card.signing_key is None or card.signing_key in counting):
        return Weighed(Standing.KNOWN, whose)
    vouched = card.signed and any(key in counting for key in (card.signing_key, *card.previous_keys))
    return Weighed(Standing.VOUCHED if vouched and _follows(whose, card) else Standing.UNVOUCHED, whose)


def change(weighed: Weighed, card: Card) -> Change | None:
    """What a card would change; None where it would change nothing, for it is known, or not to be taken in."""
    whose = weighed.contact
    if weighed.standing in (Standing.KNOWN, Standing.OLDER, Standing.LOST):
        return None
    before = fingerprint_of(whose.recipient, whose.signing_key) if whose else None
    key = card.signing_key or (whose.signing_key if whose else None)
    return Change(
        whose is None or card.recipient != whose.recipient,
        whose is None or key != whose.signing_key,
        before,
        fingerprint_of(card.recipient, key),
    )


def add(session: Session, card: Card, name: str, compared: When | None = None) -> Contact:
    """Remember a colleague. `compared` is the day on which the fingerprint was compared with theirs over another way.

    Raises:
        Refused: as `made_of`.
    """
    contact = made_of(session, card, name, compared)
    with session.database.writing() as unit:
        unit.save(contact)
    return contact


def made_of(session: Session, card: Card, name: str, compared: When | None) -> Contact:
    """The contact that a card makes, not saved yet; one who is known already is brought up to date. The comparison made earlier stays where
    nothing is other than it was, or a known key vouches for what is; else it is to be made again.

    Raises:
        Refused: they have other keys since that card, it is signed with a key that counts no more, it names a device of somebody else, or it is
            the card of this vault.
    """
    if identity.has_recipient(session, card.recipient):
        raise Refused("contacts.card_own")
    everyone = known(session)
    weighed = weigh_among(everyone, card)
    _require_own_devices(everyone, weighed.contact, card)
    if weighed.standing in (Standing.OLDER, Standing.LOST):
        raise Refused(f"contacts.card_{weighed.standing}", name=(weighed.contact.name if weighed.contact else "") or "")
    if weighed.contact is None:
        earlier = Contact(name=name, recipient=card.recipient, signing_key=card.signing_key)
        return replace(_with_keys(earlier, card), compared=compared)
    if weighed.standing is Standing.KNOWN:
        made = replace(weighed.contact, name=name)
    else:
        made = replace(_with_keys(weighed.contact, card), name=name)
        if weighed.standing is Standing.VOUCHED:
            made = replace(made, renewed=When(clock.now().date().isoformat()))
        else:
            made = replace(made, compared=None, compared_how=None, renewed=None)
    return replace(made, compared=compared, compared_how=None) if compared else made


def compared(contact: Contact, way: str, language: str = "en") -> Contact:
    """The contact with the fingerprint compared today, `way` one of `WAYS`; it is kept in all languages, `language` as the original."""
    versions = [Version(code, Catalogue(code).text(f"handing.way.{way}"), code == language) for code in LANGUAGES]
    versions.sort(key=lambda version: not version.original)
    return replace(contact, compared=When(clock.now().date().isoformat()), compared_how=Text(tuple(versions)))


def without_key(contact: Contact, keys: Iterable[str]) -> Contact:
    """The contact once `keys` of theirs may be in other hands: what these sign counts no more, and the comparison is to be made again."""
    lost = _each_once((*contact.lost_keys, *keys))
    return replace(contact, lost_keys=lost, compared=None, compared_how=None, renewed=None)


def _require_own_devices(everyone: Iterable[Contact], whose: Contact | None, card: Card) -> None:
    """A key is named after its device, and by that name its holder speaks for the device. Nobody takes that of somebody else.

    Raises:
        Refused: the card names a key after a device of another contact.
    """
    named = {key.partition("+")[0] for key in (card.signing_key, *card.previous_keys) if key and _is_of_device(key)}
    for each in everyone:
        keys = (each.signing_key, *each.further_keys, *each.lost_keys)
        if (whose is None or each.id != whose.id) and not named.isdisjoint(
            key.partition("+")[0] for key in keys if key
        ):
            raise Refused("contacts.card_other_device", name=each.name or each.id)


def _is_of_device(key: str) -> bool:
    return key.startswith(ORIGIN)


def _whose(everyone: Sequence[Contact], card: Card) -> Contact | None:
    """By the key of the card, else by an earlier one that signed it too, else by the recipient where the card or the contact has no key."""
    for key in (card.signing_key, *card.previous_keys):
        for each in everyone:
            if key is not None and key in (each.signing_key, *each.further_keys, *each.lost_keys):
                return each
    for each in everyone:
        if card.recipient == each.recipient and (card.signing_key is None or each.signing_key is None):
            return each
    return None


def _follows(contact: Contact, card: Card) -> bool:
    """Whether a card is no older than what is known: it names the known recipient, or comes with a key that was not seen before. One that was
    made many renewals ago does neither, and must not bring back what was given up."""
    return contact.recipient in (card.recipient, *card.previous_recipients) or card.signing_key not in keys_of(contact)


def _with_keys(contact: Contact, card: Card) -> Contact:
    """The contact with the keys of the card as the present ones. Earlier keys go on counting, for what was signed with them is underway."""
    present = card.signing_key or contact.signing_key
    keys = _each_once((contact.signing_key, *contact.further_keys, *card.previous_keys))
    recipients = _each_once((contact.recipient, *card.previous_recipients, *contact.former_recipients))
    return replace(
        contact,
        recipient=card.recipient,
        signing_key=present,
        further_keys=tuple(key for key in keys if key != present),
        former_recipients=tuple(each for each in recipients if each != card.recipient),
    )


def _each_once(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
