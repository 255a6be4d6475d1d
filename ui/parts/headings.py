"""The heading of a section: 16 semibold, its count, a note, and what can be done at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.parts.labels import Line, Run
from ui.theme import draw, scaled, sizes


class Heading(QWidget):
    """`title`, then `count` in 14 ink3 and `note` in 12 ink2 on its baseline; a hairline below, unless `bare`."""

    def __init__(
        self, title: str, count: str = "", note: str = "", *, bare: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bare = bare
        self._title = title
        self.line = Line()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(sizes.S8)
        self.row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.line.eliding()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_counts(count, note)

    def show_counts(self, count: str, note: str = "") -> None:
        """Show another count and note."""
        self.line.set_runs(
            [Run(self._title, "section"), Run(count, "content", "ink3"), Run(note, "second", "ink2", 12)]
        )

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the right end."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """32 high, its line included."""
        return QSize(super().sizeHint().width(), scaled(sizes.ROW))

    def minimumSizeHint(self) -> QSize:
        """It elides before it widens a column."""
        return QSize(super().minimumSizeHint().width(), scaled(sizes.ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline."""
        if not self._bare:
            draw.hairline(QPainter(self), 0, self.width(), QRectF(self.rect()).height() - 1)
