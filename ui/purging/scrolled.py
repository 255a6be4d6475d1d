"""The middle of a dialog that may say much: it scrolls where the window is low, while title and buttons stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.parts.dialog import Dialog
from ui.theme import sizes


class ScrolledDialog(Dialog):
    """A dialog whose `content` scrolls; it is as high as what it says, and no higher than its window."""

    def __init__(self, title: str, words: str, wide: int) -> None:
        super().__init__(title, words, wide)
        self._fitting = False
        inside = QWidget()
        self.content = QVBoxLayout(inside)
        self.content.setContentsMargins(0, 0, sizes.S4, 0)
        self.content.setSpacing(sizes.S8)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        inside.installEventFilter(self)
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        self.body.addWidget(self._area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is said."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The window was made higher or lower."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that is needed, where there is so much."""
        above = self.parentWidget()
        if above is None or self._fitting:
            return
        self._fitting = True  # what follows resizes the dialog
        self._area.setFixedHeight(1)
        rest = self.sizeHint().height() - 1
        room = above.height() - 2 * sizes.S24
        self._area.setFixedHeight(max(1, min(self._needed(), room - rest)))
        high = rest + self._area.height()
        self.setGeometry(self.x(), (above.height() - high) // 2, self.width(), high)
        self._fitting = False

    def _needed(self) -> int:
        wide = self._area.viewport().width()
        return (
            self.content.heightForWidth(wide) if self.content.hasHeightForWidth() else self._inside.sizeHint().height()
        )
