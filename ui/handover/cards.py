"""Contacts, decided without Qt: what a pasted card says, and what becomes of a contact that is added, changed or compared."""

from __future__ import annotations

from dataclasses import replace

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.domain.values import Text, Version, When
from casefile.errors import Refused
from casefile.i18n import LANGUAGES, Catalogue
from casefile.usecases import contacts
from casefile.usecases.contacts import Card
from ui.words import language

WAYS = ("in_person", "phone", "video")
"""How two people compare a fingerprint, so that nobody between them could have changed it."""


def read(text: str) -> Card | None:
    """The card in what was pasted; None where there is none."""
    try:
        return contacts.read_card(text)
    except Refused:
        return None


def named(contact: Contact, name: str, purpose: str) -> Contact:
    """The contact under this name, for this purpose. Words that were not changed keep their other languages."""
    said = contact.purpose.best(language()).text if contact.purpose else ""
    kept = contact.purpose if purpose.strip() == said else Text.of(purpose.strip(), language())
    return replace(contact, name=name.strip(), purpose=kept if purpose.strip() else None)


def compared(contact: Contact, way: str) -> Contact:
    """The contact with its fingerprint compared today, `way` one of `WAYS`."""
    key = f"handing.way.{way}"
    versions = [Version(code, Catalogue(code).text(key), original=code == language()) for code in LANGUAGES]
    versions.sort(key=lambda version: not version.original)
    return replace(contact, compared=When(clock.now().date().isoformat()), compared_how=Text(tuple(versions)))


def not_compared(contact: Contact) -> Contact:
    """The contact with its comparison taken back."""
    return replace(contact, compared=None, compared_how=None)


def same_fingerprint(typed: str, fingerprint: str) -> bool | None:
    """Whether what someone told is the fingerprint; None while too little was typed to say."""
    digits, whole = ("".join(each.split()).lower() for each in (typed, fingerprint))
    if len(digits) < len(whole) and whole.startswith(digits):
        return None
    return bool(whole) and digits == whole
