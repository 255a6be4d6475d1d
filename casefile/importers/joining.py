"""A candidate and the record that is here already, made one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from casefile.domain.definition import FieldDefinition, Shape
from casefile.importers.found import Candidate, Manner

Data = Mapping[str, Any]


def joined(fields: Iterable[FieldDefinition], before: Data | None, candidate: Candidate) -> dict[str, Any]:
    """The JSON of the record as it will be. Fields that the file does not speak of stay."""
    after = candidate.data
    if before is None or (candidate.told is None and candidate.manner is Manner.REPLACES):
        return dict(after)
    found: dict[str, Any] = {"id": after["id"]}
    for field in fields:
        value = _value(field, before.get(field.name), after.get(field.name), candidate)
        if value is not None:
            found[field.name] = value
    return found


def _value(field: FieldDefinition, before: Any, after: Any, candidate: Candidate) -> Any:
    if candidate.manner is Manner.REPLACES:
        return after if candidate.told is None or field.name in candidate.told else before
    if before is None or after is None:
        return after if before is None else before
    match field.shape:
        case Shape.TEXT:
            return _texts(before, after)
        case Shape.LINES | Shape.REFS:
            return list(dict.fromkeys((*before, *after)))
        case Shape.ELEMENTS:
            return [*before, *(each for each in after if not _is_there(each, before))]
        case _:
            return after


def _texts(before: list[Data], after: list[Data]) -> list[Data]:
    """Each language that the file has takes the place of the same one; the original stays the original."""
    brought = {version["language"]: version["text"] for version in after}
    kept = [
        version if brought.get(version["language"], version["text"]) == version["text"]
        else {**version, "text": brought[version["language"]]}
        for version in before
    ]  # fmt: skip
    here = {version["language"] for version in before}
    return [*kept, *({**version, "original": False} for version in after if version["language"] not in here)]


def _is_there(element: Data, elements: list[Data]) -> bool:
    """Whether an element with everything that this one says is there, whatever else that one says."""
    said = {name: value for name, value in element.items() if name not in ("id", "script", "language")}
    return any(all(each.get(name) == value for name, value in said.items()) for each in elements)


def meant(candidate: Candidate, same: Mapping[str, str]) -> Candidate:
    """The candidate where some new records are said to be ones that are here: it, or whatever it refers to, has the other's id.

    Args:
        same: id in the file → id of the record that is meant.
    """
    if not same:
        return candidate
    data = _renamed(candidate.data, same)
    if candidate.id not in same:
        return replace(candidate, data=data)
    return replace(candidate, data=data, told=None, manner=Manner.ADDS)


def _renamed(value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return same.get(value, value)
    if isinstance(value, list):
        return [_renamed(each, same) for each in value]
    if isinstance(value, Mapping):
        return {name: _renamed(each, same) for name, each in value.items()}
    return value
