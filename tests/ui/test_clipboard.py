"""What is copied does not stay on the clipboard."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.parts import clipboard


@pytest.mark.threat(22)
def test_what_was_copied_is_marked_and_goes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    clipboard.copy("seven invented words")
    lies = QGuiApplication.clipboard()
    assert lies.text() == "seven invented words"
    assert bytes(lies.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
    qtbot.waitUntil(lambda: lies.text() == "")


@pytest.mark.threat(22)
def test_what_a_field_copies_by_itself_is_marked_and_goes_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    monkeypatch.setattr(clipboard, "_is_ours", lambda: True)  # the offscreen platform does not tell
    lies, field = QGuiApplication.clipboard(), QLineEdit("an invented name")
    qtbot.addWidget(field)
    watching = clipboard.watch()
    try:
        field.selectAll()
        field.copy()
        assert lies.text() == "an invented name"
        assert bytes(lies.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"
        qtbot.waitUntil(lambda: lies.text() == "")
    finally:
        QGuiApplication.clipboard().dataChanged.disconnect(watching)


@pytest.mark.threat(22)
def test_what_was_copied_is_kept_nowhere_once_it_is_gone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    words = " ".join(["seven", "invented", "words"])
    held = sys.getrefcount(words)
    clipboard.copy(words)
    assert sys.getrefcount(words) > held
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")
    assert sys.getrefcount(words) == held


def test_what_is_copied_again_lies_its_time_anew(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    clipboard.copy("seven invented words")
    monkeypatch.setattr(clipboard, "SECONDS", 60.0)
    clipboard.copy("seven invented words")
    qtbot.wait(200)
    assert QGuiApplication.clipboard().text() == "seven invented words"
    clipboard.take_off("seven invented words")
    assert QGuiApplication.clipboard().text() == ""


def test_what_someone_else_copied_since_stays(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.05)
    clipboard.copy("seven invented words")
    QGuiApplication.clipboard().setText("a line from elsewhere")
    qtbot.wait(200)
    assert QGuiApplication.clipboard().text() == "a line from elsewhere"
