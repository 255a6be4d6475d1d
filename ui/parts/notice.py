"""A line that says what was done: a tick, the words, what can follow, and a cross to close it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.parts.buttons import IconButton, Link
from ui.parts.labels import Label
from ui.theme import draw, icons, scaled, sizes
from ui.words import t


class Notice(QFrame):
    """Success: accent with a tick, or another `icon`. `action` is (words, what a click does). It stays until closed or until the next one."""

    def __init__(
        self,
        words: str,
        action: tuple[str, Callable[[], object]] | None = None,
        icon: str = "check",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words, self._icon = words, icon
        self.setAccessibleName(words)
        close = IconButton("x", t("window.close"), side=20)
        close.clicked.connect(self.close)
        close.clicked.connect(self.deleteLater)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.S12 + sizes.ICON + sizes.S8, 0, sizes.S8, 0)
        row.addWidget(Label(words).eliding(), 1)
        self.action: Link | None = None
        if action is not None:
            self.action = link = Link(action[0])
            link.clicked.connect(self.deleteLater)
            link.clicked.connect(lambda _checked=False: action[1]())
            row.addWidget(link)
        row.addWidget(close)
        self.setFixedHeight(scaled(sizes.ROW))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and tick."""
        painter = QPainter(self)
        draw.box(painter, QRectF(self.rect()), sizes.CORNER, "sel")
        icons.paint(painter, self._icon, sizes.S12, (self.height() - sizes.ICON) / 2, sizes.ICON, "accent")
