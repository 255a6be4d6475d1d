"""That the values of an entry from someone are of the shapes that their fields have, so that no record is made unreadable by what was merged into it."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from casefile.domain.definition import filled
from casefile.domain.kinds import KINDS, Record
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When
from casefile.journal.entry import Entry, Operation
from casefile.records import rows


def _any_of(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


_PARTS: dict[type[Any], tuple[tuple[str, frozenset[Any]], ...]] = {
    cls: tuple(
        (name, frozenset(get_origin(each) or each for each in _any_of(hint)))
        for name, hint in get_type_hints(cls).items()
    )
    for cls in (Amount, Length, Quantity, Text, Version, When)
}
"""The parts of a value, and the types that each may have."""

_OF_ITS_OWN = "@"
"""What a path begins with that is no field: a deletion, an answer to a request."""


def check(entry: Entry) -> None:
    """Hold the values of an entry against the definition of its kind. Kinds and fields of a newer colleague are let through: they are left aside wherever
    a record is read.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: a value is not of its field's shape.
    """
    kind = KINDS.get(entry.kind)
    if entry.operation is Operation.CUSTODY:
        _check_events(entry)
    elif kind is not None and entry.operation is not Operation.PURGE:
        paths = {
            each.path: each.value
            for each in entry.changes
            if each.value is not None and not each.path.startswith(_OF_ITS_OWN)
        }
        if not _repeated(kind.name).isdisjoint(paths):
            raise ValueError("a repeated field has a path for each of its elements")
        _check_order(paths)
        check_record(rows.record_of(kind, entry.record, paths))


def check_record(record: Record) -> None:
    """Hold the parts of every value against their types: the decoder takes them as they come, and what a text says may be a number to it.

    Raises:
        ValueError, TypeError
    """
    for _, value in filled(record):
        _check_parts(value)


def _check_parts(value: Any) -> None:
    if isinstance(value, tuple):
        for each in value:
            _check_parts(each)
    elif value == Text(()):
        raise ValueError("a text without words")
    elif type(value) in _PARTS:
        for name, types in _PARTS[type(value)]:
            part = getattr(value, name)
            if type(part) not in types:
                raise TypeError(f"{name} is of another type")
            _check_parts(part)
    elif is_dataclass(value):
        for _, part in filled(value):
            _check_parts(part)


@cache
def _repeated(kind: str) -> frozenset[str]:
    return frozenset(field.name for field in KINDS[kind].fields if field.repeated)


def _check_events(entry: Entry) -> None:
    if not all(isinstance(each.value, dict) for each in entry.changes):
        raise TypeError("an event of custody is an object")


def _check_order(paths: dict[str, Any]) -> None:
    if not all(type(value["order"]) is int for path, value in paths.items() if "/" in path):
        raise TypeError("an element has its place in the order")
