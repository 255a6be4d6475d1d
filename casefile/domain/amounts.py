"""Numbers, money and lengths of time as the reader of a language says them, never more exactly than the source."""

from __future__ import annotations

from casefile.domain.dates.lexicon import language_of
from casefile.domain.terms import term_list
from casefile.domain.values import Amount, Length, Quantity
from casefile.i18n import Catalogue

_UNITS = ("years", "months", "days", "hours")


def show_number(number: int, language: str) -> str:
    """A number with its thousands set apart as `language` does."""
    from babel.numbers import format_decimal  # costs 60 ms, and the unlock page counts nothing

    return format_decimal(number, locale=language)


def show_quantity(quantity: Quantity, language: str) -> str:
    """ "more than 5,000", "40–50"; the source's own words where there is no number, or where they are in the reader's language."""
    low, high = quantity.minimum, quantity.maximum
    if quantity.words and ((low is None and high is None) or language_of(quantity.words) == language):
        return quantity.words
    figures = [show_number(number, language) for number in dict.fromkeys((low, high)) if number is not None]
    said = "–".join(figures)
    if quantity.qualifier and quantity.qualifier != "exactly":
        qualifier = term_list("quantity_qualifier").label(quantity.qualifier, language).lower()
        said = Catalogue(language).text("amounts.qualified", qualifier=qualifier, number=said).strip()
    return said


def show_amount(amount: Amount, language: str) -> str:
    """ "180 EUR, each or together not stated"."""
    catalogue = Catalogue(language)
    said = catalogue.text("amounts.money", number=show_quantity(amount.quantity, language), currency=amount.currency)
    if amount.sharing and catalogue.has(f"amounts.sharing.{amount.sharing}"):
        return catalogue.text(f"amounts.sharing.{amount.sharing}", amount=said)
    return said


def show_length(length: Length, language: str) -> str:
    """The source's words where they are in the reader's language, else its figures ("5 лет")."""
    counted = [(unit, number) for unit in _UNITS if (number := getattr(length, unit))]
    if not counted or (length.words and language_of(length.words) == language):
        return length.words
    catalogue = Catalogue(language)
    return " ".join(catalogue.text(f"amounts.{unit}", n=number) for unit, number in counted)


def quote_length(length: Length, language: str) -> str:
    """The length as stated: in quotation marks when the words are the source's own."""
    said = show_length(length, language)
    return Catalogue(language).text("amounts.quoted", words=said) if said == length.words else said
