"""Two columns of which the right one keeps its width, and goes below the left where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.theme import scale, scaled, sizes
from ui.today.lines import AIR

_RIGHT = 360
_LEFT_MINIMUM = 440
_GAP = 40
_WIDEST = 16_777_215  # Qt's own "no limit"


class TwoColumns(QWidget):
    """`left` and `right` hold what stands under one another in each column. Both leave `AIR` px at their sides for what overhangs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        self._sides = QWidget(), QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        for side, column in zip(self._sides, (self.left, self.right), strict=True):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            side.setLayout(column)
        self._row.addWidget(self._sides[0], 1)
        self._row.addWidget(self._sides[1], 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text takes more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def are_stacked(self) -> bool:
        """Whether the right column stands below the left."""
        return self.width() / scale() < 2 * sizes.S24 + _LEFT_MINIMUM + _GAP + _RIGHT

    def _arrange(self) -> None:
        stacked = self.are_stacked()
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(sizes.SECTION_GAP if stacked else _GAP - 2 * AIR)
        self._row.setContentsMargins(sizes.S24 - AIR, 0, max(sizes.S24 - AIR - self._bar(), 0), sizes.S12)
        if stacked:
            self._sides[1].setMinimumWidth(0)
            self._sides[1].setMaximumWidth(_WIDEST)
        else:
            self._sides[1].setFixedWidth(scaled(_RIGHT) + 2 * AIR)

    def _bar(self) -> int:
        """Width of the scroll bar beside, which may stand in the margin, so that nothing moves when it comes."""
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        return max(area.width() - self.width(), 0) if area is not None else 0
