"""Records as plain JSON and back, by their definitions.

Empty values are left out. A text is a list of its versions, a date its EDTF string when nothing else is known of it, a set a
list, an element an object with its id. The journal, the exports and the sample data all speak this one form.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import KINDS, Record, kind_of
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When

Json = Any
"""What RFC 8259 can say, less floats: None, bool, int, str, lists and string-keyed mappings of these."""


def record_to_json(record: Record) -> dict[str, Json]:
    """A record as one object: ``id`` and every field that holds something."""
    return {"id": record.id, **_fields_to_json(kind_of(record).fields, record)}


def record_from_json(kind: str, data: Mapping[str, Json]) -> Record:
    """The record of `kind` that `record_to_json` wrote. Unknown names are ignored, for a newer colleague may know more.

    Raises:
        ValueError, TypeError, KeyError: a value is not of its field's shape.
    """
    definition = KINDS[kind]
    values = {field.name: value_from_json(field, data[field.name]) for field in definition.fields if field.name in data}
    record: Record = definition.record(id=_string(data["id"]), **values)
    return record


def value_to_json(field: FieldDefinition, value: Any) -> Json:
    """One field's value as JSON; None when it is empty."""
    if value is None or value == ():
        return None
    if field.shape is Shape.ELEMENTS:
        return [element_to_json(element) for element in value]
    if field.shape in (Shape.LINES, Shape.REFS):
        return list(value)
    return _scalar_to_json(value)


def value_from_json(field: FieldDefinition, data: Json) -> Any:
    """The inverse of `value_to_json`.

    Raises:
        ValueError, TypeError, KeyError: `data` is not of the field's shape.
    """
    if data is None:
        return () if field.repeated else None
    if field.shape is Shape.ELEMENTS:
        assert field.element is not None
        return tuple(element_from_json(field.element, item) for item in _list(data))
    if field.shape in (Shape.LINES, Shape.REFS):
        return tuple(_string(item) for item in _list(data))
    return _scalar_from_json(field.shape, data)


def element_to_json(element: Any) -> dict[str, Json]:
    """One entry of a repeated field as an object."""
    return {"id": element.id, **_fields_to_json(fields_of(type(element)), element)}


def element_from_json(element: type[Any], data: Mapping[str, Json]) -> Any:
    """The inverse of `element_to_json`.

    Raises:
        ValueError, TypeError, KeyError: `data` is not of the element's shape.
    """
    if not isinstance(data, Mapping):
        raise TypeError("an element is an object")
    known = {field.name: value_from_json(field, data[field.name]) for field in fields_of(element) if field.name in data}
    return element(id=_string(data["id"]), **{name: value for name, value in known.items() if value is not None})


def _fields_to_json(fields: tuple[FieldDefinition, ...], owner: Any) -> dict[str, Json]:
    pairs = ((field.name, value_to_json(field, getattr(owner, field.name))) for field in fields)
    return {name: value for name, value in pairs if value is not None}


def _scalar_to_json(value: Any) -> Json:
    if isinstance(value, Text):
        return [_plain(version) for version in value.versions]
    if isinstance(value, When) and value.words is None and not value.inferred:
        return value.edtf
    if isinstance(value, Amount):
        return {**_plain(value), "quantity": _plain(value.quantity)}
    if isinstance(value, When | Quantity | Length):
        return _plain(value)
    return value


def _scalar_from_json(shape: Shape, data: Json) -> Any:
    match shape:
        case Shape.TEXT:
            return Text(tuple(_build(Version, version) for version in _list(data)))
        case Shape.WHEN:
            return When(data) if isinstance(data, str) else _build(When, data)
        case Shape.QUANTITY:
            return _build(Quantity, data)
        case Shape.LENGTH:
            return _build(Length, data)
        case Shape.AMOUNT:
            return _build(Amount, {**data, "quantity": _build(Quantity, data["quantity"])})
        case Shape.NUMBER:
            return _number(data)
        case Shape.FLAG:
            return _flag(data)
        case _:
            return _string(data)


def _plain(value: Any) -> dict[str, Json]:
    pairs = ((field.name, getattr(value, field.name), field.default) for field in dataclasses.fields(value))
    return {name: content for name, content, default in pairs if content is not None and content != default}


def _build(cls: type[Any], data: Json) -> Any:
    if not isinstance(data, Mapping):
        raise TypeError(f"{cls.__name__} is an object")
    known = {field.name for field in dataclasses.fields(cls)}
    return cls(**{name: value for name, value in data.items() if name in known})


def _list(data: Json) -> list[Json]:
    if not isinstance(data, list):
        raise TypeError("a list is expected")
    return data


def _string(data: Json) -> str:
    if not isinstance(data, str):
        raise TypeError("a string is expected")
    return data


def _number(data: Json) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise TypeError("a whole number is expected")
    return data


def _flag(data: Json) -> bool:
    if not isinstance(data, bool):
        raise TypeError("true or false is expected")
    return data
