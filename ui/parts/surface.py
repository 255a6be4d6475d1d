"""A plain area in one tone, with hairlines at the sides where it meets another."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colour


class Surface(QWidget):
    """An area filled with `tone`; `edges` names the sides that carry a hairline: ``left right top bottom``."""

    def __init__(self, tone: str, edges: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._edges = tone, edges

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, then the hairlines."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, colour(self._tone))
        lines = {
            "left": QRectF(0, 0, 1, area.height()),
            "right": QRectF(area.width() - 1, 0, 1, area.height()),
            "top": QRectF(0, 0, area.width(), 1),
            "bottom": QRectF(0, area.height() - 1, area.width(), 1),
        }
        for edge in self._edges:
            painter.fillRect(lines[edge], colour("hair"))
