"""Ctrl Z outside of text fields takes the last saved step back, says which it was, and offers to do it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.errors import NotFound
from casefile.usecases import cases, edit
from casefile.usecases.session import Session
from ui import words
from ui.finding import Finder
from ui.opening import open_workspace
from ui.shell.workspace import Workspace

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def workspace(session: Session, qtbot: QtBot) -> Iterator[Workspace]:
    """The window over a vault with one case, whose title was changed."""
    case = Case(reference="X-1", title=Text.of("First title", "en"))
    edit.save(session, [case])
    edit.save(session, [replace(case, title=Text.of("Second title", "en"))])
    made = open_workspace(session)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.go("cases", case.id)
    made.activateWindow()
    qtbot.waitExposed(made)
    QThreadPool.globalInstance().waitForDone()
    yield made
    QThreadPool.globalInstance().waitForDone()


def title(session: Session) -> str:
    found = cases.find(session, "X-1").title
    return found.best("en").text if found else ""


def test_a_step_goes_back_and_forth_by_keys(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(workspace.pages.currentWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "Change undone: X-1 · First title" in workspace.notices.said())
    assert title(session) == "First title"
    qtbot.keyClick(workspace.pages.currentWidget(), Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: workspace.notices.said().startswith("Changed again"))
    assert title(session) == "Second title"


def test_two_presses_are_two_steps(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignals([workspace.desk.changed] * 2):
        for _ in range(2):
            qtbot.keyClick(workspace.pages.currentWidget(), Qt.Key.Key_Z, CTRL)
    with pytest.raises(NotFound):
        cases.find(session, "X-1")
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.case.case_id() == "")  # type: ignore[attr-defined]
    assert not page.case.messages.isVisible()  # type: ignore[attr-defined]
    qtbot.keyClick(workspace.pages.currentWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: workspace.notices.said().startswith("Nothing to undo"))
    qtbot.keyClick(workspace.pages.currentWidget(), Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: workspace.notices.said().startswith("Recorded again"))
    assert title(session) == "First title"


def test_in_a_text_field_the_keys_are_the_fields_own(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    workspace.go("today")
    field = workspace.pages.currentWidget().quick.fields["who"].edit  # type: ignore[attr-defined]
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    QThreadPool.globalInstance().waitForDone()
    assert title(session) == "Second title"
    assert workspace.notices.said() == ""


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Undo change: "), ("ru", "Отменить изменение: "), ("kk", "Өзгерісті кері қайтару: ")]
)
def test_the_palette_says_what_would_be_undone(
    session: Session, workspace: Workspace, language: str, said: str
) -> None:
    words.use(language)
    first = Finder(session).find("", every_spelling=True).groups[-1].found[0]
    assert first.title[0][0] == f"{said}X-1 · Second title"
    workspace.desk.act(first.act)
    QThreadPool.globalInstance().waitForDone()
    assert title(session) == "First title"
