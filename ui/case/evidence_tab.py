"""The Evidence tab: the files of a case as tiles, and where more of them can be dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.usecases import evidencelist
from casefile.usecases.evidencelist import EvidenceFilter, EvidencePage, EvidenceRow
from ui.bytesize import show_size
from ui.case.fact_tab import ToolBar
from ui.case.loaded import Loaded
from ui.case.reader import joined
from ui.evidence.glancing import Glancing
from ui.evidence.tiles import tile
from ui.parts.buttons import Button
from ui.parts.drop import DropArea
from ui.parts.labels import Label
from ui.parts.scroll import FloatingBar
from ui.parts.thumbs import ThumbView
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t
from ui.work import Running

_PAGE = 120
_SOON_MS = 60  # pictures that come within this time are shown together
_NEAR = 400  # px from the end of the grid at which the next files are read


class EvidenceTab(QWidget):
    """`opened` carries the id of a file, `files_given` the paths of files to take in, `failed` a CasefileError."""

    opened = Signal(str)
    files_given = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case = ""
        self._files: tuple[EvidenceRow, ...] = ()
        self._more = False
        self._reading: Running | None = None
        self.glancing = Glancing(desk, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self.count = Label("", "second", "ink2")
        self.add = Button(t("case.evidence.add"), "primary", "plus", sizes.FIELD_TOOLBAR)
        self.grid = ThumbView()
        self.grid.setAccessibleName(t("case.tab.evidence"))
        self.area = DropArea(t("case.evidence.drop"), t("case.evidence.drop.line"))
        self._stack = QStackedWidget()
        self.setFocusProxy(self.grid)
        self._lay_out()
        self._connect()

    def show_case(self, loaded: Loaded) -> None:
        """Read and show the files of a case; their pictures follow one by one."""
        seen = len(self._files) if loaded.id == self._case else 0
        self._case = loaded.id
        self._read(None, max(seen, _PAGE))

    def stop(self) -> None:
        """Look at nothing more, as before a lock."""
        self.glancing.stop()

    def choose_files(self) -> None:
        """Let the person choose files in the system's dialog."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), t("case.evidence.choose"))
        if names:
            self.files_given.emit(tuple(Path(name) for name in names))

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is looked at that is not to be seen."""
        super().showEvent(event)
        self._look()

    def _read(self, after: EvidenceRow | None, limit: int) -> None:
        if self._reading is not None:
            self._reading.stop()
        session, wanted, before = self._desk.vault, EvidenceFilter(case=self._case), self._files if after else ()
        self._reading = self._desk.run(
            self,
            lambda _progress: evidencelist.page(session, wanted, after, limit),
            lambda found: self._show(before, found),
            self._fail,
        )

    def _show(self, before: Sequence[EvidenceRow], found: EvidencePage) -> None:
        self._files, self._more = (*before, *found.rows), found.more
        totals = found.totals
        self.count.set_text(
            joined(t("case.evidence.count", n=totals.count), show_size(totals.size)) if totals.count else ""
        )
        self._stack.setCurrentIndex(0 if totals.count else 1)
        self._fill()
        self._look()

    def _fill(self) -> None:
        self.grid.show_tiles([tile(row, self.glancing) for row in self._files])

    def _fill_soon(self, _seen: str) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        if self.isVisible():
            self.glancing.want(row.evidence.id for row in self._files)

    def _extend(self) -> None:
        bar = self.grid.verticalScrollBar()
        over = self._reading is None or self._reading.is_over
        if self._more and over and bar.value() > bar.maximum() - _NEAR:
            self._read(self._files[-1], _PAGE)

    def _fail(self, error: CasefileError) -> None:
        self.failed.emit(error)

    def _connect(self) -> None:
        self.add.clicked.connect(self.choose_files)
        self.area.asked.connect(self.choose_files)
        self.area.dropped.connect(self.files_given)
        self.grid.opened.connect(self.opened)
        self.grid.verticalScrollBar().valueChanged.connect(lambda _value: self._extend())
        self.glancing.seen.connect(self._fill_soon)
        self._soon.timeout.connect(self._fill)

    def _lay_out(self) -> None:
        bar = ToolBar(self.add)
        bar.row.addWidget(self.count.eliding(), 1)
        for page, margins in ((self.grid, (sizes.S16, sizes.S12, sizes.S16, 0)), (self.area, (sizes.S24,) * 4)):
            frame = QWidget()
            row = QHBoxLayout(frame)
            row.setContentsMargins(*margins)
            row.addWidget(page)
            self._stack.addWidget(frame)
        FloatingBar(self.grid, self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
