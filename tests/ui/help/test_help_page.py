"""The Help page: contents, the manual, and searching in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme, words
from ui.help.dress import blocks
from ui.help.page import HelpPage
from ui.parts.rows import ROW_ROLE
from ui.shell.desk import Desk


@pytest.fixture
def page(qtbot: QtBot) -> HelpPage:
    return _page(qtbot)


def _page(qtbot: QtBot) -> HelpPage:
    desk = Desk(None)
    made = HelpPage(desk)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def _contents(page: HelpPage) -> list[str]:
    model = page.contents.rows
    return [model.index(number).data(ROW_ROLE).key for number in range(model.rowCount())]


def test_contents_lead_to_their_section(qtbot: QtBot, page: HelpPage) -> None:
    page.contents.setFocus()
    assert page.reader.section() == "start"
    qtbot.keyClick(page.contents, Qt.Key.Key_Down)
    qtbot.keyClick(page.contents, Qt.Key.Key_Down)
    assert page.reader.section() == "dates"
    qtbot.keyClick(page.contents, Qt.Key.Key_Return)
    assert page.reader.hasFocus()
    qtbot.keyClick(page.reader, Qt.Key.Key_Escape)
    assert page.contents.hasFocus()


def test_a_target_is_a_section_and_the_way_back_to_it(qtbot: QtBot, page: HelpPage) -> None:
    page.show_target("limits")
    qtbot.waitUntil(lambda: page.place() == "limits")
    assert page.contents.key() == "limits"


def test_reading_on_moves_the_contents_along(qtbot: QtBot, page: HelpPage) -> None:
    page.reader.setFocus()
    page.reader.go_to("backup")
    assert page.contents.key() == "backup"


def test_searching_leaves_what_has_the_words_and_marks_them(qtbot: QtBot, page: HelpPage) -> None:
    page.query.edit.setFocus()
    qtbot.keyClicks(page.query.edit, "fingerprint")
    assert _contents(page) == ["handover", "cards", "team", "receive"]
    marked = [each.cursor.selectedText().lower() for each in page.reader.extraSelections()]
    assert set(marked) == {"fingerprint"}
    first = page.reader.textCursor().selectionStart()
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    assert page.reader.textCursor().selectionStart() > first
    for _ in marked:
        qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    assert page.reader.textCursor().selectionStart() > first, "after the last comes the first again"
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Escape)
    assert len(_contents(page)) == 24 + 7
    assert not page.reader.extraSelections()


def test_nothing_found_says_so(page: HelpPage) -> None:
    page.query.edit.setText("qqqq")
    assert page._stack.currentIndex() == 1


def test_the_manual_wears_the_houses_type_in_every_theme_and_size(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Appearance(theme.DARK, 1.5))
    page = _page(qtbot)
    first, *others = blocks(page.reader.document())
    fragment = first.begin().fragment().charFormat()
    assert (fragment.font().pixelSize(), fragment.font().family()) == (30, "Noto Sans")
    assert fragment.foreground().color().name().upper() == theme.DARK.ink
    families = {each.begin().fragment().charFormat().font().family() for each in others if each.text()}
    assert families == {"Noto Sans", "Noto Sans Mono"}
    theme.apply(qapp, theme.Appearance(theme.LIGHT, 1.5))
    QApplication.processEvents()
    first = next(blocks(page.reader.document()))
    assert first.begin().fragment().charFormat().foreground().color().name().upper() == theme.LIGHT.ink


def test_text_is_never_wider_than_one_reads(qtbot: QtBot, page: HelpPage) -> None:
    page.resize(1900, 900)
    assert page.reader.lineWrapColumnOrWidth() == 680


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_speaks_the_readers_language(qtbot: QtBot, language: str) -> None:
    words.use(language)
    page = _page(qtbot)
    assert page.reader.toPlainText().startswith({"ru": "Как работать", "kk": "Casefile бағдарламасымен"}[language])
