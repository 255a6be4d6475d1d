"""The self-check: every promise that can be checked, one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import verify
from casefile.usecases.session import Session
from casefile.usecases.verify import Check
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.settings.section import Tab
from ui.settings.verdict import Line, lines, verdict
from ui.shell.desk import Desk
from ui.theme import fonts, icons, sizes
from ui.words import catalogue, t
from ui.work import Running

_Checking = Callable[[Session, Progress], tuple[Check, ...]]


class _Sign(QWidget):
    """A tick in accent, or a red circle."""

    def __init__(self, held: bool) -> None:
        super().__init__()
        self._held = held

    def sizeHint(self) -> QSize:
        return QSize(sizes.ICON, fonts.line_height("content"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, tone = ("check", "accent") if self._held else ("circle-alert", "danger")
        icons.paint(QPainter(self), name, 0, (fonts.line_height("content") - sizes.ICON) / 2, sizes.ICON, tone)


class Promise(QWidget):
    """One line of the result."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        sign = _Sign(line.held)
        sign.setFixedSize(sign.sizeHint())
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Paragraph(line.words, "content" if line.held else "strong", "ink" if line.held else "danger"))
        if line.still_good:
            words.addWidget(Paragraph(line.still_good, "content", "ink2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(sizes.S8)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(f"{t('settings.check.ok' if line.held else 'settings.check.not_ok')}: {line.words}")


class CheckTab(Tab):
    """Runs the checks as a job; the result stays until the next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._running: Running | None = None
        self.deep = Button(t("settings.check.deep"), "primary")
        self.quick = Button(t("settings.check.quick"))
        self.verdict, self.results = Label("", "section"), QVBoxLayout()
        self._shown: list[Promise] = []
        self.controls = {"deep": self.deep, "quick": self.quick}
        self._lay_out()
        self.deep.clicked.connect(lambda: self.check(verify.deep))
        self.quick.clicked.connect(lambda: self.check(verify.quick))
        desk.jobs.changed.connect(self._watch)

    def check(self, checking: _Checking) -> None:
        """Check, shown in the jobs bar; the window stays usable."""
        self._free(False)
        self.verdict.set_text("")
        session = self._desk.vault
        self._running = self._desk.start(
            t("settings.check.running"), lambda progress: checking(session, progress), self._show, self._fail, self
        )

    def promises(self) -> list[Line]:
        """What is on the screen."""
        return [each.line for each in self._shown]

    def _show(self, checks: Sequence[Check]) -> None:
        found = lines(self._desk.vault, checks)
        for each in self._shown:
            each.deleteLater()
        self._shown = [Promise(line) for line in found]
        for each in self._shown:
            self.results.addWidget(each)
        good = all(each.held for each in found)
        self.verdict.set_text(verdict(found), "accent" if good else "danger")

    def _fail(self, error: CasefileError) -> None:
        self.fault(t("settings.check.stopped"), catalogue().error(error))

    def _watch(self, _jobs: object) -> None:
        """It ended, or was cancelled."""
        if self._running is not None and self._running.is_over:
            self._running = None
            self._free(True)

    def _free(self, free: bool) -> None:
        self.deep.setEnabled(free)
        self.quick.setEnabled(free)

    def _lay_out(self) -> None:
        self.words(t("settings.check.help"))
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.deep)
        row.addWidget(self.quick)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(sizes.S16)
        self.column.addWidget(self.verdict.eliding())
        self.column.addSpacing(sizes.S4)
        self.column.addLayout(self.results)
