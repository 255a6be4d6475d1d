"""The window's language: one catalogue in use, as Qt has one locale.

`t("window.lock")` gives the words. A change of language rebuilds the pages, which are cheap to make. The terms that people added are words
of the window too while their vault is open.
"""

from __future__ import annotations

from casefile.domain.additions import NONE, Additions
from casefile.domain.terms import TermList
from casefile.i18n import LANGUAGES, Catalogue

NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


class _InUse:
    catalogue = Catalogue("en")
    additions = NONE


def use(language: str) -> None:
    """Speak `language` (``en``, ``ru`` or ``kk``) from now on."""
    _InUse.catalogue = Catalogue(language)


def catalogue() -> Catalogue:
    """The catalogue in use."""
    return _InUse.catalogue


def language() -> str:
    """The code of the language in use."""
    return _InUse.catalogue.language


def speak_of(additions: Additions) -> None:
    """Know the fields and terms that the people of the open vault added, `NONE` once it is locked."""
    _InUse.additions = additions


def additions() -> Additions:
    """What the people of the open vault added."""
    return _InUse.additions


def term_list(name: str) -> TermList:
    """A term list with what people added to it."""
    return _InUse.additions.list(name)


def t(key: str, **values: object) -> str:
    """The words under `key` in the language in use; `n` chooses the plural."""
    return _InUse.catalogue.text(key, **values)


def at_least(number: str) -> str:
    """So many, and more that were not counted; `number` as the reader writes it."""
    return t("window.at_least", number=number)


__all__ = [
    "LANGUAGES",
    "NAMES",
    "NONE",
    "additions",
    "at_least",
    "catalogue",
    "language",
    "speak_of",
    "t",
    "term_list",
    "use",
]
