"""The first step: which cases. A list at the left, of all cases or of a view or search, and to filter; what was chosen at the right."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.handover.ledger import Entry, Ledger
from ui.handover.notes import Note, Notes
from ui.handover.section import Section
from ui.parts.buttons import Link
from ui.parts.choice import Choice
from ui.parts.fields import TextField
from ui.parts.frame import LEFT, below
from ui.parts.headings import Heading
from ui.parts.rows import KEY_ROLE, ROW_ROLE, Row, RowsModel
from ui.parts.scroll import FloatingBar
from ui.parts.toggles import BOX, paint_check
from ui.theme import draw, fonts, scale, scaled, sizes
from ui.words import t

_HEIGHT = sizes.ROW_TWO_LINES
_FIRST, _SECOND = 15, 34
_WAIT_MS = 150  # after the last key, before asking
ALL, ANYWHERE = "", "anywhere"
"""Where the words are looked for: in title and reference of all cases, or in everything that is recorded of them."""


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: Checklist) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, scaled(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        chosen = row.key in self._view.checked
        if option.state & QStyle.StateFlag.State_MouseOver:
            draw.box(painter, area, sizes.CORNER, "hover")
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, area, sizes.CORNER, None, "accent", sizes.RING)
        draw.hairline(painter, area.left() + 12, area.right() - 12, area.bottom())
        first, second = area.top() + scale() * _FIRST, area.top() + scale() * _SECOND
        state = Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        paint_check(painter, area.left() + 12, first - BOX / 2 + 1, state)
        left = area.left() + 12 + BOX + sizes.GAP_ROW
        room = area.right() - left - 12
        role = "strong" if chosen else "content"
        draw.text(painter, QRectF(left, 0, room, 1), row.title, role, baseline=fonts.baseline("content", first))
        base = fonts.baseline("second", second)
        said = f"{row.reference} · " if row.reference and row.second else row.reference
        end = draw.text(painter, QRectF(left, 0, room, 1), said, "second", "ink3", baseline=base)
        draw.text(painter, QRectF(end, 0, area.right() - end - 12, 1), row.second, "second", "ink2", baseline=base)


class Checklist(QListView):
    """Rows to check: a click or Space checks, arrows move. `toggled` with a key and whether it is checked now."""

    toggled = Signal(str, bool)
    end_reached = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.checked: set[str] = set()
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`."""
        self.rows.show_rows(rows)

    def check(self, keys: Collection[str]) -> None:
        """Show exactly `keys` as checked, without telling anyone."""
        self.checked = set(keys)
        self.viewport().update()

    def toggle(self, key: str) -> None:
        """Check or uncheck `key`."""
        self.checked ^= {key}
        self.viewport().update()
        self.toggled.emit(key, key in self.checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter check."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.toggle(str(self.currentIndex().data(KEY_ROLE)))
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """So does a click."""
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.toggle(str(index.data(KEY_ROLE)))

    def is_near_end(self) -> bool:
        """Whether the last row is in sight."""
        return self.indexAt(QPoint(4, self.viewport().height() - 2)).row() >= self.rows.rowCount() - 8

    def _scrolled(self, _value: int) -> None:
        if self.is_near_end():
            self.end_reached.emit()


class CasesStep(QWidget):
    """`toggled` tells (id, whether chosen); `asked` the words that the list is to be filtered by; `more` asks for further rows, `whole` for
    all of the list to be chosen, or none of it; `among` carries `ALL`, `ANYWHERE` or the id of a view or search that was kept. `line` is the key of what is said while none is chosen."""

    toggled = Signal(str, bool)
    asked = Signal(str)
    more = Signal()
    whole = Signal()
    among = Signal(str)

    def __init__(self, line: str = "handing.cases.line", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.heading = Heading(t("handing.step.cases"), bare=True)
        self.every = Link("")
        self.heading.add(self.every)
        self.source = Choice()
        self.source.setAccessibleName(t("handing.among"))
        self.filter = TextField(t("handing.filter"), icon="search")
        self.list, self._total = Checklist(t("handing.step.cases")), 0
        self.chosen_heading, self.chosen = Section(t("handing.chosen_cases")), Ledger(t("handing.chosen_cases"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.asked.emit(self.filter.text()))
        self.filter.edit.textChanged.connect(lambda _text: self._timer.start())
        self.list.toggled.connect(self.toggled)
        self.list.end_reached.connect(self.more)
        self.every.clicked.connect(self.whole)
        self.source.activated.connect(self._turn_to)
        self.show_sources(())
        self.setFocusProxy(self.filter.edit)
        self._lay_out()

    def show_sources(self, kept: Sequence[tuple[str, str]]) -> None:
        """Offer the views and searches that were kept, as (id, name), besides all cases."""
        chosen = self.source.value()
        self.source.clear()
        for value, words in ((ALL, t("handing.among.all")), (ANYWHERE, t("handing.among.anywhere")), *kept):
            self.source.addItem(words, value)
        self.source.choose(chosen if self.source.findData(chosen) >= 0 else ALL)
        self._name_filter()

    def show_rows(self, rows: Sequence[Row], total: int) -> None:
        """Show these of `total` cases, and keep the place in the list."""
        place = self.list.verticalScrollBar().value()
        self.list.show_rows(rows)
        self.list.verticalScrollBar().setValue(place)
        self._total = total
        self._offer_all()

    def show_chosen(self, chosen: Sequence[Row]) -> None:
        """Show which cases are chosen, in their order."""
        self.list.check([row.key for row in chosen])
        count = t("handing.chosen", n=len(chosen)) if chosen else ""
        self.heading.show_counts(count)
        self.chosen_heading.show_counts(str(len(chosen)))
        self.chosen.show_entries([Entry(row.title, right=row.reference, key=row.key) for row in chosen])
        self._none.setVisible(not chosen)
        self._offer_all()

    def _turn_to(self, _place: int) -> None:
        self._name_filter()
        self.among.emit(self.source.value())

    def _name_filter(self) -> None:
        words = t("handing.filter.anywhere" if self.source.value() == ANYWHERE else "handing.filter")
        self.filter.edit.setPlaceholderText(words)
        self.filter.edit.setAccessibleName(words)

    def _offer_all(self) -> None:
        """A link chooses the whole list; where all of it is chosen, nothing of it."""
        keys = self.list.rows.keys()
        all_chosen = len(keys) == self._total and keys <= self.list.checked
        self.every.setText(t("handing.choose_none") if all_chosen else t("handing.choose_all", n=self._total))
        self.every.setVisible(self._total > 1)
        self.every.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was chosen gives way in a narrow window; its count stands in the heading."""
        super().resizeEvent(event)
        narrow = self.width() / scale() < 2 * LEFT
        self._right.setVisible(not narrow)
        self._left.setMaximumWidth(16777215 if narrow else scaled(LEFT) + 2 * sizes.S12)

    def _scrolled_chosen(self) -> QScrollArea:
        inside, area = QWidget(), QScrollArea()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chosen)
        column.addWidget(below(self._none, sizes.S12))
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _lay_out(self) -> None:
        self._left, self._right = QWidget(), QWidget()
        left, right = QVBoxLayout(self._left), QVBoxLayout(self._right)
        self._none = Notes()
        self._none.show_notes([Note("info", t(self._line))])
        for column in (left, right):
            column.setContentsMargins(0, sizes.S8, 0, 0)
            column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(sizes.S12, 0, sizes.S12, sizes.S8)
        top.addWidget(self.heading)
        top.addWidget(self.source)
        top.addSpacing(sizes.S8)
        top.addWidget(self.filter)
        left.addLayout(top)
        left.addWidget(self.list, 1)
        right.addWidget(self.chosen_heading)
        chosen = self._scrolled_chosen()
        right.addWidget(chosen, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.S12, 0, sizes.S24, 0)
        row.setSpacing(20)
        row.addWidget(self._left, 1)
        row.addWidget(self._right, 1)
        self._bar = FloatingBar(chosen, self)
