"""The bars of the chronology: measures hollow, solid or hatched; lasting happenings thin, dashed when about."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.chronology.rows import LaneLook, Swatch
from ui.theme import colour, sizes

_EDGE = 1.5
_HATCH_STEP, _HATCH = 4.0, 1.1
_GAP, _SLANT = 4.0, 5.0


def paint_measure(painter: QPainter, area: QRectF, look: Swatch | LaneLook, anchor: float = 0.0) -> None:
    """A bar filling `area`: remand hollow, imprisonment solid, restriction hatched.

    `anchor` is the y (or x) from which the hatching counts, so that rows of one bar meet without a seam.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = colour("bar")
    if look == "imprisonment":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawRoundedRect(area, sizes.CORNER_BAR, sizes.CORNER_BAR)
        painter.restore()
        return
    half = _EDGE / 2
    inner = area.adjusted(half, half, -half, -half)
    painter.setPen(QPen(tone, _EDGE))
    painter.setBrush(colour("page"))
    painter.drawRoundedRect(inner, sizes.CORNER_BAR - half, sizes.CORNER_BAR - half)
    if look == "restriction":
        _hatch(painter, inner, anchor)
    painter.restore()


def _hatch(painter: QPainter, area: QRectF, anchor: float) -> None:
    """Lines rising at 45 degrees, every 4 px along the x axis, counted from `anchor`."""
    clip = QPainterPath()
    clip.addRect(area)
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour("bar"), _HATCH))
    low, high = area.left() + area.top() - anchor, area.right() + area.bottom() - anchor
    for number in range(int(low // _HATCH_STEP), int(high // _HATCH_STEP) + 2):
        # a line is where x + (y - anchor) is one multiple of the step
        meets = number * _HATCH_STEP
        bottom = QPointF(meets - (area.bottom() - anchor), area.bottom())
        top = QPointF(meets - (area.top() - anchor), area.top())
        painter.drawLine(QLineF(bottom, top))


def paint_cut(painter: QPainter, area: QRectF) -> None:
    """Cut the upright bar in `area` with a slanted gap at its middle: time passed with no record."""
    middle, reach = area.center().y(), _SLANT / 2
    left, right = area.left() - 1, area.right() + 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("page"))
    corners = [
        QPointF(left, middle + reach - _GAP / 2),
        QPointF(right, middle - reach - _GAP / 2),
        QPointF(right, middle - reach + _GAP / 2),
        QPointF(left, middle + reach + _GAP / 2),
    ]
    painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def paint_lasting(painter: QPainter, start: QPointF, end: QPointF, look: LaneLook) -> None:
    """A lasting happening from `start` to `end`: 4 wide with rounded ends, or, about, 2 wide and dashed 3, 3."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour("ink3"), 2.0 if look == "about" else 4.0)
    if look == "about":
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.5, 1.5])
        painter.setPen(pen)
        painter.drawLine(QLineF(start, end))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ink3"))
        area = QRectF(start, end).normalized().adjusted(-2, 0, 2, 0)
        if start.y() == end.y():
            area = QRectF(start, end).normalized().adjusted(0, -2, 0, 2)
        painter.drawRoundedRect(area, sizes.CORNER_BAR, sizes.CORNER_BAR)
    painter.restore()
