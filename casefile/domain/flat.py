"""Records as rows of a table, and back, by their definitions. What every CSV and XLSX that Casefile writes looks like.

Columns of a record, after ``id``:

* a line, a term's code, a number, a reference: ``reference``; yes or no as ``true`` and ``false``;
* several lines or references: one cell, ``|`` between them (``\\|`` inside a value);
* a text: one column a language, ``title.ru``; where there are several, ``title@original`` names the language of the original;
* a date: ``when`` holds its EDTF, ``when@words`` and ``when@inferred`` what else is known of it;
* a quantity, amount or length: one column a part, ``number.minimum``;
* an entry of a repeated field: ``names.1.text``, counted from 1, its identifier in ``names.1.id``;
* whatever these cannot say exactly stands in ``FIELD@json`` as the JSON of `domain.codec`. It counts only as long as it agrees with the
  cells beside it: whoever changes those is believed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from casefile.domain.cells import Reading, Unreadable, joined, number, parted, said
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.i18n import LANGUAGES

Cells = dict[str, str]
"""Column → what stands in it. A column that is not there is empty."""

MOST_ELEMENTS = 20
"""Entries of a repeated field that get columns of their own; where there are more, ``@json`` holds them all."""

PARTS: Mapping[Shape, tuple[str, ...]] = {
    Shape.QUANTITY: ("minimum", "maximum", "qualifier", "words"),
    Shape.AMOUNT: ("minimum", "maximum", "qualifier", "words", "currency", "purpose", "sharing"),
    Shape.LENGTH: ("words", "years", "months", "days", "hours"),
}
"""The columns of a value that has parts."""
_NUMBERS = frozenset({"minimum", "maximum", "years", "months", "days", "hours"})
_IN_QUANTITY = frozenset({"minimum", "maximum", "qualifier", "words"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_POSITION = re.compile(r"[1-9][0-9]{0,4}")
_AS_WRITTEN = Reading("en", date(2000, 1, 1))


def flattened(fields: Iterable[FieldDefinition], data: Mapping[str, Any]) -> Cells:
    """The cells of a record or an element, given as JSON, by the definitions of its fields."""
    cells = {"id": data["id"]} if "id" in data else {}
    for field in fields:
        if field.name in data:
            cells.update(_exact(field, data[field.name]))
    return cells


def unflattened(
    fields: Iterable[FieldDefinition], cells: Mapping[str, str], reading: Reading = _AS_WRITTEN
) -> tuple[dict[str, Any], dict[str, Unreadable]]:
    """The JSON that cells hold, and what could not be read: column → why. References are left as they stand.

    Args:
        cells: empty ones and columns of no field are ignored.
        reading: how; what Casefile wrote itself needs no more than the lists.
    """
    data: dict[str, Any] = {}
    faults: dict[str, Unreadable] = {}
    if cells.get("id"):
        data["id"] = cells["id"].strip()
    grouped = _grouped(cells)
    for field in fields:
        own = grouped.get(field.name)
        if own is None:
            continue
        exact = _agreeing(field, own)
        value = _read(field, own, reading, faults) if exact is None else exact
        if value is not None:
            data[field.name] = value
    return data, faults


def column_order(fields: tuple[FieldDefinition, ...], columns: Iterable[str]) -> list[str]:
    """The columns in use, in the order of the definitions: ``id`` first, entries by number, languages in one order, ``@json`` last."""
    places = {field.name: place for place, field in enumerate(fields)}

    def key(column: str) -> tuple[Any, ...]:
        name, rest = _name(column)
        return (column != "id", places.get(name, len(places)), rest.startswith("@json"), *_natural(name, rest, fields))

    return sorted(columns, key=key)


def _natural(name: str, rest: str, fields: tuple[FieldDefinition, ...]) -> tuple[Any, ...]:
    field = next((each for each in fields if each.name == name), None)
    if field is not None and field.element is not None and rest.startswith("."):
        position, _, inner = rest[1:].partition(".")
        parts = fields_of(field.element)
        places = {part.name: place for place, part in enumerate(parts)}
        own, tail = _name(inner)
        return int(position), inner != "id", places.get(own, len(places)), *_tail(tail)
    return _tail(rest)


def _tail(rest: str) -> tuple[Any, ...]:
    part = rest[1:]
    known = next((parts.index(part) for parts in PARTS.values() if part in parts), -1)
    return rest.startswith("@"), known, *_language_place(part)


def _language_place(language: str) -> tuple[int, str]:
    """The order in which languages stand beside one another: ours, then others by their tag."""
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)), language


def _name(column: str) -> tuple[str, str]:
    found = re.match(r"[^.@]*", column)
    name = found[0] if found else column
    return name, column[len(name) :]


def _grouped(cells: Mapping[str, str]) -> dict[str, Cells]:
    grouped: dict[str, Cells] = {}
    for column, cell in cells.items():
        if cell:
            grouped.setdefault(_name(column)[0], {})[column] = cell
    return grouped


def _exact(field: FieldDefinition, value: Any) -> Cells:
    """The cells of one field, with its JSON beside them where reading them back would not give the same."""
    cells = _flat(field, value)
    faults: dict[str, Unreadable] = {}
    if _read(field, cells, _AS_WRITTEN, faults) != value or faults:
        cells[f"{field.name}@json"] = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {column: cell for column, cell in cells.items() if cell}


def _agreeing(field: FieldDefinition, cells: Cells) -> Any:
    """What ``@json`` says, where the cells beside it say the same."""
    exact = cells.get(f"{field.name}@json")
    if exact is None:
        return None
    try:
        value = json.loads(exact)
        same = _exact(field, value)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    return value if {**same, f"{field.name}@json": exact} == cells else None


def _flat(field: FieldDefinition, value: Any) -> Cells:
    name = field.name
    match field.shape:
        case Shape.TEXT:
            return _flat_text(name, value)
        case Shape.WHEN:
            found = {"edtf": value} if isinstance(value, str) else value
            inferred = "true" if found.get("inferred") else ""
            return {name: found["edtf"], f"{name}@words": found.get("words") or "", f"{name}@inferred": inferred}
        case Shape.QUANTITY | Shape.LENGTH | Shape.AMOUNT:
            parts = {**value.get("quantity", {}), **value}
            return {f"{name}.{part}": str(parts[part]) for part in PARTS[field.shape] if part in parts}
        case Shape.LINES | Shape.REFS:
            return {name: joined(value)}
        case Shape.ELEMENTS:
            return _flat_elements(field, value)
        case Shape.FLAG:
            return {name: "true" if value else "false"}
        case _:
            return {name: str(value)}


def _flat_text(name: str, versions: list[dict[str, Any]]) -> Cells:
    cells = {f"{name}.{version['language']}": version["text"] for version in versions}
    if len(versions) > 1:
        cells[f"{name}@original"] = versions[0]["language"]
    return cells


def _flat_elements(field: FieldDefinition, elements: list[dict[str, Any]]) -> Cells:
    assert field.element is not None
    cells: Cells = {}
    for position, element in enumerate(elements[:MOST_ELEMENTS], 1):
        inner = flattened(fields_of(field.element), element)
        cells.update({f"{field.name}.{position}.{column}": cell for column, cell in inner.items()})
    return cells


def _read(field: FieldDefinition, cells: Cells, reading: Reading, faults: dict[str, Unreadable]) -> Any:
    match field.shape:
        case Shape.TEXT:
            return _read_text(field, cells, reading.language)
        case Shape.WHEN:
            return _read_when(field, cells, reading, faults)
        case Shape.QUANTITY | Shape.LENGTH | Shape.AMOUNT:
            return _read_parts(field, cells, faults)
        case Shape.ELEMENTS:
            return _read_elements(field, cells, reading, faults)
        case Shape.LINES | Shape.REFS:
            return _read_several(field, cells, reading, faults)
        case _:
            return _read_one(field, field.name, cells, reading, faults)


def _read_one(
    field: FieldDefinition, column: str, cells: Cells, reading: Reading, faults: dict[str, Unreadable]
) -> Any:
    cell = cells.get(column, "").strip()
    if not cell:
        return None
    try:
        return said(field, cell, reading)
    except Unreadable as fault:
        faults[column] = fault
        return None


def _read_several(
    field: FieldDefinition, cells: Cells, reading: Reading, faults: dict[str, Unreadable]
) -> list[Any] | None:
    found = []
    for piece in parted(cells.get(field.name, "")):
        try:
            found.append(said(field, piece, reading))
        except Unreadable as fault:
            faults[field.name] = fault
    return found or None


def _read_text(field: FieldDefinition, cells: Cells, language: str) -> list[dict[str, Any]] | None:
    """A column without a language holds words in the language of the person who brings the table."""
    said_in = {
        column.removeprefix(f"{field.name}.") if column != field.name else language: cell.strip()
        for column, cell in cells.items()
        if "@" not in column and cell.strip()
    }
    if not said_in:
        return None
    original = cells.get(f"{field.name}@original", "").strip()
    languages = sorted(said_in, key=_language_place)
    first = original if original in said_in else languages[0]
    order = [first, *(each for each in languages if each != first)]
    return [
        {"language": each, "text": said_in[each], **({} if each == first else {"original": False})} for each in order
    ]


def _read_when(field: FieldDefinition, cells: Cells, reading: Reading, faults: dict[str, Unreadable]) -> Any:
    value = _read_one(field, field.name, cells, reading, faults)
    words, inferred = cells.get(f"{field.name}@words", "").strip(), cells.get(f"{field.name}@inferred", "").strip()
    if value is None or not (words or inferred):
        return value
    found: dict[str, Any] = {"edtf": value} if isinstance(value, str) else dict(value)
    if words:
        found["words"] = words
    if inferred == "true":
        found["inferred"] = True
    return found if len(found) > 1 else found["edtf"]


def _read_parts(field: FieldDefinition, cells: Cells, faults: dict[str, Unreadable]) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for part in PARTS[field.shape]:
        column = f"{field.name}.{part}"
        cell = cells.get(column, "").strip()
        try:
            if cell:
                found[part] = number(cell) if part in _NUMBERS else cell
        except Unreadable as fault:
            faults[column] = fault
    bare = cells.get(field.name, "").strip()
    if bare and not found:
        found = _stated(field, bare)
    if not found:
        return None
    return _whole(field, found, faults)


def _stated(field: FieldDefinition, cell: str) -> dict[str, Any]:
    """A number or words in one cell: "40" is a quantity, "some 40" stays words. Of an amount the currency must be told apart."""
    try:
        exact = number(cell)
    except Unreadable:
        return {"words": cell}
    return {"words": cell} if field.shape is Shape.LENGTH else {"minimum": exact, "maximum": exact}


def _whole(field: FieldDefinition, found: dict[str, Any], faults: dict[str, Unreadable]) -> dict[str, Any] | None:
    if field.shape is Shape.LENGTH and "words" not in found:
        faults[f"{field.name}.words"] = Unreadable("importing.cell.length_words")
        return None
    if field.shape is not Shape.AMOUNT:
        return found
    if "currency" not in found:
        faults[f"{field.name}.currency"] = Unreadable("importing.cell.no_currency")
        return None
    quantity = {part: found[part] for part in PARTS[Shape.AMOUNT] if part in found and part in _IN_QUANTITY}
    return {**{part: value for part, value in found.items() if part not in _IN_QUANTITY}, "quantity": quantity}


def _read_elements(
    field: FieldDefinition, cells: Cells, reading: Reading, faults: dict[str, Unreadable]
) -> list[dict[str, Any]] | None:
    assert field.element is not None
    by_position: dict[int, Cells] = {}
    for column, cell in cells.items():
        number_of, _, inner = column.removeprefix(f"{field.name}.").partition(".")
        if _POSITION.fullmatch(number_of) and inner:
            by_position.setdefault(int(number_of), {})[inner] = cell
    found = []
    for position in sorted(by_position):
        data, inside = unflattened(fields_of(field.element), by_position[position], reading)
        faults.update({f"{field.name}.{position}.{column}": fault for column, fault in inside.items()})
        if data:
            found.append(data)
    return found or None


def is_language(tag: str) -> bool:
    """Whether a word has the form of a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(tag) is not None
