"""What a dialog asks or shows, as high as it needs to be; where the window has no room for that, it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.dialog import RING
from ui.theme import sizes


class Body(QScrollArea):
    """Add to `column`. Its edges leave room for the focus ring of a button that stands there."""

    def __init__(self) -> None:
        super().__init__()
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(RING, sizes.S12, RING, RING)
        self.column.setSpacing(sizes.S12)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All of it."""
        high = self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else -1
        return high if high >= 0 else self._inside.sizeHint().height()

    def _follow(self, _low: int, high: int) -> None:
        """Where it scrolls, the keyboard can too."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if high > 0 else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """All of it."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Enough to scroll in."""
        return QSize(min(self._inside.minimumSizeHint().width(), 240), 96)
