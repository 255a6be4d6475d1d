"""The lists of the start page: lines without an edge, each under a hairline, flush with the heading above them.

An agenda has four columns: what it is, when, what, and whose. A side list has what it is about and, at the right, what to know of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.parts.chips import chip_width, paint_chip
from ui.theme import draw, fonts, icons, scaled, sizes

Index = QModelIndex | QPersistentModelIndex
Look = Literal["plain", "due", "overdue"]
LINE_ROLE = Qt.ItemDataRole.UserRole + 1

AIR = 8
"""How far a line reaches beyond its words at either side, for its hover and focus."""
_LEAD, _TITLE, _ASIDE = 28, 144, 152
_FIRST, _SECOND = 16, 35  # middles of the two lines of a row, from its top


@dataclass(frozen=True)
class LineItem:
    """One line. `key` comes back in signals; `lead` is a day; `note` follows the title in ink2; `second` makes the line higher.

    `tick` names what a click at the icon does, or is empty where it does nothing; `right` has the tone ``ink2`` or ``due``.
    """

    key: str
    title: str
    note: str = ""
    second: str = ""
    lead: str = ""
    look: Look = "plain"
    icon: str = ""
    tick: str = ""
    right: str = ""
    right_tone: str = "ink2"

    def spoken(self) -> str:
        """What a screen reader says."""
        title = f"{self.title} {self.note}".strip()
        return ", ".join(part for part in (self.lead, title, self.second, self.right) if part)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[LineItem, ...] = ()

    def show_lines(self, lines: Sequence[LineItem]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken()
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: Lines, *, agenda: bool) -> None:
        super().__init__(view)
        self._view, self._agenda = view, agenda

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: LineItem = index.data(LINE_ROLE)
        return QSize(64, scaled(sizes.ROW_TWO_LINES if line.second else sizes.ROW))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        line: LineItem | None = index.data(LINE_ROLE) if index.isValid() else None
        area = QRectF(option.rect)
        if line is None:
            return False
        if line.tick and icon_area(option.rect).contains(event.pos()):
            QToolTip.showText(event.globalPos(), line.tick, view)
        elif fonts.width("content", f"{line.title} {line.note}") > self._end(line, area) - self._left(area):
            QToolTip.showText(event.globalPos(), line.spoken(), view)
        else:
            QToolTip.hideText()
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: LineItem = index.data(LINE_ROLE)
        area = QRectF(option.rect)
        self._ground(painter, option, area)
        middle = area.center().y() + 1  # below the hairline
        first = area.top() + scaled(_FIRST) if line.second else middle
        base = fonts.baseline("content", first)
        if self._agenda:
            self._lead(painter, line, area, base, middle, hovered=self._view.over_tick == index.row())
        left, end = self._left(area), self._end(line, area)
        x = draw.text(painter, QRectF(left, 0, end - left, 1), line.title, baseline=base)
        if line.note and x < end:
            draw.text(painter, QRectF(x + 4, 0, end - x - 4, 1), line.note, "content", "ink2", baseline=base)
        if line.second:
            below = fonts.baseline("second", area.top() + scaled(_SECOND))
            draw.text(painter, QRectF(left, 0, end - left, 1), line.second, "second", "ink2", baseline=below)
        self._right(painter, line, area, middle)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        draw.hairline(painter, area.left() + AIR, area.right() - AIR, area.top())
        inside = area.adjusted(0, 1, 0, 0)
        if option.state & QStyle.StateFlag.State_MouseOver:
            draw.box(painter, inside, sizes.CORNER, "hover")
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, inside, sizes.CORNER, None, "accent", sizes.RING)

    def _lead(
        self, painter: QPainter, line: LineItem, area: QRectF, base: int, middle: float, *, hovered: bool
    ) -> None:
        name, tone = (
            (("circle-check", "accent") if hovered else (line.icon, "ink2")) if line.tick else (line.icon, "ink2")
        )
        if name:
            icons.paint(painter, name, area.left() + AIR, middle - sizes.ICON / 2, sizes.ICON, tone)
        x = area.left() + AIR + _LEAD
        if line.look == "overdue":
            paint_chip(painter, x, middle, line.lead, "due")
            return
        role, tone = ("strong", "due") if line.look == "due" else ("content", "ink2")
        draw.text(painter, QRectF(x, 0, self._view.lead_width, 1), line.lead, role, tone, baseline=base)

    def _right(self, painter: QPainter, line: LineItem, area: QRectF, middle: float) -> None:
        if not line.right:
            return
        end = area.right() - AIR
        role = "second_strong" if line.right_tone == "due" else "second"
        if self._agenda:
            room = QRectF(end - scaled(_ASIDE), 0, scaled(_ASIDE), 1)
            base = fonts.baseline("content", middle - 1)
            draw.text(painter, room, line.right, role, line.right_tone, baseline=base)
            return
        base = fonts.baseline("second", middle) if line.second else fonts.baseline("content", middle - 1)
        wide = fonts.width(role, line.right)
        draw.text(painter, QRectF(end - wide, 0, wide, 1), line.right, role, line.right_tone, baseline=base)

    def _left(self, area: QRectF) -> float:
        return area.left() + AIR + (_LEAD + self._view.lead_width if self._agenda else 0)

    def _end(self, line: LineItem, area: QRectF) -> float:
        end = area.right() - AIR
        if self._agenda:
            return end - scaled(_ASIDE) - sizes.S12
        role = "second_strong" if line.right_tone == "due" else "second"
        return end - (fonts.width(role, line.right) + sizes.S12 if line.right else 0)


def icon_area(row: QRect) -> QRect:
    """Where, in the rectangle of a row, a click ticks it off."""
    return QRect(row.left(), row.top(), AIR + sizes.ICON + AIR, row.height())


class Lines(QListView):
    """A list as high as its lines. `opened` carries the key on Enter or click, `ticked` on Space or a click at the icon."""

    opened = Signal(str)
    ticked = Signal(str)

    def __init__(self, *, agenda: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead_width, self.over_tick = 0, -1
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, agenda=agenda))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._clicked)

    def model(self) -> _Model:
        """The lines, as Qt's views want them."""
        return self._model

    def show_lines(self, lines: Sequence[LineItem]) -> None:
        """Show `lines` and be as high as they are. The row that has the keyboard keeps it."""
        row = self.currentIndex().row()
        self._model.show_lines(lines)
        if lines and row >= 0:
            self.setCurrentIndex(self._model.index(min(row, len(lines) - 1)))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text makes higher lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def wheelEvent(self, event: Any) -> None:
        """Leave scrolling to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks off."""
        line: LineItem | None = self.currentIndex().data(LINE_ROLE) if self.currentIndex().isValid() else None
        if line is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(line.key)
        elif line is not None and line.tick and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(line.key)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what a click at the icon would do."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        line: LineItem | None = index.data(LINE_ROLE) if index.isValid() else None
        inside = line is not None and icon_area(self.visualRect(index)).contains(event.position().toPoint())
        self._hover_tick(index.row() if line is not None and line.tick and inside else -1)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        super().leaveEvent(event)
        self._hover_tick(-1)

    def focusInEvent(self, event: Any) -> None:
        """The keyboard begins at the first line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.lines:
            self.setCurrentIndex(self._model.index(0))

    def _clicked(self, index: QModelIndex) -> None:
        line: LineItem = index.data(LINE_ROLE)
        place: QPoint = self.viewport().mapFromGlobal(self.cursor().pos())
        if line.tick and (self.over_tick == index.row() or icon_area(self.visualRect(index)).contains(place)):
            self.ticked.emit(line.key)
        else:
            self.opened.emit(line.key)

    def _hover_tick(self, row: int) -> None:
        if row != self.over_tick:
            self.over_tick = row
            self.viewport().update()

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self._model.rowCount())))

    def widest_lead(self) -> int:
        """Width of the column of days that these lines need."""
        widths = (
            chip_width(line.lead, "due") if line.look == "overdue" else fonts.width("strong", line.lead)
            for line in self._model.lines
            if line.lead
        )
        return max(scaled(_TITLE - _LEAD), ceil(max(widths, default=0)) + sizes.S16)


def align_leads(lists: Sequence[Lines]) -> None:
    """Let the titles of several agendas begin in one line."""
    widest = max(each.widest_lead() for each in lists)
    for each in lists:
        each.lead_width = widest
        each.viewport().update()


__all__ = ["AIR", "LineItem", "Lines", "align_leads", "icon_area"]
