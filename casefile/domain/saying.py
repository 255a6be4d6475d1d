"""The value of any field in words, as the history, a preview or a conflict shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.domain.additions import NONE, PREFIX, Additions, value_of
from casefile.domain.amounts import show_amount, show_length, show_number, show_quantity
from casefile.domain.codec import element_from_json, value_from_json
from casefile.domain.dates import show
from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.kinds import Extra, Record, kind_of
from casefile.domain.labels import label_of
from casefile.domain.values import Text, Version, When
from casefile.i18n import Catalogue, language_name, script_name

Named = Callable[[str], str]
"""The title of the record with an id, empty where it is not here."""

_INSIDE = " · "


def say_path(kind: Kind, path: str, data: Any, language: str, named: Named, additions: Additions = NONE) -> str:
    """What the journal holds under `path` of a record: a field's value, or one element (``conditions/<id>``). Empty for None.

    A text in several languages is said in each, with who translated it. What this version does not understand is said as it
    stands, never hidden.
    """
    name, _, key = path.partition("/")
    if data is None:
        return ""
    words = _Words(language, named, additions, _every_version)
    try:
        field = kind.field(name)
        if path.startswith(PREFIX):
            return _extra(kind, element_from_json(Extra, {**data, "id": key}), words)
        return _element(field, key, data, words) if key else _say(field, value_from_json(field, data), words)
    except (KeyError, ValueError, TypeError):
        return str(data)


def say(field: FieldDefinition, value: Any, language: str, named: Named, additions: Additions = NONE) -> str:
    """A value of the domain in words of the reader's language; empty when there is none."""
    return _say(field, value, _Words(language, named, additions, _best))


def say_whole(field: FieldDefinition, value: Any, language: str, named: Named, additions: Additions = NONE) -> str:
    """The same, a text in every language that it has, with who translated it."""
    return _say(field, value, _Words(language, named, additions, _every_version))


def said_extras(record: Record, language: str, named: Named, additions: Additions) -> Iterator[tuple[str, str]]:
    """(label, value) of the fields that people added and that hold something, then of what no field shows any more."""
    return _extras(record, _Words(language, named, additions, _best))


@dataclass(frozen=True, slots=True)
class _Words:
    """To whom values are said, and how much of a text in several languages."""

    language: str
    named: Named
    additions: Additions
    text: Callable[[Text, str], str]

    def t(self, key: str, **values: object) -> str:
        return Catalogue(self.language).text(key, **values)


def _say(field: FieldDefinition, value: Any, words: _Words) -> str:
    if value is None or value == ():
        return ""
    if field.repeated:
        return "; ".join(_one(field, each, words) for each in value)
    return _one(field, value, words)


def _extras(record: Record, words: _Words) -> Iterator[tuple[str, str]]:
    kind = kind_of(record)
    for field in words.additions.of_kind(kind.name):
        if said := _say(field, value_of(record, field), words):
            yield label_of(kind.name, field, words.language), said
    other = words.t("saying.other_field")
    for left in words.additions.leftovers(record):
        said = _say(left.field, left.value, words)
        yield (f"{other}: {label_of(Extra, left.field, words.language)}" if left.field.label else other), said


def _extra(kind: Kind, extra: Extra, words: _Words) -> str:
    holder: Record = kind.record(extra=(extra,))
    return _INSIDE.join(said for _, said in _extras(holder, words))


def _element(field: FieldDefinition, key: str, data: Mapping[str, Any], words: _Words) -> str:
    if field.shape is not Shape.ELEMENTS:
        return _one(field, key, words)
    assert field.element is not None
    return _one(field, element_from_json(field.element, {**data, "id": key}), words)


def _one(field: FieldDefinition, value: Any, words: _Words) -> str:
    match field.shape:
        case Shape.ELEMENTS:
            parts = (_say(inner, getattr(value, inner.name), words) for inner in fields_of(type(value)))
            return _INSIDE.join(part for part in parts if part)
        case Shape.REF | Shape.REFS:
            return words.named(value) or words.t("saying.elsewhere")
        case Shape.FLAG:
            return words.t("saying.yes" if value else "saying.no")
        case Shape.LINE | Shape.LINES:
            return _line(field, value, words)
        case Shape.TEXT:
            return words.text(value, words.language)
        case _:
            return _plain(value, words.language, field.shape)


def _line(field: FieldDefinition, value: str, words: _Words) -> str:
    if field.about.terms:
        return words.additions.list(field.about.terms).label(value, words.language)
    match field.name:
        case "language":
            return language_name(value, words.language)
        case "script":
            return script_name(value, words.language)
        case _:
            return str(value)


def _plain(value: Any, language: str, shape: Shape) -> str:
    match shape:
        case Shape.WHEN:
            return _date(value, language)
        case Shape.QUANTITY:
            return show_quantity(value, language)
        case Shape.AMOUNT:
            return show_amount(value, language)
        case Shape.LENGTH:
            return show_length(value, language)
        case _:
            return show_number(value, language)


def _best(text: Text, language: str) -> str:
    return text.best(language).text


def _every_version(text: Text, language: str) -> str:
    """The reader's own version first; where there are several, or it is a translation, each with what is known of it."""
    first = text.best(language)
    if len(text.versions) == 1 and first.original:
        return first.text
    rest = (version for version in text.versions if version is not first)
    return _INSIDE.join(f"{version.text} [{said_of(version, language)}]" for version in (first, *rest))


def said_of(version: Version, language: str) -> str:
    """What is known of a language version: "Russian, original", "English, translation by A. B., checked"."""
    catalogue, named = Catalogue(language), language_name(version.language, language)
    if version.original:
        return catalogue.text("saying.version.original", language=named)
    key = "saying.version.by" if version.by else "saying.version.translation"
    said = catalogue.text(key, language=named, name=version.by or "")
    return f"{said}, {catalogue.text('saying.version.checked')}" if version.checked else said


def _date(when: When, language: str) -> str:
    try:
        return show(when, language)
    except ValueError:
        return when.words or when.edtf
