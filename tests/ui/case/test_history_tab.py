"""The History tab: all that stood in a field, and the way back to it; deleted records, and what was removed for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening
from casefile.domain.values import Text
from casefile.usecases import edit, purge, undo
from casefile.usecases.session import Session
from ui.case.history_tab import HistoryTab
from ui.facts.rows import Fact
from ui.history.field_dialog import FieldHistoryDialog
from ui.opening import open_workspace
from ui.shell.workspace import Workspace

CASE = Case(reference="X-1", title=Text.of("Invented", "en"))
FIRST = Happening(cases=(Ref(CASE.id),), type="arrest", title=Text.of("First words", "en"))


@pytest.fixture
def workspace(session: Session, qtbot: QtBot) -> Iterator[Workspace]:
    """The window on a case whose one happening was changed."""
    edit.save(session, [CASE, FIRST])
    edit.save(session, [replace(FIRST, title=Text.of("Second words", "en"))])
    made = open_workspace(session)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    QThreadPool.globalInstance().waitForDone()


def tab_of(workspace: Workspace, qtbot: QtBot) -> HistoryTab:
    workspace.go("cases", CASE.id)
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.case.case_id() == CASE.id)  # type: ignore[attr-defined]
    page.case.tabs.open("history")  # type: ignore[attr-defined]
    tab = page.case.stack.currentWidget()  # type: ignore[attr-defined]
    assert isinstance(tab, HistoryTab)
    qtbot.waitUntil(lambda: bool(facts(tab)))
    return tab


def facts(tab: HistoryTab) -> list[Fact]:
    return [row for row in tab.facts.facts.rows if isinstance(row, Fact)]


def test_an_earlier_value_comes_back_and_can_be_undone(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    tab = tab_of(workspace, qtbot)
    line = facts(tab)[0]
    assert (line.title, line.second.split("\n")[0]) == ("Title: Second words", "was: First words")
    assert line.left_second == "Invented Author"
    tab.facts.opened.emit(line.key)
    qtbot.waitUntil(lambda: bool(workspace.findChildren(FieldHistoryDialog)))
    dialog = workspace.findChildren(FieldHistoryDialog)[0]
    assert [row.title for row in dialog.values.facts.rows if isinstance(row, Fact)] == ["Second words", "First words"]
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.notices.said() == "Title: an earlier value is back")
    assert edit.read(session, "happening", FIRST.id).record == FIRST
    undo.undo(session)
    assert "Second words" in repr(edit.read(session, "happening", FIRST.id).record)


def test_a_deleted_record_is_restored_from_its_line(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    edit.delete(session, FIRST)
    tab = tab_of(workspace, qtbot)
    line = facts(tab)[0]
    assert (line.title, line.second) == ("Second words", "Happening · deleted")
    tab.facts.opened.emit(line.key)
    form = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: form.form() is not None)  # type: ignore[attr-defined]
    form.form().heading.continued.emit()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not edit.read(session, "happening", FIRST.id).deleted)


def test_what_was_removed_for_good_is_said_and_opens(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    purge.fields(session, FIRST, ["title"])
    tab = tab_of(workspace, qtbot)
    told = [fact.second.split("\n")[0] for fact in facts(tab)]
    assert told[0] == "Happening · removed for good: Title"
    assert any(fact.title == "1 value is not here any more" for fact in facts(tab))
    assert not any("words" in fact.title for fact in facts(tab))
