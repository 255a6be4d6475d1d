"""The marks of the drawn chronology: nodes, bars of measures, lanes of what lasted. Points; y grows upwards."""

from __future__ import annotations

import math

from reportlab.pdfgen.canvas import Canvas

from casefile.domain.chronology import Certainty, EntryKind, LaneLook, Swatch
from casefile.exports.pdf.styles import ACCENT, BAR, INK2, INK3, LINE, PAPER

SCALE = 0.75
"""Points for one pixel of the window: the same drawing at the same physical size."""
BAR_WIDTH = 8 * SCALE
_HALO = 6.5 * SCALE
_HATCH_STEP = 4 * SCALE


def node(canvas: Canvas, kind: EntryKind, certainty: Certainty, x: float, y: float) -> None:
    """A node on its halo: filled for an exact day, hollow for a month or year, hollow and dashed where it is not sure."""
    canvas.saveState()
    canvas.setFillColor(PAPER)
    canvas.circle(x, y, _HALO, stroke=0, fill=1)
    colour = INK2 if kind in ("happening", "measure") else ACCENT
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour if certainty == "exact" and kind != "intervention" else PAPER)
    canvas.setLineWidth(1.5 * SCALE)
    if certainty == "about":
        canvas.setDash(2.2 * SCALE, 1.6 * SCALE)
    _shape(canvas, kind, x, y)
    canvas.restoreState()


def _shape(canvas: Canvas, kind: EntryKind, x: float, y: float) -> None:
    inset = 0.75 * SCALE
    if kind == "proceeding":
        half = 4.5 * SCALE - inset
        canvas.roundRect(x - half, y - half, 2 * half, 2 * half, 1.5 * SCALE, stroke=1, fill=1)
    elif kind == "intervention":
        half = 5.25 * SCALE
        path = canvas.beginPath()
        path.moveTo(x, y + half)
        for dx, dy in ((half, 0), (0, -half), (-half, 0)):
            path.lineTo(x + dx, y + dy)
        path.close()
        canvas.drawPath(path, stroke=1, fill=1)
    elif kind == "measure":
        width, height = 5 * SCALE - 2 * inset, 11 * SCALE - 2 * inset
        canvas.roundRect(x - width / 2, y - height / 2, width, height, 1 * SCALE, stroke=1, fill=1)
    else:
        canvas.circle(x, y, 4.5 * SCALE - inset, stroke=1, fill=1)


def measure(canvas: Canvas, look: Swatch, box: tuple[float, float, float, float]) -> None:
    """The bar of a measure in a box (x, y, width, height): remand hollow, imprisonment solid, a restriction hatched."""
    x, y, width, height = box
    canvas.saveState()
    canvas.setStrokeColor(BAR)
    canvas.setFillColor(BAR)
    if look == "imprisonment":
        canvas.roundRect(x, y, width, height, 2 * SCALE, stroke=0, fill=1)
    else:
        if look == "restriction":
            _hatch(canvas, box)
        line = (1.5 if look == "remand" else 1.1) * SCALE
        canvas.setLineWidth(line)
        canvas.roundRect(x + line / 2, y + line / 2, width - line, height - line, 1.5 * SCALE, stroke=1, fill=0)
    canvas.restoreState()


def _hatch(canvas: Canvas, box: tuple[float, float, float, float]) -> None:
    x, y, width, height = box
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, y, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(1.1 * SCALE)
    # Anchored to the page, so that the strokes of one row go on in the next.
    _, absolute = canvas.absolutePosition(0, 0)
    first = math.floor((y + absolute - width) / _HATCH_STEP) * _HATCH_STEP - absolute
    while first < y + height:
        canvas.line(x, first, x + width, first + width)
        first += _HATCH_STEP
    canvas.restoreState()


def lasting(canvas: Canvas, look: LaneLook, x: float, bottom: float, top: float) -> None:
    """The lane of something that lasted; dashed and thinner when its dates are not sure."""
    canvas.saveState()
    canvas.setStrokeColor(INK3)
    canvas.setLineWidth((2 if look == "about" else 4) * SCALE)
    if look == "about":
        canvas.setDash(3 * SCALE, 3 * SCALE)
    canvas.line(x, bottom, x, top)
    canvas.restoreState()


def cut(canvas: Canvas, x: float, y: float) -> None:
    """The slanted gap in a measure's bar where the record is silent."""
    canvas.saveState()
    canvas.setStrokeColor(PAPER)
    canvas.setLineWidth(4 * SCALE)
    canvas.line(x - 2, y - 2, x + BAR_WIDTH + 2, y + 2)
    canvas.restoreState()


def stretch(canvas: Canvas, x: float, bottom: float, top: float, *, accent: bool, dashed: bool = False) -> None:
    """A piece of the axis: thicker in the accent colour inside a proceeding, dashed through a silence."""
    canvas.saveState()
    canvas.setStrokeColor(ACCENT if accent else LINE)
    canvas.setLineWidth((2 if accent else 1) * SCALE)
    if dashed:
        canvas.setDash(2 * SCALE, 3 * SCALE)
    canvas.line(x, bottom, x, top)
    canvas.restoreState()


def tie(canvas: Canvas, left: float, right: float, y: float) -> None:
    """The hairline from a measure to the node that begins or ends it."""
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(SCALE)
    canvas.line(left, y, right - _HALO - 1, y)
    canvas.restoreState()
