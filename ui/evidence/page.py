"""The page Evidence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.kinds import Evidence
from casefile.errors import CasefileError
from casefile.usecases import evidence, evidencelist
from casefile.usecases.evidencelist import EvidenceFilter, EvidenceRow
from casefile.usecases.evidencelist import EvidencePage as Listed
from casefile.usecases.intake import NotTaken
from ui.evidence import sayings
from ui.evidence.adding import Adding
from ui.evidence.case_picker import CasePicker
from ui.evidence.extracting import Extracting
from ui.evidence.filters import FilterBar
from ui.evidence.glancing import Glancing
from ui.evidence.panel import FilePanel
from ui.evidence.reporting import Reporting
from ui.evidence.shelf import Shelf
from ui.intake import refusals
from ui.parts.banner import Banners
from ui.parts.buttons import Button
from ui.parts.drop_cover import DropCover
from ui.parts.labels import Hairline, Line, Run
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord
from ui.theme import scale, scaled, sizes
from ui.words import catalogue, t
from ui.work import Running

_PAGE = 60
_SETTLE_MS = 120  # an arrow key held down opens no file on its way
_ANY = 16_777_215  # Qt's own "no limit"


class EvidencePage(QWidget):
    """Grid or table of the files, and one file in the panel beside. A target is the id of a file, or ("case", id) for those of a case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._session = desk, desk.vault
        self._rows: tuple[EvidenceRow, ...] = ()
        self._more = False
        self._loading: Running | None = None
        self._wanted_id, self._is_open = "", False
        self.glancing = Glancing(desk, self)
        self.count = Line([Run(t("evidence.title"), "title")])
        self.add = Button(t("evidence.add"), "primary", "plus")
        self.filters, self.shelf, self.panel = FilterBar(), Shelf(self.glancing), FilePanel(desk)
        self.extracting, self.adding = Extracting(desk, self), Adding(desk, self)
        self.reporting = Reporting(desk, self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._show_wanted)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.shelf)
        self.load()

    def show_target(self, target: object) -> None:
        """Show a file, or the files of a case."""
        if isinstance(target, tuple) and target[0] == "case":
            self.show_case(str(target[1]))
        elif isinstance(target, str):
            self.show_file(target)

    def refresh(self, changes: object) -> None:
        """Something was changed: show the list, and the file, as they are now."""
        kinds = getattr(changes, "kinds", frozenset({"evidence"}))
        if kinds & {"evidence", "case", "source", "consent", "person"}:
            self.load(keep=len(self._rows))
            self.panel.reload()

    def before_lock(self) -> None:
        """End every worker and forget every picture."""
        self.glancing.stop()
        self.panel.before_lock()
        self.adding.stop()

    def load(self, keep: int = 0) -> None:
        """Ask the core for the first files that meet the filter, at least `keep` of them."""
        self._ask(None, max(keep, _PAGE))

    def show_case(self, case_id: str) -> None:
        """Show the files of one case."""
        session = self._session
        said = partial(self._filter_case, case_id)
        self._desk.run(self, lambda _progress: sayings.of_case(session, case_id), said, self.complain)

    def show_file(self, evidence_id: str) -> None:
        """Show a file in the panel."""
        self._wanted_id = evidence_id
        self.shelf.choose(evidence_id)
        self._show_wanted()

    def add_files(self, files: Sequence[Path]) -> None:
        """Take files in, for the case whose files are shown, if it is one case."""
        if not files:
            return
        case = self.filters.case()
        self.adding.start(files, evidence.attached_to(case) if case else Evidence())

    def choose_files(self) -> None:
        """Let the person choose files to add."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), t("evidence.choose"))
        self.add_files([Path(name) for name in names])

    def complain(self, error: CasefileError) -> None:
        """Say what went wrong."""
        self._banners.say(t("evidence.failed"), catalogue().error(error))

    def close_panel(self) -> None:
        """Give the list all the room again."""
        self._wanted_id, self._is_open = "", False
        self.panel.close_file()
        self.panel.enlarge(False)
        self._arrange()
        self.shelf.grid.choose("")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if self._cover.hang(event.mimeData(), self._drop_target()):
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They were taken elsewhere."""
        self._cover.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in. They are copied from, never moved."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.add_files(self._cover.dropped(event.mimeData()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window list and file take turns."""
        super().resizeEvent(event)
        self._arrange()

    def _ask(self, after: EvidenceRow | None, limit: int) -> None:
        if self._loading is not None:
            self._loading.stop()
        session, wanted = self._session, self.filters.wanted()
        self._loading = self._desk.run(
            self,
            lambda _progress: evidencelist.page(session, wanted, after, limit),
            lambda found: self._show(found, after),
            self.complain,
        )

    def _show(self, found: Listed, after: EvidenceRow | None) -> None:
        self._loading = None
        self._rows = (*(self._rows if after is not None else ()), *found.rows)
        self._more = found.more
        runs = [Run(t("evidence.title"), "title"), Run(sayings.totals(found.totals), "content", "ink2", 12)]
        self.count.set_runs(runs)
        self.shelf.show_rows(self._rows, is_filtered=self.filters.wanted() != EvidenceFilter())
        if self._wanted_id and self.shelf.key() != self._wanted_id:
            self.shelf.choose(self._wanted_id)

    def _show_more(self) -> None:
        if self._more and self._loading is None and self._rows:
            self._ask(self._rows[-1], _PAGE)

    def _choose(self, evidence_id: str) -> None:
        if evidence_id != self._wanted_id:
            self._wanted_id = evidence_id
            self._settle.start()

    def _open(self, evidence_id: str) -> None:
        self._wanted_id = evidence_id
        self._show_wanted()
        self.panel.viewer.setFocus()

    def _show_wanted(self) -> None:
        self._settle.stop()
        if self._wanted_id:
            self._is_open = True
            self._arrange()
            self.panel.show_file(self._wanted_id, self.glancing.raw(self._wanted_id))

    def _filter_case(self, case_id: str, words: str) -> None:
        self.filters.show_case(case_id, words)
        self.load()

    def _pick_case(self) -> None:
        picker = CasePicker(self._desk)
        picker.picked.connect(self._filter_case)
        picker.show_on(self.window())

    def _added(self, refused: tuple[NotTaken, ...]) -> None:
        self.load(keep=len(self._rows))
        if refused:
            self._banners.say(*refusals(refused, catalogue().error(refused[0].error)))

    def _drop_target(self) -> str:
        return self.filters.chip.text() if self.filters.case() else t("evidence.drop.vault")

    def _edit(self, evidence_id: str) -> None:
        self._desk.go("form", OpenRecord("evidence", evidence_id))

    def _go(self, kind: str, record_id: str) -> None:
        if kind == "case":
            self._desk.go("cases", record_id)
        elif kind == "evidence":
            self.show_file(record_id)
        else:
            self._desk.go("form", OpenRecord(kind, record_id))

    def _arrange(self) -> None:
        """The panel beside the list, or in its place where there is no room for both or the file is looked at closely."""
        narrow = self.window().width() / scale() < sizes.NARROW_PANEL
        alone = self._is_open and (narrow or self.panel.large.isChecked())
        # Widths first: showing a widget lays the page out at once, and a window that was widened stays so.
        self.panel.setMinimumWidth(0 if alone else scaled(sizes.SIDE_PANEL))
        self.panel.setMaximumWidth(_ANY if alone else scaled(sizes.SIDE_PANEL))
        had_keyboard = alone and self._list.isAncestorOf(self.focusWidget() or self)
        if alone:
            self._list.hide()
        self.panel.setVisible(self._is_open)
        self._list.setVisible(not alone)
        if had_keyboard:
            self.panel.viewer.setFocus()

    def _step_back(self) -> None:
        """Esc makes a large file small, then closes it."""
        if self.panel.large.isChecked():
            self.panel.large.setChecked(False)
        else:
            self.close_panel()

    def _enlarge(self, large: bool) -> None:
        self.panel.enlarge(large)
        self._arrange()

    def _connect(self) -> None:
        self.add.clicked.connect(self.choose_files)
        self.filters.changed.connect(self.load)
        self.filters.case_asked.connect(self._pick_case)
        self.filters.table_asked.connect(self.shelf.show_table)
        self.shelf.chosen.connect(self._choose)
        self.shelf.opened.connect(self._open)
        self.shelf.more.connect(self._show_more)
        self.shelf.add_asked.connect(self.choose_files)
        self.shelf.clear_asked.connect(self.filters.clear)
        self.panel.closed.connect(self.close_panel)
        self.panel.enlarged.connect(self._enlarge)
        self.panel.edit_asked.connect(self._edit)
        self.panel.extract_asked.connect(self.extracting.ask)
        self.panel.opened.connect(self._go)
        self.panel.report_asked.connect(self.reporting.ask)
        self.extracting.failed.connect(self.panel.complain)
        self.reporting.failed.connect(self.panel.complain)
        self.adding.moved.connect(self.shelf.show_intakes)
        self.adding.failed.connect(self.complain)
        self.adding.over.connect(self._added)
        for keys, act in (("Ctrl+O", self.choose_files), ("Esc", self._step_back)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        column.addWidget(Hairline())
        self._banners = Banners()
        column.addLayout(self._banners)
        column.addWidget(self.shelf, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list, 1)
        row.addWidget(self.panel)
        self.panel.hide()
        self._cover = DropCover(self)

    def _top(self) -> QWidget:
        top = QWidget()
        head = QHBoxLayout()
        head.addWidget(self.count.eliding(), 1)
        head.addWidget(self.add)
        column = QVBoxLayout(top)
        column.setContentsMargins(sizes.S24, 12, sizes.S16, 10)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.filters)
        return top
