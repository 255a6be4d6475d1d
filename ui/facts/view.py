"""Facts in a list: what is known, wrapped, under headings, each with its citations. One tab stop, arrows, Enter opens.

>>> facts = FactList(columns=True)
>>> facts.show_rows([Head("Charges", "2"), Fact("id", "Organising a protest", left="article 174", citations=(1, 3))])
>>> facts.opened.connect(...)       # key, on Enter or double click
>>> facts.cited.connect(...)        # key and number, on a click at a mark
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.facts.layout import Measured, citation_areas, measure
from ui.facts.paint import paint_fact, paint_ground, paint_head
from ui.facts.rows import Fact, FactRow, Head
from ui.parts import clipboard
from ui.words import t

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex

__all__ = ["Fact", "FactList", "FactRow", "Head", "in_words"]


class FactsModel(QAbstractListModel):
    """The rows as Qt's views want them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[FactRow, ...] = ()

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Hold `rows` instead of what there was."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        """How many rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """By role: all words of the row, its key, the row."""
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == KEY_ROLE:
            return row.key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings that are no records are read past, not chosen."""
        row = self.rows[index.row()]
        if isinstance(row, Head) and not row.key:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def in_words(row: FactRow) -> str:
    """All that a row says by place and colour, for a screen reader and for copying."""
    cited = [
        t("window.chronology.no_citation" if n is None else "window.chronology.citation", number=n)
        for n in row.citations
    ]
    if isinstance(row, Head):
        parts = [row.title, row.count, row.second, *cited]
    else:
        mark = "" if row.mark is None else str(row.mark)
        parts = [mark, row.left, row.left_second, row.title, row.after, row.chip, row.second, row.right, *cited]
    return ", ".join(part.replace("\n", ", ") for part in parts if part)


def _is_link(row: FactRow) -> bool:
    return isinstance(row, Fact) and row.link


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: FactList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._view.measured(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FactRow = index.data(ROW_ROLE)
        measured, area = self._view.measured(index), QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and bool(row.key)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        paint_ground(painter, area, measured, selected=selected, hovered=hovered, focused=focused)
        if isinstance(row, Head):
            paint_head(painter, area, row, measured)
        else:
            paint_fact(painter, area, row, measured, chosen=selected)


class FactList(QListView):
    """A list of facts. `columns` gives it a left column; `hairlines` are those under its headings."""

    opened = Signal(str)
    chosen = Signal(str)
    cited = Signal(str, int)

    def __init__(self, *, columns: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.facts = FactsModel(self)
        self.setModel(self.facts)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(self._open)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.chosen.emit(str(now.data(KEY_ROLE) or ""))
        )

    def show_rows(self, rows: Sequence[FactRow]) -> None:
        """Show `rows`, keeping the chosen one and the place in the list."""
        before, place = self.key(), self.verticalScrollBar().value()
        self.facts.show_rows(rows)
        if before:
            self.choose(before)
        self.verticalScrollBar().setValue(place)

    def key(self) -> str:
        """The key of the chosen row, or an empty string."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def choose(self, key: str) -> None:
        """Choose the first row with `key`, if there is one."""
        for number, row in enumerate(self.facts.rows):
            if row.key == key:
                self.setCurrentIndex(self.facts.index(number))
                return

    def measured(self, index: Index) -> Measured:
        """How the row lies at the present width."""
        row = self.facts.rows[index.row()]
        return measure(row, self.viewport().width(), columns=self._columns, first=index.row() == 0)

    def content_height(self) -> int:
        """The height of all rows at the present width."""
        return sum(self.sizeHintForRow(number) for number in range(self.facts.rowCount()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a mark opens passage and source."""
        super().mouseReleaseEvent(event)
        found = self._citation_at(event.position())
        index = self.indexAt(event.position().toPoint())
        if found is not None:
            self.cited.emit(*found)
        elif index.isValid() and _is_link(index.data(ROW_ROLE)):
            self._open(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a mark."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = self._citation_at(event.position()) is not None or (index.isValid() and _is_link(index.data(ROW_ROLE)))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy copies the chosen row in words."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            clipboard.copy(str(self.currentIndex().data()))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        key = str(index.data(KEY_ROLE) or "")
        if key:
            self.opened.emit(key)

    def _citation_at(self, spot: QPointF) -> tuple[str, int] | None:
        index = self.indexAt(QPoint(round(spot.x()), round(spot.y())))
        if not index.isValid():
            return None
        row: FactRow = index.data(ROW_ROLE)
        for area, number in citation_areas(row, self.measured(index), self.visualRect(index).top()):
            if number is not None and area.adjusted(-2, -4, 2, 4).contains(spot):
                return row.key, number
        return None
