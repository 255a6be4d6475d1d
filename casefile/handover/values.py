"""That the values of an entry from someone are of the shapes that their fields have, so that no record is made unreadable by what was merged into it."""

from __future__ import annotations

from functools import cache
from typing import Any

from casefile.domain.kinds import KINDS
from casefile.journal.entry import Entry, Operation
from casefile.records import rows

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
        rows.record_of(kind, entry.record, paths)


@cache
def _repeated(kind: str) -> frozenset[str]:
    return frozenset(field.name for field in KINDS[kind].fields if field.repeated)


def _check_events(entry: Entry) -> None:
    if not all(isinstance(each.value, dict) for each in entry.changes):
        raise TypeError("an event of custody is an object")


def _check_order(paths: dict[str, Any]) -> None:
    if not all(type(value["order"]) is int for path, value in paths.items() if "/" in path):
        raise TypeError("an element has its place in the order")
