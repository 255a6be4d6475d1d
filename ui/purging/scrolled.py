"""The middle of a dialog that may say much: it scrolls where the window is low, while title and buttons stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.dialog import Dialog
from ui.theme import scaled, sizes

_SIDES = 34  # of a dialog, both together
_LEAST = 48


class _Area(QScrollArea):
    """Would be as high as what lies in it, and may be lower."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide
        self.content = QVBoxLayout()
        self.inside = QWidget()
        self.inside.setLayout(self.content)
        self.setWidget(self.inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The content's own height in the width of the dialog."""
        self.content.activate()
        high = self.content.heightForWidth(self._wide)
        return QSize(self._wide, high if high > 0 else self.content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(_LEAST, _LEAST)


class ScrolledDialog(Dialog):
    """A dialog whose `content` scrolls; it is as high as what it says, and no higher than its window."""

    def __init__(self, title: str, words: str, wide: int) -> None:
        super().__init__(title, words, wide)
        self._area = _Area(scaled(wide) - _SIDES)
        self.content = self._area.content
        self.content.setContentsMargins(0, 0, sizes.S4, 0)
        self.content.setSpacing(sizes.S8)
        self._area.inside.installEventFilter(self)
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        self.body.addWidget(self._area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is said."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Take the height that is needed, where there is so much."""
        above, layout = self.parentWidget(), self.layout()
        if above is None or layout is None:
            return
        self._area.updateGeometry()
        layout.invalidate()
        high = min(self.sizeHint().height(), above.height() - 2 * sizes.S24)
        self.setGeometry(self.x(), (above.height() - high) // 2, self.width(), high)
