"""An error at the top of its page: what happened, what is safe, what to do. It stays until closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.buttons import IconButton, Link
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import colour, sizes
from ui.words import t

_BAR = 3


class ErrorBanner(QFrame):
    """`title` says what happened, `body` what is safe and what to do; `actions` are (words, what a click does)."""

    def __init__(
        self,
        title: str,
        body: str = "",
        actions: Sequence[tuple[str, Callable[[], None]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{title}. {body}")
        close = IconButton("x", t("window.close"), side=20)
        close.clicked.connect(self.close)
        close.clicked.connect(self.deleteLater)
        first = QHBoxLayout()
        first.addWidget(Label(title, "strong", "danger").eliding(), 1)
        first.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_BAR + sizes.S12, 8, sizes.S8, 7)
        column.setSpacing(0)
        column.addLayout(first)
        if body:
            column.addWidget(Paragraph(body, "second", "ink"))
        if actions:
            column.addSpacing(3)
            column.addLayout(_links(actions))

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers at once, as an alert."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the red bar at its left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(area, sizes.CORNER, sizes.CORNER)
        painter.fillPath(shape, colour("danger_soft"))
        bar = QPainterPath()
        bar.addRect(QRectF(0, 0, _BAR, area.height()))
        painter.fillPath(shape.intersected(bar), colour("danger"))


class Banners(QVBoxLayout):
    """Where a page says what went wrong: at its top, the last alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(sizes.S24, 0, sizes.S24, 0)

    def say(self, title: str, body: str) -> None:
        """Say this, and what was said before no longer."""
        self.clear()
        self.addWidget(ErrorBanner(title, body))

    def clear(self) -> None:
        """Say nothing."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _links(actions: Sequence[tuple[str, Callable[[], None]]]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(sizes.S8)
    for words, act in actions:
        link = Link(words, role="second")
        link.clicked.connect(lambda _checked=False, act=act: act())
        row.addWidget(link)
    row.addStretch(1)
    return row
