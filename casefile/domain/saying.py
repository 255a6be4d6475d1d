"""The value of any field in words, as the history, a preview or a conflict shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casefile.domain.amounts import show_amount, show_length, show_number, show_quantity
from casefile.domain.codec import element_from_json, value_from_json
from casefile.domain.dates import show
from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.terms import term_list
from casefile.domain.values import Text, When
from casefile.i18n import Catalogue

Named = Callable[[str], str]
"""The title of the record with an id, empty where it is not here."""

_INSIDE = " · "


def say_path(kind: Kind, path: str, data: Any, language: str, named: Named) -> str:
    """What the journal holds under `path` of a record: a field's value, or one element (``conditions/<id>``). Empty for None.

    What this version does not understand is said as it stands, never hidden.
    """
    name, _, key = path.partition("/")
    if data is None:
        return ""
    try:
        field = kind.field(name)
        return (
            _element(field, key, data, language, named)
            if key
            else say(field, value_from_json(field, data), language, named)
        )
    except (KeyError, ValueError, TypeError):
        return str(data)


def say(field: FieldDefinition, value: Any, language: str, named: Named) -> str:
    """A value of the domain in words of the reader's language; empty when there is none."""
    if value is None or value == ():
        return ""
    if field.repeated:
        return "; ".join(_one(field, each, language, named) for each in value)
    return _one(field, value, language, named)


def _element(field: FieldDefinition, key: str, data: Mapping[str, Any], language: str, named: Named) -> str:
    if field.shape is not Shape.ELEMENTS:
        return _one(field, key, language, named)
    assert field.element is not None
    return _one(field, element_from_json(field.element, {**data, "id": key}), language, named)


def _one(field: FieldDefinition, value: Any, language: str, named: Named) -> str:
    match field.shape:
        case Shape.ELEMENTS:
            parts = (say(inner, getattr(value, inner.name), language, named) for inner in fields_of(type(value)))
            return _INSIDE.join(part for part in parts if part)
        case Shape.REF | Shape.REFS:
            return named(value) or Catalogue(language).text("saying.elsewhere")
        case Shape.FLAG:
            return Catalogue(language).text("saying.yes" if value else "saying.no")
        case Shape.LINE | Shape.LINES:
            return term_list(field.about.terms).label(value, language) if field.about.terms else str(value)
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
