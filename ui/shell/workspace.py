"""An open vault: rail, pages, jobs bar, palette. Made at unlock, thrown away at lock; made anew in another language or text size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.parts.banner import Banners
from ui.parts.dialog import Overlay
from ui.parts.jobs_bar import JobsBar
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.shell.notices import Notices
from ui.shell.pages import OFF_RAIL, PAGES, PageSpec, find, make
from ui.shell.palette import PaletteSource, open_palette
from ui.shell.rail import Rail
from ui.shell.strip import Strip
from ui.shell.undoing import KEYS, Undoing
from ui.theme import scale, sizes
from ui.words import language


class Workspace(Surface):
    """`first` is the page shown at once. `source` answers the palette; without one Ctrl K does nothing.

    `strip` makes what stands above the pages, `standing` what stands above that and always.
    """

    lock_asked = Signal()
    settings_changed = Signal()
    alone_asked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        vault_name: str,
        source: PaletteSource | None = None,
        specs: Sequence[PageSpec] = PAGES,
        first: str = "today",
        strip: Callable[[Desk], Strip] | None = None,
        standing: Callable[[Desk], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("page", (), parent)
        self.desk, self._specs, self._source, self._vault_name = desk, specs, source, vault_name
        self._make_strip, self._make_standing = strip, standing
        self._made: dict[str, QWidget] = {}
        self._home = self._shown = first
        self._came: dict[str, str] = {}  # a page beside the rail: the one beside it from which one was sent there
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._undoing = Undoing(desk, self)
        self._build()
        self._connect()
        self.go(first)

    def go(self, name: str, target: object = None) -> None:
        """Show the page `name`, made now if it was not yet, and in it `target`."""
        page = self._made.get(name)
        if page is None:
            page = make(find(name, (*self._specs, *OFF_RAIL)), self.desk)
            self._made[name] = page
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._remember(name)
        self._shown = name
        if any(spec.name == name for spec in self._specs):
            self._home = name
        self.rail.pages.choose(self._home)
        if self._strip is not None:
            self._strip.page_shown(name)
        page.setFocus()
        if target is not None:
            page.show_target(target)  # type: ignore[attr-defined]  # whoever names a target knows the page takes one

    def go_back(self) -> None:
        """Show the page from which one was sent here, as it was left: one beside the rail, else the one of the rail that was shown last."""
        self._shown = self._came.pop(self._shown, self._home)
        self.go(self._shown)

    def before_lock(self) -> None:
        """Stop the jobs, let every page put its drafts away, and take away what stands over the pages: it says what they say."""
        self.desk.jobs.cancel_all()
        with ExitStack() as every:  # a page that fails keeps no other from putting its own away
            every.callback(_clear_away, self.window())
            for page in self._made.values():
                prepare = getattr(page, "before_lock", None)
                if prepare is not None:
                    every.callback(prepare)

    def make_anew(self) -> None:
        """Make rail, pages and jobs bar again, for words and fixed heights do not change by themselves. Jobs run on."""
        place = getattr(self._made[self._shown], "place", lambda: None)()
        for page in self._made.values():
            prepare = getattr(page, "before_lock", None)
            if prepare is not None:
                prepare()
        self._made = {}
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._build()
        self._fold()
        self.go(self._shown, place)

    def open_palette(self) -> None:
        """Open the palette over the window."""
        if self._source is not None:
            open_palette(self.window(), self._source, self.desk)

    def showEvent(self, event: QShowEvent) -> None:
        """Who unlocks types at once: the keyboard is on the page, and does not stay with what lies first in the window."""
        super().showEvent(event)
        self._made[self._shown].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail where the window is narrow."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text makes a window narrow sooner."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fold()

    def _remember(self, name: str) -> None:
        """From a form that a report led to one comes back to the report; nowhere in a circle."""
        beside = {spec.name for spec in OFF_RAIL}
        before = self._shown
        if name not in beside or before == name or self._came.get(before) == name:
            return
        if before in beside:
            self._came[name] = before
        else:
            self._came.pop(name, None)

    def _fold(self) -> None:
        self.rail.fold(self.width() / scale() < sizes.NARROW_RAIL)

    def _build(self) -> None:
        self._dress = (language(), scale())
        self.rail, self.pages, self.jobs_bar = Rail(self._vault_name, self._specs), QStackedWidget(), JobsBar()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._make_standing is not None:
            column.addWidget(self._make_standing(self.desk))
        self._strip = self._make_strip(self.desk) if self._make_strip is not None else None
        if self._strip is not None:
            column.addWidget(self._strip)
        self.notices = Notices()
        column.addWidget(self.notices)
        self.faults = Banners()
        column.addLayout(self.faults)
        column.addWidget(self.pages, 1)
        column.addWidget(self.jobs_bar)
        self._row.addWidget(self.rail)
        self._row.addWidget(right, 1)
        self.rail.went.connect(self.go)
        self.rail.palette_asked.connect(self.open_palette)
        self.rail.lock_asked.connect(self.lock_asked)
        self.jobs_bar.cancelled.connect(self.desk.jobs.cancel)
        self.desk.counted.connect(self.rail.pages.set_count)
        self.desk.saved.connect(self.rail.show_saved)
        self.desk.jobs.changed.connect(self.jobs_bar.show_jobs)
        self.desk.told.connect(self.notices.tell)

    def _connect(self) -> None:
        desk = self.desk
        desk.asked.connect(self.go)
        desk.returned.connect(self.go_back)
        desk.lock_asked.connect(self.lock_asked)
        desk.palette_asked.connect(self.open_palette)
        # queued: the page that asked for it goes meanwhile
        desk.alone_asked.connect(self.alone_asked, Qt.ConnectionType.QueuedConnection)
        desk.changed.connect(self._refresh)
        desk.settings_changed.connect(self.settings_changed)
        # queued: the page that asked for it is still on its way out of a click
        desk.settings_changed.connect(self._follow_settings, Qt.ConnectionType.QueuedConnection)
        QShortcut(QKeySequence("Ctrl+K"), self, self.open_palette)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_asked.emit)
        QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), self, self._help)
        for name, keys in KEYS.items():
            for key in keys:  # a text field takes them first, for its own words
                QShortcut(QKeySequence(key), self, partial(self._step, name))

    def _step(self, name: str) -> None:
        """Undo or redo, unless a dialog stands over the pages."""
        if not any(each.isVisible() for each in self.window().findChildren(Overlay)):
            self.desk.act(name)

    def _help(self) -> None:
        self.go("help")

    def _follow_settings(self) -> None:
        if (language(), scale()) != self._dress:
            self.make_anew()

    def _refresh(self, changes: object) -> None:
        for page in self._made.values():
            refresh = getattr(page, "refresh", None)
            if refresh is not None:
                refresh(changes)


def _clear_away(window: QWidget) -> None:
    """Dialogs lie on the window, not on the workspace, and those for files and menus beside it: they would outlast the pages."""
    for overlay in window.findChildren(Overlay):
        overlay.hide()
        overlay.deleteLater()
    for beside in QApplication.topLevelWidgets():
        if beside is not window and beside.isVisible() and beside.parentWidget() is not None:
            beside.close()
