"""An icon that stands by itself, saying nothing that words beside it do not."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import icons, sizes


class Sign(QWidget):
    """An icon of 16 px in one tone."""

    def __init__(self, name: str, tone: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setFixedSize(sizes.ICON, sizes.ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        icons.paint(QPainter(self), self._name, 0, 0, sizes.ICON, self._tone)
