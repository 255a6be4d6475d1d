"""The results of the palette: rows under a head for each kind."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts.marked import paint_marked
from ui.shell.answers import Answer, Found, FoundGroup
from ui.theme import draw, fonts, icons, scale, scaled, sizes

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_HEAD = 28
_SIDE, _EDGE = 20, 8


class ResultsModel(QAbstractListModel):
    """Heads and results in one list; only results can be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Found | FoundGroup] = []

    def show_answer(self, answer: Answer, kind: str) -> None:
        """Show all of `answer`, or the results of `kind`."""
        self.beginResetModel()
        self._entries = []
        for group in answer.groups:
            if kind in ("", group.kind) and group.found:
                self._entries += [group, *group.found]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        """Heads and results."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """By role: the words, the entry."""
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(entry, FoundGroup):
                return entry.words
            return " ".join(words for words, _ in (*entry.title, *entry.second))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        if isinstance(self._entries[index.row()], FoundGroup):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, FoundGroup):
            return QSize(200, scaled(_HEAD))
        return QSize(200, scaled(sizes.ROW_TWO_LINES if entry.second else sizes.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, area = index.data(ENTRY_ROLE), QRectF(option.rect)
        if isinstance(entry, FoundGroup):
            room = area.adjusted(_SIDE, scaled(5), -_SIDE, 0)
            draw.text(painter, room, entry.words, "second", "ink2")
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = area.adjusted(_EDGE, 0, -_EDGE, 0)
        draw.box(painter, ground, sizes.CORNER, "sel" if selected else "hover" if hovered else None)
        self._paint_result(painter, area, entry, selected)

    def _paint_result(self, painter: QPainter, area: QRectF, found: Found, selected: bool) -> None:
        first = area.top() + scaled(15) if found.second else area.center().y()
        left, right = area.left() + _SIDE + sizes.ICON + sizes.GAP_ROW, area.right() - _SIDE
        icons.paint(
            painter,
            found.icon,
            area.left() + _SIDE,
            first - sizes.ICON / 2,
            sizes.ICON,
            "accent" if selected else "ink3",
        )
        base = fonts.baseline("content", first)
        mark = "mark_sel" if selected else "mark"
        if found.right:
            draw.text(painter, QRectF(left, 0, right - left, 1), found.right, "second", "ink2", draw.Right, base)
        room = QRectF(left, 0, right - left - fonts.width("second", found.right) - 12, 1)
        paint_marked(painter, room, found.title, "strong" if selected else "content", "ink", base, mark)
        if found.second:
            base = fonts.baseline("second", first + scale() * 18.5)
            paint_marked(painter, QRectF(left, 0, right - left, 1), found.second, "second", "ink2", base, mark)


class ResultsList(QListView):
    """The list under the query. The query keeps the keyboard; `step` moves the choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultsModel(self)
        self.setModel(self.results)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)

    def show_answer(self, answer: Answer, kind: str) -> None:
        """Show `answer` with its first result chosen."""
        self.results.show_answer(answer, kind)
        self.step(1)

    def chosen(self) -> Found | None:
        """The chosen result."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        return entry if isinstance(entry, Found) else None

    def step(self, by: int) -> None:
        """Choose the next result, or with -1 the one before; heads are passed over."""
        number = self.currentIndex().row() + by
        while 0 <= number < self.results.rowCount():
            index = self.results.index(number)
            if isinstance(index.data(ENTRY_ROLE), Found):
                self.setCurrentIndex(index)
                if number == 1:
                    self.scrollToTop()
                return
            number += by
