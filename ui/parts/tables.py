"""Tables: a head of 12 without fill, hairlines between rows, no grid; cells say themselves how they look.

>>> table = TableView([Column("Not allowed", stretch=True), Column("Except", wide=206)])
>>> table.show_rows([TableRow("1", (Cell("No paid work"), Cell("—", citations=(1,))))])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.parts.chips import ChipKind, citation_width, paint_chip, paint_citation
from ui.theme import draw, icons, scaled, sizes

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_GAP = 4


@dataclass(frozen=True)
class Cell:
    """One cell: words in a `role` and `tone` of the theme, at the right for numbers, after an `icon`, or in a `chip`.

    `citations` are drawn as marks from the right; None among them is a missing citation.
    """

    text: str = ""
    role: str = "content"
    tone: str = "ink"
    icon: str = ""
    chip: ChipKind | None = None
    right: bool = False
    citations: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column: its head, and either a share of the spare width or `wide` px."""

    head: str
    stretch: bool = False
    wide: int = 120
    right: bool = False


@dataclass(frozen=True)
class TableRow:
    """The cells of one row; `key` comes back in signals."""

    key: str
    cells: tuple[Cell, ...]


class TableModel(QAbstractTableModel):
    """Rows of cells as Qt's views want them."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: tuple[TableRow, ...] = ()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Hold `rows` instead of what there was."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """By role: the words, the key of the row, the `Cell`."""
        row = self._rows[index.row()]
        if role == KEY_ROLE:
            return row.key
        cell = row.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        return None


class _Head(QHeaderView):
    def __init__(self, columns: tuple[Column, ...], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setFixedHeight(scaled(sizes.TABLE_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        area = QRectF(rect)
        align = draw.Right if self._columns[section].right else draw.Left
        room = area.adjusted(_GAP, 0, -_GAP, -1)
        draw.text(painter, room, self._columns[section].head, "second", "ink2", align)
        draw.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1)


class _Cells(QStyledItemDelegate):
    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(64, scaled(sizes.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, area, index, selected)
        room = area.adjusted(_GAP, 0, -_GAP, 0)
        for number in reversed(cell.citations):
            paint_citation(painter, room.right() - citation_width(), room.center().y(), number)
            room.setRight(room.right() - citation_width() - _GAP)
        if cell.icon:
            top = room.center().y() - sizes.ICON / 2
            icons.paint(painter, cell.icon, room.left(), top, sizes.ICON, "accent" if selected else cell.tone)
            room.setLeft(room.left() + sizes.ICON + sizes.GAP_ROW)
        if cell.chip and cell.text:
            paint_chip(painter, room.left(), room.center().y(), cell.text, cell.chip)
        else:
            align = draw.Right if cell.right else draw.Left
            draw.text(painter, room, cell.text, cell.role, cell.tone, align)

    def _ground(self, painter: QPainter, area: QRectF, index: Index, selected: bool) -> None:
        tone = "sel" if selected else "hover" if index.row() == self._view.hovered else None
        draw.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1)
        whole = QRectF(0, area.top() - 1 if selected else area.top(), self._view.viewport().width(), area.height())
        painter.save()
        painter.setClipRect(area.adjusted(0, -1, 0, 0))
        if tone:
            draw.box(painter, whole, sizes.CORNER, tone)
        if selected and self._view.hasFocus():
            draw.box(painter, whole, sizes.CORNER, None, "accent", sizes.RING)
        painter.restore()


class TableView(QTableView):
    """A table of cells: one tab stop, arrows by row, `opened` with the key on Enter or double click, `chosen` on change."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.cells = TableModel(columns, self)
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        quiet = self.palette()  # the style would fill the chosen row square; the delegate paints it round
        quiet.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(quiet)
        self._lay_out_columns()
        self.activated.connect(lambda index: self.opened.emit(str(index.data(KEY_ROLE))))
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.chosen.emit(str(now.data(KEY_ROLE) or ""))
        )

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show `rows`."""
        self.cells.show_rows(rows)

    def fit_height(self) -> None:
        """Be exactly as high as head and rows, for tables that are part of a page and scroll with it."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.cells.rowCount() * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(rows + scaled(sizes.TABLE_HEAD))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The whole row is under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: Any) -> None:
        """No row is."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _lay_out_columns(self) -> None:
        head = _Head(self.cells.columns, self)
        self.setHorizontalHeader(head)
        head.setMinimumSectionSize(24)
        for number, column in enumerate(self.cells.columns):
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(number, mode)
            head.resizeSection(number, scaled(column.wide))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(sizes.ROW_COMPACT)
        rows.setDefaultSectionSize(scaled(sizes.ROW))
