"""Records as rows and as the paths of the journal.

A repeated field is stored as an object: key of the element → the element with its ``order``. So two people's additions merge by key, and
the sequence in which a person put them is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from casefile.domain.codec import Reader, element_keyed, record_from_json, value_from_json, value_to_json
from casefile.domain.dates import bounds
from casefile.domain.definition import FieldDefinition, Kind, Shape, chosen, fields_of, filled
from casefile.domain.kinds import KINDS, Record
from casefile.journal import canonical

_ORDER_STEP = 1 << 20
_REPEATED = (Shape.LINES, Shape.REFS, Shape.ELEMENTS)
_PLAIN = (Shape.LINE, Shape.REF, Shape.NUMBER, Shape.FLAG)

Paths = dict[str, Any]
"""Path → JSON value: what a record holds as the journal sees it, empty paths left out."""


def paths_of(record: Record, before: Paths | None = None) -> Paths:
    """The paths of a record. `before` are its paths until now: elements that stay in their sequence keep their order."""
    found: Paths = {}
    for field, content in filled(record):
        if field.shape in _REPEATED:
            found.update(_element_paths(field, value_to_json(field, content), before or {}))
        else:
            found[field.name] = value_to_json(field, content)
    return found


def difference(before: Paths, after: Paths) -> Paths:
    """What changed: path → new value, None for a path that was emptied."""
    if not before:
        return after
    changed = {path: value for path, value in after.items() if before.get(path) != value}
    return {**changed, **{path: None for path in before if path not in after}}


def row_of(kind: Kind, paths: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a record's fields."""
    return row_written(kind, paths, {path: canonical.dumps(value) for path, value in paths.items()})


def row_written(kind: Kind, paths: Mapping[str, Any], written: Mapping[str, bytes]) -> dict[str, Any]:
    """As `row_of`, where the canonical JSON of each value is at hand."""
    fields, row = _fields(kind.name), dict.fromkeys(_columns(kind.name))
    for name, elements in _grouped(written).items():
        if name in fields and fields[name].repeated:
            each = (f"{canonical.string(key)}:{elements[key].decode()}" for key in sorted(elements))
            row[name] = f"{{{','.join(each)}}}"
    for path, value in paths.items():
        field = fields.get(path)
        if field is None or field.repeated:
            continue
        row[path] = value if field.shape in _PLAIN or value is None else written[path].decode()
        if field.shape is Shape.WHEN:
            row[f"{path}_from"], row[f"{path}_to"] = _when_columns(value)
    return row


def paths_of_row(kind: Kind, row: Mapping[str, Any]) -> Paths:
    """The inverse of `row_of`."""
    found: Paths = {}
    for field in kind.fields:
        value = row[field.name]
        if value is None:
            continue
        if field.repeated:
            found.update({f"{field.name}/{key}": element for key, element in json.loads(value).items()})
        else:
            found[field.name] = value if field.shape in _PLAIN else json.loads(value)
    return found


def record_of(kind: Kind, record_id: str, paths: Mapping[str, Any]) -> Record:
    """The record that has these paths. Paths of fields that this version does not know are left aside."""
    data: dict[str, Any] = {"id": record_id, **{path: value for path, value in paths.items() if "/" not in path}}
    for name, elements in _grouped(paths).items():
        keys = sorted(elements, key=lambda key: (elements[key]["order"], key))
        repeated = next((field for field in kind.fields if field.name == name), None)
        if repeated is not None and repeated.shape is Shape.ELEMENTS:
            data[name] = [{**elements[key], "id": key} for key in keys]
        else:
            data[name] = keys
    return record_from_json(kind.name, data)


def record_in(kind: str, row: Sequence[Any]) -> Record:
    """The record in a whole row of its table, the same that `record_of` makes of `paths_of_row`: lists decode some hundred at a time."""
    record, columns = _decoding(kind)
    values: dict[str, Any] = {}
    for at, name, read in columns:
        value = row[at]
        if value is not None:
            values[name] = read(value)
    made: Record = record(id=row[0], **values)
    return made


def record_in_part(kind: str, names: Sequence[str], row: Sequence[Any]) -> Record:
    """As `record_in`, of a row that holds the id and these fields alone; the record's others are empty."""
    record, columns = _decoding(kind)
    readers = {name: read for _, name, read in columns}
    values = {name: readers[name](value) for name, value in zip(names, row[1:], strict=True) if value is not None}
    made: Record = record(id=row[0], **values)
    return made


def references_of(record: Record) -> Iterator[tuple[str, str]]:
    """Every (path, id of another record) that a record points to, its elements' references included."""
    return _references(_referring(type(record)), record, "")


@cache
def _fields(kind: str) -> Mapping[str, FieldDefinition]:
    return {field.name: field for field in KINDS[kind].fields}


@cache
def _decoding(kind: str) -> tuple[type[Any], tuple[tuple[int, str, Reader], ...]]:
    """The record's class and, of each field, the place in the row, the name and what reads it. The id stands first in a row."""
    places = {name: place for place, name in enumerate(_columns(kind), 1)}
    found = ((places[name], name, _reader(field)) for name, field in _fields(kind).items())
    return KINDS[kind].record, tuple(found)


def _reader(field: FieldDefinition) -> Reader:
    element = field.element
    if element is not None:
        return lambda stored: tuple([element_keyed(element, key, each) for key, each in _in_order(stored)])
    if field.repeated:
        return lambda stored: tuple([key for key, _ in _in_order(stored)])
    if field.shape in _PLAIN:
        return lambda stored: stored
    return lambda stored: value_from_json(field, json.loads(stored))


def _in_order(stored: str) -> list[tuple[str, Any]]:
    return sorted(json.loads(stored).items(), key=lambda each: (each[1]["order"], each[0]))


@cache
def _columns(kind: str) -> tuple[str, ...]:
    return tuple(
        name
        for field in KINDS[kind].fields
        for name in (field.name, *((f"{field.name}_from", f"{field.name}_to") if field.shape is Shape.WHEN else ()))
    )


def _references(fields: Iterable[FieldDefinition], owner: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = getattr(owner, field.name)
        if field.shape is Shape.REF and value:
            yield prefix + field.name, value
        elif field.shape is Shape.REFS:
            yield from ((prefix + field.name, target) for target in value)
        elif field.shape is Shape.ELEMENTS:
            assert field.element is not None
            for element in value:
                if field.about.to:  # then the elements' own ids are those of records
                    yield prefix + field.name, element.id
                yield from _references(_referring(field.element), element, f"{prefix}{field.name}/")


def _refers(field: FieldDefinition) -> bool:
    inside = fields_of(field.element) if field.element is not None else ()
    return field.shape in (Shape.REF, Shape.REFS) or bool(inside and field.about.to) or any(map(_refers, inside))


_referring = chosen(_refers)


def _element_paths(field: FieldDefinition, values: list[Any], before: Paths) -> Paths:
    by_key = {value["id"] if field.shape is Shape.ELEMENTS else value: value for value in values}
    kept = {key: before[f"{field.name}/{key}"]["order"] for key in by_key if f"{field.name}/{key}" in before}
    orders = _orders(list(by_key), kept)
    if field.shape is not Shape.ELEMENTS:
        return {f"{field.name}/{key}": {"order": orders[key]} for key in by_key}
    return {
        f"{field.name}/{key}": {**{name: part for name, part in value.items() if name != "id"}, "order": orders[key]}
        for key, value in by_key.items()
    }


def _orders(keys: list[str], kept: Mapping[str, int]) -> dict[str, int]:
    """Ascending numbers for `keys`; a key keeps the number it had wherever that still ascends."""
    if not kept:
        return {key: place * _ORDER_STEP for place, key in enumerate(keys, 1)}
    orders: dict[str, int] = {}
    last = 0
    for position, key in enumerate(keys):
        following = min((kept[later] for later in keys[position:] if kept.get(later, 0) > last), default=None)
        if key in kept and kept[key] == following:
            last = kept[key]
        elif following is not None and following - last > 1:
            last += (following - last) // 2
        else:
            last += _ORDER_STEP
        orders[key] = last
    return orders


def _grouped(paths: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    grouped: dict[str, dict[str, Any]] = {}
    for path, value in paths.items():
        name, separator, key = path.partition("/")
        if separator:
            grouped.setdefault(name, {})[key] = value
    return grouped


def _when_columns(value: Any) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    return _iso_bounds(value if isinstance(value, str) else value["edtf"])


@lru_cache(maxsize=20_000)
def _iso_bounds(edtf: str) -> tuple[str | None, str | None]:
    try:
        found = bounds(edtf)
    except ValueError:
        return None, None
    return found.earliest.isoformat(), found.latest.isoformat()
