"""A field with several versions that nobody has settled, in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.domain import dates
from casefile.domain.additions import PREFIX
from casefile.domain.definition import FieldDefinition, fields_of
from casefile.domain.kinds import kind_of
from casefile.domain.saying import say_path
from casefile.domain.values import When
from casefile.usecases.picking import called
from casefile.usecases.today import Conflicting
from ui.fieldwords import DELETED, field_label, value_words
from ui.today.lines import LineItem
from ui.words import additions, language, t, term_list


def conflict(found: Conflicting, place: int) -> LineItem:
    """A line at `place` that quotes the versions."""
    kind = kind_of(found.record)
    field = additions().definition(kind, found.path)
    label = field_label(kind.name, found.path)
    versions = " · ".join(t("today.quoted", words=_version(found, field, value)) for value in found.values)
    right = t("today.versions", n=len(found.values))
    return LineItem(
        str(place),
        f"{called(found.record, language(), additions())}: {_small(label).partition(',')[0]}",
        second=versions,
        right=right,
        right_tone="due",
    )


def _version(found: Conflicting, field: FieldDefinition | None, value: Any) -> str:
    if found.path == DELETED:
        return value_words(kind_of(found.record).name, found.path, value)
    if value is not None and found.path.startswith(PREFIX):
        return say_path(kind_of(found.record), found.path, value, language(), lambda _id: "", additions())
    return _value(field, found.path.partition("/")[2], value)


def _value(field: FieldDefinition | None, key: str, value: Any) -> str:
    """One version of a field, short: for telling versions apart, not for reading them whole."""
    if value is None:
        return t("today.emptied")
    if isinstance(value, bool):
        return t("today.yes" if value else "today.no")
    if isinstance(value, list):
        versions = [each["text"] for each in value if isinstance(each, Mapping) and "text" in each]
        return str(versions[0]) if versions else ""
    if isinstance(value, Mapping):
        return _object(field, key, value)
    if field is not None and field.about.terms:
        return term_list(field.about.terms).label(str(value), language())
    return str(value)


def _object(field: FieldDefinition | None, key: str, value: Mapping[str, Any]) -> str:
    if "edtf" in value:
        return dates.show(When(str(value["edtf"]), value.get("words")), language())
    if "words" in value:
        return str(value["words"])
    if field is not None and field.element is not None:
        parts = (_value(part, "", value[part.name]) for part in fields_of(field.element) if part.name in value)
        return next(parts, "")
    return key


def _small(words: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
