"""A list under a field, over whatever stands below, while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.rows import ListView, Row
from ui.theme import draw, scaled, sizes

_MOST = 7  # rows in sight
_AIR = 4
_LEAST_WIDE = 360


class Suggestions(QWidget):
    """Rows to choose from. It never takes the keyboard: the field moves through it. `picked` carries the row's key."""

    picked = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self._rows: tuple[Row, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = ListView("two")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(self.picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(_AIR, _AIR, _AIR, _AIR)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Open under the field with `rows`, the first chosen; no rows close it."""
        self._rows = tuple(rows)
        self.list.show_rows(self._rows)
        self.setVisible(bool(rows))
        if rows:
            self.list.choose(rows[0].key)
            self._place()
            self.raise_()

    def step(self, by: int) -> None:
        """Choose the row below or above."""
        row = min(max(self.list.currentIndex().row() + by, 0), len(self._rows) - 1)
        self.list.setCurrentIndex(self.list.rows.index(row))

    def key(self) -> str:
        """The key of the chosen row while the list is open, else an empty string."""
        return self.list.key() if self.isVisible() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        draw.box(QPainter(self), QRectF(self.rect()), sizes.CORNER, "page", "control")

    def _place(self) -> None:
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
            self.show()
        high = scaled(sizes.ROW_TWO_LINES) * min(len(self._rows), _MOST) + 2 * _AIR
        corner = self._field.mapTo(window, QPoint(0, 0))
        below = window.height() - corner.y() - self._field.height() - 2 * _AIR
        above = corner.y() - 2 * _AIR
        if below >= min(high, above):
            top, high = corner.y() + self._field.height() + _AIR, min(high, below)
        else:
            high = min(high, above)
            top = corner.y() - high - _AIR
        wide = min(max(self._field.width(), scaled(_LEAST_WIDE)), window.width() - 2 * _AIR)
        left = min(corner.x(), window.width() - wide - _AIR)
        self.setGeometry(left, top, wide, high)
