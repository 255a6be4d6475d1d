"""The frame of a page that leads through steps: a head, a body of two columns that scrolls, a foot for what happens next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.parts.labels import Line, Run
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.theme import scale, scaled, sizes

LEFT = 408
AIR = sizes.S12  # a chosen row of the left column reaches this far beyond its words, on both sides
_GAP = 32  # between the columns
_RIGHT_LEAST = 440


class Head(Surface):
    """56 px with the page's title, what it is of in ink3, and whatever is added at its right; a hairline below."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__("page", ("bottom",), parent)
        self._line = Line().eliding()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        self.row.setSpacing(sizes.S8)
        self.row.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(scaled(sizes.HEADER) + 1)
        self.show_title(title, note)

    def show_title(self, title: str, note: str = "") -> None:
        """Show another title."""
        self._line.set_runs([Run(title, "title"), Run(note, "content", "ink3")])

    def title(self) -> str:
        """What stands there."""
        return self._line.text()

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the right end."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Foot(Surface):
    """56 px: at the left how things stand, at the right the buttons, the primary last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", ("top",), parent)
        self._line = Line().eliding()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(sizes.S24, 2, sizes.S24, 0)
        self.row.setSpacing(sizes.S8)
        self.row.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(scaled(sizes.FOOTER))

    def say(self, strong: str, rest: str = "", tone: str = "ink2") -> None:
        """Say `strong` in semibold ink, then `rest` in `tone`."""
        self._line.set_runs([Run(strong, "strong"), Run(rest, "content", tone, 0 if strong else 8)])

    def said(self) -> str:
        """What stands there."""
        return self._line.text()

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the right end."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Columns(QScrollArea):
    """Two columns, 408 wide and the rest; one below the other where the page is narrow. They scroll together.

    Widgets of `left` keep `AIR` free at their sides themselves, or through `add_left`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for column in (self.left, self.right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
        self._left_box, self._right_box = QWidget(), QWidget()
        self._left_box.setLayout(self.left)
        self._right_box.setLayout(self.right)
        inside = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setContentsMargins(sizes.S24 - AIR, sizes.S8, sizes.S24, sizes.S24)
        self._row.addWidget(self._left_box, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._right_box, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._bar = FloatingBar(self, self)
        self._arrange()

    def add_left(self, widget: QWidget) -> None:
        """Put `widget` into the left column, in line with the title."""
        box = QVBoxLayout()
        box.setContentsMargins(AIR, 0, AIR, 0)
        box.addWidget(widget)
        self.left.addLayout(box)

    def is_stacked(self) -> bool:
        """Whether the columns stand one below the other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text makes a page narrow sooner."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._arrange()

    def _arrange(self) -> None:
        needed = LEFT + _GAP + _RIGHT_LEAST
        stacked = (self.width() - 2 * sizes.S24) / scale() < needed
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._row.setSpacing(sizes.SECTION_GAP if stacked else _GAP - AIR)
        self._left_box.setMinimumWidth(0 if stacked else scaled(LEFT) + 2 * AIR)
        self._left_box.setMaximumWidth(16777215 if stacked else scaled(LEFT) + 2 * AIR)
        self._row.setAlignment(self._left_box, Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignTop)
        self._right_box.setContentsMargins(AIR if stacked else 0, 0, 0, 0)


def framed(head: QWidget, body: QWidget, foot: QWidget | None, page: QWidget) -> QVBoxLayout:
    """Lay head, body and foot out on `page`; the layout's second row is for errors."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(head)
    column.addWidget(body, 1)
    if foot is not None:
        column.addWidget(foot)
    return column


def below(widget: QWidget, air: int) -> QWidget:
    """`widget` with `air` px above it, to be shown and hidden together."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, air, 0, 0)
    column.setSpacing(0)
    column.addWidget(widget)
    return box
