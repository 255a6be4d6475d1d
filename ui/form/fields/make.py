"""Which editor a field gets: by its shape, and for lines by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.labels import field_key, help_key
from ui.form import plan
from ui.form.fields.amounts import AmountEditor, QuantityEditor
from ui.form.fields.base import Editor, Surroundings
from ui.form.fields.boxed import Boxed
from ui.form.fields.chips import LinesEditor, RefsEditor, TermsEditor
from ui.form.fields.dates import LengthEditor, WhenEditor
from ui.form.fields.plain import (
    CodeEditor,
    FlagEditor,
    LineEditor,
    NumberEditor,
    RequiredLineEditor,
    languages,
    scripts,
    terms,
)
from ui.form.fields.refs import RefEditor
from ui.form.fields.texts import TextEditor
from ui.picking.record_field import kinds_in_words
from ui.words import catalogue, t

_LONG_LINES = 3


def editor(owner: str | type[Any], field: FieldDefinition, around: Surroundings) -> Editor:
    """The editor of `field`, which belongs to the kind or the element `owner`. Elements have one of their own.

    Raises:
        KeyError: the field holds elements.
    """
    made = _MAKERS[field.shape](field, example(owner, field), around)
    if isinstance(owner, str) and plan.is_given(owner, field):
        made.setEnabled(False)
    return made


def boxed(owner: str | type[Any], field: FieldDefinition, around: Surroundings, path: str = "") -> Boxed:
    """The editor of `field` under its label."""
    label = t(field_key(owner, field.name))
    return Boxed(path or field.name, label, editor(owner, field, around), required=field.about.required)


def example(owner: str | type[Any], field: FieldDefinition) -> str:
    """The field's line of help, which is an example as a rule."""
    key = help_key(owner, field.name)
    return t(key) if catalogue().has(key) else ""


def _line(field: FieldDefinition, hint: str, _around: Surroundings) -> Editor:
    if field.about.terms:
        return CodeEditor(terms(field.about.terms), hint)
    if field.name == "language":
        return CodeEditor(languages(), hint)
    if field.name == "script":
        return CodeEditor(scripts(), hint)
    # a field that is never None has "" for nothing: the text of a name, the value of a contact
    return RequiredLineEditor(hint) if field.about.required and field.name in ("text", "value") else LineEditor(hint)


def _text(field: FieldDefinition, hint: str, _around: Surroundings) -> Editor:
    return TextEditor(hint, _LONG_LINES if plan.is_long(field) else 1)


def _lines(field: FieldDefinition, hint: str, _around: Surroundings) -> Editor:
    return TermsEditor(field.about.terms) if field.about.terms else LinesEditor(hint)


def _ref(field: FieldDefinition, hint: str, around: Surroundings) -> Editor:
    return RefEditor(around, field.about.to, hint or kinds_in_words(field.about.to))


def _refs(field: FieldDefinition, hint: str, around: Surroundings) -> Editor:
    return RefsEditor(around, field.about.to, hint or kinds_in_words(field.about.to))


_MAKERS: Mapping[Shape, Callable[[FieldDefinition, str, Surroundings], Editor]] = {
    Shape.LINE: _line,
    Shape.TEXT: _text,
    Shape.NUMBER: lambda _field, hint, _around: NumberEditor(hint),
    Shape.FLAG: lambda _field, _hint, _around: FlagEditor(),
    Shape.WHEN: lambda _field, hint, _around: WhenEditor(hint),
    Shape.QUANTITY: lambda _field, _hint, _around: QuantityEditor(),
    Shape.AMOUNT: lambda _field, _hint, _around: AmountEditor(),
    Shape.LENGTH: lambda _field, hint, _around: LengthEditor(hint),
    Shape.REF: _ref,
    Shape.LINES: _lines,
    Shape.REFS: _refs,
}
