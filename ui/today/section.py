"""A section of the start page: heading with its count, its lines, or what to do where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.buttons import Link
from ui.parts.headings import Heading
from ui.parts.labels import Hairline
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.today.lines import AIR, LineItem, Lines
from ui.words import t


class Section(QWidget):
    """`title`, and `empty` for when there is nothing under it. `opened`, `ticked` carry keys; `more` asks for all lines."""

    opened = Signal(str)
    ticked = Signal(str)
    more = Signal()

    def __init__(self, title: str, empty: str, *, agenda: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.lines = Heading(title, bare=True), Lines(agenda=agenda)
        self.lines.setAccessibleName(title)
        self.empty = Paragraph(empty, "content", "ink2")
        self.all = Link("", role="second")
        self._lay_out()
        self.lines.opened.connect(self.opened)
        self.lines.ticked.connect(self.ticked)
        self.all.clicked.connect(self.more)

    def show_lines(self, lines: Sequence[LineItem], total: int, number: str) -> None:
        """Show `lines`, the first of `total`, which `number` says in words."""
        self.lines.show_lines(lines)
        self.lines.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.heading.show_counts(number if lines else "")
        self.all.setText(t("today.all", number=number))
        self._foot.setVisible(total > len(lines))
        self.all.updateGeometry()

    def _lay_out(self) -> None:
        self._nothing, self._foot = _padded(self.empty, sizes.S8, Hairline()), _padded(self.all, sizes.S4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(AIR, 0, AIR, 0)
        head.addWidget(self.heading)
        column.addLayout(head)
        for widget in (self.lines, self._nothing, self._foot):
            column.addWidget(widget)
            widget.hide()  # that there is nothing is known only once somebody looked


def _padded(widget: QWidget, above: int, line: QWidget | None = None) -> QWidget:
    """`widget` in line with the heading, which the lists overhang, under a hairline if there is one."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(AIR, 0, AIR, sizes.S4)
    column.setSpacing(0)
    if line is not None:
        column.addWidget(line)
    column.addSpacing(above)
    column.addWidget(widget)
    return frame
