"""Items of a navigation list: icon and words, the chosen one on sel in accent and semibold, counts at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.theme import draw, fonts, icons, scaled, sizes

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
_GROUP_GAP = 12


@dataclass(frozen=True)
class RailItem:
    """One place to go. `gap` puts 12 px above it; `count` (or a shortcut) stands at the right."""

    key: str
    words: str
    icon: str
    count: str = ""
    gap: bool = False


class _Items(QAbstractListModel):
    def __init__(self, items: Sequence[RailItem], parent: QWidget) -> None:
        super().__init__(parent)
        self.items = list(items)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == KEY_ROLE:
            return item.key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{item.words} {item.count}".strip()
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: RailList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        item: RailItem = index.data(ITEM_ROLE)
        return QSize(40, scaled(self._view.item_height) + (_GROUP_GAP if item.gap else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: RailItem = index.data(ITEM_ROLE)
        area = QRectF(option.rect).adjusted(0, _GROUP_GAP if item.gap else 0, 0, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        fill = "sel" if selected else "hover_rail" if hovered else None
        draw.box(painter, area, sizes.CORNER, fill)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, area, sizes.CORNER, None, "accent", sizes.RING)
        tone = "accent" if selected else "ink2"
        folded = self._view.is_folded()
        left = area.left() + ((area.width() - sizes.ICON_LARGE) / 2 if folded else self._view.icon_x)
        icons.paint(painter, item.icon, left, area.center().y() - sizes.ICON_LARGE / 2, sizes.ICON_LARGE, tone)
        if folded:
            return
        left = area.left() + self._view.text_x
        base = fonts.baseline("content", area.center().y())
        right = area.right() - 8
        if item.count:
            count_tone = "accent" if selected else "ink2" if hovered else "ink3"
            room = QRectF(left, 0, right - left, 1)
            draw.text(painter, room, item.count, "second", count_tone, draw.Right, baseline=base)
            right -= fonts.width("second", item.count) + 8
        role = "strong" if selected else "content"
        draw.text(painter, QRectF(left, 0, right - left, 1), item.words, role, tone, baseline=base)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if not self._view.is_folded() or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), str(index.data()), view)
        return True


class RailList(QListView):
    """Places to go: one tab stop, arrows; `went` carries the key on click, Enter or arrow.

    `item_height`, `icon_x` and `text_x` (from the item's left) are the look's for the rail unless given.
    """

    went = Signal(str)

    def __init__(
        self,
        items: Sequence[RailItem],
        item_height: int = sizes.ROW,
        icon_x: int = 8,
        text_x: int = 36,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.item_height, self.icon_x, self.text_x = item_height, icon_x, text_x
        self._items = _Items(items, self)
        self.setModel(self._items)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self.went.emit(str(index.data(KEY_ROLE))))
        self.activated.connect(lambda index: self.went.emit(str(index.data(KEY_ROLE))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where one is stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def is_folded(self) -> bool:
        """Whether there is room for icons only."""
        return self.width() < 2 * sizes.RAIL_FOLDED

    def choose(self, key: str) -> None:
        """Show the item `key` as the place where one is; an unknown key clears that."""
        for number, item in enumerate(self._items.items):
            if item.key == key:
                self.setCurrentIndex(self._items.index(number))
                return
        self.selectionModel().clear()

    def key(self) -> str:
        """The key of the chosen item, or an empty string."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def set_count(self, key: str, words: str) -> None:
        """Show `words` as the count of `key`."""
        for number, item in enumerate(self._items.items):
            if item.key == key:
                self._items.items[number] = replace(item, count=words)
                self._items.dataChanged.emit(self._items.index(number), self._items.index(number))

    def content_height(self) -> int:
        """The height of all items."""
        gaps = sum(_GROUP_GAP for item in self._items.items if item.gap)
        return scaled(self.item_height) * len(self._items.items) + gaps
