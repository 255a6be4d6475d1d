"""Whether JSON is what the schema of the export allows, field by field, before any of it becomes a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from casefile.domain.cells import LARGEST_NUMBER
from casefile.domain.definition import FieldDefinition, Shape, fields_of

Fault = tuple[str, str]
"""Path of the field, and the key of the sentence."""

_ID = re.compile(r"[0-9a-f]{32}")
_UNPAIRED = re.compile("[\ud800-\udfff]")

_WRONG = "importing.json.wrong_shape"
_UNKNOWN = "importing.json.unknown_field"


def faults(fields: Iterable[FieldDefinition], data: Any) -> Iterator[Fault]:
    """Everything in a record that is not as it should be."""
    if not isinstance(data, dict):
        yield "", _WRONG
        return
    if not isinstance(data.get("id"), str) or not _ID.fullmatch(data["id"]):
        yield "id", "importing.json.no_id"
    yield from _of_fields(fields, data, "")


def is_text(value: Any) -> bool:
    """Whether a value is a string that can be stored and sent: no half of a surrogate pair."""
    return isinstance(value, str) and _UNPAIRED.search(value) is None


def _of_fields(fields: Iterable[FieldDefinition], data: Mapping[str, Any], prefix: str) -> Iterator[Fault]:
    known = {field.name: field for field in fields}
    for name, value in data.items():
        path = prefix + name if is_text(name) else prefix
        if name == "id":
            continue
        if name not in known:
            yield path, _UNKNOWN
        elif known[name].element is not None:
            yield from _of_elements(known[name], value, path)
        elif not _RIGHT[known[name].shape](value):
            yield path, _WRONG


def _of_elements(field: FieldDefinition, value: Any, path: str) -> Iterator[Fault]:
    assert field.element is not None
    if not _some(value) or not all(isinstance(each, dict) for each in value):
        yield path, _WRONG
        return
    ids = [each.get("id") for each in value]
    if not all(is_text(each) and each for each in ids) or len(set(ids)) != len(ids):
        yield path, "importing.json.no_id"
        return
    for number, each in enumerate(value, 1):
        yield from _of_fields(fields_of(field.element), each, f"{path}/{number}/")


def _some(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _reference(value: Any) -> bool:
    return is_text(value) and bool(value)


def _set(value: Any) -> bool:
    return _some(value) and all(_reference(each) for each in value) and len(set(value)) == len(value)


def _parts(allowed: Mapping[str, Callable[[Any], bool]], *required: str) -> Callable[[Any], bool]:
    def right(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and all(name in value for name in required)
            and all(name in allowed and allowed[name](part) for name, part in value.items())
        )

    return right


_version = _parts(
    {"language": _reference, "text": is_text, "original": _flag, "by": is_text, "checked": _flag}, "language", "text"
)
_date = _parts({"edtf": is_text, "words": is_text, "inferred": _flag}, "edtf")
_quantity = _parts({"minimum": _number, "maximum": _number, "qualifier": is_text, "words": is_text})


def _text(value: Any) -> bool:
    return _some(value) and all(_version(each) for each in value)


def _when(value: Any) -> bool:
    return is_text(value) or _date(value)


_RIGHT: Mapping[Shape, Callable[[Any], bool]] = {
    Shape.LINE: is_text,
    Shape.REF: _reference,
    Shape.NUMBER: _number,
    Shape.FLAG: _flag,
    Shape.LINES: _set,
    Shape.REFS: _set,
    Shape.TEXT: _text,
    Shape.WHEN: _when,
    Shape.QUANTITY: _quantity,
    Shape.AMOUNT: _parts(
        {"quantity": _quantity, "currency": is_text, "purpose": is_text, "sharing": is_text}, "quantity", "currency"
    ),
    Shape.LENGTH: _parts(
        {"words": is_text, "years": _number, "months": _number, "days": _number, "hours": _number}, "words"
    ),
}
