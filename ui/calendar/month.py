"""The grid of a month: six weeks from Monday to Sunday. One tab stop; arrows move by days, Page Up and Down by months.

>>> grid = MonthGrid()
>>> grid.show_month(date(2024, 5, 2), events, today)
>>> grid.chosen.connect(...)        # a day, chosen by key or click; it may lie in another month
>>> grid.entered.connect(...)       # Enter or a double click: to the entries of that day
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from casefile.usecases.calendar import Event
from ui.calendar import days, sayings
from ui.calendar.cells import CELL_ROLE, DayCell, DayCells, WeekHead
from ui.parts import tips
from ui.words import t

Index = QModelIndex | QPersistentModelIndex

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -days.WEEK,
    Qt.Key.Key_Down: days.WEEK,
}


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells: tuple[DayCell, ...] = ()

    def show_cells(self, cells: Sequence[DayCell]) -> None:
        self.beginResetModel()
        self.cells = tuple(cells)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        return 0 if parent.isValid() else days.WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else days.WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = index.row() * days.WEEK + index.column()
        if place >= len(self.cells):
            return None
        cell = self.cells[place]
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sayings.spoken(cell.day, cell.events)
        if role == Qt.ItemDataRole.ToolTipRole and cell.events:
            return tips.plain(sayings.spoken(cell.day, cell.events))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return days.weekday_heads()[section]
        return None


class MonthGrid(QTableView):
    """Shows one month; see the module."""

    chosen = Signal(object)
    entered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(DayCells(self))
        self.setHorizontalHeader(WeekHead(self))
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(24)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("calendar.month.name"))
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)
        self.doubleClicked.connect(lambda index: self.entered.emit(index.data(CELL_ROLE).day))

    def show_month(self, day: date, events: Sequence[Event], today: date) -> None:
        """Show the month of `day` with `day` chosen."""
        cells = []
        for each in days.shown(day):
            on_day = tuple(event for event in events if event.has_day and event.first == each)
            cells.append(DayCell(each, on_day, is_other=each.month != day.month, is_today=each == today))
        self._model.show_cells(cells)
        place = (day - days.first_shown(day)).days
        self.setCurrentIndex(self._model.index(place // days.WEEK, place % days.WEEK))

    def day(self) -> date | None:
        """The chosen day."""
        cell: DayCell | None = self.currentIndex().data(CELL_ROLE) if self.currentIndex().isValid() else None
        return cell.day if cell else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days and months; Enter goes to the entries of the day."""
        day, key = self.day(), Qt.Key(event.key())
        if day is None:
            return
        if key in _STEPS:
            self.chosen.emit(day + timedelta(_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.chosen.emit(days.stepped(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            to = -day.weekday() if key == Qt.Key.Key_Home else days.WEEK - 1 - day.weekday()
            self.chosen.emit(day + timedelta(to))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(day)
        else:
            event.ignore()

    def _choose(self, index: QModelIndex) -> None:
        cell: DayCell | None = index.data(CELL_ROLE)
        if cell is not None:
            self.chosen.emit(cell.day)
