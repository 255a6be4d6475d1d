"""What is odd about a record, said so that a person can act on it. A finding never blocks saving: half a record beats none.

Each finding names its field, a sentence of the catalogue (area ``findings``, and ``dates`` for a date that cannot be read) and the
values for it. What a source leaves open is not a finding: an empty end, an unknown length and a year alone are knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from casefile.domain.additions import NONE, PREFIX, Additions, value_of
from casefile.domain.dates import show
from casefile.domain.dates.edtf import InvalidDate, parse
from casefile.domain.definition import FieldDefinition, Ref, Shape, fields_of
from casefile.domain.kinds import AddedField, Organisation, Person, Place, Record, Template, Term, kind_of
from casefile.domain.order_rules import contradictions
from casefile.domain.terms import term_list
from casefile.domain.values import Amount, Quantity, Text, When
from casefile.i18n import LANGUAGES, Catalogue

KindOf = Callable[[str], str | None]
"""The kind of the record with an id; None when it is not here, which is lawful."""

Value = str | int | When
"""What a sentence sets in."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)")
_TIME_FIELDS = frozenset({"time", "captured_time"})
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    `path` is the field's name, or ``field/<element id>/<name>`` inside an entry of a repeated field; `key` names the sentence.
    """

    path: str
    key: str
    values: Mapping[str, Value] = default(default_factory=dict)


def findings(
    record: Record, kind_of_id: KindOf | None = None, additions: Additions = NONE, template: Template | None = None
) -> tuple[Finding, ...]:
    """Everything odd about `record`, in the order of its fields, then what its fields say against each other.

    References are checked only when `kind_of_id` is given. `additions` are the fields and terms that people added, `template` the one
    that the record's form follows.
    """
    looking = _Looking(kind_of_id, additions)
    kind = kind_of(record)
    found = list(looking.at_fields(kind.fields, record, ""))
    found += looking.at_fields(additions.of_kind(kind.name), record, "")
    if template is not None:
        said = {each.path for each in found}
        found += (each for each in _wanted(record, template, additions) if each.path not in said)
    found += _unlabelled(record)
    found += _unnamed(record)
    found += (Finding(path, key, values) for path, key, values in contradictions(record))
    if kind_of_id is not None:
        found += _to_itself(record)
    return tuple(found)


def sentence(finding: Finding, language: str) -> str:
    """The one sentence to show below the field, its dates as the reader of `language` says them."""
    values = {
        name: show(value, language) if isinstance(value, When) else value for name, value in finding.values.items()
    }
    return Catalogue(language).text(finding.key, **values)


@dataclass(frozen=True)
class _Looking:
    """Goes through fields, with what is needed to judge them."""

    kind_of_id: KindOf | None
    additions: Additions

    def at_fields(self, fields: tuple[FieldDefinition, ...], owner: Any, prefix: str) -> Iterator[Finding]:
        for field in fields:
            value = value_of(owner, field)
            path = prefix + field.name
            if _empty(value):
                if field.about.required:
                    yield Finding(path, "finding.required")
            elif field.element is None:
                yield from self._at_value(field, value, path)
            elif field.name + "/" != PREFIX:  # those are looked at by their definitions
                for entry in value:
                    yield from self.at_fields(fields_of(field.element), entry, f"{path}/{entry.id}/")

    def _at_value(self, field: FieldDefinition, value: Any, path: str) -> Iterator[Finding]:
        yield from _of_value(field, value, path)
        if field.about.terms is not None:
            known = self.additions.list(field.about.terms)
            codes = (value,) if isinstance(value, str) else value
            yield from (Finding(path, "finding.unknown_term", {"code": code}) for code in codes if code not in known)
        yield from _of_references(field, value, path, self.kind_of_id)


def _wanted(record: Record, template: Template, additions: Additions) -> Iterator[Finding]:
    """What the template asks for and the record lacks."""
    title = str(template.title or "")
    for each in template.fields:
        field = additions.definition(kind_of(record), each.field or "") if each.needed else None
        if field is not None and _empty(value_of(record, field)):
            yield Finding(field.name, "finding.required_by_template", {"template": title})


def _unlabelled(record: Record) -> Iterator[Finding]:
    """What people add is read in three languages; where a label lacks one, readers of it see another."""
    if isinstance(record, AddedField | Term) and record.label is not None:
        missing = [language for language in LANGUAGES if not record.label.has(language)]
        if missing:
            yield Finding("label", "finding.label_languages", {"languages": ", ".join(missing)})
    if isinstance(record, AddedField) and record.list and record.shape not in ("term", "terms"):
        yield Finding("list", "finding.list_unused")
    if isinstance(record, Term) and record.code and not _CODE.fullmatch(record.code):
        yield Finding("code", "finding.code_form", {"code": record.code})


def _empty(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Text):
        return not any(version.text.strip() for version in value.versions)
    return value is None or value == ()


def _of_value(field: FieldDefinition, value: Any, path: str) -> Iterator[Finding]:
    match value:
        case When():
            yield from _unreadable(value, path)
        case Quantity():
            yield from _of_quantity(value, path)
        case Amount():
            yield from _of_quantity(value.quantity, path)
            yield from _of_currency(value, path)
        case str() if field.name in _TIME_FIELDS and not _TIME.fullmatch(value):
            yield Finding(path, "finding.time", {"time": value})
        case str() if field.name == "coordinates" and not _on_earth(value):
            yield Finding(path, "finding.coordinates")


def _unreadable(when: When, path: str) -> Iterator[Finding]:
    try:
        parse(when.edtf)
    except InvalidDate as fault:
        yield Finding(path, fault.key)


def _of_quantity(quantity: Quantity, path: str) -> Iterator[Finding]:
    low, high = quantity.minimum, quantity.maximum
    if low is None and high is None and not quantity.words:
        yield Finding(path, "finding.no_number")
    if any(number is not None and number < 0 for number in (low, high)):
        yield Finding(path, "finding.negative")
    if low is not None and high is not None and low > high:
        yield Finding(path, "finding.range", {"minimum": low, "maximum": high})
    yield from _unknown("quantity_qualifier", quantity.qualifier, path)


def _of_currency(amount: Amount, path: str) -> Iterator[Finding]:
    if not amount.currency.strip():
        yield Finding(path, "finding.currency_missing")
    elif not _CURRENCY.fullmatch(amount.currency):
        yield Finding(path, "finding.currency_form", {"currency": amount.currency})
    yield from _unknown("amount_purpose", amount.purpose, path)
    yield from _unknown("amount_sharing", amount.sharing, path)


def _on_earth(coordinates: str) -> bool:
    found = _COORDINATES.fullmatch(coordinates)
    return found is not None and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180


def _unknown(terms: str, code: str | None, path: str) -> Iterator[Finding]:
    if code is not None and code not in term_list(terms):
        yield Finding(path, "finding.unknown_term", {"code": code})


def _of_references(field: FieldDefinition, value: Any, path: str, kind_of_id: KindOf | None) -> Iterator[Finding]:
    if kind_of_id is None or not field.about.to or field.shape not in (Shape.REF, Shape.REFS):
        return
    references: tuple[Ref, ...] = value if field.shape is Shape.REFS else (value,)
    for kind in map(kind_of_id, references):
        if kind is not None and kind not in field.about.to:
            yield Finding(path, "finding.wrong_kind")


def _unnamed(record: Record) -> Iterator[Finding]:
    """A person has a name, a label or a pseudonym; organisations and places have a name."""
    if isinstance(record, Person):
        if not record.names and _empty(record.label) and _empty(record.pseudonym):
            yield Finding("names", "finding.person_unnamed")
    elif isinstance(record, Organisation | Place) and not record.names:
        yield Finding("names", "finding.unnamed")


def _to_itself(record: Record) -> Iterator[Finding]:
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        if (field.shape is Shape.REF and value == record.id) or (field.shape is Shape.REFS and record.id in value):
            yield Finding(field.name, "finding.to_itself")
