"""What is said above the pages, whichever is shown: one line at a time."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from ui.parts.notice import Notice
from ui.parts.surface import Surface
from ui.shell.desk import Told
from ui.theme import sizes

_STAYS_MS = 12_000
"""A line that asks for nothing goes by itself; one with something to do stays until it is done or closed."""


class Notices(Surface):
    """Takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__("page")
        self._said: Notice | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S24, sizes.S12, sizes.S24, sizes.S8)
        self.hide()

    def tell(self, told: Told) -> None:
        """Say `told` in place of what was said before."""
        self.clear()
        notice = Notice(told.words, told.action, told.icon)
        notice.destroyed.connect(self._gone)
        self._said = notice
        layout = self.layout()
        assert layout is not None
        layout.addWidget(notice)
        self.show()
        if told.action is None:
            self._timer.start()

    def said(self) -> str:
        """The words in sight, empty where there are none."""
        return self._said.words if self._said is not None else ""

    def follow(self) -> None:
        """Do what the line in sight offers, as a click does."""
        if self._said is not None and self._said.action is not None:
            self._said.action.click()

    def clear(self) -> None:
        """Say nothing."""
        self._timer.stop()
        if self._said is not None:
            said, self._said = self._said, None
            said.destroyed.disconnect(self._gone)
            said.deleteLater()
        self.hide()

    def _gone(self) -> None:
        """It was closed, or what it offered was done."""
        self._said = None
        self.hide()
