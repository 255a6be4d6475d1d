"""What stays in the vault when an export is not the person's own backup (`domain.md`: "Fields marked secret never leave")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casefile.domain.additions import NONE, Additions
from casefile.domain.definition import FieldDefinition, Kind, Sensitivity, fields_of


def stays(kind: Kind) -> bool:
    """Whether a kind is left out whole: what it must have is secret, so nothing that means anything would remain."""
    return any(field.about.required and _secret(field) for field in kind.fields)


def open_part(
    fields: Iterable[FieldDefinition], data: Mapping[str, Any], additions: Additions = NONE
) -> dict[str, Any]:
    """A record or element, given as JSON, without its secret fields; of those that people added, without what `additions` do not open."""
    kept: dict[str, Any] = {"id": data["id"]}
    for field in fields:
        if field.name not in data:
            continue
        value = data[field.name]
        if field.name == "extra":
            value = [each for each in value if additions.sensitivity(each["id"]) is not Sensitivity.SECRET]
            kept.update({field.name: value} if value else {})
            continue
        if _secret(field):
            continue
        kept[field.name] = (
            value if field.element is None else [open_part(fields_of(field.element), each) for each in value]
        )
    return kept


def _secret(field: FieldDefinition) -> bool:
    return field.about.sensitivity is Sensitivity.SECRET
