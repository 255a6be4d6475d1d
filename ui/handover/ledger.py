"""Narrow rows of an account: what goes out, what was replaced, what stays. Each row 28 high with a hairline below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from ui.parts.rows import Row as _Row
from ui.parts.rows import RowsModel
from ui.theme import draw, fonts, icons, scaled, sizes

_HEIGHT = 28
_ARROW, _INTO, _NOTE = 164, 184, 280  # in a width of 592; a wider one gives each its share
_WIDTH = 592
_LAST = 84  # the last column, its words at the right
_AIR = 12


@dataclass(frozen=True)
class Entry:
    """One row. `into` stands behind an arrow, `note` after it; `right` and `last` at the right, `last` in a column of its own."""

    title: str
    into: str = ""
    note: str = ""
    right: str = ""
    last: str = ""
    icon: str = ""
    tone: str = "ink"
    right_tone: str = "ink2"
    key: str = ""


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: Ledger) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, scaled(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = self._view.entries[index.row()]
        area = QRectF(option.rect)
        middle = area.center().y()
        draw.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, area, sizes.CORNER, None, "accent", sizes.RING)
        end = self._right(painter, entry, area, middle)
        left = area.left()
        if entry.icon:
            icons.paint(painter, entry.icon, left, middle - sizes.ICON / 2, sizes.ICON, entry.tone)
            left += sizes.ICON + sizes.S8
        base = fonts.baseline("content", middle)
        share = area.width() / _WIDTH
        stop = area.left() + _ARROW * share - _AIR if entry.into else end
        draw.text(painter, QRectF(left, 0, stop - left, 1), entry.title, "content", entry.tone, baseline=base)
        if entry.into:
            self._into(painter, entry, area, middle, end)

    def _into(self, painter: QPainter, entry: Entry, area: QRectF, middle: float, end: float) -> None:
        share = area.width() / _WIDTH
        arrow, into, note = (area.left() + x * share for x in (_ARROW, _INTO, _NOTE))
        base = fonts.baseline("content", middle)
        icons.paint(painter, "arrow-right", arrow, middle - 7, 14, "ink2")
        draw.text(painter, QRectF(arrow + _INTO - _ARROW, 0, note - into - _AIR, 1), entry.into, baseline=base)
        draw.text(painter, QRectF(note, 0, end - note, 1), entry.note, "second", "ink2", baseline=base)

    def _right(self, painter: QPainter, entry: Entry, area: QRectF, middle: float) -> float:
        """Draw what stands at the right; give back where the rest must stop."""
        base = fonts.baseline("content", middle)
        edge = area.right()
        if entry.last or self._view.two_columns:
            draw.text(painter, QRectF(edge - 200, 0, 200, 1), entry.last, "second", "ink2", draw.Right, baseline=base)
            edge -= scaled(_LAST)
        role = "second_strong" if entry.right_tone == "due" else "second"
        wide = fonts.width(role, entry.right)
        room = QRectF(edge - wide, 0, wide, 1)
        draw.text(painter, room, entry.right, role, entry.right_tone, draw.Right, baseline=base)
        return edge - (wide + _AIR if entry.right else 0)


class Ledger(QListView):
    """Some rows, exactly as high as they are; they scroll with the page. One tab stop, arrows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.two_columns = False
        self._model = RowsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.show_entries(())

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip shows all of a row: some of it may be elided."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            said = str(self.indexAt(event.pos()).data() or "")
            QToolTip.showText(event.globalPos(), f"<qt>{escape(said)}</qt>" if said else "", self)
            return True
        return super().viewportEvent(event)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries`."""
        self.entries = tuple(entries)
        self.two_columns = any(entry.last for entry in entries)
        self._model.show_rows(
            [
                _Row(
                    entry.key or str(place),
                    entry.title,
                    entry.note,
                    entry.into,
                    right=", ".join(filter(None, (entry.right, entry.last))),
                )
                for place, entry in enumerate(entries)
            ]
        )
        self.setFixedHeight(len(entries) * scaled(_HEIGHT))
        self.setVisible(bool(entries))
