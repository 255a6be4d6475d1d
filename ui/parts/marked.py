"""Text of which pieces were found: they stand on a mark."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.theme import colour, draw, fonts

_AIR = 2


def paint_marked(
    painter: QPainter,
    room: QRectF,
    pieces: Sequence[tuple[str, bool]],
    role: str,
    tone: str,
    baseline: int,
    mark: str = "mark",
) -> None:
    """`pieces` as (words, found) on one line from the left of `room`, elided at its right. `mark` is a token."""
    x = room.left()
    height = fonts.line_height(role) - (2 if role in ("content", "strong") else 1)
    measured = fonts.metrics(role)
    middle = ceil(baseline - (measured.ascent() - measured.descent()) / 2)
    for words, found in pieces:
        if x >= room.right():
            return
        if found:
            x += _AIR
        shown = draw.elided(words, role, room.right() - x)
        wide = fonts.width(role, shown)
        if found:
            area = QRectF(x - _AIR, middle - height / 2, wide + 2 * _AIR, height)
            draw.box(painter, area, 3, mark)
        painter.setFont(fonts.font(role))
        painter.setPen(colour("ink" if found else tone))
        painter.drawText(QPointF(x, baseline), shown)
        x += wide + (_AIR if found else 0)
        if shown != words:
            return
