"""Dialogs lie on a scrim inside the window: one at a time, the page behind them dimmed and out of reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import draw, scaled, sizes, tokens
from ui.words import t

_WIDTH = 440


class Overlay(QWidget):
    """A scrim over the whole of `window` with `card` on it; goes when the card closes. Esc closes the card."""

    def __init__(self, window: QWidget, card: QDialog, top: int | None = None) -> None:
        super().__init__(window)
        self._card, self._top = card, top
        card.setParent(self, Qt.WindowType.Widget)
        card.finished.connect(self._leave)
        window.installEventFilter(self)
        card.installEventFilter(self)
        self._before = window.focusWidget()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._place()
        card.show()
        card.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and the card as high as what it says."""
        if watched is self._card and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        elif isinstance(watched, QWidget) and watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the card."""
        moved = super().focusNextPrevChild(forward)
        inside = self.focusWidget()
        if inside is None or not self._card.isAncestorOf(inside):
            self._card.setFocus()
        return moved

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies behind."""
        shade = QColor(tokens().scrim)
        shade.setAlphaF(tokens().scrim_alpha)
        QPainter(self).fillRect(self.rect(), shade)

    def _place(self) -> None:
        room = QSize(self.width() - 2 * sizes.S24, self.height() - 2 * sizes.S24)
        size = self._card.sizeHint().boundedTo(room)
        if self._card.hasHeightForWidth():
            size.setHeight(min(self._card.heightForWidth(size.width()), room.height()))
        y = (self.height() - size.height()) // 2 if self._top is None else self._top
        self._card.setGeometry((self.width() - size.width()) // 2, y, size.width(), size.height())

    def _leave(self) -> None:
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.deleteLater()


class Dialog(QDialog):
    """A card with a title, words, whatever `body` holds, and buttons at the right of its foot.

    Build it, add to `body` and `foot`, then `show_on(window)`. `accepted` and `rejected` tell the end.
    """

    def __init__(self, title: str, words: str = "", wide: int = _WIDTH) -> None:
        super().__init__(None, Qt.WindowType.Widget)
        self._wide = wide
        self._first: QWidget | None = None
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 11, 17, 13)
        column.setSpacing(0)
        column.addWidget(Label(title, "section").eliding())
        if words:
            column.addSpacing(2)
            column.addWidget(Paragraph(words))
        self.body = QVBoxLayout()
        self.body.setSpacing(sizes.S12)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addSpacing(sizes.S24)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(sizes.S8)
        self.foot.addStretch(1)
        column.addLayout(self.foot)

    def add_button(self, button: Button, ends: Literal["accept", "reject", "nothing"]) -> None:
        """Put `button` at the right end of the foot; a click accepts, rejects, or does only what you connect."""
        self.foot.addWidget(button)
        if ends == "accept":
            button.clicked.connect(self.accept)
        elif ends == "reject":
            button.clicked.connect(self.reject)

    def focus_first(self, widget: QWidget) -> None:
        """Give `widget` the keyboard when the dialog opens."""
        self._first = widget
        self.setFocusProxy(widget)

    def show_on(self, window: QWidget) -> Overlay:
        """Open on a scrim over `window`."""
        return Overlay(window, self)

    def sizeHint(self) -> QSize:
        """The given width, as high as the words need."""
        wide = scaled(self._wide)
        layout = self.layout()
        high = layout.heightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else 0
        return QSize(wide, max(high, super().sizeHint().height() if high <= 0 else high))

    def hasHeightForWidth(self) -> bool:
        """Words wrap, where there are any."""
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card: a step of grey and an edge, no shadow."""
        draw.box(QPainter(self), QRectF(self.rect()), sizes.CORNER, "page", "control")


def confirm_destruction(window: QWidget, title: str, words: str, verb: str, destroy: Callable[[], None]) -> Dialog:
    """Ask before something goes for good. `words` name what goes and what stays; Cancel has the keyboard.

    `destroy` runs only when the button with `verb` is pressed.
    """
    dialog = Dialog(title, words)
    cancel = Button(t("window.cancel"))
    dialog.add_button(cancel, "reject")
    dialog.add_button(Button(verb, "destroy"), "accept")
    dialog.focus_first(cancel)
    dialog.accepted.connect(destroy)
    dialog.show_on(window)
    return dialog
