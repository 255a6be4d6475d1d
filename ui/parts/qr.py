"""A QR code on the screen: dark on white in both themes, for readers want it so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_SIDE = 208


class Code(QWidget):
    """Shows rows of modules, True for dark, in whole pixels a module."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: Sequence[Sequence[bool]] = ()
        self.setAccessibleName(name)
        self.setFixedSize(_SIDE, _SIDE)

    def show_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Show another code; none where there are no rows."""
        self._rows = rows
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw white paper and the dark modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._rows:
            return
        ratio = self.devicePixelRatioF()
        module = int(_SIDE * ratio / len(self._rows)) / ratio
        margin = round((_SIDE - module * len(self._rows)) / 2 * ratio) / ratio
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    square = QRectF(margin + x * module, margin + y * module, module, module)
                    painter.fillRect(square, Qt.GlobalColor.black)
