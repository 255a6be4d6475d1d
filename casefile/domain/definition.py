"""One definition per field, from which the table, the form, the journal, the search text and the exports are derived.

A kind of record is a frozen dataclass; each field is ``Annotated[type, Field(...)]``. Labels and help come from the translation
catalogue under ``field.<kind>.<name>``, the widget from the shape. Adding a field is one line here and one in the catalogue.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Annotated, Any, NewType, Union, get_args, get_origin, get_type_hints

from casefile.domain.values import Amount, Length, Quantity, Text, When

Ref = NewType("Ref", str)
"""Identifier of another record. It may point to a record that is not here (yet)."""


class Sensitivity(StrEnum):
    """How far a field may travel: what everyone may read, about a person, enough to find a person, never outside the own backup."""

    PUBLIC = "public"
    PERSONAL = "personal"
    IDENTIFYING = "identifying"
    SECRET = "secret"  # noqa: S105 - a level, not a password


class Shape(StrEnum):
    """What a field holds, as the table, the form and the exports see it."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    WHEN = "when"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    LENGTH = "length"
    REF = "ref"
    LINES = "lines"
    REFS = "refs"
    ELEMENTS = "elements"


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of a field beside its type.

    `terms` names the term list of a code (or codes); `to` the kinds a reference may point to; `weight` counts in search, 0 is not
    searched; `huridocs` is the field's name in the HURIDOCS Events Standard Formats.
    """

    terms: str | None = None
    to: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    weight: int = 0
    huridocs: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field of a kind or of an element: its name, shape and everything of `Field`.

    `element` is the dataclass of one entry when the shape is ``elements``. A field that people added brings the words that others have in
    the catalogue; `offered` are the codes of its list that a template leaves to choose from, all where it is empty.
    """

    name: str
    shape: Shape
    about: Field
    element: type[Any] | None = None
    label: Text | None = None
    help: Text | None = None
    offered: tuple[str, ...] = ()

    @property
    def repeated(self) -> bool:
        """Whether the field holds several values, which the journal keeps and merges one by one."""
        return self.shape in (Shape.LINES, Shape.REFS, Shape.ELEMENTS)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its code, dataclass, HURIDOCS entity and fields in order."""

    name: str
    record: type[Any]
    huridocs: str | None
    fields: tuple[FieldDefinition, ...]

    def field(self, name: str) -> FieldDefinition:
        """The definition of one field.

        Raises:
            KeyError: there is no such field.
        """
        for definition in self.fields:
            if definition.name == name:
                return definition
        raise KeyError(f"{self.name}.{name}")


_SHAPES: Mapping[object, Shape] = {
    str: Shape.LINE,
    int: Shape.NUMBER,
    bool: Shape.FLAG,
    Text: Shape.TEXT,
    When: Shape.WHEN,
    Quantity: Shape.QUANTITY,
    Amount: Shape.AMOUNT,
    Length: Shape.LENGTH,
    Ref: Shape.REF,
}


def fields_of(owner: type[Any]) -> tuple[FieldDefinition, ...]:
    """The definitions of a record's or an element's annotated fields, in order. `id` is not one of them."""
    found = _FIELDS.get(owner)
    if found is None:
        found = _FIELDS[owner] = tuple(_definitions(owner))
    return found


_FIELDS: dict[type[Any], tuple[FieldDefinition, ...]] = {}


def chosen(choose: Callable[[FieldDefinition], bool]) -> Callable[[type[Any]], tuple[FieldDefinition, ...]]:
    """Those of `fields_of` that `choose` says yes to, found once for each owner: walking all of them for each of very many records costs
    more than what is done with the few."""
    known: dict[type[Any], tuple[FieldDefinition, ...]] = {}

    def of(owner: type[Any]) -> tuple[FieldDefinition, ...]:
        found = known.get(owner)
        if found is None:
            found = known[owner] = tuple(filter(choose, fields_of(owner)))
        return found

    return of


def filled(record: Any) -> list[tuple[FieldDefinition, Any]]:
    """The fields of a record or an element that hold something, with what they hold. Most are empty, so these are left out in one step."""
    owner = type(record)
    reading = _READING.get(owner)
    if reading is None:
        fields = fields_of(owner)
        reading = _READING[owner] = fields, attrgetter(*(field.name for field in fields), "id")
    fields, values = reading
    # A field that holds several is an empty tuple when it holds none; no other value is one.
    return [
        pair for pair in zip(fields, values(record), strict=False) if pair[1] is not None and pair[1] is not _NOTHING
    ]


_NOTHING: tuple[Any, ...] = ()
_READING: dict[type[Any], tuple[tuple[FieldDefinition, ...], Callable[[Any], tuple[Any, ...]]]] = {}


def _definitions(owner: type[Any]) -> Iterator[FieldDefinition]:
    hints = get_type_hints(owner, include_extras=True)
    for field in dataclasses.fields(owner):
        hint = hints[field.name]
        if get_origin(hint) is not Annotated:
            continue
        kind_of_value, about = get_args(hint)[:2]
        shape, element = _shape(_without_none(kind_of_value))
        yield FieldDefinition(field.name, shape, about, element)


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _shape(hint: Any) -> tuple[Shape, type[Any] | None]:
    if get_origin(hint) is not tuple:
        return _SHAPES[hint], None
    inner = get_args(hint)[0]
    if inner is Ref:
        return Shape.REFS, None
    if inner is str:
        return Shape.LINES, None
    return Shape.ELEMENTS, inner
