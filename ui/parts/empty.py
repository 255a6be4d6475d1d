"""A page or list with nothing in it yet: what it is, and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import icons, sizes


class _Picture(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(sizes.ICON_EMPTY, sizes.ICON_EMPTY)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._name, 0, 0, sizes.ICON_EMPTY, "ink3")


class EmptyPage(QWidget):
    """Icon, heading, one line and the first step as a link; `first_step` fires when it is followed."""

    first_step = Signal()

    def __init__(self, icon: str, title: str, line: str, step: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = Paragraph("", "content", "ink2")
        words.set_text(line, step)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.link_followed.connect(self.first_step)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(_Picture(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(7)
        column.addWidget(Label(title, "strong"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addStretch(2)


class Beside(QWidget):
    """Beside a list of which nothing is chosen: an `EmptyPage` that is silent while there is nothing to choose from."""

    def __init__(self, icon: str, title: str, line: str) -> None:
        super().__init__()
        self._says = EmptyPage(icon, title, line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._says)
        self._says.hide()

    def show_choice(self, some: bool) -> None:
        """Say that one may choose, where there is `some`thing to choose."""
        self._says.setVisible(some)
