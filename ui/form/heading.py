"""Above the form: the case one is in, the kind, the title, and what else can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.form.grid import widest
from ui.parts.buttons import IconButton, Link
from ui.parts.labels import Label
from ui.parts.menus import menu_under
from ui.parts.paragraphs import Paragraph
from ui.theme import fonts, icons, scaled, sizes
from ui.words import t

_TOP = 14


class _Chevron(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(scaled(sizes.ICON_CHIP), scaled(17))

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = (self.height() - sizes.ICON_CHIP) / 2
        left = (self.width() - sizes.ICON_CHIP) / 2
        icons.paint(QPainter(self), "chevron-right", left, middle, sizes.ICON_CHIP, "ink2")


class FormHeading(QWidget):
    """`steps` are (words, what a click does) from the case down; the last one, where one is, is no link."""

    continued = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trail = QHBoxLayout()
        self._trail.setSpacing(sizes.S8)
        self.title = Label("", "title").eliding()
        self.more = IconButton("ellipsis", t("form.menu"))
        self.notice = Paragraph("", "second", "ink2")
        self.notice.link_followed.connect(self.continued)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.title, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStrut(fonts.line_height("title"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S24, _TOP, sizes.S24, 0)
        column.setSpacing(0)
        column.addLayout(self._trail)
        column.addSpacing(1)
        column.addLayout(row)
        column.addWidget(self.notice)
        self.notice.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """End where the fields end."""
        super().resizeEvent(event)
        right = max(sizes.S24, self.width() - widest() - sizes.S24)
        self._column.setContentsMargins(sizes.S24, _TOP, right, 0)

    def show_trail(self, steps: Sequence[tuple[str, Callable[[], None] | None]]) -> None:
        """Show where one is."""
        while (item := self._trail.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, (words, act) in enumerate(steps):
            if number:
                self._trail.addWidget(_Chevron())
            if act is None:
                self._trail.addWidget(Label(words, "second", "ink2").eliding())
            else:
                link = Link(words, role="second")
                link.clicked.connect(lambda _on=False, act=act: act())
                self._trail.addWidget(link)
        self._trail.addStretch(1)

    def show_title(self, words: str) -> None:
        """Show the title."""
        self.title.set_text(words)

    def show_menu(self, items: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """What the button at the right offers; nothing hides it."""
        self.more.setVisible(bool(items))
        self.more.clicked.connect(lambda: menu_under(self.more, items))

    def say(self, words: str, link: str = "") -> None:
        """Say one thing about the record as a whole, with what can be done about it as a link; empty words take it back."""
        self.notice.set_text(words, link)
        self.notice.setVisible(bool(words))
