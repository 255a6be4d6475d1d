"""Which editor a field gets: by its shape, and for lines by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.kinds import TemplateField
from casefile.domain.labels import help_of, label_of
from ui.form import plan
from ui.form.fields import arranged
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
from ui.form.showing import code_in_words
from ui.picking.record_field import kinds_in_words
from ui.words import language

_LONG_LINES = 3

Owner = str | type[Any]
"""The kind, or the element, that a field belongs to."""


def editor(owner: str | type[Any], field: FieldDefinition, around: Surroundings) -> Editor:
    """The editor of `field`, which belongs to the kind or the element `owner`. Elements have one of their own.

    Raises:
        KeyError: the field holds elements.
    """
    made = _MAKERS[field.shape](owner, field, example(owner, field), around)
    if isinstance(owner, str) and plan.is_given(owner, field):
        made.setEnabled(False)
    return made


def boxed(owner: str | type[Any], field: FieldDefinition, around: Surroundings, path: str = "") -> Boxed:
    """The editor of `field` under its label."""
    label = label_of(owner, field, language())
    return Boxed(path or field.name, label, editor(owner, field, around), required=field.about.required)


def example(owner: str | type[Any], field: FieldDefinition) -> str:
    """The field's line of help, which is an example as a rule."""
    return help_of(owner, field, language())


def _line(owner: Owner, field: FieldDefinition, hint: str, around: Surroundings) -> Editor:
    if owner is TemplateField and field.name == "field":
        return CodeEditor(arranged.fields(around.arranged()), hint)
    if field.about.terms:
        return CodeEditor(terms(field.about.terms, field.offered), hint, partial(code_in_words, field))
    if field.name == "language":
        return CodeEditor(languages(), hint)
    if field.name == "script":
        return CodeEditor(scripts(), hint)
    # a field that is never None has "" for nothing: the text of a name, the value of a contact
    return RequiredLineEditor(hint) if field.about.required and field.name in ("text", "value") else LineEditor(hint)


def _text(_owner: Owner, field: FieldDefinition, hint: str, _around: Surroundings) -> Editor:
    return TextEditor(hint, _LONG_LINES if plan.is_long(field) else 1)


def _lines(owner: Owner, field: FieldDefinition, hint: str, around: Surroundings) -> Editor:
    if owner is TemplateField and field.name == "offered":
        return TermsEditor(arranged.terms(around.arranged()))
    if not field.about.terms:
        return LinesEditor(hint)
    return TermsEditor(terms(field.about.terms, field.offered), partial(code_in_words, field))


def _ref(_owner: Owner, field: FieldDefinition, hint: str, around: Surroundings) -> Editor:
    return RefEditor(around, field.about.to, hint or kinds_in_words(field.about.to))


def _refs(_owner: Owner, field: FieldDefinition, hint: str, around: Surroundings) -> Editor:
    return RefsEditor(around, field.about.to, hint or kinds_in_words(field.about.to))


_MAKERS: Mapping[Shape, Callable[[Owner, FieldDefinition, str, Surroundings], Editor]] = {
    Shape.LINE: _line,
    Shape.TEXT: _text,
    Shape.NUMBER: lambda _owner, _field, hint, _around: NumberEditor(hint),
    Shape.FLAG: lambda _owner, _field, _hint, _around: FlagEditor(),
    Shape.WHEN: lambda _owner, _field, hint, _around: WhenEditor(hint),
    Shape.QUANTITY: lambda _owner, _field, _hint, _around: QuantityEditor(),
    Shape.AMOUNT: lambda _owner, _field, _hint, _around: AmountEditor(),
    Shape.LENGTH: lambda _owner, _field, hint, _around: LengthEditor(hint),
    Shape.REF: _ref,
    Shape.LINES: _lines,
    Shape.REFS: _refs,
}
