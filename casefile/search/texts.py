"""What of a record is searched: the fields with a weight, in every language, term codes by their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from casefile.domain.additions import NONE, Additions
from casefile.domain.definition import FieldDefinition, Shape, filled
from casefile.domain.kinds import Contact, Extra, Person, Record
from casefile.domain.values import Length, Text, When

TITLE_WEIGHT = 5
"""From this weight on a field names the record."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """The texts of a record: those that name it, and all others."""

    title: tuple[str, ...]
    body: tuple[str, ...]


def searchable(record: Record, additions: Additions = NONE) -> Searchable:
    """What is searched of a record. `additions` are the fields and terms that people added."""
    found = list(_texts(record, additions))
    return Searchable(
        tuple(text for weight, text in found if weight >= TITLE_WEIGHT),
        tuple(text for weight, text in found if weight < TITLE_WEIGHT),
    )


def names_of(record: Record) -> tuple[str, ...]:
    """Every spelling under which a person, an organisation or a place is known."""
    named = tuple(name.text for name in getattr(record, "names", ()))
    return (*named, record.pseudonym) if isinstance(record, Person) and record.pseudonym else named


def display_title(record: Record, language: str) -> str:
    """What stands for a record in a list, in the reader's language where it is known."""
    names = getattr(record, "names", ())
    if names:
        return str(next((name.text for name in names if name.language == language), names[0].text))
    for attribute in ("title", "label", "text", "words", "passage", "act"):
        value = getattr(record, attribute, None)
        if isinstance(value, Text):
            return value.best(language).text
    return record.name or "" if isinstance(record, Contact) else ""


def _texts(owner: Any, additions: Additions) -> Iterator[tuple[int, str]]:
    for field, value in filled(owner):
        if field.shape is Shape.ELEMENTS:
            for element in value:
                yield from _texts(element, additions)
                if isinstance(element, Extra):
                    yield from ((1, text) for text in _codes(additions.terms_of(element.id), element.codes, additions))
        elif field.about.weight:
            weight = field.about.weight
            yield from [(weight, text) for text in _words(field, value, additions)]


def _codes(terms: str | None, codes: Iterable[str], additions: Additions) -> Iterator[str]:
    for code in codes:
        term = additions.list(terms).find(code) if terms else None
        yield from [code] if term is None else term.labels.values()


def _words(field: FieldDefinition, value: Any, additions: Additions) -> Iterator[str]:
    if field.about.terms:
        yield from _codes(field.about.terms, value if isinstance(value, tuple) else (value,), additions)
    elif isinstance(value, Text):
        yield from (version.text for version in value.versions)
    elif isinstance(value, When | Length):
        yield value.words or ""
    elif isinstance(value, tuple):
        yield from map(str, value)
    else:
        yield str(value)
