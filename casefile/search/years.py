"""The years that a record is about, so that "hunger strike 2017" finds what happened then in whatever words it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from casefile.domain.dates import bounds
from casefile.domain.definition import FieldDefinition, Shape, chosen, fields_of
from casefile.domain.kinds import Record
from casefile.domain.values import When

_LONGEST_SPAN = 30
"""Years of a span that are all searched for."""


def years(record: Record) -> tuple[str, ...]:
    """The years of all its dates, each once; those between the ends of a span among them, unless it is open or very long."""
    return tuple(dict.fromkeys(_years(_dated(type(record)), record)))


def _years(fields: Iterable[FieldDefinition], owner: Any) -> Iterator[str]:
    for field in fields:
        value = getattr(owner, field.name)
        if not value:
            continue
        if field.shape is Shape.ELEMENTS and field.element is not None:
            for element in value:
                yield from _years(_dated(field.element), element)
        elif isinstance(value, When):
            yield from _years_of(value.edtf)


def _is_dated(field: FieldDefinition) -> bool:
    return field.shape is Shape.WHEN or (field.element is not None and any(map(_is_dated, fields_of(field.element))))


_dated = chosen(_is_dated)


@lru_cache(maxsize=20_000)
def _years_of(edtf: str) -> tuple[str, ...]:
    try:
        found = bounds(edtf)
    except ValueError:
        return ()
    first, last = found.earliest.year, found.latest.year
    if last - first < _LONGEST_SPAN:
        return tuple(map(str, range(first, last + 1)))
    return tuple(str(year) for year in (first, last) if year not in (date.min.year, date.max.year))
