"""One row's slice of the lanes and the axis. Bars are drawn longer than the row and clipped, so slices meet exactly."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.chronology.bars import paint_cut, paint_lasting, paint_measure
from ui.chronology.measures import Columns, node_y
from ui.chronology.rows import LASTING, ChronologyRow, LaneSpan
from ui.theme import colour

_BAR = 8.0
_BEYOND = 12.0  # a bar that runs on is drawn this much past the row's edge
_ENDS_ABOVE = 3.0
_HALO = 6.5


def paint_lanes(painter: QPainter, area: QRectF, row: ChronologyRow, at: Columns, anchor: float) -> None:
    """The bars that pass, begin or end in `row`. `anchor` is where the list's top would be, for the hatching."""
    node = area.top() + node_y(row)
    painter.save()
    painter.setClipRect(area)
    high, low = area.top() - _BEYOND, area.bottom() + _BEYOND
    for span in dict.fromkeys((*row.lanes_above, *row.lanes_below)):
        if not span.edge:
            _paint_span(painter, span, at, high, low, anchor)
    for span in row.lanes_above:
        if span.edge:
            _paint_span(painter, span, at, high, node - _ENDS_ABOVE, anchor)
    for span in row.lanes_below:
        if span.edge:
            _paint_span(painter, span, at, node, low, anchor)
    for span in (*row.lanes_above, *row.lanes_below):
        if span.tied:
            _paint_tie(painter, at.lane_x(span) + _BAR + 2, at.axis - _HALO - 1, node)
    if row.kind == "silence":
        for span in {*row.lanes_above, *row.lanes_below}:
            if span.look not in LASTING and not span.edge:
                paint_cut(painter, QRectF(at.lane_x(span), area.top(), _BAR, area.height()))
    painter.restore()


def _paint_span(painter: QPainter, span: LaneSpan, at: Columns, top: float, bottom: float, anchor: float) -> None:
    x = at.lane_x(span)
    if span.look in LASTING:
        paint_lasting(painter, QPointF(x, top), QPointF(x, bottom), span.look)
    else:
        paint_measure(painter, QRectF(x, top, _BAR, bottom - top), span.look, anchor)


def _paint_tie(painter: QPainter, left: float, right: float, y: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(QLineF(left, y, right, y))


def paint_axis(painter: QPainter, area: QRectF, row: ChronologyRow, at: Columns, *, first: bool) -> None:
    """The axis above and below the node; dashed through a silence, accent and thicker inside a proceeding."""
    node = area.top() + node_y(row)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if row.kind == "silence":
        pen = QPen(colour("line"), 1)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        painter.drawLine(QLineF(at.axis, area.top(), at.axis, area.bottom()))
    else:
        if not first:
            _paint_stretch(painter, at.axis, area.top(), node, accent=row.in_proceeding_above)
        _paint_stretch(painter, at.axis, node, area.bottom(), accent=row.in_proceeding_below)
    painter.restore()


def _paint_stretch(painter: QPainter, x: float, top: float, bottom: float, *, accent: bool) -> None:
    pen = QPen(colour("accent" if accent else "line"), 2 if accent else 1)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(x, top, x, bottom))
