"""Under which keys of the translation catalogue the words for kinds and fields stand (area ``fields``)."""

from __future__ import annotations

from typing import Any

from casefile.domain.definition import fields_of
from casefile.domain.kinds import KINDS, Record

_COMMON = frozenset(field.name for field in fields_of(Record))


def kind_key(kind: str) -> str:
    """The key of a kind's name in the singular."""
    return f"kind.{kind}"


def kinds_key(kind: str) -> str:
    """The key of a kind's name in the plural, as a heading has it."""
    return f"kinds.{kind}"


def field_key(owner: type[Any] | str, name: str) -> str:
    """The key of a field's label. `owner` is a kind's name, or the dataclass of a record or of an element."""
    return f"field.{_place(owner, name)}"


def help_key(owner: type[Any] | str, name: str) -> str:
    """The key of a field's one line of help, an example as a rule. Many fields have none: ask `Catalogue.has`."""
    return f"help.{_place(owner, name)}"


def _place(owner: type[Any] | str, name: str) -> str:
    code = owner if isinstance(owner, str) else owner.__name__.lower()
    return f"record.{name}" if code in KINDS and name in _COMMON else f"{code}.{name}"
