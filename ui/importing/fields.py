"""The fields a column may mean, in words."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.additions import Additions
from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.kinds import KINDS
from casefile.domain.labels import field_key, kind_key, label_of
from ui.words import catalogue, language, t

_OFFERED = (
    "case", "person", "happening", "role", "source", "organisation", "measure", "proceeding", "place", "citation", "note", "task",
)  # fmt: skip


def options(additions: Additions, extra: str = "") -> list[tuple[str, str]]:
    """(target, words) of the fields of the usual kinds, those that people added to any kind behind them; `extra` is a target to be among
    them in any case."""
    found = [("", t("importing.left_aside"))]
    found += [pair for name in _OFFERED for pair in _of_kind(KINDS[name])]
    found += [pair for name in KINDS for pair in _added(name, additions)]
    if extra and extra not in {target for target, _ in found}:
        found.append((extra, extra))
    return found


def _of_kind(kind: Kind) -> Iterator[tuple[str, str]]:
    called = t(kind_key(kind.name))
    for field in kind.fields:
        for column, words in _columns(kind.name, field):
            yield f"{kind.name}.{column}", f"{called}: {words}"


def _added(kind: str, additions: Additions) -> Iterator[tuple[str, str]]:
    called = t(kind_key(kind))
    for field in additions.of_kind(kind):
        yield f"{kind}.{field.name}", f"{called}: {label_of(kind, field, language())}"


def _columns(owner: str, field: FieldDefinition) -> Iterator[tuple[str, str]]:
    words = t(field_key(owner, field.name))
    if field.element is not None:
        for part in fields_of(field.element):
            key = field_key(field.element, part.name)
            if part.element is None and catalogue().has(key):
                yield f"{field.name}.1.{part.name}", f"{words}, {t(key)}"
    elif field.shape is Shape.LENGTH:
        yield f"{field.name}.words", words
    elif field.shape is not Shape.AMOUNT:
        yield field.name, words
