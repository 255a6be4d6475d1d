"""Fields in two columns; one where there is no room for two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import scale, sizes

_TWO_FROM = 456  # px at text scale 1
_WIDEST = 960  # px: a field wider than half of it is no easier to read


class FieldGrid(QWidget):
    """`cells` are (widget, whether it takes both columns), row by row."""

    def __init__(self, cells: Sequence[tuple[QWidget, bool]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = tuple(cells)
        self._columns = 0
        self._blank = QWidget(self)  # beside a last field that is alone, which is as wide as others then
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(sizes.S16)
        self._grid.setVerticalSpacing(sizes.S12)
        self._arrange(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() / scale() >= _TWO_FROM else 1)

    def columns(self) -> int:
        """How many columns there are now."""
        return self._columns

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.takeAt(0) is not None:
            pass
        row = column = 0
        for widget, wide in self._cells:
            if column and (wide or columns == 1):
                row, column = row + 1, 0
            span = columns if wide else 1
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag(0))
            column += span
            if column >= columns:
                row, column = row + 1, 0
        self._blank.setVisible(bool(column))
        if column:
            self._grid.addWidget(self._blank, row, column)
        for number in range(2):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
            self._grid.setColumnMinimumWidth(number, 0)


def widest() -> int:
    """How wide a column of fields grows, in pixels."""
    return round(_WIDEST * scale())
