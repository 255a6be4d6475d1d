"""Paints the rows of the chronology, on screen and on paper alike."""

from __future__ import annotations

from math import ceil
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.chronology.bars import paint_measure
from ui.chronology.lanes import paint_axis, paint_lanes
from ui.chronology.measures import Columns, node_y, row_height
from ui.chronology.model import ROW_ROLE
from ui.chronology.nodes import paint_halo, paint_node
from ui.chronology.rows import ChronologyRow
from ui.parts.chips import chip_width, citation_width, paint_chip, paint_citation
from ui.theme import draw, fonts, scale, sizes
from ui.words import t

Index = QModelIndex | QPersistentModelIndex
_SWATCH = QSize(14, 8)
_SECOND = 18.5  # first line to second
_GAP = 8


class Ground(Protocol):
    """What the delegate asks of the view."""

    def columns(self) -> Columns:
        """Where things stand."""

    def top(self) -> float:
        """The y of the list's top in the viewport, negative when scrolled."""


def paint_row(
    painter: QPainter, area: QRectF, row: ChronologyRow, at: Columns, anchor: float, *, first: bool, chosen: bool
) -> None:
    """One row: its year, date, lanes, node, words and citations. `chosen` makes the title semibold."""
    node = area.top() + node_y(row)
    if row.year and not first:
        draw.hairline(painter, area.left(), area.right(), area.top() + 2)
    paint_axis(painter, area, row, at, first=first)
    paint_lanes(painter, area, row, at, anchor)
    if row.kind == "silence":
        room = QRectF(at.text, area.top(), at.right - at.text, area.height())
        draw.text(painter, room, row.title, "second", "ink3")
        return
    centre = QPointF(area.left() + at.axis, node)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_halo(painter, centre)
    painter.restore()
    paint_node(painter, centre, row.kind, row.certainty)
    _paint_when(painter, area, row, at, node)
    _paint_what(painter, row, at, node, chosen)


def _paint_when(painter: QPainter, area: QRectF, row: ChronologyRow, at: Columns, node: float) -> None:
    base = fonts.baseline("content", node)
    room = QRectF(area.left(), 0, at.date_right, 1)
    if row.year:
        draw.text(painter, room, row.year, "strong", baseline=base)
    draw.text(painter, room, row.date_text, "second", "ink2", draw.Right, baseline=base)
    if row.end_text:
        below = fonts.baseline("second", node + scale() * _SECOND)
        draw.text(painter, room, row.end_text, "second", "ink3", draw.Right, baseline=below)


def _paint_what(painter: QPainter, row: ChronologyRow, at: Columns, node: float, chosen: bool) -> None:
    end = _paint_citations(painter, row, at.right, node)
    words = t("window.chronology.alleged") if row.alleged else ""
    chip = chip_width(words, "outline") + _GAP if words else 0
    room = QRectF(at.text, 0, end - _GAP - chip - at.text, 1)
    base = fonts.baseline("content", node)
    stop = draw.text(painter, room, row.title, "strong" if chosen else "content", baseline=base)
    if words:
        paint_chip(painter, round(stop) + _GAP, node, words, "outline")
    if not row.second:
        return
    x, second = at.text, node + scale() * _SECOND
    if row.swatch:
        paint_measure(
            painter, QRectF(x, ceil(second) - _SWATCH.height() / 2, _SWATCH.width(), _SWATCH.height()), row.swatch
        )
        x += _SWATCH.width() + 6
    room = QRectF(x, 0, at.right - x, 1)
    draw.text(painter, room, row.second, "second", "ink2", baseline=fonts.baseline("second", second))


def _paint_citations(painter: QPainter, row: ChronologyRow, right: float, node: float) -> float:
    """Draw the marks, the last at `right`; give back where they begin."""
    numbers: tuple[int | None, ...] = row.citations or (None,)
    x = right
    for number in reversed(numbers):
        x -= citation_width()
        paint_citation(painter, x, node, number)
        x -= sizes.S4
    return x + sizes.S4


class ChronologyDelegate(QStyledItemDelegate):
    """Paints one row of the list view."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self._ground = ground

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as need be, as high as the row says."""
        return QSize(480, row_height(index.data(ROW_ROLE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground of the state, then the row."""
        row: ChronologyRow = index.data(ROW_ROLE)
        area, at = QRectF(option.rect), self._ground.columns()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if row.kind != "silence":
            self._paint_state(painter, option, row, area, at)
        first = index.row() == 0
        paint_row(painter, area, row, at, self._ground.top(), first=first, chosen=chosen)

    def _paint_state(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ChronologyRow, area: QRectF, at: Columns
    ) -> None:
        above = 4 if row.year else 0
        ground = QRectF(at.text - 8, area.top() + above + 1, at.right + 8 - at.text + 8, area.height() - above - 2)
        if option.state & QStyle.StateFlag.State_Selected:
            draw.box(painter, ground, sizes.CORNER, "sel")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw.box(painter, ground, sizes.CORNER, "hover")
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, ground, sizes.CORNER, None, "accent", sizes.RING)
