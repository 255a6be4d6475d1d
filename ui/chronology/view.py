"""The list view of the chronology."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from ui.chronology.delegate import ChronologyDelegate
from ui.chronology.measures import Columns, columns, node_y
from ui.chronology.model import KEY_ROLE, ROW_ROLE, ChronologyModel
from ui.chronology.rows import ChronologyRow
from ui.parts.chips import citation_width
from ui.theme import scaled, sizes
from ui.words import t


class ChronologyView(QListView):
    """The chronology of a case. `opened` carries a record's id; `cited` a record's id and the number of the citation."""

    opened = Signal(str)
    chosen = Signal(str)
    cited = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ChronologyModel(self)
        self._columns: Columns | None = None
        self._painter = ChronologyDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(t("window.chronology"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(0, sizes.S4, 0, sizes.S4)
        self.activated.connect(lambda index: self.opened.emit(str(index.data(KEY_ROLE))))
        self.rows.modelReset.connect(self._forget_columns)
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.chosen.emit(str(now.data(KEY_ROLE) or ""))
        )

    def show_rows(self, rows: Sequence[ChronologyRow]) -> None:
        """Show `rows`, keeping the chosen record if it is still there, and the place in the list."""
        before, place = str(self.currentIndex().data(KEY_ROLE) or ""), self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        self.choose(before)
        self.verticalScrollBar().setValue(place)

    def choose(self, record_id: str) -> None:
        """Choose the row of `record_id`, if there is one."""
        for number, row in enumerate(self.rows.shown):
            if row.record_id == record_id:
                self.setCurrentIndex(self.rows.index(number))
                return

    def columns(self) -> Columns:
        """Where things stand at the present width."""
        if self._columns is None:
            self._columns = columns(self.viewport().width(), self.rows.shown)
        return self._columns

    def top(self) -> float:
        """The y of the list's top in the viewport."""
        return -float(self.verticalOffset())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a citation mark opens passage and source."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        number = self._citation_at(index, event)
        if number is not None:
            self.cited.emit(str(index.data(KEY_ROLE)), number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Extra width goes to the text."""
        self._forget_columns()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._forget_columns()
            self.scheduleDelayedItemsLayout()

    def _forget_columns(self) -> None:
        self._columns = None

    def _citation_at(self, index: QModelIndex, event: QMouseEvent) -> int | None:
        row: ChronologyRow | None = index.data(ROW_ROLE)
        if row is None or not row.citations:
            return None
        spot = event.position()
        node = self.visualRect(index).top() + node_y(row)
        if abs(spot.y() - node) > scaled(sizes.CITATION_HEIGHT) / 2:
            return None
        step = citation_width() + sizes.S4
        place = int((self.columns().right - spot.x()) // step)
        return row.citations[-1 - place] if 0 <= place < len(row.citations) else None
