"""A list of facts: nothing is cut, marks can be clicked, headings are read past."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.facts.layout import citation_areas, measure
from ui.facts.rows import Fact, Head
from ui.facts.view import FactList, in_words

LONG = "Involvement in organising country-wide protests against changes to the land code, the article not being stated"
ROWS = (
    Head("Charges", "1"),
    Fact("first", LONG, "possible: ten years", left="Charge", citations=(1, 3)),
    Fact("second", "Short", citations=(None,)),
    Fact("add", "Add a task...", link=True),
)


def _shown(qtbot: QtBot, wide: int = 600) -> FactList:
    facts = FactList(columns=True)
    qtbot.addWidget(facts)
    facts.resize(wide, 400)
    facts.show_rows(ROWS)
    facts.show()
    qtbot.waitExposed(facts)
    return facts


def test_words_wrap_and_all_of_them_stay(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    wide, narrow = (measure(ROWS[1], width, columns=True, first=False) for width in (900, 400))
    for measured in (wide, narrow):
        assert " ".join(measured.title.lines) == LONG
    assert len(narrow.title.lines) > len(wide.title.lines)
    before = facts.content_height()
    facts.resize(380, 400)
    qtbot.waitUntil(lambda: facts.content_height() > before)


def test_a_click_at_a_mark_tells_which(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    index = facts.facts.index(1)
    area, number = citation_areas(ROWS[1], facts.measured(index), facts.visualRect(index).top())[0]
    with qtbot.waitSignal(facts.cited) as cited:
        QTest.mouseClick(facts.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())
    assert cited.args == ["first", 3]
    assert number == 3


def test_a_missing_citation_cannot_be_clicked(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    index = facts.facts.index(2)
    area, number = citation_areas(ROWS[2], facts.measured(index), facts.visualRect(index).top())[0]
    assert number is None
    with qtbot.assertNotEmitted(facts.cited):
        QTest.mouseClick(facts.viewport(), Qt.MouseButton.LeftButton, pos=area.center().toPoint())


def test_arrows_pass_headings_by_and_enter_opens(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    facts.setFocus()
    QTest.keyClick(facts, Qt.Key.Key_Home)
    QTest.keyClick(facts, Qt.Key.Key_Down)
    assert facts.key() in ("first", "second")
    with qtbot.waitSignal(facts.opened) as opened:
        QTest.keyClick(facts, Qt.Key.Key_Return)
    assert opened.args == [facts.key()]


def test_a_link_is_followed_by_one_click(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    spot = facts.visualRect(facts.facts.index(3)).topLeft() + QPoint(170, 14)
    with qtbot.waitSignal(facts.opened) as opened:
        QTest.mouseClick(facts.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == ["add"]


def test_a_row_is_said_whole_and_copied_so(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    assert in_words(ROWS[1]) == f"Charge, {LONG}, possible: ten years, source 1, source 3"
    assert in_words(ROWS[2]).endswith("no citation")
    facts.choose("first")
    QTest.keyClick(facts, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == in_words(ROWS[1])


def test_the_chosen_fact_stays_chosen(qtbot: QtBot) -> None:
    facts = _shown(qtbot)
    facts.choose("second")
    facts.show_rows(ROWS[1:])
    assert facts.key() == "second"
