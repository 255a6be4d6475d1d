"""The Settings page: what is chosen holds at once, and what is checked is told."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile import settings
from casefile.errors import Refused
from casefile.usecases import contacts, identity
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.verify import Check
from ui import theme, words
from ui.settings.check import CheckTab
from ui.settings.keys.passphrase import PassphrasePart
from ui.settings.page import SettingsPage
from ui.settings.verdict import lines, verdict
from ui.shell.desk import Desk
from ui.shell.pages import PageSpec
from ui.shell.workspace import Workspace

SPECS = (PageSpec("settings", "settings", "window.page.settings", "ui.settings.page:SettingsPage", 0),)
NEW = "other invented words for the same vault"


@pytest.fixture(scope="module")
def opened(sample_vault: Path, tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[Session]:
    """One open copy of the sample vault for all tests of this file."""
    copy = tmp_path_factory.mktemp("settings") / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    session = sessions.unlock(copy, passphrase)
    yield session
    session.lock()


@pytest.fixture
def workspace(qtbot: QtBot, opened: Session) -> Iterator[Workspace]:
    desk = Desk(opened)
    made = Workspace(desk, "West desk", None, SPECS, first="settings")
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    QThreadPool.globalInstance().waitForDone()


def _page(workspace: Workspace) -> SettingsPage:
    page = workspace.pages.currentWidget()
    assert isinstance(page, SettingsPage)
    return page


def _press(qtbot: QtBot, workspace: Workspace, tab: str, control: str, words: str) -> None:
    _page(workspace).show_target(tab)
    segments = _page(workspace).tab(tab).controls[control]
    button = next(each for each in segments._group.buttons() if each.text() == words)  # type: ignore[attr-defined]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_another_language_is_spoken_at_once_and_kept(qtbot: QtBot, workspace: Workspace) -> None:
    _page(workspace).show_target("appearance/language")
    qtbot.waitUntil(lambda: _page(workspace).tab("appearance").focused() == "language")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: workspace.rail.pages.model().index(0, 0).data() == "Настройки")
    assert settings.load().language == "ru"
    assert _page(workspace).tabs.name() == "appearance"
    assert _page(workspace).tab("appearance").focused() == "language", "the keyboard stays where it was"


def test_a_theme_and_larger_text_are_worn_at_once(qtbot: QtBot, workspace: Workspace) -> None:
    _press(qtbot, workspace, "appearance", "theme", "Dark")
    assert theme.tokens() is theme.DARK
    _press(qtbot, workspace, "appearance", "text_scale", "150%")
    assert theme.scale() == 1.5
    qtbot.waitUntil(lambda: workspace.rail.width() == 56)
    stored = settings.load()
    assert (stored.theme, stored.text_scale) == ("dark", 1.5)


def test_a_job_goes_on_while_the_window_changes_its_language(qtbot: QtBot, workspace: Workspace) -> None:
    ended: list[object] = []
    desk = workspace.desk
    running = desk.start("Adding", lambda _progress: time.sleep(0.6), ended.append, ended.append)
    qtbot.waitUntil(workspace.jobs_bar.isVisible)
    _press(qtbot, workspace, "appearance", "language", "Қазақша")
    qtbot.waitUntil(lambda: words.language() == "kk" and workspace.jobs_bar.isVisible())
    qtbot.waitUntil(lambda: running.is_over)
    assert len(ended) == 1


def test_the_idle_minutes_reach_the_window(qtbot: QtBot, workspace: Workspace) -> None:
    with qtbot.waitSignal(workspace.settings_changed):
        _press(qtbot, workspace, "security", "minutes", "10")
    assert settings.load().lock_minutes == 10


def test_remembering_begins_with_this_vault_and_forgetting_leaves_no_trace(
    workspace: Workspace, opened: Session
) -> None:
    remember = _page(workspace).security.remember
    remember.setChecked(True)
    assert settings.load().vaults == (str(opened.path.absolute()),)
    remember.setChecked(False)
    stored = settings.load()
    assert (stored.remember_vaults, stored.vaults) == (False, ())


def _type(tab: PassphrasePart, old: str, new: str, again: str) -> None:
    tab.old.edit.setText(old)
    tab.new.first.edit.setText(new)
    tab.new.again.edit.setText(again)
    tab.button.click()


def test_a_wrong_passphrase_changes_nothing(qtbot: QtBot, workspace: Workspace) -> None:
    tab = _page(workspace).security.passphrase
    _type(tab, "not this one", NEW, NEW)
    qtbot.waitUntil(lambda: tab.old.state() == "refused", timeout=20_000)
    assert not tab.said.isVisible()
    _type(tab, "anything", NEW, "something else")
    assert tab.new.again.state() == "refused"


def test_a_new_passphrase_opens_the_vault_and_the_old_no_more(
    qtbot: QtBot, workspace: Workspace, opened: Session, passphrase: str, tmp_path: Path
) -> None:
    tab = _page(workspace).security.passphrase
    _page(workspace).show_target("security")
    _type(tab, passphrase, NEW, NEW)
    qtbot.waitUntil(tab.said.isVisible, timeout=20_000)
    assert tab.old.text() == tab.new.first.text() == tab.new.again.text() == ""
    with pytest.raises(Refused):
        sessions.change_passphrase(opened, passphrase, "a third one")
    sessions.change_passphrase(opened, NEW, passphrase)


def test_locking_leaves_no_passphrase_in_a_field(workspace: Workspace) -> None:
    tab = _page(workspace).security.passphrase
    tab.old.edit.setText("half typed")
    workspace.before_lock()
    assert tab.old.text() == ""


def _checked(qtbot: QtBot, workspace: Workspace, which: str) -> CheckTab:
    tab = _page(workspace).tab("check")
    assert isinstance(tab, CheckTab)
    _page(workspace).show_target("check")
    getattr(tab, which).click()
    qtbot.waitUntil(lambda: bool(tab.promises()), timeout=30_000)
    return tab


def test_every_promise_is_a_line(qtbot: QtBot, workspace: Workspace) -> None:
    tab = _checked(qtbot, workspace, "deep")
    assert len(tab.promises()) >= 9
    assert all(each.held for each in tab.promises())
    assert "all held" in tab.verdict.text()
    qtbot.waitUntil(tab.deep.isEnabled)


def test_a_missing_file_is_named_in_red_with_what_is_still_good(
    qtbot: QtBot, workspace: Workspace, opened: Session
) -> None:
    files = sorted(path for path in opened.path.rglob("*") if path.is_file() and path.stat().st_size > 1000)
    evidence = next(path for path in files if "evidence" in str(path.relative_to(opened.path)))
    kept = evidence.read_bytes()
    evidence.unlink()
    try:
        tab = _checked(qtbot, workspace, "quick")
    finally:
        evidence.write_bytes(kept)
    first = tab.promises()[0]
    assert not first.held
    assert evidence.stem[:8] in first.words
    assert "not affected" in first.still_good
    assert tab.verdict.runs()[0].tone == "danger"


def test_every_failure_says_what_is_still_good(opened: Session) -> None:
    failures = ["repaired", "head_differs", "pages_damaged", "files_missing", "entries_altered", "trees_differ"]
    failures += ["records_differ", "derived_differ", "index_damaged", "evidence_altered", "unreadable"]
    checks = [Check(f"verify.{name}", False, {"n": 1, "which": "x"}) for name in failures]
    found = lines(opened, checks)
    assert all(each.still_good for each in found)
    assert verdict(found) == "11 promises failed"


def test_a_backup_is_made_where_one_says_and_remembered(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    tab = _page(workspace).backup
    _page(workspace).show_target("backup")
    assert tab.last.runs()[0].tone == "due"
    stick = tmp_path / "Blue stick"
    stick.mkdir()
    tab.make(stick)
    qtbot.waitUntil(tab.done.isVisible, timeout=30_000)
    qtbot.waitUntil(lambda: "Blue stick" in tab.last.text())
    assert any(stick.iterdir())
    qtbot.waitUntil(tab.button.isEnabled)


def test_the_card_is_copied_whole_and_saved_once(
    qtbot: QtBot, workspace: Workspace, opened: Session, tmp_path: Path
) -> None:
    tab = _page(workspace).tab("card")
    qtbot.waitUntil(lambda: bool(tab.lines["author"].plain()))
    tab.copy.click()
    card = identity.card(opened)
    copied = contacts.read_card(QGuiApplication.clipboard().text())
    assert (copied.recipient, copied.fingerprint) == (card.recipient, card.fingerprint)
    tab.write(tmp_path / "card.json")
    qtbot.waitUntil(lambda: "card.json" in tab.done.text())
    tab.write(tmp_path / "card.json")
    qtbot.waitUntil(lambda: tab._messages.count() > 0)


def test_settings_that_cannot_be_stored_are_told(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    tab = _page(workspace).tab("security")
    _press(qtbot, workspace, "security", "minutes", "5")
    assert tab._messages.count() > 0


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    words.use("en")
    theme.apply(qapp, theme.Appearance())
