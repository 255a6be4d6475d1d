"""What is told while a vault of an earlier version is brought up to date: how far it is, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Link
from ui.parts.labels import Label
from ui.parts.meter import Meter
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t
from ui.work import Running

_EVERY_MS = 200


class Updating(QWidget):
    """Stands hidden until what is watched tells figures. `stopped` comes once it was stopped and has undone what it had begun."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running: Running | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.words = Paragraph(t("window.unlock.updating"), role="second", tone="ink2")
        self.meter, self.percent = Meter(), Label("", "second", "ink2")
        self.meter.setAccessibleName(t("window.unlock.updating"))
        self.cancel = Link(t("window.cancel"))
        self.cancel.clicked.connect(self._stop)
        self._lay_out()
        self.hide()

    def watch(self, running: Running) -> None:
        """Follow a vault that is being opened."""
        self._running = running
        self.cancel.setEnabled(True)
        self._timer.start()

    def _look(self) -> None:
        running = self._running
        if running is None or running.is_over:
            self._timer.stop()
            self._running = None
            self.hide()
            if running is not None and running.is_stopped:
                self.stopped.emit()
        elif running.total:
            part = running.done / running.total
            self.meter.show_part(part)
            done = t("window.unlock.updating.done", percent=int(100 * part))
            self.percent.set_text(t("window.unlock.updating.stopping") if running.is_stopped else done)
            self.show()

    def _stop(self) -> None:
        if self._running is not None:
            self.cancel.setEnabled(False)
            self._running.stop()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(sizes.S12)
        row.addWidget(self.meter)
        row.addWidget(self.percent)
        row.addStretch(1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, sizes.S8)
        column.setSpacing(sizes.S4)
        column.addWidget(self.words)
        column.addLayout(row)
