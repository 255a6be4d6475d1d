"""The window: the unlock page, or the workspace of the open vault. It locks by key, by idle time and when the person leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from casefile.errors import Broken, CasefileError
from ui import words
from ui.shell.alone import After, Alone
from ui.shell.away import Away
from ui.shell.cover import Cover
from ui.shell.idle import IdleTimer
from ui.theme import icons
from ui.unlock.door import Door
from ui.unlock.page import UnlockPage
from ui.words import catalogue, t
from ui.work import wait_for_all

_SIZE = (1280, 720)
_SMALLEST = (720, 480)


class Window(QWidget):
    """Shows the unlock page until a vault is open, then what `workspace` builds for it.

    Args:
        door: the core before unlocking.
        workspace: called with what the door opened; imports the pages and gives a `Workspace`.
        close_vault: called with the same once the workspace is gone: ends the session.
        locked: called with the vault's folder after it was locked by key, idle time or leaving, not by closing the window; with None
            where there is no such vault any more.
    """

    def __init__(
        self,
        door: Door,
        workspace: Callable[[Any], QWidget],
        close_vault: Callable[[Any], None],
        locked: Callable[[Path | None], None],
    ) -> None:
        super().__init__()
        self._door, self._build, self._close_vault = door, workspace, close_vault
        self._locked = locked
        self._session: Any = None
        self._workspace: QWidget | None = None
        self._cover: Cover | None = None
        self._stack = QStackedLayout(self)
        self.setWindowTitle(t("window.name"))
        self.setWindowIcon(icons.icon("casefile", "fill"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self.unlock_page = self._add_unlock_page()
        self._idle = IdleTimer(door.lock_minutes(), self)
        self._idle.idle.connect(self.lock)
        self._away = Away(self)
        self._away.left.connect(self.lock)

    def open(self, session: Any) -> None:
        """Show the workspace of the vault `session`. A second one that was being unlocked meanwhile is locked again."""
        if self._workspace is not None or self._cover is not None:
            self._close_vault(session)
            return
        try:
            self._workspace = self._build(session)
        except CasefileError as error:
            self._close_vault(session)
            self.unlock_page.say(error)
            return
        except BaseException:
            self._close_vault(session)
            raise
        self._session = session
        asked = getattr(self._workspace, "lock_asked", None)
        if asked is not None:
            asked.connect(self.lock)
        changed = getattr(self._workspace, "settings_changed", None)
        if changed is not None:
            changed.connect(self._heed_settings)
        alone = getattr(self._workspace, "alone_asked", None)
        if alone is not None:
            alone.connect(self.work_alone)
        self._stack.addWidget(self._workspace)
        self._stack.setCurrentWidget(self._workspace)
        self._idle.set_minutes(self._door.lock_minutes())
        self._idle.start()
        self._away.start()

    def lock(self) -> None:
        """Put drafts away and close the vault. The window waits, covered, until a process without keys takes its place."""
        session = self._session
        if session is None or self._workspace is None:
            return
        try:
            self._end()
        finally:  # whatever a page did at the last moment, keys do not stay with this process
            self.setEnabled(False)
            self._locked(session.path)

    def say_broken(self, broken: Broken) -> None:
        """Say that the program met a bug, above whatever is shown; the person would wait for an answer that never comes."""
        faults = getattr(self._workspace, "faults", self.unlock_page.errors)
        faults.say(t("window.broken"), catalogue().error(broken))

    def work_alone(self, alone: Alone) -> None:
        """Take the pages of the vault away, wait for their threads, and do `alone` behind a cover."""
        self._put_away()
        wait_for_all(-1)
        self._cover = Cover(alone)
        self._stack.addWidget(self._cover)
        self._stack.setCurrentWidget(self._cover)
        self._cover.over.connect(self._go_on)
        self._cover.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing locks."""
        if self._cover is not None:
            self._cover.stop()
            wait_for_all(-1)
            after = self._uncover()
            if after is not None and after.session is not None:
                self._close_vault(after.session)
        self._end()
        super().closeEvent(event)

    def _go_on(self, after: After) -> None:
        if self._cover is None:
            return  # the window was closed meanwhile, and what was opened is locked again
        if after.session is not None:
            self._uncover()
            self.open(after.session)
            after.then(self._workspace)
        else:
            self._cover.say(after.title, after.words)
            self._cover.left.connect(lambda: self._leave(after.path))

    def _leave(self, path: Path | None) -> None:
        self._uncover()
        self.setEnabled(False)
        self._locked(path)

    def _uncover(self) -> After | None:
        cover, self._cover = self._cover, None
        if cover is None:
            return None
        self._stack.removeWidget(cover)
        cover.deleteLater()
        return cover.after

    def _heed_settings(self) -> None:
        self._idle.set_minutes(self._door.lock_minutes())

    def _end(self) -> None:
        """Close the vault that is open, if one is, also where a page fails to put its things away."""
        session = self._session
        try:
            self._put_away()
        finally:
            if session is not None:
                self._close_vault(session)

    def _put_away(self) -> None:
        """Take the pages of the vault away, if one is open."""
        if self._workspace is None:
            return
        self._idle.stop()
        self._away.stop()
        workspace = self._workspace
        try:
            prepare = getattr(workspace, "before_lock", None)
            if prepare is not None:
                prepare()
        finally:
            self._fresh_unlock_page()
            self._stack.removeWidget(workspace)
            workspace.deleteLater()
            self._workspace = self._session = None
            words.speak_of(words.NONE)
            self.repaint()  # now: whoever closes the vault waits for its threads, and the page would stay in sight meanwhile

    def _say_next(self) -> None:
        """What the page on which it was made has promised as the next step."""
        desk = getattr(self._workspace, "desk", None)
        if desk is not None:
            desk.tell(t("window.created"), (t("window.created.next"), lambda: desk.go("settings", "recovery")))

    def _speak(self, code: str) -> None:
        words.use(code)
        self._door.set_language(code)
        self._fresh_unlock_page()

    def _show_help(self) -> None:
        from ui.help.leaflet import Leaflet  # wanted by few who unlock a vault

        Leaflet("recovery").show_on(self)

    def _fresh_unlock_page(self) -> None:
        """A new page: no field of the old one is left in memory by us, and words follow the language."""
        old = self.unlock_page
        self.unlock_page = self._add_unlock_page()
        self._stack.setCurrentWidget(self.unlock_page)
        self._stack.removeWidget(old)
        old.deleteLater()

    def _add_unlock_page(self) -> UnlockPage:
        page = UnlockPage(self._door)
        page.opened.connect(self.open)
        page.created.connect(self._say_next)
        page.language_chosen.connect(self._speak)
        page.help_asked.connect(self._show_help)
        self._stack.addWidget(page)
        return page
