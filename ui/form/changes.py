"""The Changes list: what was done to the record, by whom and when; a row opens what it was before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.form.history import Line
from ui.parts.labels import Hairline, Run
from ui.parts.labels import Line as Words
from ui.parts.rows import ROW_ROLE, Index, ListView, Row
from ui.theme import draw, fonts, scaled, sizes
from ui.words import t


class _Rows(QStyledItemDelegate):
    """Flush with the panel's text, hairlines between."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, scaled(sizes.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        state = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver) and row.enabled
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        draw.hairline(painter, area.left(), area.right(), area.bottom() - 1)
        if hovered:
            draw.box(painter, area.adjusted(0, 0, 0, -1), sizes.CORNER, "hover")
        if focused:
            draw.box(painter, area, sizes.CORNER, None, "accent", sizes.RING)
        inset = 4 if hovered or focused else 0
        base = fonts.baseline("content", area.center().y())
        wide = fonts.width("second", row.right)
        right = area.right() - inset
        draw.text(painter, QRectF(0, 0, right, 1), row.right, "second", "ink2", draw.Right, baseline=base)
        draw.text(painter, QRectF(area.left() + inset, 0, right - wide - 12 - area.left(), 1), row.title, baseline=base)


class ChangesList(QWidget):
    """`opened` carries the place of a line in what `show_lines` was given."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._head = Words()
        self.list = ListView("one")
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setAccessibleName(t("form.changes"))
        self.list.opened.connect(lambda key: self.opened.emit(int(key)))
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStrut(scaled(sizes.ROW))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self.list)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show `lines`, the newest first."""
        self._lines = tuple(lines)
        self._head.set_runs([Run(t("form.changes"), "strong"), Run(str(len(lines)), "content", "ink3")])
        self.list.show_rows(
            [Row(str(n), line.words, right=line.by, enabled=bool(line.steps)) for n, line in enumerate(lines)]
        )
        self.list.fit_height()
        self.setVisible(bool(lines))

    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines
