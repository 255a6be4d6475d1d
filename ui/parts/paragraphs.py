"""Wrapped plain text on the look's line height, with a link at its end where there is a next step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import colour, draw, fonts, sizes

_FIXED_SPACE = "\u00a0"


@dataclass(frozen=True)
class _Piece:
    """Words on one line in one colour, and where they stand."""

    text: str
    x: float
    line: int
    link: bool


class Paragraph(QLabel):
    """Wrapped plain text in one role. `link_followed` fires for the link, by mouse, Enter or Space.

    Lines stop at 75 characters where the page is wider.
    """

    link_followed = Signal()

    def __init__(self, text: str = "", role: str = "content", tone: str = "ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._link, self._role, self._tone = text, "", role, tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_text(text)

    def set_text(self, text: str, link: str = "") -> None:
        """Show `text`, then `link` as a link."""
        self._words, self._link = text, link
        self.setText(self.plain())
        self.setAccessibleName(self.plain())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if link else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(bool(link))
        self.updateGeometry()
        self.update()

    def plain(self) -> str:
        """All the words."""
        return f"{self._words} {self._link}" if self._words and self._link else self._words or self._link

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines in `width` px."""
        lines = max((piece.line for piece in self._pieces(width)), default=-1) + 1
        return lines * fonts.line_height(self._role)

    def sizeHint(self) -> QSize:
        """The words on one line, or on lines of 75 characters."""
        longest = max((fonts.width(self._role, line) for line in self.plain().split("\n")), default=0)
        wide = int(min(longest, self._widest())) + 1
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """One line, rather narrow."""
        return QSize(48, fonts.line_height(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line by line."""
        painter = QPainter(self)
        pitch = fonts.line_height(self._role)
        tone = self._tone if self.isEnabled() else "off"
        painter.setFont(fonts.font(self._role))
        for piece in self._pieces(self.width()):
            base = fonts.baseline(self._role, (piece.line + 0.5) * pitch)
            painter.setPen(colour("accent" if piece.link else tone))
            painter.drawText(QPointF(piece.x, base), piece.text)
            if piece.link and self.hasFocus():
                end = piece.x + fonts.width(self._role, piece.text)
                draw.box(
                    painter,
                    QRectF(piece.x - 2, piece.line * pitch, end - piece.x + 4, pitch),
                    4,
                    None,
                    "accent",
                    sizes.RING,
                )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over the link."""
        over = self._over_link(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the link follows it."""
        if self._over_link(event.position()):
            self.link_followed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if self._link and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.link_followed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard has left."""
        super().focusOutEvent(event)
        self.update()

    def _widest(self) -> float:
        return sizes.TEXT_WIDTH * fonts.metrics(self._role).averageCharWidth()

    def _over_link(self, spot: QPointF) -> bool:
        pitch = fonts.line_height(self._role)
        return any(
            QRectF(piece.x, piece.line * pitch, fonts.width(self._role, piece.text), pitch).contains(spot)
            for piece in self._pieces(self.width())
            if piece.link
        )

    def _unbroken(self, width: int) -> str:
        """All the words, with a link that keeps to one line where one has room for it."""
        link = self._link.replace(" ", _FIXED_SPACE)
        fits = fonts.width(self._role, link) <= min(width, self._widest())
        return self.plain()[: len(self.plain()) - len(link)] + link if fits else self.plain()

    def _pieces(self, width: int) -> list[_Piece]:
        pieces: list[_Piece] = []
        line = 0
        link_from = len(self.plain()) - len(self._link)
        start = 0
        for block in self._unbroken(width).split("\n"):
            for at, words, advance in wrapped(block, self._role, min(width, max(self._widest(), 1))):
                x = (width - advance) / 2 if self.alignment() & Qt.AlignmentFlag.AlignHCenter else 0.0
                cut = min(max(link_from - start - at, 0), len(words)) if self._link else len(words)
                before, after = words[:cut], words[cut:]
                if before:
                    pieces.append(_Piece(before, x, line, link=False))
                if after:
                    pieces.append(_Piece(after, x + fonts.width(self._role, before), line, link=True))
                line += 1
            start += len(block) + 1
        return pieces


def wrapped(words: str, role: str, width: float) -> list[tuple[int, str, float]]:
    """`words` broken at `width` px: for each line where it starts, its words and their advance."""
    layout = QTextLayout(words, fonts.font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[tuple[int, str, float]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width + 0.5)
        shown = words[line.textStart() : line.textStart() + line.textLength()].rstrip()
        lines.append((line.textStart(), shown, line.naturalTextWidth()))
    layout.endLayout()
    return lines or [(0, "", 0.0)]
