"""Going through every field of a record by its definition: clearing it, rewriting its texts, comparing it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from casefile.domain.codec import value_to_json
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import Record, kind_of
from casefile.domain.terms import term_list
from casefile.domain.values import Amount, Length, Quantity, Text, When

R = TypeVar("R", bound=Record)
Path = str
Rewrite = Callable[[str, str | None, Path], str]
"""Text, language (None where it is not known) and path → the text to take its place."""


def cleared(record: R, names: Iterable[str]) -> R:
    """The record with some of its fields empty."""
    repeated = {field.name for field in kind_of(record).fields if field.repeated}
    empty: dict[str, Any] = {name: () if name in repeated else None for name in names}
    return dataclasses.replace(record, **empty)


def filled(record: Record) -> Iterator[FieldDefinition]:
    """The fields that hold something."""
    return (field for field in kind_of(record).fields if getattr(record, field.name) not in (None, ()))


def rewritten(record: R, rewrite: Rewrite) -> R:
    """The record with every text that a person wrote passed through `rewrite`; codes, references and hashes stay."""
    changed = {
        field.name: _rewritten(field, getattr(record, field.name), rewrite, field.name) for field in filled(record)
    }
    return dataclasses.replace(record, **changed)


def without_references(record: R, gone: Callable[[str], bool]) -> R:
    """The record with references emptied to records that do not come along."""
    return dataclasses.replace(record, **_kept_references(fields_of(type(record)), record, gone))


def paths(record: Record) -> dict[Path, Any]:
    """What a record holds by the paths of the journal: a field's name, or ``name/key`` for one element of a repeated field."""
    found: dict[Path, Any] = {}
    for field in filled(record):
        value = value_to_json(field, getattr(record, field.name))
        if not field.repeated:
            found[field.name] = value
            continue
        for element in value:
            key = element["id"] if field.shape is Shape.ELEMENTS else element
            found[f"{field.name}/{key}"] = element
    return found


def _rewritten(field: FieldDefinition, value: Any, rewrite: Rewrite, path: Path) -> Any:
    match field.shape:
        case Shape.LINE:
            return _line(field, value, rewrite, path)
        case Shape.LINES:
            return tuple(_line(field, each, rewrite, path) for each in value)
        case Shape.TEXT:
            return Text(
                tuple(
                    dataclasses.replace(
                        version,
                        text=rewrite(version.text, version.language, path),
                        by=version.by and rewrite(version.by, None, path),
                    )
                    for version in value.versions
                )
            )
        case Shape.ELEMENTS:
            return tuple(_element(each, rewrite, f"{path}/{each.id}") for each in value)
        case _:
            return _with_words(value, rewrite, path)


def _line(field: FieldDefinition, value: str, rewrite: Rewrite, path: Path) -> str:
    if field.about.terms and value in term_list(field.about.terms):
        return value
    return rewrite(value, None, path)


def _element(element: Any, rewrite: Rewrite, path: Path) -> Any:
    changed = {
        field.name: _rewritten(field, value, rewrite, path)
        for field in fields_of(type(element))
        if (value := getattr(element, field.name)) not in (None, ())
    }
    return dataclasses.replace(element, **changed)


def _with_words(value: Any, rewrite: Rewrite, path: Path) -> Any:
    if isinstance(value, Amount):
        return dataclasses.replace(value, quantity=_with_words(value.quantity, rewrite, path))
    if isinstance(value, When | Quantity | Length) and value.words:
        return dataclasses.replace(value, words=rewrite(value.words, None, path))
    return value


def _kept_references(fields: Iterable[FieldDefinition], owner: Any, gone: Callable[[str], bool]) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for field in fields:
        value = getattr(owner, field.name)
        if field.shape is Shape.REF and value and gone(value):
            changed[field.name] = None
        elif field.shape is Shape.REFS:
            changed[field.name] = tuple(each for each in value if not gone(each))
        elif field.shape is Shape.ELEMENTS:
            assert field.element is not None
            parts = fields_of(field.element)
            changed[field.name] = tuple(
                dataclasses.replace(each, **_kept_references(parts, each, gone)) for each in value
            )
    return changed
