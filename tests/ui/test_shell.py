"""The window around the pages."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import Broken, Refused
from casefile.progress import Progress
from tests.ui.invented import VAULTS, InventedDoor
from tests.ui.shell_page import InventedSource, shell, specs
from ui import theme
from ui.parts.dialog import Dialog, Overlay
from ui.shell.desk import Desk
from ui.shell.idle import IdleTimer
from ui.shell.palette import Palette, open_palette
from ui.shell.window import Window
from ui.shell.workspace import Workspace
from ui.work import run


def _shell(qtbot: QtBot, wide: int = 1280) -> Workspace:
    workspace = shell()
    qtbot.addWidget(workspace)
    workspace.resize(wide, 720)
    workspace.show()
    qtbot.waitExposed(workspace)
    return workspace


def test_a_page_is_made_when_it_is_first_shown(qtbot: QtBot) -> None:
    workspace = _shell(qtbot)
    assert workspace.pages.count() == 1
    workspace.rail.went.emit("people")
    assert workspace.pages.count() == 2
    workspace.desk.go("cases")
    assert workspace.pages.count() == 2
    assert workspace.rail.pages.key() == "cases"


def test_the_rail_folds_in_a_narrow_window_and_for_large_text(qtbot: QtBot, qapp: QApplication) -> None:
    workspace = _shell(qtbot)
    assert workspace.rail.width() == 200
    workspace.resize(1093, 614)
    assert workspace.rail.width() == 56
    workspace.resize(1920, 1080)
    assert workspace.rail.width() == 200
    theme.apply(qapp, theme.Appearance(scale=2.0))
    assert workspace.rail.width() == 56


@pytest.mark.qt_log_ignore("Keyboard event not accepted", extend=True)  # the release, after the shortcut
def test_ctrl_l_locks_and_closes_the_vault(qtbot: QtBot) -> None:
    closed: list[object] = []
    offered: list[Path] = []

    def build(_session: object) -> Workspace:
        return Workspace(Desk(None), "West desk", None, specs(), first="cases")

    window = Window(InventedDoor(), build, closed.append, offered.append)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.open(VAULTS[0])
    window.activateWindow()
    QApplication.processEvents()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: closed == [VAULTS[0]])
    assert offered == [VAULTS[0].path]
    assert window.unlock_page.isVisible()


def test_the_page_is_out_of_sight_before_anybody_waits_for_its_threads(qtbot: QtBot) -> None:
    seen: list[bool] = []

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and watched is window.unlock_page:
                painted.append(watched)
            return False

    def close(_session: object) -> None:
        seen.append(bool(painted))

    painted: list[QObject] = []
    window = Window(InventedDoor(), lambda _session: shell(), close, lambda _path: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.open(VAULTS[0])
    QApplication.processEvents()
    watch, application = Painted(), QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    painted.clear()
    window.lock()
    application.removeEventFilter(watch)
    assert seen == [True]


def test_no_dialog_stays_over_a_locked_window(qtbot: QtBot) -> None:
    window = Window(InventedDoor(), lambda _session: shell(), lambda _session: None, lambda _path: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.open(VAULTS[0])
    card, files = Dialog("Delete the case of A. Invented?"), QFileDialog(window, "Save A. Invented.pdf")
    over = card.show_on(window)
    files.open()
    assert card.isVisible() and files.isVisible()
    window.lock()
    assert not over.isVisible() and not files.isVisible()
    assert window.isVisible() and window.unlock_page.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(Overlay)


def test_idle_hands_lock_and_busy_hands_do_not(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    timer, hands, still = IdleTimer(0.4 / 60), time.monotonic(), []
    timer.idle.connect(lambda: still.append(time.monotonic() - hands))
    timer.start()
    for _ in range(4):
        qtbot.wait(150)
        hands = time.monotonic()
        qtbot.keyClick(widget, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bool(still))
    assert still[0] > 0.36, "a timer of Qt may be a twentieth early"
    timer.stop()


def test_the_palette_finds_and_goes(qtbot: QtBot) -> None:
    workspace = _shell(qtbot)
    palette = open_palette(workspace, InventedSource(), workspace.desk)
    qtbot.waitUntil(lambda: palette.results.chosen() is not None)
    qtbot.keyClick(palette.query, Qt.Key.Key_Down)
    chosen = palette.results.chosen()
    assert chosen is not None
    assert chosen.page == "cases"
    with qtbot.waitSignal(workspace.desk.asked) as told:
        qtbot.keyClick(palette.query, Qt.Key.Key_Return)
    assert told.args[0] == "cases"
    qtbot.waitUntil(lambda: not workspace.findChildren(Overlay))


def test_tab_walks_through_the_kinds_of_the_palette(qtbot: QtBot) -> None:
    workspace = _shell(qtbot)
    palette: Palette = open_palette(workspace, InventedSource(), workspace.desk)
    qtbot.waitUntil(lambda: palette.results.chosen() is not None)
    rows = palette.results.results.rowCount()
    qtbot.keyClick(palette.query, Qt.Key.Key_Tab)
    assert palette.results.results.rowCount() < rows
    palette.reject()


def test_enter_does_nothing_of_what_the_palette_found_for_other_words(qtbot: QtBot) -> None:
    workspace = _shell(qtbot)
    palette: Palette = open_palette(workspace, InventedSource(), workspace.desk)
    qtbot.waitUntil(lambda: palette.results.chosen() is not None)
    asked: list[object] = []
    workspace.desk.asked.connect(lambda *place: asked.append(place))
    palette.query.setText("other words")
    qtbot.keyClick(palette.query, Qt.Key.Key_Return)
    assert asked == []
    assert palette.isVisible()
    palette.reject()


def test_a_long_job_shows_and_stops(qtbot: QtBot) -> None:
    workspace = _shell(qtbot)

    def work(progress: Progress) -> None:
        for done in range(10_000):
            progress.step(done, 10_000)
            progress.check()
            _sleep()

    running = workspace.desk.start("Adding 24 files", work, lambda _none: None, lambda _error: None)
    qtbot.waitUntil(workspace.jobs_bar.isVisible)
    workspace.jobs_bar.cancelled.emit("1")
    qtbot.waitUntil(lambda: running.is_over)
    qtbot.waitUntil(workspace.jobs_bar.isHidden)


def test_an_answer_dies_with_whoever_asked(qtbot: QtBot) -> None:
    asker, answers = QWidget(), []
    running = run(asker, lambda _progress: _sleep(50), answers.append, answers.append)
    asker.deleteLater()
    QApplication.sendPostedEvents(asker, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: running.is_over)
    assert answers == []


def test_a_refusal_reaches_the_page(qtbot: QtBot) -> None:
    asker, errors = QWidget(), []
    qtbot.addWidget(asker)

    def refuse(_progress: Progress) -> None:
        raise Refused("window.create.differs")

    run(asker, refuse, lambda _none: None, errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert errors[0].key == "window.create.differs"


def _sleep(milliseconds: int = 1) -> None:
    time.sleep(milliseconds / 1000)


class _Unwilling(QWidget):
    """A page that cannot put its things away."""

    def before_lock(self) -> None:
        raise OSError("no room")


def test_a_page_that_fails_keeps_nobody_from_locking(qtbot: QtBot) -> None:
    closed: list[object] = []
    offered: list[Path | None] = []

    def build(_session: object) -> Workspace:
        workspace = Workspace(Desk(None), "West desk", None, specs(), first="cases")
        workspace._made["cases"].before_lock = _Unwilling().before_lock  # type: ignore[attr-defined]  # a page has one
        return workspace

    window = Window(InventedDoor(), build, closed.append, offered.append)
    qtbot.addWidget(window)
    window.open(VAULTS[0])
    with pytest.raises(OSError, match="no room"):
        window.lock()
    assert closed == [VAULTS[0]]
    assert offered == [VAULTS[0].path]


def test_a_vault_whose_pages_cannot_be_made_is_locked_again(qtbot: QtBot) -> None:
    closed: list[object] = []

    def build(_session: object) -> Workspace:
        raise Refused("window.create.differs")

    window = Window(InventedDoor(), build, closed.append, lambda _path: None)
    qtbot.addWidget(window)
    window.open(VAULTS[0])
    assert closed == [VAULTS[0]]
    assert window.unlock_page.isVisibleTo(window)
    assert window.unlock_page.errors.count() == 1
    window.lock()
    assert len(closed) == 1


def test_who_unlocks_types_into_the_page(qtbot: QtBot) -> None:
    made: list[Workspace] = []

    def build(_session: object) -> Workspace:
        made.append(Workspace(Desk(None), "West desk", None, specs(), first="cases"))
        made[0].pages.currentWidget().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made[0]

    window = Window(InventedDoor(), build, lambda _session: None, lambda _path: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.open(VAULTS[0])
    qtbot.waitUntil(lambda: window.focusWidget() is made[0].pages.currentWidget())


def test_who_made_a_vault_is_led_to_the_recovery_key(qtbot: QtBot) -> None:
    def window() -> Window:
        def build(_session: object) -> Workspace:
            return Workspace(Desk(None), "West desk", None, specs(), first="cases")

        made = Window(InventedDoor(), build, lambda _session: None, lambda _path: None)
        qtbot.addWidget(made)
        return made

    unlocked, created = window(), window()
    unlocked.unlock_page.unlock_form.opened.emit(VAULTS[0])
    created.unlock_page.create_form.opened.emit(VAULTS[0])
    assert isinstance(unlocked._workspace, Workspace)
    assert isinstance(created._workspace, Workspace)
    assert unlocked._workspace.notices.said() == ""
    assert "recovery key" in created._workspace.notices.said()
    desk, asked = created._workspace.desk, list[tuple[str, object]]()
    desk.asked.disconnect(created._workspace.go)  # invented pages have no settings among them
    desk.asked.connect(lambda page, target: asked.append((page, target)))
    created._workspace.notices.follow()
    assert asked == [("settings", "recovery")]


def test_of_two_vaults_that_were_being_unlocked_the_second_is_locked_again(qtbot: QtBot) -> None:
    closed: list[object] = []

    def build(_session: object) -> Workspace:
        return Workspace(Desk(None), "West desk", None, specs(), first="cases")

    window = Window(InventedDoor(), build, closed.append, lambda _path: None)
    qtbot.addWidget(window)
    window.open(VAULTS[0])
    window.open(VAULTS[1])
    assert closed == [VAULTS[1]]
    window.lock()
    assert closed == [VAULTS[1], VAULTS[0]]


def test_a_bug_is_said_where_the_person_looks(qtbot: QtBot) -> None:
    def build(_session: object) -> Workspace:
        return Workspace(Desk(None), "West desk", None, specs(), first="cases")

    window = Window(InventedDoor(), build, lambda _session: None, lambda _path: None)
    qtbot.addWidget(window)
    window.say_broken(Broken(KeyError("words of a record")))
    assert window.unlock_page.errors.count() == 1
    window.open(VAULTS[0])
    window.say_broken(Broken(KeyError("words of a record")))
    assert isinstance(window._workspace, Workspace)
    assert window._workspace.faults.count() == 1


def test_what_is_opened_for_a_page_that_is_gone_is_not_left_open(qtbot: QtBot) -> None:
    asker, left = QWidget(), []
    running = run(asker, lambda _progress: _sleep(50) or "vault", lambda _value: None, lambda _error: None, left.append)
    asker.deleteLater()
    QApplication.sendPostedEvents(asker, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: running.is_over)
    qtbot.waitUntil(lambda: left == ["vault"])
