"""Single fields: what is typed becomes the value that a person means."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Citation
from casefile.domain.values import Quantity, Text, Version, When
from ui import words
from ui.form import citing
from ui.form.fields.amounts import QuantityEditor
from ui.form.fields.dates import LengthEditor, WhenEditor
from ui.form.fields.month import Month
from ui.form.fields.plain import CodeEditor, NumberEditor
from ui.form.fields.text_box import TextBox
from ui.form.fields.texts import TextEditor


@pytest.mark.parametrize(
    ("qualifier", "low", "high", "value"),
    [
        (None, "40", "", Quantity(40, 40)),
        (None, "40", "50", Quantity(40, 50)),
        ("about", "40", "", Quantity(40, 40, "about")),
        ("more_than", "5 000", "", Quantity(5000, None, "more_than")),
        ("less_than", "10", "", Quantity(None, 10, "less_than")),
        (None, "", "", None),
    ],
)
def test_one_number_is_what_its_qualifier_makes_of_it(
    qtbot: QtBot, qualifier: str | None, low: str, high: str, value: Quantity | None
) -> None:
    editor = QuantityEditor()
    qtbot.addWidget(editor)
    editor.qualifier.show_value(qualifier)
    editor.minimum.field.edit.setText(low)
    editor.maximum.field.edit.setText(high)
    assert editor.value() == value


def test_words_among_figures_are_kept_and_refused(qtbot: QtBot) -> None:
    editor = NumberEditor()
    qtbot.addWidget(editor)
    editor.field.edit.setText("a dozen")
    assert editor.value() is None
    assert editor.typed() == {"": "a dozen"}
    assert editor.refusal().startswith("This is not a whole number.")


def test_a_date_keeps_the_words_of_its_source_until_it_is_retyped(qtbot: QtBot) -> None:
    editor = WhenEditor()
    qtbot.addWidget(editor)
    held = When("2021-01~", "in the days after the trial", inferred=True)
    editor.show_value(held)
    assert editor.value() == held
    assert editor.field.says.text() == "Approximate, inferred"
    editor.field.edit.setText("January 2021")
    assert editor.value() == When("2021-01")
    editor.field.strip.chosen.emit("about")
    assert editor.value().edtf == "2021-01~"


def test_a_length_is_said_in_words_and_meant_in_figures(qtbot: QtBot) -> None:
    editor = LengthEditor()
    qtbot.addWidget(editor)
    editor._figures["years"].edit.setText("2")
    value = editor.value()
    assert value is not None
    assert (value.words, value.years) == ("2 years", 2)
    editor._figures["hours"].edit.setText("many")
    assert editor.typed() == {"hours": "many"}


def test_letters_tell_a_language_that_nobody_has_said(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.box.edit.setPlainText("Задержан у суда")
    assert editor.value() == Text.of("Задержан у суда", "ru")
    editor.box.edit.setPlainText("Қамауға алынды")
    assert editor.value() == Text.of("Қамауға алынды", "kk")
    words.use("ru")
    other = TextEditor()
    qtbot.addWidget(other)
    other.box.edit.setPlainText("Detained")
    assert other.value() == Text.of("Detained", "en")


def test_a_translation_is_added_beside_the_original_and_an_emptied_one_goes(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    original = Version("ru", "Приговор")
    editor.show_value(Text((original,)))
    editor.beside.added.emit("en")
    editor.box.edit.setPlainText("Verdict")
    assert editor.value() == Text((original, Version("en", "Verdict", original=False)))
    editor.box.edit.setPlainText(" ")
    assert editor.value() == Text((original,))


def test_a_translation_says_who_made_it_and_that_it_is_checked(qtbot: QtBot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    original = Version("ru", "Приговор")
    editor.show_value(Text((original, Version("en", "Verdict", original=False))))
    editor.show()
    line = editor.translation
    assert line.isVisible()
    QTest.keyClicks(line.by.edit, "Invented Translator ")
    line.checked.click()
    assert editor.value() == Text((original, Version("en", "Verdict", False, "Invented Translator", True)))
    assert line.by.edit.text() == "Invented Translator "
    editor.box.edit.setPlainText("Sentence")
    assert not line.checked.isChecked()
    assert editor.value() == Text((original, Version("en", "Sentence", False, "Invented Translator")))
    editor.beside.shown.emit(0)
    assert not line.isVisible()


def test_what_is_pasted_loses_its_dress_and_markup_is_text(qtbot: QtBot) -> None:
    box = TextBox()
    qtbot.addWidget(box)
    box.set_text("<b>bold</b>")
    assert box.text() == "<b>bold</b>"
    QApplication.clipboard().setText("<i>plain</i>")
    box.edit.selectAll()
    box.edit.paste()
    assert box.text() == "<i>plain</i>"


def test_a_code_nobody_knows_here_is_kept(qtbot: QtBot) -> None:
    editor = CodeEditor([("one", "One")])
    qtbot.addWidget(editor)
    editor.show_value("from_a_newer_colleague")
    assert editor.value() == "from_a_newer_colleague"
    editor.choice.setCurrentIndex(0)
    assert editor.value() is None


def test_a_month_is_walked_with_the_keyboard(qtbot: QtBot) -> None:
    month = Month(date(2024, 1, 31), date(2024, 5, 2))
    qtbot.addWidget(month)
    month.show()
    chosen: list[date] = []
    month.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(month.days, key)
    assert chosen == [date(2024, 2, 23)]
    assert month.days.accessibleName() == "23 February 2024"


def test_a_place_is_vouched_for_by_its_own_citation_else_by_what_is_around_it() -> None:
    whole, own = Citation(source="s1"), Citation(source="s2", field="conditions/x")  # type: ignore[arg-type]
    citations = (whole, own)
    assert citing.behind(citations, "conditions/x").citations == (own,)
    assert citing.behind(citations, "end").citations == (whole,)
    assert citing.marks(citations, "conditions/x") == (2,)
    assert citing.marks(citations, "conditions/y") == (1,)
    assert citing.marks((), "end") == (None,)
