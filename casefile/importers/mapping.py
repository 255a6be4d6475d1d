"""Which column of somebody's table is which field: written down, kept as a file, used again.

A target is ``kind.column``, the column as `domain.flat` names it: ``case.title.ru``, ``person.names.1.text``, ``happening.when``. A second
record of a kind in the same row is ``person#2.names.1.text``; a field that people added to a kind is ``person.extra/ID``. The file is JSON::

    {"format": "casefile-mapping", "version": 1, "language": "ru",
     "sheets": {"": {"columns": {"ФИО": "person.names.1.text"}, "always": {"role.role": "victim"}}}}

``sheets`` names the sheets of a workbook; the empty name stands for every sheet that is not named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Map
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.flat import PARTS, is_language
from casefile.domain.kinds import KINDS
from casefile.errors import Refused
from casefile.i18n import LANGUAGES

FORMAT = "casefile-mapping"
VERSION = 1
_ADDED = re.compile(r"extra/([0-9a-f]{32})(?:\.[A-Za-z][A-Za-z0-9-]*|@(?:words|inferred|original))?")


@dataclass(frozen=True)
class SheetMapping:
    """What the columns of one table are: head of the column → target; and target → what holds for every row."""

    columns: Map[str, str]
    always: Map[str, str] = default(default_factory=dict)

    @property
    def targets(self) -> frozenset[str]:
        """Every target that is used."""
        return frozenset((*self.columns.values(), *self.always))


@dataclass(frozen=True)
class Mapping:
    """What the tables of a file are. `language` is that of columns that name none, and of the person."""

    sheets: Map[str, SheetMapping]
    language: str = "en"

    def of(self, sheet: str) -> SheetMapping | None:
        """What a sheet's columns are; None where it is to be left alone."""
        return self.sheets.get(sheet, self.sheets.get(""))


def slot_of(target: str) -> tuple[str, str]:
    """The record that a target means (``person#2``), and its column (``names.1.text``)."""
    slot, _, column = target.partition(".")
    return slot, column


def kind_of_slot(slot: str) -> Kind | None:
    """The kind of a slot; None where there is no such kind."""
    name, _, number = slot.partition("#")
    return KINDS.get(name) if not number or number.isdecimal() else None


def is_target(target: str) -> bool:
    """Whether there is such a field."""
    slot, column = slot_of(target)
    kind = kind_of_slot(slot)
    return kind is not None and (column == "id" or added_id(column) is not None or _is_column(kind.fields, column))


def added_id(column: str) -> str | None:
    """The id of the field that people added, where a column means one; None for a field of the program."""
    found = _ADDED.fullmatch(column)
    return found[1] if found else None


def written(mapping: Mapping) -> bytes:
    """The mapping as a file."""
    sheets = {
        name: {"columns": dict(each.columns), "always": dict(each.always)} for name, each in mapping.sheets.items()
    }
    whole = {"format": FORMAT, "version": VERSION, "language": mapping.language, "sheets": sheets}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def read(data: bytes) -> Mapping:
    """The inverse of `written`.

    Raises:
        Refused: it is no mapping, or names a field that does not exist.
    """
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise Refused("importing.mapping.not_one") from fault
    if not isinstance(whole, dict) or whole.get("format") != FORMAT or whole.get("version") != VERSION:
        raise Refused("importing.mapping.not_one")
    language, sheets = whole.get("language", "en"), whole.get("sheets")
    if language not in LANGUAGES or not isinstance(sheets, dict) or not sheets:
        raise Refused("importing.mapping.not_one")
    return Mapping({name: _sheet(each) for name, each in sheets.items()}, language)


def _sheet(data: Any) -> SheetMapping:
    if not isinstance(data, dict):
        raise Refused("importing.mapping.not_one")
    columns, always = data.get("columns", {}), data.get("always", {})
    if not all(_names(each) for each in (columns, always)):
        raise Refused("importing.mapping.not_one")
    for target in (*columns.values(), *always):
        if not is_target(target):
            raise Refused("importing.mapping.no_field", target=target)
    return SheetMapping(columns, always)


def _names(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for pair in value.items() for each in pair)


def _is_column(fields: tuple[FieldDefinition, ...], column: str) -> bool:
    name, mark, rest = column.partition(".")
    name, _, aside = name.partition("@")
    field = next((each for each in fields if each.name == name), None)
    if field is None:
        return False
    if not mark:
        return field.shape is not Shape.ELEMENTS and aside in _BESIDE.get(field.shape, ("", "json"))
    return _is_part(field, rest)


_BESIDE = {Shape.WHEN: ("", "words", "inferred", "json"), Shape.TEXT: ("", "original", "json")}


def _is_part(field: FieldDefinition, rest: str) -> bool:
    if field.shape is Shape.TEXT:
        return is_language(rest)
    if field.element is not None:
        position, _, inner = rest.partition(".")
        return position.isdecimal() and (inner == "id" or _is_column(fields_of(field.element), inner))
    return rest in PARTS.get(field.shape, ())
