"""Every kind of record can be edited: all its fields changed as a person would, saved, and read back the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from casefile.domain.definition import FieldDefinition, Ref, Shape, fields_of
from casefile.domain.kinds import KINDS, Record
from casefile.domain.terms import term_list
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When
from casefile.usecases import cases, edit, picking, samplecases
from casefile.usecases.picking import Candidate
from casefile.usecases.session import Session
from tests.ui.form.conftest import Opener
from ui.form.fields.boxed import Boxed
from ui.form.fields.elements import ElementsEditor
from ui.form.page import RecordPage
from ui.form.plan import is_given, plan
from ui.form.record_form import RecordForm
from ui.shell.targets import NewRecord, OpenRecord

OF_THE_FORM = ("addedfield", "template")
"""These change the very form they are entered in; tests/ui/settings/test_fields.py enters them where a person does."""
ENTERED = [kind for kind in KINDS if kind not in OF_THE_FORM]


@pytest.fixture(scope="module")
def somewhere(vault: Session) -> dict[str, Candidate]:
    """A record of each kind, to refer to."""
    case = cases.page(vault)[0]
    return {kind: found[0] for kind in KINDS if (found := picking.likely(vault, (kind,), (case.id,), "en", 1))}


@pytest.mark.parametrize("kind", ENTERED)
def test_every_field_of_a_new_record_is_saved_as_it_was_entered(
    kind: str, vault: Session, page: RecordPage, open_form: Opener, somewhere: dict[str, Candidate], qtbot: QtBot
) -> None:
    form = open_form(NewRecord(kind))
    _open_all(form)
    expected: dict[str, Any] = {}
    for field in _shipped(kind):
        if field.shape is Shape.ELEMENTS:
            expected[field.name] = (_enter_entry(form.body.tables()[field.name], field, somewhere),)
        elif not is_given(kind, field):
            expected[field.name] = _enter(form.body.fields()[field.name].editor, field, somewhere)
    _save(page, form, qtbot)
    stored = edit.read(vault, kind, form.record_id).record
    for name, value in expected.items():
        found = getattr(stored, name)
        assert (found == value) if name not in _entries(kind) else (_same(found, value)), name


@pytest.mark.parametrize("kind", ENTERED)
def test_looking_changes_nothing(kind: str, vault: Session, open_form: Opener) -> None:
    """Every value of the sample records survives being shown, in all its parts."""
    for record in _richest(kind):
        form = open_form(OpenRecord(kind, record.id))
        _open_all(form)
        editors = {**{name: field.editor for name, field in form.body.fields().items()}, **form.body.tables()}
        assert set(editors) == {field.name for field in _shipped(kind)}
        for name, editor in editors.items():
            assert editor.value() == getattr(record, name), name
            assert not editor.typed() and not editor.refusal(), name
        for table in form.body.tables().values():
            for entry in table.value():
                table.open(entry.id)
            table.close_panel()
        assert form.state.draft.record == record
        assert not form.state.is_changed


def _shipped(kind: str) -> list[FieldDefinition]:
    """All fields but those that people add, which `test_added_fields` enters."""
    return [field for field in KINDS[kind].fields if field.name != "extra"]


def _richest(kind: str) -> list[Record]:
    found = [record for record in samplecases.records() if type(record).__name__.lower() == kind]
    fields = KINDS[kind].fields
    return sorted(found, key=lambda each: -sum(getattr(each, field.name) not in (None, ()) for field in fields))[:2]


def _entries(kind: str) -> set[str]:
    return {field.name for field in KINDS[kind].fields if field.shape is Shape.ELEMENTS}


def _same(found: tuple[Any, ...], expected: tuple[dict[str, Any], ...]) -> bool:
    return [
        {name: getattr(entry, name) for name in values} for entry, values in zip(found, expected, strict=True)
    ] == list(expected)


def _open_all(form: RecordForm) -> None:
    for block in plan(form.kind).more[:1]:
        form.body.go_to(block.fields[0].name)


def _save(page: RecordPage, form: RecordForm, qtbot: QtBot) -> None:
    form.save()
    qtbot.waitUntil(lambda: page.form() is None)


def _enter_entry(table: ElementsEditor, field: FieldDefinition, somewhere: dict[str, Candidate]) -> dict[str, Any]:
    table.add.click()
    assert field.element is not None
    boxes = {box.path: box for box in _boxes(table)}
    values = {each.name: _enter(boxes[each.name].editor, each, somewhere) for each in fields_of(field.element)}
    table.close_panel()
    return values


def _boxes(table: ElementsEditor) -> Iterator[Boxed]:
    panel = table.panel()
    assert panel is not None
    yield from panel.fields


def _enter(editor: Any, field: FieldDefinition, somewhere: dict[str, Candidate]) -> Any:
    """Enter something as a person would; return the value that it should become."""
    return _ENTER[field.shape](editor, field, somewhere)


def _line(editor: Any, field: FieldDefinition, _somewhere: object) -> str:
    if hasattr(editor, "choice"):
        editor.choice.setCurrentIndex(1)
        return str(editor.choice.currentData())
    words = {"time": "14:30+05:00", "captured_time": "14:30+05:00", "coordinates": "47.1, 51.9"}.get(
        field.name, "some words"
    )
    editor.field.edit.setText(words)
    return words


def _text(editor: Any, _field: object, _somewhere: object) -> Text:
    editor.box.edit.setPlainText("Some words,\nand more of them")
    editor.beside.added.emit("kk")
    editor.box.edit.setPlainText("Бірер сөз")
    return Text((Version("en", "Some words,\nand more of them"), Version("kk", "Бірер сөз", original=False)))


def _number(editor: Any, _field: object, _somewhere: object) -> int:
    editor.field.edit.setText("1 024")
    return 1024


def _flag(editor: Any, _field: object, _somewhere: object) -> bool:
    editor.segments.findChildren(type(editor.segments._group.button(0)))[2].click()
    return False


def _when(editor: Any, _field: object, _somewhere: object) -> When:
    editor.field.edit.setText("4 February 2021")
    return When("2021-02-04")


def _quantity(editor: Any, _field: object, _somewhere: object) -> Quantity:
    editor.qualifier.choice.setCurrentIndex(editor.qualifier.choice.findData("more_than"))
    editor.minimum.field.edit.setText("5000")
    editor.words.field.edit.setText("more than 5,000")
    return Quantity(5000, None, "more_than", "more than 5,000")


def _amount(editor: Any, _field: object, _somewhere: object) -> Amount:
    editor.quantity.minimum.field.edit.setText("180")
    for part, code in ((editor.currency, "EUR"), (editor.purpose, "imposed"), (editor.sharing, "each")):
        part.choice.setCurrentIndex(part.choice.findData(code))
    return Amount(Quantity(180, 180), "EUR", "imposed", "each")


def _length(editor: Any, _field: object, _somewhere: object) -> Length:
    editor.field.edit.setText("two and a half years")
    editor._figures["years"].edit.setText("2")
    editor._figures["months"].edit.setText("6")
    return Length("two and a half years", years=2, months=6)


def _ref(editor: Any, field: FieldDefinition, somewhere: dict[str, Candidate]) -> Ref:
    wanted = somewhere[(field.about.to or ("happening",))[0]]
    editor.field.show_candidate(wanted)
    editor.field.chosen.emit(wanted)
    return Ref(wanted.id)


def _refs(editor: Any, field: FieldDefinition, somewhere: dict[str, Candidate]) -> tuple[str, ...]:
    wanted = somewhere[(field.about.to or ("happening",))[0]]
    editor.field.chosen.emit(wanted)
    return (wanted.id,)


def _lines(editor: Any, field: FieldDefinition, _somewhere: object) -> tuple[str, ...]:
    if field.about.terms:
        codes = tuple(term.code for term in term_list(field.about.terms))[:2]
        for code in codes:
            editor.field.picked.emit(code)
        return codes
    for words in ("first", "second"):
        editor.field.edit.setText(words)
        editor.field.edit.editingFinished.emit()
    return ("first", "second")


_ENTER = {
    Shape.LINE: _line,
    Shape.TEXT: _text,
    Shape.NUMBER: _number,
    Shape.FLAG: _flag,
    Shape.WHEN: _when,
    Shape.QUANTITY: _quantity,
    Shape.AMOUNT: _amount,
    Shape.LENGTH: _length,
    Shape.REF: _ref,
    Shape.REFS: _refs,
    Shape.LINES: _lines,
}
