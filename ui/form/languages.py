"""Languages, scripts and currencies that a field offers, named by CLDR in the language of the window."""

from __future__ import annotations

from functools import lru_cache

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
    return _language(tag, language()).removesuffix(
        " тілі"
    )  # "of English", where the label says already that it is a language


def name_of_script(code: str) -> str:
    """The script's name, else its code."""
    return str(_locale(language()).scripts.get(code, code))


@lru_cache(maxsize=256)
def _language(tag: str, reader: str) -> str:
    return str(_locale(reader).languages.get(tag.replace("-", "_"), tag))


@lru_cache(maxsize=8)
def _locale(reader: str):  # type: ignore[no-untyped-def]  # babel has no types, and costs 40 ms that the first form may pay
    from babel import Locale

    return Locale(reader)
