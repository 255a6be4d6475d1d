"""Records as plain JSON and back, by their definitions.

Empty values are left out. A text is a list of its versions, a date its EDTF string when nothing else is known of it, a set a
list, an element an object with its id. The journal, the exports and the sample data all speak this one form.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from casefile.domain.definition import FieldDefinition, Shape, fields_of, filled
from casefile.domain.kinds import KINDS, Record
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When

Json = Any
"""What RFC 8259 can say, less floats: None, bool, int, str, lists and string-keyed mappings of these."""

Reader = Callable[[Json], Any]
"""The way back of one field's value that is not empty. Raises as `value_from_json`."""


def record_to_json(record: Record) -> dict[str, Json]:
    """A record as one object: ``id`` and every field that holds something."""
    return {"id": record.id, **_fields_to_json(record)}


def record_from_json(kind: str, data: Mapping[str, Json]) -> Record:
    """The record of `kind` that `record_to_json` wrote. Unknown names are ignored, for a newer colleague may know more.

    Raises:
        ValueError, TypeError, KeyError: a value is not of its field's shape.
    """
    definition = KINDS[kind]
    record: Record = _built(definition.record, _string(data["id"]), data)
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
    return _reader(field)(data)


def element_to_json(element: Any) -> dict[str, Json]:
    """One entry of a repeated field as an object."""
    return {"id": element.id, **_fields_to_json(element)}


def element_from_json(element: type[Any], data: Mapping[str, Json]) -> Any:
    """The inverse of `element_to_json`.

    Raises:
        ValueError, TypeError, KeyError: `data` is not of the element's shape.
    """
    if type(data) is not dict and not isinstance(data, Mapping):
        raise TypeError("an element is an object")
    return _built(element, _string(data["id"]), data)


def element_keyed(element: type[Any], key: str, data: Mapping[str, Json]) -> Any:
    """As `element_from_json`, where the id stands outside the object.

    Raises:
        ValueError, TypeError, KeyError: `data` is not of the field's shape.
    """
    return _built(element, key, data)


_READERS_OF: dict[type[Any], Mapping[str, Reader]] = {}
_NAMES: dict[type[Any], frozenset[str]] = {}


def _readers(owner: type[Any]) -> Mapping[str, Reader]:
    # Made once for each kind: a list decodes some hundred records.
    found = _READERS_OF.get(owner)
    if found is None:
        found = _READERS_OF[owner] = {field.name: _reader(field) for field in fields_of(owner)}
    return found


def _built(owner: type[Any], own_id: str, data: Mapping[str, Json]) -> Any:
    readers = _readers(owner)
    values: dict[str, Any] = {}
    for name, value in data.items():
        if value is not None and name in readers:
            values[name] = readers[name](value)
    return owner(id=own_id, **values)


def _reader(field: FieldDefinition) -> Reader:
    if field.shape is Shape.ELEMENTS:
        element = field.element
        assert element is not None
        return lambda data: tuple([element_from_json(element, item) for item in _list(data)])
    return _READERS[field.shape]


def _fields_to_json(owner: Any) -> dict[str, Json]:
    return {field.name: value_to_json(field, value) for field, value in filled(owner)}


def _scalar_to_json(value: Any) -> Json:
    if isinstance(value, str):
        return value
    if isinstance(value, Text):
        return [_plain(version) for version in value.versions]
    if isinstance(value, When) and value.words is None and not value.inferred:
        return value.edtf
    if isinstance(value, Amount):
        return {**_plain(value), "quantity": _plain(value.quantity)}
    if isinstance(value, When | Quantity | Length):
        return _plain(value)
    return value


def _plain(value: Any) -> dict[str, Json]:
    parts, contents = _parts(type(value))
    return {
        name: content
        for (name, default), content in zip(parts, contents(value), strict=True)
        if content is not None and content != default
    }


def _parts(cls: type[Any]) -> tuple[tuple[tuple[str, Any], ...], Callable[[Any], tuple[Any, ...]]]:
    """The parts of a value with their defaults, and what reads all of them in one step."""
    found = _PARTS.get(cls)
    if found is None:
        parts = tuple((field.name, field.default) for field in dataclasses.fields(cls))
        found = _PARTS[cls] = parts, attrgetter(*(name for name, _ in parts))
    return found


_PARTS: dict[type[Any], tuple[tuple[tuple[str, Any], ...], Callable[[Any], tuple[Any, ...]]]] = {}


def _build(cls: type[Any], data: Json) -> Any:
    if type(data) is not dict and not isinstance(data, Mapping):
        raise TypeError(f"{cls.__name__} is an object")
    known = _names(cls)
    if data.keys() <= known:
        return cls(**data)
    return cls(**{name: value for name, value in data.items() if name in known})


def _names(cls: type[Any]) -> frozenset[str]:
    found = _NAMES.get(cls)
    if found is None:
        found = _NAMES[cls] = frozenset(field.name for field in dataclasses.fields(cls))
    return found


def _text(data: Json) -> Text:
    return Text(tuple([_build(Version, version) for version in _list(data)]))


def _when(data: Json) -> When:
    return When(data) if isinstance(data, str) else _build(When, data)


def _amount(data: Json) -> Amount:
    found: Amount = _build(Amount, {**data, "quantity": _build(Quantity, data["quantity"])})
    return found


def _strings(data: Json) -> tuple[str, ...]:
    return tuple([_string(item) for item in _list(data)])


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


_READERS: Mapping[Shape, Reader] = {
    Shape.LINE: _string,
    Shape.REF: _string,
    Shape.LINES: _strings,
    Shape.REFS: _strings,
    Shape.TEXT: _text,
    Shape.WHEN: _when,
    Shape.QUANTITY: lambda data: _build(Quantity, data),
    Shape.LENGTH: lambda data: _build(Length, data),
    Shape.AMOUNT: _amount,
    Shape.NUMBER: _number,
    Shape.FLAG: _flag,
}
