"""A choice from a list that drops down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.parts.fields import State, paint_frame
from ui.theme import draw, fonts, icons, scaled, sizes

_CHEVRON_ROOM = sizes.ICON + 10 + 8


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        words = str(index.data() or "")
        return QSize(round(fonts.width("content", words)) + 24, scaled(sizes.MENU_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area = QRectF(option.rect)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            draw.box(painter, area.adjusted(4, 0, -4, 0), sizes.CORNER_BOX, "sel")
        draw.text(painter, area.adjusted(12, 0, -8, 0), str(index.data() or ""))


class Choice(QComboBox):
    """One of a list of (value, words). `set_state` shows a finding or refusal as fields do.

    `value()` is the chosen value or an empty string; `placeholder` shows while nothing is chosen; `icon` stands before.
    """

    def __init__(
        self,
        options: Sequence[tuple[str, str]] = (),
        value: str = "",
        placeholder: str = "",
        icon: str = "",
        height: int = sizes.FIELD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height, self._icon = height, icon
        self._state: State = "rest"
        self._inside: str = ""
        self._inside_width = 0
        self.setView(QListView(self))
        self.setItemDelegate(_Rows(self))
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        for key, words in options:
            self.addItem(words, key)
        self.choose(value)

    def value(self) -> str:
        """The chosen value."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Show `value` as chosen; one that is not in the list leaves nothing chosen."""
        self.setCurrentIndex(self.findData(value))

    def set_inside(self, label: str, room: int) -> None:
        """Put `label` inside the edge, its column `room` px wide (Quick record)."""
        self._inside, self._inside_width = label, room
        self.setAccessibleName(label)

    def set_state(self, state: State) -> None:
        """Show the edge of a finding or a refusal, or of neither."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest option."""
        words = [self.itemText(number) for number in range(self.count())] + [self.placeholderText()]
        widest = max(fonts.width("content", text) for text in words)
        return QSize(round(widest) + self._left() + _CHEVRON_ROOM, scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        """Long options elide rather than widen a column."""
        return QSize(min(self.sizeHint().width(), 96), scaled(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, icon, words and chevron."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        focused = self.hasFocus() or self.view().isVisible()
        paint_frame(painter, area, self._state, enabled=self.isEnabled(), focused=focused)
        middle = (area.height() - sizes.ICON) / 2
        tone = "ink2" if self.isEnabled() else "off"
        if self._icon:
            icons.paint(painter, self._icon, 10, middle, sizes.ICON, tone)
        if self._inside:
            draw.text(painter, QRectF(10, 0, self._inside_width, area.height()), self._inside, "second", "ink2")
        icons.paint(painter, "chevron-down", area.width() - 10 - sizes.ICON, middle, sizes.ICON, tone)
        words, tone = self.currentText(), "ink" if self.isEnabled() else "off"
        if self.currentIndex() < 0:
            words, tone = self.placeholderText(), "ink3"
        room = QRectF(self._left(), 0, area.width() - self._left() - _CHEVRON_ROOM, area.height())
        draw.text(painter, room, words, "content", tone)

    def _left(self) -> int:
        left = 10
        if self._icon:
            left += sizes.ICON + sizes.GAP_BUTTON
        if self._inside:
            left += self._inside_width + sizes.S8
        return left
