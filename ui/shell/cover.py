"""What the window shows while a vault is worked on and none of its pages may run."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress, Stoppable
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.meter import Meter
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.shell.alone import After, Alone
from ui.theme import scaled, sizes
from ui.words import t
from ui.work import run

_LOOK_MS = 200


class Cover(Surface):
    """Does `alone` and shows how far it is. `over` carries its `After`; `left` means that what it said at the end was read."""

    over = Signal(object)
    left = Signal()

    def __init__(self, alone: Alone, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._alone, self._progress = alone, Stoppable()
        self.after: After | None = None
        self.title, self.words = Label(alone.title, "name"), Paragraph(alone.words, "content", "ink2")
        self.meter, self.button = Meter(), Button(t("window.cancel"))
        self.meter.setAccessibleName(alone.title)
        self.button.setVisible(alone.stoppable)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._lay_out()
        self._timer.timeout.connect(self._look)
        self.button.clicked.connect(self._press)

    def begin(self) -> None:
        """Start the work."""
        self._timer.start()
        run(self, self._work, self._end, _refused)

    def stop(self) -> None:
        """Ask the work to end; it may be too late for that."""
        self._progress.stop()

    def say(self, title: str, words: str) -> None:
        """Say how it ended, and wait until that was read."""
        self.title.set_text(title)
        self.words.set_text(words)
        self.meter.hide()
        self.button.setText(t("window.alone.read"))
        self.button.setEnabled(True)
        self.button.show()
        self.button.setFocus()

    def _work(self, _progress: Progress) -> After:
        self.after = self._alone.job(self._progress)
        return self.after

    def _end(self, after: After) -> None:
        self._timer.stop()
        self.over.emit(after)

    def _press(self) -> None:
        if self.after is not None:
            self.left.emit()
            return
        self.button.setEnabled(False)
        self.stop()

    def _look(self) -> None:
        if self._progress.total:
            self.meter.show_part(self._progress.done / self._progress.total)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.title.eliding())
        column.addSpacing(sizes.S4)
        column.addWidget(self.words)
        column.addSpacing(sizes.S24)
        column.addWidget(self.meter)
        column.addSpacing(sizes.S24)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QWidget()
        middle.setLayout(column)
        middle.setMaximumWidth(scaled(sizes.UNLOCK_FORM) + 2 * sizes.S24)
        grid = QGridLayout(self)
        grid.setContentsMargins(sizes.S24, sizes.S24, sizes.S24, sizes.S24)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(0, 377)
        grid.addWidget(middle, 1, 1)
        grid.setRowStretch(2, 623)


def _refused(error: CasefileError) -> None:
    raise error  # the job tells its refusals itself, so this is a bug
