"""A thin bar that fills: progress of a job, of a file, the strength of a passphrase."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.theme import draw, sizes

THICKNESS = 4


def paint_meter(painter: QPainter, area: QRectF, part: float) -> None:
    """A bar filled to `part`, 0.0 to 1.0."""
    draw.box(painter, area, sizes.CORNER_BAR, "line")
    if part > 0:
        filled = QRectF(area.left(), area.top(), max(area.height(), area.width() * min(part, 1.0)), area.height())
        draw.box(painter, filled, sizes.CORNER_BAR, "accent")


class Meter(QProgressBar):
    """A bar 4 px high and `wide` px long, in thousandths. Nothing moves by itself: an unknown total stays empty."""

    def __init__(self, wide: int = 184, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setFixedSize(QSize(wide, THICKNESS))

    def show_part(self, part: float) -> None:
        """Fill to `part`, 0.0 to 1.0."""
        self.setValue(round(part * 1000))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_meter(QPainter(self), QRectF(self.rect()), self.value() / 1000)


class Steps(QWidget):
    """`total` short bars of which some are filled: the strength of a passphrase."""

    def __init__(self, total: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total, self._filled = total, 0
        self.setFixedHeight(THICKNESS)

    def fill(self, filled: int) -> None:
        """Fill the first `filled` bars."""
        self._filled = filled
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, 4 px apart."""
        painter = QPainter(self)
        wide = (self.width() - 4 * (self._total - 1)) / self._total
        for number in range(self._total):
            area = QRectF(number * (wide + 4), 0, wide, THICKNESS)
            draw.box(painter, area, sizes.CORNER_BAR, "accent" if number < self._filled else "line")
