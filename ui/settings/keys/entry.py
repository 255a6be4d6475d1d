"""A line of a list: who or what opens the vault, and a link that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Link
from ui.parts.labels import Line, Run
from ui.theme import draw, icons, scaled, sizes

_TEXT = sizes.ICON + sizes.GAP_ROW


class Entry(QWidget):
    """`title`, then `second` in 12 ink2, and a link `verb` at the right, where there is one. `asked` fires for the link."""

    asked = Signal()

    def __init__(self, icon: str, title: str, second: str = "", verb: str = "") -> None:
        super().__init__()
        self._icon = icon
        self.setFixedHeight(scaled(sizes.ROW))
        self.words = Line([Run(title), Run(second, "second", "ink2")]).eliding()
        self.link = Link(verb) if verb else None
        row = QHBoxLayout(self)
        row.setContentsMargins(_TEXT, 0, 0, 1)
        row.setSpacing(sizes.S12)
        row.addWidget(self.words, 1)
        if self.link is not None:
            self.link.setAccessibleName(f"{verb} {title}")
            self.link.clicked.connect(self.asked)
            row.addWidget(self.link)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon and the hairline below."""
        painter = QPainter(self)
        tone = "ink3" if self.isEnabled() else "off"
        icons.paint(painter, self._icon, 0, (self.height() - 1 - sizes.ICON) / 2, sizes.ICON, tone)
        draw.hairline(painter, _TEXT, self.width(), QRectF(self.rect()).height() - 1)


class Entries(QVBoxLayout):
    """Entries one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(0)
        self.shown: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these instead."""
        for each in self.shown:
            each.hide()
            each.deleteLater()
        self.shown = entries
        for each in entries:
            self.addWidget(each)
