"""A tooltip is the one place where Qt takes any words for markup: a name must not make the window fetch a picture from somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

from ui.parts.labels import Label
from ui.parts.tips import plain

UI = Path(__file__).parents[2] / "ui"
HOSTILE = ('<img src="//somewhere/x.png">', "<b>Bold</b>\nand more", "<a href='file:///etc'>x</a>", "x\u202e<i>y")


@pytest.mark.threat(21)
@pytest.mark.parametrize("name", HOSTILE)
def test_it_shows_the_words_as_they_stand(qtbot: QtBot, name: str) -> None:
    label = Label(name).eliding()
    qtbot.addWidget(label)
    label.resize(10, 20)
    label.show()
    said = label.toolTip()
    assert said == plain(name)
    document = QTextDocument()
    document.setHtml(said) if Qt.mightBeRichText(said) else document.setPlainText(said)
    assert document.toPlainText() == name.replace("\u202e", "<U+202E>")
    assert "<img" not in said and "<a " not in said


@pytest.mark.threat(21)
def test_every_tooltip_goes_that_way() -> None:
    for path in UI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path.name != "tips.py":
            assert "setToolTip(" not in source, path
        for role in re.finditer(r"ToolTipRole", source):
            assert "tips.plain(" in source[role.start() :], path
