"""Values in a line of words: for the cells of a table, for what a field was before, for chips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casefile.domain.additions import split
from casefile.domain.amounts import show_amount, show_length, show_quantity
from casefile.domain.dates import show
from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.labels import label_of
from casefile.domain.values import When
from ui.form.languages import name_of_language, name_of_script
from ui.words import additions, language, t, term_list

Names = Callable[[str], str]
"""Id of a record → how a line names it."""


def in_words(field: FieldDefinition, value: Any, names: Names) -> str:
    """`value` of `field` as a line for people; empty where it is empty."""
    if value is None or value == ():
        return ""
    if field.shape is Shape.ELEMENTS:
        return "; ".join(entry_in_words(entry, names) for entry in value)
    if field.shape is Shape.REFS:
        return ", ".join(names(each) for each in value)
    if field.shape is Shape.LINES:
        return ", ".join(code_in_words(field, each) for each in value)
    return _SCALARS[field.shape](field, value, names)


def entry_in_words(entry: Any, names: Names) -> str:
    """An entry of a repeated field: what its fields say, one after the other."""
    said = (in_words(field, getattr(entry, field.name), names) for field in fields_of(type(entry)))
    return ", ".join(words for words in said if words)


def date_in_words(when: When) -> str:
    """A date as the reader says it. One that cannot be read stands as it was typed."""
    try:
        return show(when, language())
    except ValueError:
        return when.words or when.edtf


def code_in_words(field: FieldDefinition, code: str) -> str:
    """The words for a code of a list, of a language or of a script; other lines as they are."""
    if field.about.terms:
        return term_list(field.about.terms).label(code, language())
    if field.name == "language":
        return name_of_language(code)
    return name_of_script(code) if field.name == "script" else code


def label_of_place(kind: Kind, place: str, value: Callable[[str], Any]) -> str:
    """What a citation is for: "for the whole record", "for End", "for condition 6". `value` gives the value of a field."""
    if not place:
        return t("form.for.record")
    field = additions().definition(kind, place)
    if field is None:
        return t("form.for.field", field=t("saying.other_field"))
    name, key = split(place)
    if key and field.element is not None:
        number = next((n for n, entry in enumerate(value(name), 1) if entry.id == key), 0)
        if number:
            return t(f"form.for.{field.element.__name__.lower()}", number=number)
    return t("form.for.field", field=label_of(kind.name, field, language()))


_SCALARS: Mapping[Shape, Callable[[FieldDefinition, Any, Names], str]] = {
    Shape.LINE: lambda field, value, _names: code_in_words(field, value),
    Shape.TEXT: lambda _field, value, _names: value.best(language()).text,
    Shape.NUMBER: lambda _field, value, _names: str(value),
    Shape.FLAG: lambda _field, value, _names: t("form.yes" if value else "form.no"),
    Shape.WHEN: lambda _field, value, _names: date_in_words(value),
    Shape.QUANTITY: lambda _field, value, _names: show_quantity(value, language()),
    Shape.AMOUNT: lambda _field, value, _names: show_amount(value, language()),
    Shape.LENGTH: lambda _field, value, _names: show_length(value, language()),
    Shape.REF: lambda _field, value, names: names(value),
}
