"""The place above a case where it is said what was done or what went wrong. One message at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.banner import ErrorBanner
from ui.parts.notice import Notice
from ui.theme import sizes


class Messages(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(sizes.S24, sizes.S12, sizes.S24, 0)
        self._said: QWidget | None = None
        self.hide()

    def tell(self, words: str, action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say what was done; `action` is (words, what a click does)."""
        self._say(Notice(words, action))

    def fail(self, title: str, body: str = "") -> None:
        """Say what went wrong."""
        self._say(ErrorBanner(title, body))

    def clear(self) -> None:
        """Say nothing."""
        if self._said is not None:
            self._said.destroyed.disconnect(self._gone)
            self._said.deleteLater()
            self._said = None
        self.hide()

    def _say(self, message: QWidget) -> None:
        self.clear()
        self._said = message
        message.destroyed.connect(self._gone)
        self._column.addWidget(message)
        self.show()

    def _gone(self) -> None:
        """It was closed."""
        self._said = None
        self.hide()
