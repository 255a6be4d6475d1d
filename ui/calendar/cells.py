"""Painting the days of a month: the number, then as many entries as fit, then how many more there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casefile.usecases.calendar import Event, Sort
from ui.calendar import sayings
from ui.theme import draw, fonts, icons, scaled, sizes
from ui.theme.current import colour
from ui.words import t

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD = 6
_NUMBER = 22  # the box of today's number
_SATURDAY = 5


@dataclass(frozen=True)
class DayCell:
    """One day of the grid: its entries, whether it belongs to another month, and whether it is today."""

    day: date
    events: tuple[Event, ...] = ()
    is_other: bool = False
    is_today: bool = False


class WeekHead(QHeaderView):
    """The names of the days, small and without fill."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        """As high as the head of a table."""
        return QSize(super().sizeHint().width(), scaled(sizes.TABLE_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one name."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        area = QRectF(rect).adjusted(_PAD, 0, -2, 0)
        draw.text(painter, area, words, "second", "ink2")


class DayCells(QStyledItemDelegate):
    """Draws a `DayCell`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, number, entries."""
        cell: DayCell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        area = QRectF(option.rect)
        self._ground(painter, option, cell, area, index.column())
        self._number(painter, cell, area)
        self._entries(painter, cell, area)

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, cell: DayCell, area: QRectF, column: int
    ) -> None:
        if cell.day.weekday() >= _SATURDAY:
            painter.fillRect(area, colour("sunken"))
        draw.hairline(painter, area.left(), area.right(), area.top())
        if column:
            painter.fillRect(QRectF(area.left(), area.top(), 1, area.height()), colour("hair"))
        inside = area.adjusted(2, 2, -1, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            draw.box(painter, inside, sizes.CORNER_BOX, "sel")
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw.box(painter, inside, sizes.CORNER_BOX, "hover")
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, inside, sizes.CORNER_BOX, None, "accent", sizes.RING)

    def _number(self, painter: QPainter, cell: DayCell, area: QRectF) -> None:
        words, role = str(cell.day.day), "second_strong" if cell.is_today else "second"
        side = max(scaled(_NUMBER), fonts.width(role, words) + 8)
        box = QRectF(area.left() + _PAD - 2, area.top() + 4, side, scaled(_NUMBER) - 4)
        if cell.is_today:
            draw.box(painter, box, sizes.CORNER_BOX, "fill")
            draw.text(painter, box, words, role, "on_fill", draw.Centre)
            return
        draw.text(painter, box.adjusted(2, 0, 0, 0), words, role, "ink3" if cell.is_other else "ink2")

    def _entries(self, painter: QPainter, cell: DayCell, area: QRectF) -> None:
        line = fonts.line_height("second") + 1
        top = area.top() + scaled(_NUMBER) + 4
        room = int((area.bottom() - 3 - top) // line)
        shown = cell.events if len(cell.events) <= room else cell.events[: max(room - 1, 0)]
        for event in shown:
            self._entry(painter, event, QRectF(area.left() + _PAD, top, area.width() - _PAD - 4, line))
            top += line
        rest = len(cell.events) - len(shown)
        if rest and room > 0:
            box = QRectF(area.left() + _PAD, top, area.width() - _PAD - 4, line)
            draw.text(painter, box, t("calendar.more", n=rest), "second", "ink3")
        elif rest:
            right = QRectF(area.left(), area.top() + 4, area.width() - _PAD, scaled(_NUMBER) - 4)
            draw.text(painter, right, str(rest), "second_strong", "accent", draw.Right)

    def _entry(self, painter: QPainter, event: Event, area: QRectF) -> None:
        tone = "due" if event.is_overdue else "ink3" if event.is_done or event.sort is Sort.PROPOSED else "ink"
        y = area.center().y() - sizes.ICON_CHIP / 2
        icons.paint(painter, sayings.icon(event), area.left(), y, sizes.ICON_CHIP, "ink2" if tone == "ink" else tone)
        role = "second_strong" if event.is_overdue else "second"
        draw.text(painter, area.adjusted(sizes.ICON_CHIP + 4, 0, 0, 0), sayings.words(event), role, tone)
