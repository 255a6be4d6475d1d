"""Under which keys of the translation catalogue the words for kinds and fields stand (area ``fields``)."""

from __future__ import annotations

from typing import Any

from casefile.domain.definition import FieldDefinition, fields_of
from casefile.domain.kinds import KINDS, Record
from casefile.domain.values import Text
from casefile.i18n import Catalogue

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


def label_of(owner: type[Any] | str, field: FieldDefinition, language: str) -> str:
    """The label of a field: its own words where people added it, else those of the catalogue."""
    return _own(field.label, language) or Catalogue(language).text(field_key(owner, field.name))


def help_of(owner: type[Any] | str, field: FieldDefinition, language: str) -> str:
    """The field's line of help, empty where it has none."""
    catalogue, key = Catalogue(language), help_key(owner, field.name)
    return _own(field.help, language) or (catalogue.text(key) if catalogue.has(key) else "")


def _own(words: Text | None, language: str) -> str:
    return words.best(language, "en").text if words is not None and words.versions else ""


def _place(owner: type[Any] | str, name: str) -> str:
    code = owner if isinstance(owner, str) else owner.__name__.lower()
    return f"record.{name}" if code in KINDS and name in _COMMON else f"{code}.{name}"
