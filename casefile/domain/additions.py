"""What the people of a vault added, applied: their fields beside those of the program, their terms among the shipped ones, their templates.

Nothing here holds a value. A value whose definition was deleted or changed is a *leftover*: it stays in its record and is shown as such.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from casefile.domain.definition import Field, FieldDefinition, Kind, Sensitivity, Shape, fields_of
from casefile.domain.kinds import AddedField, Extra, Record, Template, Term, kind_of
from casefile.domain.terms import TermList, extended, shipped_lists, term_list
from casefile.domain.values import Text

R = TypeVar("R", bound=Record)

PREFIX = "extra/"
"""Begins the name and the journal path of a field that people added; its id follows."""

_PARTS: Mapping[str, tuple[Shape, str]] = {
    "line": (Shape.LINE, "line"),
    "text": (Shape.TEXT, "text"),
    "date": (Shape.WHEN, "date"),
    "number": (Shape.NUMBER, "number"),
    "flag": (Shape.FLAG, "flag"),
    "term": (Shape.LINE, "codes"),
    "terms": (Shape.LINES, "codes"),
    "reference": (Shape.REF, "records"),
    "references": (Shape.REFS, "records"),
}
"""Code of the list ``field_shape`` → the shape, and the part of an `Extra` that holds it."""
_OF_LISTS = ("term", "terms")
_FIRST_OF_SEVERAL = ("term", "reference")


@dataclass(frozen=True)
class Leftover:
    """A value that no field shows. `field` says what it is, its label with it where that is still known."""

    id: str
    field: FieldDefinition
    value: Any


@dataclass(frozen=True)
class Additions:
    """The definitions of one vault, or of those records that came along in a bundle. `gone` are deleted fields, for their labels."""

    fields: tuple[AddedField, ...] = ()
    terms: tuple[Term, ...] = ()
    templates: tuple[Template, ...] = ()
    gone: tuple[AddedField, ...] = ()

    @classmethod
    def among(cls, records: Iterable[Record]) -> Additions:
        """Those among `records`."""
        found = list(records)
        return cls(
            tuple(each for each in found if isinstance(each, AddedField)),
            tuple(each for each in found if isinstance(each, Term)),
            tuple(each for each in found if isinstance(each, Template)),
        )

    def list(self, name: str) -> TermList:
        """The list `name` with the terms that people added to it; one that is not shipped holds only those."""
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = self._extended(name)
        return found

    def of_kind(self, kind: str) -> tuple[FieldDefinition, ...]:
        """The fields that people added to a kind, in their order."""
        return self._by_kind.get(kind, ())

    def field(self, field_id: str) -> AddedField | None:
        """The field with an id, if it is here and was not deleted."""
        return self._by_id.get(field_id)

    def terms_of(self, field_id: str) -> str | None:
        """The name of the list that an added field takes its terms from; None where it holds no terms."""
        return _list_of(self._by_id.get(field_id))

    def definition(self, kind: Kind, path: str) -> FieldDefinition | None:
        """The field of `kind` at a journal path (``end``, ``conditions/<id>``, ``extra/<id>``); None where there is none."""
        if path.startswith(PREFIX):
            added = self._by_id.get(path.removeprefix(PREFIX)) or self._gone.get(path.removeprefix(PREFIX))
            return _definition(added) if added is not None and added.shape in _PARTS else None
        name = path.partition("/")[0]
        return next((field for field in kind.fields if field.name == name), None)

    def sensitivity(self, field_id: str) -> Sensitivity:
        """How far the values of a field may travel. What is not known, is not said or was deleted is secret."""
        return _sensitivity(self._by_id.get(field_id))

    def template(self, kind: str, case_kind: str | None) -> Template | None:
        """The template for a kind of record in a case of a kind: one that names the kind of case before one for all, then the lowest id."""
        own = [each for each in self.templates if each.kind == kind]
        fitting = [each for each in own if case_kind in each.case_kinds] or [
            each for each in own if not each.case_kinds
        ]
        return min(fitting, key=lambda each: each.id, default=None)

    def leftovers(self, record: Record) -> Iterator[Leftover]:
        """The values of a record that no field shows."""
        kind = kind_of(record).name
        for extra in record.extra:
            added = self._by_id.get(extra.id)
            shown = added.shape if added is not None and added.kind == kind else None
            named = added or self._gone.get(extra.id)
            for part in fields_of(Extra):
                value = _hidden(part, getattr(extra, part.name), shown)
                if value not in (None, ()):
                    about = dataclasses.replace(part.about, terms=_list_of(named) if part.name == "codes" else None)
                    label = named.label if named is not None else None
                    yield Leftover(extra.id, dataclasses.replace(part, about=about, label=label), value)

    @cached_property
    def _by_id(self) -> Mapping[str, AddedField]:
        return {each.id: each for each in self.fields}

    @cached_property
    def _gone(self) -> Mapping[str, AddedField]:
        return {each.id: each for each in self.gone}

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[FieldDefinition, ...]]:
        found: dict[str, list[FieldDefinition]] = {}
        for each in sorted(self.fields, key=lambda each: (each.order or 0, each.id)):
            if each.kind is not None and each.shape in _PARTS:
                found.setdefault(each.kind, []).append(_definition(each))
        return {kind: tuple(fields) for kind, fields in found.items()}

    @cached_property
    def _lists(self) -> dict[str, TermList]:
        return {}

    def _extended(self, name: str) -> TermList:
        added = sorted((each for each in self.terms if each.list == name), key=lambda each: (each.order or 0, each.id))
        shipped = term_list(name) if name in shipped_lists() else TermList(name, ())
        if name == "term_list":
            added += [Term(code=each.id, label=each.label) for each in self.fields if _has_own_list(each)]
        words = [(each.code, each.label, bool(each.hidden)) for each in added if each.code]
        return extended(shipped, words) if words else shipped


NONE = Additions()
"""Nothing was added."""


def value_of(record: Record, field: FieldDefinition) -> Any:
    """The value of a field of the program or of one that people added; None or () where there is none."""
    if not field.name.startswith(PREFIX):
        return getattr(record, field.name)
    extra = _extra(record, field.name.removeprefix(PREFIX))
    value = getattr(extra, _part(field)) if extra is not None else None
    if _is_first_of_several(field):
        return value[0] if value else None
    return () if value is None and field.repeated else value


def with_value(record: R, field: FieldDefinition, value: Any) -> R:
    """The record with another value of a field. Of one that people added, parts that belong to another shape stay as they are."""
    if not field.name.startswith(PREFIX):
        return dataclasses.replace(record, **{field.name: value})
    field_id = field.name.removeprefix(PREFIX)
    before = _extra(record, field_id) or Extra(id=field_id)
    part = _part(field)
    if _is_first_of_several(field):
        value = (*(() if value is None else (value,)), *getattr(before, part)[1:])
    after = dataclasses.replace(before, **{part: value})
    kept = () if after == Extra(id=field_id) else (after,)
    at = next((n for n, each in enumerate(record.extra) if each.id == field_id), len(record.extra))
    return dataclasses.replace(record, extra=(*record.extra[:at], *kept, *record.extra[at + 1 :]))


def value_as_json(field: FieldDefinition, value: Any) -> dict[str, Any]:
    """A value of a field that people added, given as JSON, as the entry of ``extra`` that holds it."""
    held = [value] if _is_first_of_several(field) else value
    return {"id": field.name.removeprefix(PREFIX), _part(field): held}


def without_leftover(record: R, leftover: Leftover) -> R:
    """The record without a value that no field shows."""
    kept = (_less(each, leftover) if each.id == leftover.id else each for each in record.extra)
    return dataclasses.replace(record, extra=tuple(each for each in kept if each != Extra(id=each.id)))


def split(path: str) -> tuple[str, str]:
    """The name of the field at a journal path, and the rest: ``end``, ``conditions`` and an element's id, ``extra/<id>`` as one name."""
    name, _, rest = path.partition("/")
    if name == "extra" and rest:
        field_id, _, rest = rest.partition("/")
        return PREFIX + field_id, rest
    return name, rest


def _less(extra: Extra, leftover: Leftover) -> Extra:
    held = getattr(extra, leftover.field.name)
    empty: Any = held[: len(held) - len(leftover.value)] if leftover.field.repeated else None
    return dataclasses.replace(extra, **{leftover.field.name: empty})


def _definition(added: AddedField) -> FieldDefinition:
    shape, _ = _PARTS[added.shape or ""]
    about = Field(
        terms=_list_of(added),
        to=added.to if shape in (Shape.REF, Shape.REFS) else (),
        sensitivity=_sensitivity(added),
        weight=1,
        required=bool(added.needed),
    )
    return FieldDefinition(PREFIX + added.id, shape, about, label=added.label, help=added.help)


def _list_of(added: AddedField | None) -> str | None:
    return (added.list or added.id) if added is not None and added.shape in _OF_LISTS else None


def _has_own_list(added: AddedField) -> bool:
    return added.shape in _OF_LISTS and not added.list


def _sensitivity(added: AddedField | None) -> Sensitivity:
    known = {each.value: each for each in Sensitivity}
    return known.get((added.sensitivity if added is not None else None) or "", Sensitivity.SECRET)


def _extra(record: Record, field_id: str) -> Extra | None:
    return next((each for each in record.extra if each.id == field_id), None)


def _part(field: FieldDefinition) -> str:
    return next(
        part for shape, part in _PARTS.values() if shape is field.shape and (part == "codes") == bool(field.about.terms)
    )


def _is_first_of_several(field: FieldDefinition) -> bool:
    return field.shape is Shape.REF or (field.shape is Shape.LINE and field.about.terms is not None)


def _hidden(part: FieldDefinition, value: Any, shown: str | None) -> Any:
    """What a field of the shape `shown` does not show of a part of a value."""
    if shown is None or shown not in _PARTS or _PARTS[shown][1] != part.name:
        return value
    return value[1:] if shown in _FIRST_OF_SEVERAL else None


def words_of(label: Text | None, language: str) -> str:
    """A label in the reader's language, in English where it has none, else as it is; empty where nothing is said."""
    return label.best(language, "en").text if label is not None and label.versions else ""
