"""Whether a file matches its hash: in accent with a shield, or in red. No colour speaks alone."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.labels import Label
from ui.theme import icons, sizes


class CheckedMark(QWidget):
    """Shield and words, at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._words = _Sign(), Label("", "second", "accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S4)
        row.addStretch(1)
        row.addWidget(self._sign)
        row.addWidget(self._words)

    def say(self, words: str, *, failed: bool) -> None:
        """Say `words`: what was found, and when."""
        self._words.set_text(words, "danger" if failed else "accent")
        self._sign.show_failed(failed)

    def text(self) -> str:
        """What is said."""
        return self._words.text()


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._failed = False
        self.setFixedSize(sizes.ICON, sizes.ICON)

    def show_failed(self, failed: bool) -> None:
        self._failed = failed
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, tone = ("shield-alert", "danger") if self._failed else ("shield-check", "accent")
        icons.paint(QPainter(self), name, 0, 0, sizes.ICON, tone)
