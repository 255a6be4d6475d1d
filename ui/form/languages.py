"""Languages, scripts and currencies that a field offers, named by CLDR in the language of the window."""

from __future__ import annotations

from casefile.i18n import language_name, script_name
from ui.words import language

LANGUAGES = (
    "kk", "ru", "en", "ug", "uz", "kaa", "ky", "tg", "tk", "tr", "az", "tt", "zh", "ko", "de", "fr", "es", "pl", "uk", "fa", "ar",
)  # fmt: skip
"""BCP 47 tags in the order in which they are likely; another one that a record holds is offered too."""

SCRIPTS = ("Cyrl", "Latn", "Arab", "Hans")
"""ISO 15924."""

CURRENCIES = ("KZT", "EUR", "USD", "RUB", "KGS", "UZS", "GBP", "CHF")
"""ISO 4217."""


def name_of_language(tag: str) -> str:
    """The language's name in the language of the window, else the tag."""
    return language_name(tag, language()).removesuffix(" тілі")  # "of English", where the label says already what it is


def name_of_script(code: str) -> str:
    """The script's name, else its code."""
    return script_name(code, language())
