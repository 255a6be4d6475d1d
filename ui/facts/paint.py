"""Paints headings and facts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.chronology.bars import paint_measure
from ui.facts import layout
from ui.facts.layout import PAD, SWATCH, Block, Measured
from ui.facts.rows import Fact, FactRow, Head
from ui.parts.chips import paint_chip, paint_citation
from ui.theme import colour, draw, fonts, icons, scaled, sizes


def paint_ground(
    painter: QPainter, area: QRectF, measured: Measured, *, selected: bool, hovered: bool, focused: bool
) -> None:
    """The ground of the state."""
    ground = area.adjusted(0, measured.top + 1, 0, -1)
    tone = "sel" if selected else "hover" if hovered else None
    if tone:
        draw.box(painter, ground, sizes.CORNER, tone)
    if focused:
        draw.box(painter, ground, sizes.CORNER, None, "accent", sizes.RING)


def paint_head(painter: QPainter, area: QRectF, row: Head, measured: Measured) -> None:
    """Title, count, second line, marks, and the hairline below."""
    top = area.top() + measured.top + scaled(5)
    x = area.left() + measured.text
    base = _paint_lines(painter, QPointF(x, top), measured.title, "ink")
    if row.count:
        room = QRectF(x + measured.title.end + sizes.S8, 0, area.width(), 1)
        draw.text(painter, room, row.count, "content", "ink3", baseline=base)
    _paint_lines(painter, QPointF(x, top + measured.title.height), measured.second, "ink2")
    _paint_citations(painter, row, measured, area.top())
    draw.hairline(painter, area.left() + PAD, area.right() - PAD, area.bottom() - 1)


def paint_fact(painter: QPainter, area: QRectF, row: Fact, measured: Measured, *, chosen: bool) -> None:
    """Left column, title and what follows it, second lines, right end."""
    top = area.top() + layout.above(measured)
    middle = area.top() + layout.first_middle(row, measured)
    _paint_left(painter, area, row, measured, middle)
    x = area.left() + measured.text
    if row.icon:
        left = x - sizes.ICON - sizes.GAP_ROW
        icons.paint(painter, row.icon, left, middle - sizes.ICON / 2, sizes.ICON, "accent" if chosen else "ink3")
    if row.swatch:
        wide, high = SWATCH
        paint_measure(painter, QRectF(x - wide - sizes.S8, middle - high / 2, wide, high), row.swatch)
    tone = "accent" if row.link else "ink2" if row.quiet else "ink"
    _paint_lines(painter, QPointF(x, top), measured.title, tone)
    y = _paint_after(painter, row, measured, x, top)
    _paint_lines(painter, QPointF(x, y + (scaled(1) if row.second else 0)), measured.second, "ink2")
    _paint_right(painter, area, row, measured, middle)
    _paint_citations(painter, row, measured, area.top())


def _paint_left(painter: QPainter, area: QRectF, row: Fact, measured: Measured, middle: float) -> None:
    x = area.left() + PAD
    if row.mark is not None:
        paint_citation(painter, x, middle, row.mark)
        return
    # on the baseline of the title's first line
    step = fonts.line_height("second")
    base = fonts.baseline("content", middle)
    for block, tone in ((measured.left, "ink2"), (measured.left_second, "ink3")):
        for words in block.lines:
            draw.text(painter, QRectF(x, 0, area.width(), 1), words, "second", tone, baseline=base)
            base += step


def _paint_after(painter: QPainter, row: Fact, measured: Measured, x: float, top: float) -> float:
    """Draw what follows the title; give back the y below title and it."""
    y = top + measured.title.height
    if not row.after and not row.chip:
        return y
    below = layout.after_is_below(row, measured)
    last = y - fonts.line_height(measured.title.role) / 2
    middle = y + fonts.line_height("second") / 2 if below else last
    base = fonts.baseline("second" if below else measured.title.role, middle)
    left = x if below else x + measured.title.end + sizes.S8
    if row.after:
        room = QRectF(left, 0, measured.text_right + x - measured.text - left, 1)
        left = draw.text(painter, room, row.after, "second", "ink3", baseline=base) + sizes.S8
    if row.chip:
        paint_chip(painter, round(left), middle, row.chip, "outline")
    return y + (fonts.line_height("second") if below else 0)


def _paint_right(painter: QPainter, area: QRectF, row: Fact, measured: Measured, middle: float) -> None:
    if not row.right:
        return
    right = area.left() + measured.right
    if row.right_chip:
        wide = layout.right_width(row) - layout.citations_width(row) - sizes.S12
        paint_chip(painter, right - wide, middle, row.right, row.right_chip)
        return
    base = fonts.baseline("content", middle)
    room = QRectF(area.left(), 0, measured.right, 1)
    draw.text(painter, room, row.right, layout.right_role(row), row.right_tone, draw.Right, base)


def _paint_citations(painter: QPainter, row: FactRow, measured: Measured, top: float) -> None:
    for area, number in layout.citation_areas(row, measured, top):
        paint_citation(painter, area.left(), area.center().y(), number)


def _paint_lines(painter: QPainter, corner: QPointF, block: Block, tone: str) -> int:
    """Draw `block` from its top left corner; give back the baseline of the last line."""
    painter.setFont(fonts.font(block.role))
    painter.setPen(colour(tone))
    pitch, base = fonts.line_height(block.role), 0
    for number, words in enumerate(block.lines):
        base = fonts.baseline(block.role, corner.y() + (number + 0.5) * pitch)
        painter.drawText(QPointF(corner.x(), base), words)
    return base
