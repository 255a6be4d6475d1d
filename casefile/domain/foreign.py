"""Whether a value that someone else's journal gives a path of a record is one that this program can hold there.

Strict in what a known field holds, so that nothing odd reaches a table, the index or a page; a field, a part of a value or a kind that this
version does not know is left alone, for a newer colleague may know more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from casefile.domain.cells import LARGEST_NUMBER
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import KINDS

MOST_NAME = 1000
"""Characters of the key of an element: an id, a tag, a code."""

_Test = Callable[[Any], bool]


def fits(kind: str, path: str, value: Any) -> bool:
    """Whether `value` (JSON, None where the path was emptied) can stand at a journal path of a known kind."""
    name, inside, key = path.partition("/")
    field = _fields(kind).get(name)
    if field is None or (value is None and (bool(key) or not inside)):
        return True
    if bool(inside) != field.repeated or (inside and not 0 < len(key) <= MOST_NAME):
        return False
    return _element(field, value) if inside else _RIGHT[field.shape](value)


@cache
def _fields(kind: str) -> Mapping[str, FieldDefinition]:
    return {field.name: field for field in KINDS[kind].fields}


def _inside(element: type[Any]) -> Mapping[str, FieldDefinition]:
    return {field.name: field for field in fields_of(element)}


def _element(field: FieldDefinition, value: Any) -> bool:
    if not isinstance(value, dict) or not _number(value.get("order")):
        return False
    return field.element is None or _parts_fit(field.element, value)


def _parts_fit(element: type[Any], value: dict[str, Any]) -> bool:
    known = _inside(element)
    return all(_value_fits(known[name], part) for name, part in value.items() if name in known and part is not None)


def _value_fits(field: FieldDefinition, value: Any) -> bool:
    if field.element is None:
        return _RIGHT[field.shape](value)
    element = field.element
    return isinstance(value, list) and all(
        isinstance(each, dict) and _line(each.get("id")) and _parts_fit(element, each) for each in value
    )


def _line(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return type(value) is int and abs(value) <= LARGEST_NUMBER


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _lines(value: Any) -> bool:
    return isinstance(value, list) and all(map(_line, value))


def _object(allowed: Mapping[str, _Test], *required: str) -> _Test:
    def right(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and all(value.get(name) is not None for name in required)
            and all(part is None or allowed[name](part) for name, part in value.items() if name in allowed)
        )

    return right


_version = _object(
    {"language": _line, "text": _line, "original": _flag, "by": _line, "checked": _flag}, "language", "text"
)
_date = _object({"edtf": _line, "words": _line, "inferred": _flag}, "edtf")
_quantity = _object({"minimum": _number, "maximum": _number, "qualifier": _line, "words": _line})


def _text(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_version, value))


def _when(value: Any) -> bool:
    return _line(value) or _date(value)


_RIGHT: Mapping[Shape, _Test] = {
    Shape.LINE: _line,
    Shape.REF: _line,
    Shape.NUMBER: _number,
    Shape.FLAG: _flag,
    Shape.LINES: _lines,
    Shape.REFS: _lines,
    Shape.TEXT: _text,
    Shape.WHEN: _when,
    Shape.QUANTITY: _quantity,
    Shape.AMOUNT: _object(
        {"quantity": _quantity, "currency": _line, "purpose": _line, "sharing": _line}, "quantity", "currency"
    ),
    Shape.LENGTH: _object(
        {"words": _line, "years": _number, "months": _number, "days": _number, "hours": _number}, "words"
    ),
}
