"""The nodes of the chronology: a shape for each kind, filled, hollow or dashed by how well the date is known."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.chronology.rows import Certainty, Kind
from ui.theme import colour

_OUTLINE = 1.5
_DASH = [2.2 / _OUTLINE, 1.6 / _OUTLINE]  # Qt counts dashes in pen widths
_HALO = 13.0
_CIRCLE, _SQUARE, _DIAMOND = 9.0, 9.0, 10.5
_BAR = (5.0, 11.0)
_TONES: dict[Kind, str] = {"happening": "ink2", "proceeding": "accent", "intervention": "accent", "measure": "bar"}


def paint_halo(painter: QPainter, centre: QPointF) -> None:
    """Free the axis around a node."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("page"))
    painter.drawEllipse(centre, _HALO / 2, _HALO / 2)


def paint_node(painter: QPainter, centre: QPointF, kind: Kind, certainty: Certainty) -> None:
    """The node of `kind` on `centre`: exact filled, partial hollow, about hollow and dashed. A diamond is always hollow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = colour(_TONES[kind])
    inset = 0.25  # an outline reaches a little further than a filled shape, and looks as large
    if certainty == "exact" and kind != "intervention":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        inset = 0.0
    else:
        pen = QPen(tone, _OUTLINE)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if certainty == "about":
            pen.setDashPattern(_DASH)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    _shape(painter, centre, kind, inset)
    painter.restore()


def _shape(painter: QPainter, centre: QPointF, kind: Kind, inset: float) -> None:
    if kind == "happening":
        painter.drawEllipse(centre, _CIRCLE / 2 - inset, _CIRCLE / 2 - inset)
    elif kind == "intervention":
        reach = _DIAMOND / 2
        corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
        painter.drawPolygon(QPolygonF([centre + corner for corner in corners]))
    else:
        wide, high = _BAR if kind == "measure" else (_SQUARE, _SQUARE)
        corner = 1.5 if inset else 1.0
        area = QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)
        painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), corner, corner)
