"""The window's language: one catalogue in use, as Qt has one locale.

`t("window.lock")` gives the words. A change of language rebuilds the pages, which are cheap to make.
"""

from __future__ import annotations

from casefile.i18n import LANGUAGES, Catalogue

NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


class _InUse:
    catalogue = Catalogue("en")


def use(language: str) -> None:
    """Speak `language` (``en``, ``ru`` or ``kk``) from now on."""
    _InUse.catalogue = Catalogue(language)


def catalogue() -> Catalogue:
    """The catalogue in use."""
    return _InUse.catalogue


def language() -> str:
    """The code of the language in use."""
    return _InUse.catalogue.language


def t(key: str, **values: object) -> str:
    """The words under `key` in the language in use; `n` chooses the plural."""
    return _InUse.catalogue.text(key, **values)


__all__ = ["LANGUAGES", "NAMES", "catalogue", "language", "t", "use"]
