"""Lists: a list view of plain rows, painted by one delegate in three heights.

>>> view = ListView("list")                 # "list" 52 edge to edge; in a page "tall" 56, "two" 48, "one" 32
>>> view.show_rows([Row("KZ-1", "Max B.", reference="KZ-2016-003", second="restricted", icon="user-round")])
>>> view.opened.connect(lambda key: ...)    # Enter, double click or click
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts.chips import chip_width, paint_chip
from ui.theme import colour, draw, fonts, icons, scale, scaled, sizes

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
Shape = Literal["list", "tall", "two", "one"]
_HEIGHTS: dict[Shape, int] = {
    "list": sizes.ROW_LIST,
    "tall": sizes.ROW_TALL,
    "two": sizes.ROW_TWO_LINES,
    "one": sizes.ROW,
}
_LEAST_AFTER = 24  # px in which a word can begin
# the middle of the first and of the second line, from the row's top
_LINES: dict[Shape, tuple[float, float]] = {"list": (18, 36.5), "tall": (20, 39), "two": (15, 34), "one": (16, 16)}


@dataclass(frozen=True)
class Row:
    """What a list row shows, all of it words for people.

    `key` comes back in signals; `after` follows the title in 12 ink3 (other spellings); `reference` stands before `second` in ink3;
    `right` in `right_tone` at the right end, as an amber chip when `overdue`.
    """

    key: str
    title: str
    second: str = ""
    reference: str = ""
    icon: str = ""
    right: str = ""
    right_tone: str = "ink2"
    overdue: bool = False
    enabled: bool = True
    after: str = ""


class RowsModel(QAbstractListModel):
    """Rows as Qt's views want them; the display text is what a screen reader says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold `rows` instead of what there was."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Hold `rows` after those there are."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += tuple(rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """By role: the words, the key, the `Row`."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == KEY_ROLE:
            return row.key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.after, row.reference, row.second, row.right) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Disabled rows cannot be chosen."""
        return super().flags(index) if self._rows[index.row()].enabled else Qt.ItemFlag.NoItemFlags

    def keys(self) -> set[str]:
        """The keys of all rows."""
        return {row.key for row in self._rows}

    def find(self, key: str) -> QModelIndex:
        """The index of the row `key`, or an invalid one."""
        for number, row in enumerate(self._rows):
            if row.key == key:
                return self.index(number)
        return QModelIndex()


class RowDelegate(QStyledItemDelegate):
    """Paints `Row`s in one shape."""

    def __init__(self, shape: Shape, hover: str = "hover", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape, self._hover = shape, hover

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The height of the shape."""
        return QSize(120, scaled(_HEIGHTS[self._shape]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, words, right end."""
        row: Row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._ground(painter, option, area, selected)
        middle = area.center().y()
        first, second = middle, middle
        if self._shape != "one" and (row.second or row.reference):
            first, second = (area.top() + scale() * line for line in _LINES[self._shape])
        left = area.left() + (16 if self._shape == "list" else 12)
        if row.icon:
            tone = "off" if not row.enabled else "accent" if selected else "ink3"
            size = sizes.ICON_LARGE if self._shape == "tall" else sizes.ICON
            top = (first if self._shape == "list" else middle) - size / 2
            icons.paint(painter, row.icon, left, top, size, tone)
            left += size + sizes.GAP_ROW
        end = self._right_end(painter, row, area, first if self._shape == "list" else middle)
        base = fonts.baseline("content", first)
        role = "strong" if selected else "content"
        ink = "ink" if row.enabled else "off"
        stop = draw.text(painter, QRectF(left, 0, end - left, 1), row.title, role, ink, baseline=base) + sizes.S8
        if row.after and end - stop > _LEAST_AFTER:
            draw.text(painter, QRectF(stop, 0, end - stop, 1), row.after, "second", "ink3", baseline=base)
        if second != first:
            self._second_line(painter, row, left, area.right() - 12 if self._shape == "list" else end, second)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF, selected: bool) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and bool(
            option.state & QStyle.StateFlag.State_Enabled
        )
        edge_to_edge = self._shape == "list"
        tone = "sel" if selected else self._hover if hovered else None
        if edge_to_edge:
            if tone:
                painter.fillRect(area, colour(tone))
            if not selected:
                draw.hairline(painter, area.left() + 44, area.right(), area.bottom() - 1)
        elif tone:
            draw.box(painter, area, sizes.CORNER, tone)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, area, 0 if edge_to_edge else sizes.CORNER, None, "accent", sizes.RING)

    def _right_end(self, painter: QPainter, row: Row, area: QRectF, centre: float) -> float:
        """Draw what stands at the right; give back where the title must stop."""
        margin = 16 if self._shape == "list" else 12
        if not row.right:
            return area.right() - margin
        if row.overdue:
            x = area.right() - margin + 7 - chip_width(row.right, "due")
            paint_chip(painter, x, centre, row.right, "due")
            return x - sizes.S8
        role = "second_strong" if row.right_tone == "due" else "second"
        x = area.right() - margin - fonts.width(role, row.right)
        room = QRectF(x, 0, area.right() - x, 1)
        baseline = fonts.baseline("content", centre) if self._shape == "one" else fonts.baseline("second", centre)
        draw.text(painter, room, row.right, role, row.right_tone, baseline=baseline)
        return x - sizes.S8

    def _second_line(self, painter: QPainter, row: Row, left: float, end: float, centre: float) -> None:
        base = fonts.baseline("second", centre)
        if row.reference:
            words = f"{row.reference} · " if row.second else row.reference
            room = QRectF(left, 0, end - left, 1)
            left = draw.text(painter, room, words, "second", "ink3", baseline=base)
        draw.text(painter, QRectF(left, 0, end - left, 1), row.second, "second", "ink2", baseline=base)


class ListView(QListView):
    """A list of rows: one tab stop, arrows, and `opened` with the key on Enter or click; `chosen` as the row changes."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, shape: Shape, hover: str = "hover", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(shape, hover, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        self._entered = False
        self.selectionModel().currentChanged.connect(self._move)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`, keeping the chosen one if it is still there."""
        before = self.key()
        self.rows.show_rows(rows)
        self.choose(before)

    def key(self) -> str:
        """The key of the chosen row, or an empty string."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def choose(self, key: str) -> None:
        """Choose the row `key`, if there is one."""
        index = self.rows.find(key)
        if index.isValid():
            self.setCurrentIndex(index)

    def fit_height(self) -> None:
        """Be exactly as high as the rows, for lists that are part of a page and scroll with it."""
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self.rows.rowCount())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard may stand on the first row when it comes; that chooses nothing yet, for what is shown may still be on its way."""
        self._entered = True
        super().focusInEvent(event)
        self._entered = False

    def _move(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._entered:
            self.chosen.emit(str(now.data(KEY_ROLE) or ""))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(str(index.data(KEY_ROLE)))
