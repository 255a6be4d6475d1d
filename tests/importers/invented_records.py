"""Records of every kind with anything in their fields, by their definitions."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import KINDS
from casefile.domain.terms import term_list

ids = st.binary(min_size=16, max_size=16).map(bytes.hex)
lines = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["=1+1", "'=x", "a|b\\", " spaced ", "_x0041_", "@x", "-5", "\t", "\r\n", "да", "2020", "1 000", "+7 700 000 00 00"]
)
_filled = lines.filter(bool)
_numbers = st.integers(-(2**53) + 1, 2**53 - 1)
_flags = st.booleans()
_languages = st.sampled_from(["en", "ru", "kk", "und", "kk-Latn"])
_dates = st.sampled_from(["2016-05-17", "2021-01~", "[2024-02..2024-04]", "2021-02-04/..", "2017", "nonsense", "201X"])


def _object(required: dict[str, Any], optional: dict[str, Any]) -> Any:
    return st.fixed_dictionaries(required, optional=optional)


_version = _object(
    {"language": _languages, "text": lines}, {"original": st.just(False), "by": lines, "checked": st.just(True)}
)
_quantity = _object({}, {"minimum": _numbers, "maximum": _numbers, "qualifier": lines, "words": lines})
_VALUES = {
    Shape.NUMBER: _numbers,
    Shape.FLAG: _flags,
    Shape.REF: ids | _filled,
    Shape.LINES: st.lists(_filled, min_size=1, max_size=3, unique=True),
    Shape.REFS: st.lists(ids, min_size=1, max_size=3, unique=True),
    Shape.TEXT: st.lists(_version, min_size=1, max_size=3),
    Shape.WHEN: _dates | _object({"edtf": _dates, "words": _filled}, {"inferred": st.just(True)}),
    Shape.QUANTITY: _quantity,
    Shape.AMOUNT: _object({"quantity": _quantity, "currency": lines}, {"purpose": lines, "sharing": lines}),
    Shape.LENGTH: _object({"words": lines}, {"years": _numbers, "days": _numbers}),
}


def _value(field: FieldDefinition) -> Any:
    if field.element is not None:
        element = record_data(fields_of(field.element))
        return st.lists(element, min_size=1, max_size=3, unique_by=lambda each: each["id"])
    if field.shape is Shape.LINE:
        return (
            lines | st.sampled_from([term.code for term in term_list(field.about.terms)])
            if field.about.terms
            else lines
        )
    return _VALUES[field.shape]


def record_data(fields: tuple[FieldDefinition, ...]) -> Any:
    """JSON of a record or element with these fields."""
    return _object({"id": ids}, {field.name: _value(field) for field in fields})


records = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), record_data(KINDS[kind].fields)))
