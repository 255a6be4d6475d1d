"""The value of any field in words, as the history, a preview or a conflict shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from casefile.domain.additions import NONE, PREFIX, Additions, value_of
from casefile.domain.amounts import show_amount, show_length, show_number, show_quantity
from casefile.domain.codec import element_from_json, value_from_json
from casefile.domain.dates import show
from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.kinds import Extra, Record, kind_of
from casefile.domain.labels import label_of
from casefile.domain.values import Text, When
from casefile.i18n import Catalogue

Named = Callable[[str], str]
"""The title of the record with an id, empty where it is not here."""

_INSIDE = " · "


def say_path(kind: Kind, path: str, data: Any, language: str, named: Named, additions: Additions = NONE) -> str:
    """What the journal holds under `path` of a record: a field's value, or one element (``conditions/<id>``). Empty for None.

    What this version does not understand is said as it stands, never hidden.
    """
    name, _, key = path.partition("/")
    if data is None:
        return ""
    try:
        field = kind.field(name)
        if path.startswith(PREFIX):
            return _extra(kind, element_from_json(Extra, {**data, "id": key}), language, named, additions)
        return (
            _element(field, key, data, language, named, additions)
            if key
            else say(field, value_from_json(field, data), language, named, additions)
        )
    except (KeyError, ValueError, TypeError):
        return str(data)


def say(field: FieldDefinition, value: Any, language: str, named: Named, additions: Additions = NONE) -> str:
    """A value of the domain in words of the reader's language; empty when there is none."""
    if value is None or value == ():
        return ""
    if field.repeated:
        return "; ".join(_one(field, each, language, named, additions) for each in value)
    return _one(field, value, language, named, additions)


def said_extras(record: Record, language: str, named: Named, additions: Additions) -> Iterator[tuple[str, str]]:
    """(label, value) of the fields that people added and that hold something, then of what no field shows any more."""
    kind = kind_of(record)
    for field in additions.of_kind(kind.name):
        if words := say(field, value_of(record, field), language, named, additions):
            yield label_of(kind.name, field, language), words
    other = Catalogue(language).text("saying.other_field")
    for left in additions.leftovers(record):
        words = say(left.field, left.value, language, named, additions)
        yield (f"{other}: {label_of(Extra, left.field, language)}" if left.field.label else other), words


def _extra(kind: Kind, extra: Extra, language: str, named: Named, additions: Additions) -> str:
    holder: Record = kind.record(extra=(extra,))
    return _INSIDE.join(words for _, words in said_extras(holder, language, named, additions))


def _element(
    field: FieldDefinition, key: str, data: Mapping[str, Any], language: str, named: Named, additions: Additions
) -> str:
    if field.shape is not Shape.ELEMENTS:
        return _one(field, key, language, named, additions)
    assert field.element is not None
    return _one(field, element_from_json(field.element, {**data, "id": key}), language, named, additions)


def _one(field: FieldDefinition, value: Any, language: str, named: Named, additions: Additions) -> str:
    match field.shape:
        case Shape.ELEMENTS:
            parts = (
                say(inner, getattr(value, inner.name), language, named, additions) for inner in fields_of(type(value))
            )
            return _INSIDE.join(part for part in parts if part)
        case Shape.REF | Shape.REFS:
            return named(value) or Catalogue(language).text("saying.elsewhere")
        case Shape.FLAG:
            return Catalogue(language).text("saying.yes" if value else "saying.no")
        case Shape.LINE | Shape.LINES:
            return additions.list(field.about.terms).label(value, language) if field.about.terms else str(value)
        case _:
            return _plain(value, language, field.shape)


def _plain(value: Any, language: str, shape: Shape) -> str:
    match shape:
        case Shape.TEXT:
            text: Text = value
            return text.best(language).text
        case Shape.WHEN:
            return _date(value, language)
        case Shape.QUANTITY:
            return show_quantity(value, language)
        case Shape.AMOUNT:
            return show_amount(value, language)
        case Shape.LENGTH:
            return show_length(value, language)
        case _:
            return show_number(value, language)


def _date(when: When, language: str) -> str:
    try:
        return show(when, language)
    except ValueError:
        return when.words or when.edtf
