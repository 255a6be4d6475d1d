"""Files that were dropped while the vault was locked: told of, looked at, filed, discarded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import edit, evidencelist, inbox
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from ui import theme, words
from ui.opening import open_workspace
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.shell.workspace import Workspace

CASE = Case(id="c" * 32, reference="X-1", title=Text.of("An invented case", "en"))


@pytest.fixture
def session(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    path = tmp_path / "V.casefile"
    made = sessions.create(path, passphrase, "Invented Author", FLOOR)
    edit.save(made, [CASE])
    made.lock()
    for name in ("voice.ogg", "note.txt"):
        file = tmp_path / name
        file.write_text(f"an invented {name}\n" * 40)
        inbox.drop(path, file)
    opened = sessions.unlock(path, passphrase)
    yield opened
    QThreadPool.globalInstance().waitForDone()
    opened.lock()


@pytest.fixture
def workspace(qtbot: QtBot, session: Session) -> Iterator[Workspace]:
    made = open_workspace(session)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.before_lock()
    QThreadPool.globalInstance().waitForDone()


def _page(workspace: Workspace, qtbot: QtBot, files: int) -> Any:
    workspace.go("inbox")
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.grid.tiles.rowCount() == files)
    return page


def _choose(page: Any, name: str) -> None:
    page.grid.choose(next(each.id for each in page._files if each.name == name))


def test_the_start_page_tells_and_leads_there(qtbot: QtBot, workspace: Workspace) -> None:
    today: Any = workspace.pages.currentWidget()
    qtbot.waitUntil(today.waits.inbox.isVisible)
    (line,) = today.waits.inbox.lines.model().lines
    assert line.title == "2 files wait to be filed"
    today.waits.inbox.opened.emit(line.key)
    page: Any = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.grid.tiles.rowCount() == 2)
    assert page.panel.isVisible()


def test_a_file_is_filed_into_the_case_that_was_chosen(qtbot: QtBot, workspace: Workspace, session: Session) -> None:
    page = _page(workspace, qtbot, 2)
    _choose(page, "note.txt")
    panel = page.panel
    panel.file.click()
    assert panel.case.state() == "refused", "a case is needed"
    panel.choose_case(CASE.id, "X-1, An invented case")
    panel.title.edit.setText("What she wrote down")
    panel.source.edit.setText("Dana Invented")
    panel.file.click()
    qtbot.waitUntil(lambda: page.grid.tiles.rowCount() == 1)
    (row,) = evidencelist.page(session).rows
    assert row.evidence.original_name == "note.txt"
    assert row.evidence.title is not None
    assert row.evidence.title.best("en").text == "What she wrote down"
    assert (row.evidence.obtained_from, row.evidence.cases) == ("Dana Invented", (CASE.id,))
    assert panel.case.text() == "X-1, An invented case", "the next may be for the same"


def test_discarding_asks_first_and_cancel_has_the_keyboard(
    qtbot: QtBot, workspace: Workspace, session: Session
) -> None:
    page = _page(workspace, qtbot, 2)
    _choose(page, "voice.ogg")
    page.panel.discard.click()
    dialog: Dialog = page.asking
    assert dialog.accessibleName() == "Discard “voice.ogg”?"
    cancel, discard = dialog.findChildren(Button)
    assert dialog.focusProxy() is cancel
    discard.click()
    qtbot.waitUntil(lambda: page.grid.tiles.rowCount() == 1)
    assert [each.name for each in inbox.waiting(session)] == ["note.txt"]


def test_what_does_not_open_says_why_and_can_only_be_discarded(
    qtbot: QtBot, workspace: Workspace, session: Session
) -> None:
    (session.path / "inbox" / "stray.age").write_bytes(b"hello")
    page = _page(workspace, qtbot, 3)
    _choose(page, "stray.age")
    assert "not encrypted for this vault" in page.panel.problem.text()
    assert not page.panel.file.isVisible()
    assert page.panel.discard.isEnabled()


def test_the_address_is_copied_and_drawn(qtbot: QtBot, workspace: Workspace, session: Session) -> None:
    page = _page(workspace, qtbot, 2)
    workspace.go("settings", "card/inbox")
    settings: Any = workspace.pages.currentWidget()
    settings.tab("card").inbox.click()
    assert page.address.isVisible()
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: not workspace.jobs_bar.isVisible())
    assert page.address.isVisible(), "also once the inbox was looked through"
    page.address.copy.click()
    assert QGuiApplication.clipboard().text() == inbox.recipient(session.path)
    rows = inbox.code(inbox.recipient(session.path))
    assert len({len(row) for row in rows} | {len(rows)}) == 1


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_large_text_has_room_in_a_small_window(
    qtbot: QtBot, qapp: QApplication, session: Session, language: str
) -> None:
    words.use(language)
    theme.apply(qapp, theme.Appearance(scale=2.0))
    workspace = open_workspace(session)
    qtbot.addWidget(workspace)
    workspace.resize(1093, 614)
    workspace.show()
    page = _page(workspace, qtbot, 2)
    for _panel in range(2):
        assert workspace.minimumSizeHint().width() <= 1093
        assert workspace.width() == 1093
        assert page.panel.file.mapTo(page, page.panel.file.rect().topRight()).x() < page.width()
        page.how.click()
    workspace.before_lock()
    QThreadPool.globalInstance().waitForDone()
