"""The panel beside the grid: viewer, where the file comes from, and its custody."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError, NotFound, VerificationFailed
from casefile.usecases import evidence, evidencelist
from casefile.usecases.evidencelist import Provenance
from ui.bytesize import show_part
from ui.evidence import custody, sayings
from ui.evidence.checked import CheckedMark
from ui.evidence.custody import CustodyList
from ui.evidence.facts import FactRows
from ui.evidence.viewer import Viewer
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import IconButton, Link
from ui.parts.labels import Hairline, Label
from ui.parts.menus import menu_under
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, t
from ui.work import Running

_TITLE = 44
_LARGE = 50_000_000  # bytes: from here on checking a hash is a job in the jobs bar


class FilePanel(Surface):
    """One file, whole. `closed`, `enlarged` (or back), `edit_asked` with its id, `extract_asked` and `report_asked` with the file; `opened`
    leads to a record."""

    closed = Signal()
    enlarged = Signal(bool)
    extract_asked = Signal(object)
    report_asked = Signal(object)
    edit_asked = Signal(str)
    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", ("left",), parent)
        self._desk = desk
        self._id = ""
        self._found: Provenance | None = None
        self._checking: Running | None = None
        self._loading: Running | None = None
        self.title = Label("", "strong")
        self.large = IconButton("maximize", t("evidence.panel.enlarge"))
        self.large.setCheckable(True)
        self.more = IconButton("ellipsis", t("evidence.panel.more"))
        self.close_button = IconButton("x", t("window.close"))
        self.viewer, self.facts, self.custody = Viewer(desk), FactRows(), CustodyList()
        self.check, self.checked = Link(t("evidence.check"), role="second"), CheckedMark()
        self.report = Link(t("custody.action"), role="second")
        self._banners = QVBoxLayout()
        self._lay_out()
        self._connect()

    def show_file(self, evidence_id: str, meanwhile: QImage | None) -> None:
        """Show a file; `meanwhile` is its tile."""
        if evidence_id != self._id:
            self._id, self._found = evidence_id, None
            self._stop()
            self._show_check(None)
            self._clear_banners()
        self.viewer.open_file(evidence_id, meanwhile)
        self.reload()

    def reload(self) -> None:
        """Ask the core again for what is known of the file."""
        if not self._id:
            return
        session, evidence_id = self._desk.vault, self._id
        self._loading = self._desk.run(
            self, lambda _progress: evidencelist.provenance(session, evidence_id), self._show, self._not_reloaded
        )

    def _not_reloaded(self, error: CasefileError) -> None:
        """What is gone is not left on the screen, nor in memory."""
        if isinstance(error, NotFound):
            self.closed.emit()
        else:
            self.complain(error)

    def file_id(self) -> str:
        """The id of the file that is shown, or an empty string."""
        return self._id

    def close_file(self) -> None:
        """Show no file any more."""
        self._id, self._found = "", None
        self._stop()
        self.viewer.close_file()

    def before_lock(self) -> None:
        """Let go of the file."""
        self._stop()
        self.viewer.before_lock()

    def complain(self, error: CasefileError) -> None:
        """Say what went wrong with this file."""
        self._clear_banners()
        self._banners.addWidget(ErrorBanner(t("evidence.failed"), catalogue().error(error)))

    def enlarge(self, large: bool) -> None:
        """Give the viewer all the height there is, or as much as in the look."""
        self.viewer.fixed_height(not large)
        self._below.setVisible(not large)
        self.large.setChecked(large)

    def _show(self, found: Provenance) -> None:
        if found.evidence.id != self._id:
            return
        self._found = found
        self.title.set_text(sayings.title(found.evidence))
        self.viewer.canvas.setAccessibleName(sayings.title(found.evidence))
        self.facts.show_facts(found, self.viewer.probe())
        self.custody.show_steps(custody.steps(found.evidence, found.custody, self._desk.vault.author.id))

    def _show_probe(self) -> None:
        """The worker has told more of the file by now."""
        if self._found is not None:
            self.facts.show_facts(self._found, self.viewer.probe())

    def _check(self) -> None:
        if self._found is None:
            return
        session, evidence_id, size = self._desk.vault, self._id, self._found.evidence.size or 0
        self.check.setEnabled(False)
        if size < _LARGE:
            self._checking = self._desk.run(
                self, lambda progress: evidence.check(session, evidence_id, progress), self._matches, self._differs
            )
            return
        self._checking = self._desk.start(
            t("evidence.checking"),
            lambda progress: evidence.check(session, evidence_id, progress),
            self._matches,
            self._differs,
            self,
            amount=show_part,
        )

    def _matches(self, time: str) -> None:
        self._show_check(t("evidence.matches", when=sayings.moment(time)))

    def _differs(self, error: CasefileError) -> None:
        if isinstance(error, VerificationFailed):
            self._show_check(t("evidence.differs"), failed=True)
        else:
            self.check.setEnabled(True)
        self.complain(error)

    def _show_check(self, words: str | None, *, failed: bool = False) -> None:
        self.check.setEnabled(True)
        self._checks.setCurrentIndex(1 if words else 0)
        if words:
            self.checked.say(words, failed=failed)

    def _watch_jobs(self, _jobs: object) -> None:
        """A check that was cancelled can be asked for again."""
        if self._checking is not None and self._checking.is_over:
            self.check.setEnabled(True)

    def _stop(self) -> None:
        for running in (self._checking, self._loading):
            if running is not None:
                running.stop()
        self._checking = self._loading = None

    def _open_menu(self) -> None:
        if self._found is None:
            return
        file = self._found.evidence
        menu_under(
            self.more,
            [
                (t("evidence.edit"), lambda: self.edit_asked.emit(file.id)),
                (t("evidence.check"), self._check),
                (t("custody.action"), self._ask_report),
                None,
                (t("evidence.extract"), lambda: self.extract_asked.emit(file)),
            ],
        )

    def _ask_report(self) -> None:
        if self._found is not None:
            self.report_asked.emit(self._found.evidence)

    def _clear_banners(self) -> None:
        while (item := self._banners.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.large.toggled.connect(self.enlarged)
        self.more.clicked.connect(self._open_menu)
        self.check.clicked.connect(self._check)
        self.report.clicked.connect(self._ask_report)
        self.facts.opened.connect(self.opened)
        self.viewer.told.connect(self._show_probe)
        self._desk.jobs.changed.connect(self._watch_jobs)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.S16, 0, sizes.S8, 0)
        head.setSpacing(sizes.S4)
        head.addWidget(self.title.eliding(), 1)
        for button in (self.large, self.more, self.close_button):
            head.addWidget(button)
        frame = QWidget()
        frame.setFixedHeight(scaled(_TITLE))
        frame.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(frame)
        column.addLayout(self._banners)
        column.addWidget(self.viewer)
        self._below = self._scrolled()
        column.addWidget(self._below, 1)
        FloatingBar(self._below, self)

    def _custody_head(self) -> QWidget:
        self._checks = QStackedWidget()
        for widget in (self.check, self.checked):
            frame = QWidget()
            line = QHBoxLayout(frame)
            line.setContentsMargins(0, 0, 0, 0)
            line.addStretch(1)
            line.addWidget(widget)
            self._checks.addWidget(frame)
        head = QWidget()
        head.setFixedHeight(scaled(sizes.ROW))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(t("evidence.custody.title"), "strong"))
        row.addWidget(self._checks, 1)
        return head

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.S16, 10, sizes.S16, sizes.S24)
        column.setSpacing(0)
        column.addWidget(self.facts)
        column.addSpacing(7)
        column.addWidget(self._custody_head())
        column.addWidget(Hairline())
        column.addSpacing(sizes.S4)
        column.addWidget(self.custody)
        column.addSpacing(sizes.S8)
        column.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area
