"""Painting primitives that every part and delegate shares."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import current, fonts

Left, Right, Centre = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


def box(
    painter: QPainter, rect: QRectF, corner: float, fill: str | None, edge: str | None = None, thickness: float = 1.0
) -> None:
    """A rounded box whose edge of `thickness` px lies inside `rect`. `fill` and `edge` are tokens."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(current.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, corner, corner)
    else:
        half = thickness / 2
        painter.setPen(QPen(current.colour(edge), thickness))
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), corner - half, corner - half)
    painter.restore()


def dashed_box(painter: QPainter, rect: QRectF, corner: float, fill: str | None, edge: str, thickness: float) -> None:
    """A rounded box with a dashed edge: where something may be dropped, or a citation that is missing."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(current.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    pen = QPen(current.colour(edge), thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([3.0, 2.0])
    painter.setPen(pen)
    half = thickness / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), corner - half, corner - half)
    painter.restore()


def hairline(painter: QPainter, left: float, right: float, y: float, tone: str = "hair") -> None:
    """A horizontal line of one pixel filling the row `y`."""
    painter.fillRect(QRectF(left, y, right - left, 1), current.colour(tone))


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    role: str = "content",
    tone: str = "ink",
    align: Qt.AlignmentFlag = Left,
    baseline: int | None = None,
) -> float:
    """One line of plain text, elided to `rect`, centred on its height or standing on `baseline`.

    Returns:
        the x where the drawn words end.
    """
    shown = elided(words, role, rect.width())
    advance = fonts.width(role, shown)
    x = rect.left()
    if align == Right:
        x = rect.right() - advance
    elif align == Centre:
        x = rect.left() + (rect.width() - advance) / 2
    y = fonts.baseline(role, rect.center().y()) if baseline is None else baseline
    painter.setFont(fonts.font(role))
    painter.setPen(current.colour(tone))
    painter.drawText(QPointF(x, y), shown)
    return x + advance


def elided(words: str, role: str, room: float) -> str:
    """`words` cut with an ellipsis to `room` pixels. Half a pixel is forgiven, as advances are fractions."""
    return fonts.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, room + 0.5)
