"""Columns that mean a field which people added to this vault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casefile.domain.additions import PREFIX, value_as_json
from casefile.domain.cells import Added
from casefile.domain.definition import FieldDefinition
from casefile.errors import Refused
from casefile.importers.mapping import Mapping as ColumnMapping
from casefile.importers.mapping import added_id, kind_of_slot, slot_of


def require_fields(mapping: ColumnMapping, added: Added) -> None:
    """Make sure that the added fields a mapping names are here: what a column means that nobody added would be lost without a word.

    Raises:
        Refused: one is not.
    """
    for target in sorted(target for each in mapping.sheets.values() for target in each.targets):
        slot, column = slot_of(target)
        kind, own_id = kind_of_slot(slot), added_id(column)
        if own_id is None or kind is None:
            continue
        if PREFIX + own_id not in (field.name for field in added(kind.name)):
            raise Refused("importing.mapping.no_field", target=target)


def with_extra(data: Mapping[str, Any], fields: Iterable[FieldDefinition]) -> dict[str, Any]:
    """A record, given as JSON, with the values of added fields where records keep them."""
    held = [
        value_as_json(field, data[field.name])
        for field in fields
        if field.name.startswith(PREFIX) and field.name in data
    ]
    kept = {name: value for name, value in data.items() if not name.startswith(PREFIX)}
    return {**kept, "extra": held} if held else kept
