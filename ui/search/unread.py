"""A line that says that the text of some files is not searched yet, and has it read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from casefile.errors import CasefileError
from casefile.usecases import filetext
from ui.parts.buttons import Link
from ui.search.results import number
from ui.shell.desk import Desk
from ui.words import t


class UnreadFiles(Link):
    """Shown only where there are such files. `read` fires when they have been read."""

    read = Signal()

    def __init__(self, desk: Desk, failed: Callable[[CasefileError], None]) -> None:
        super().__init__("", role="second")
        self._desk, self._failed = desk, failed
        self.hide()
        self.clicked.connect(self._start)

    def count(self) -> None:
        """Look how many there are."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: filetext.unread(session), self._show, self._failed)

    def _show(self, count: int) -> None:
        self.setText(t("search.unread", n=count, number=number(count)) if count else "")
        self.setVisible(count > 0)

    def _start(self) -> None:
        session = self._desk.vault
        self.hide()
        job = self._desk.start
        job(t("search.reading"), lambda progress: filetext.read_all(session, progress), self._done, self._failed)

    def _done(self, _count: int) -> None:
        self.count()
        self.read.emit()
