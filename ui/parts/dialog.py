"""Dialogs lie on a scrim inside the window: one at a time, the page behind them dimmed and out of reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.scroll import FloatingBar
from ui.theme import draw, scaled, sizes, tokens
from ui.words import t

_WIDTH = 440
_SIDE, RING = 17, 4  # beside what a card says; of that, what the focus ring of a button needs
_LEAST = 48


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
        self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and the card as high as what it says."""
        if watched is self._card and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        elif isinstance(watched, QWidget) and watched is self.parent() and event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the card: after its last widget comes its first."""
        moved = super().focusNextPrevChild(forward)
        now = QApplication.focusWidget()
        if now is None or not self._card.isAncestorOf(now):
            stops = _tab_stops(self._card)
            (stops[0 if forward else -1] if stops else self._card).setFocus(
                Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            )
        return moved

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies behind."""
        shade = QColor(tokens().scrim)
        shade.setAlphaF(tokens().scrim_alpha)
        QPainter(self).fillRect(self.rect(), shade)

    def _begin(self) -> None:
        """The keyboard is where the card says, else at the first that Tab would reach."""
        card = self._card
        stops = [] if card.focusProxy() is not None else _tab_stops(card)
        (stops[0] if stops else card).setFocus()

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


def _tab_stops(card: QWidget) -> list[QWidget]:
    """What Tab reaches on `card`, in its order."""
    found, each = [], card.nextInFocusChain()
    while each is not None and each is not card:
        reached = each.isVisibleTo(card) and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and card.isAncestorOf(each):
            found.append(each)
        each = each.nextInFocusChain()
    return found


class _Inside(QWidget):
    """Lists and areas that scroll by themselves give way first, down to their least; nothing else does."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1


class _Middle(QScrollArea):
    """Would be as high as what lies in it, and scrolls where it has to be lower."""

    def __init__(self) -> None:
        super().__init__()
        inside = _Inside()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (inside, self.viewport()):
            each.setAutoFillBackground(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is said may have become more, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def hasHeightForWidth(self) -> bool:
        """As what lies in it."""
        return True

    def heightForWidth(self, width: int) -> int:
        """That of what lies in it."""
        high = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else -1
        return high if high >= 0 else self.column.sizeHint().height()

    def sizeHint(self) -> QSize:
        """The same without a width."""
        return self.column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(_LEAST, min(_LEAST, self.column.sizeHint().height()))


class Dialog(QDialog):
    """A card with a title, words, whatever `body` holds, and buttons at the right of its foot. In a low window what stands between scrolls.

    Build it, add to `body` and `foot`, then `show_on(window)`. `accepted` and `rejected` tell the end.
    """

    def __init__(self, title: str, words: str = "", wide: int = _WIDTH) -> None:
        super().__init__(None, Qt.WindowType.Widget)
        self._wide = wide
        self._first: QWidget | None = None
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self._middle, self.body, self.foot = _Middle(), QVBoxLayout(), QHBoxLayout()
        self.body.setSpacing(sizes.S12)
        self.foot.setSpacing(sizes.S8)
        self.foot.setContentsMargins(RING, 0, RING, 0)
        self.foot.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(RING, 0, RING, 0)
        head.addWidget(Label(title, "section").eliding())
        inside = QVBoxLayout()
        inside.setContentsMargins(RING, 0, RING, 0)
        if words:
            inside.addSpacing(2)
            inside.addWidget(Paragraph(words))
        inside.addLayout(self.body, 1)
        self._middle.column.addLayout(inside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE - RING, 11, _SIDE - RING, 13)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._middle, 1)
        column.addSpacing(sizes.S24)
        column.addLayout(self.foot)
        FloatingBar(self._middle, self)

    def add_ringed(self, widget: QWidget) -> None:
        """Put `widget` below the body, `RING` px wider on both sides: it scrolls by itself and keeps room for focus rings inside."""
        self._middle.column.addWidget(widget)

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
