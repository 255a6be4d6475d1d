"""Contacts, decided without Qt: what a pasted card says, and what becomes of a contact that is added, changed or compared."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.kinds import Contact
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.usecases import comparing, contacts
from casefile.usecases.comparing import Match
from casefile.usecases.contacts import Card
from ui.words import language


def read(text: str) -> Card | None:
    """The card in what was pasted; None where there is none."""
    try:
        return contacts.read_card(text)
    except CasefileError:
        return None


def named(contact: Contact, name: str, purpose: str) -> Contact:
    """The contact under this name, for this purpose. Words that were not changed keep their other languages."""
    said = contact.purpose.best(language()).text if contact.purpose else ""
    kept = contact.purpose if purpose.strip() == said else Text.of(purpose.strip(), language())
    return replace(contact, name=name.strip(), purpose=kept if purpose.strip() else None)


def not_compared(contact: Contact) -> Contact:
    """The contact with its comparison taken back."""
    return replace(contact, compared=None, compared_how=None)


def same_fingerprint(typed: str, fingerprint: str) -> bool | None:
    """Whether what someone told, digits or words, is the fingerprint; None while too little was typed to say."""
    match = comparing.compare(typed, fingerprint).match
    return None if match is Match.UNFINISHED else match is Match.SAME
