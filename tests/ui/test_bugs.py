"""A fault of the program is told to whoever waits for an answer, and to no log."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import Broken, CasefileError
from ui.bugs import Bugs
from ui.work import run

SECRET = "Serik Invented"


def _break(_progress: object) -> None:
    raise KeyError(SECRET)


def _read_what_is_gone(_progress: object) -> None:
    shutil.copy("statement.txt", "elsewhere.txt")


def test_who_waits_hears_of_a_bug_and_goes_on(qtbot: QtBot) -> None:
    asker = QWidget()
    qtbot.addWidget(asker)
    told: list[CasefileError] = []
    with qtbot.capture_exceptions() as bugs:
        run(asker, _break, lambda _none: None, told.append)
        qtbot.waitUntil(lambda: bool(told and bugs))
    assert told[0].key == "program.broken"
    assert SECRET not in repr(told[0].values)


def test_a_file_that_is_gone_is_no_bug(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    asker = QWidget()
    qtbot.addWidget(asker)
    told: list[CasefileError] = []
    run(asker, _read_what_is_gone, lambda _none: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert (told[0].key, told[0].values) == ("system.gone", {"name": "statement.txt"})


def test_a_bug_nobody_waits_for_is_said_once_and_leaves_no_words(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    bugs = Bugs()
    said: list[Broken] = []
    bugs.met.connect(said.append)
    for _ in range(3):  # as in the painting of a page
        try:
            _break(None)
        except KeyError:
            bugs.hear(*sys.exc_info())  # type: ignore[arg-type]  # there is an exception here
    assert len(said) == 1
    written = capsys.readouterr().err
    assert written.count("KeyError") == 1
    assert SECRET not in written
