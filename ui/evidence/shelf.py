"""The files themselves, as tiles or in a table; a page of them at a time, as the person scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.usecases.evidencelist import EvidenceRow
from casefile.usecases.intake import Intake
from ui.bytesize import show_size
from ui.evidence import sayings, tiles
from ui.evidence.glancing import Glancing
from ui.parts.empty import EmptyPage
from ui.parts.scroll import FloatingBar
from ui.parts.tables import Cell, Column, TableRow, TableView
from ui.parts.thumbs import GAP, ThumbView
from ui.theme import sizes
from ui.words import t

_NEAR = 400  # pixels from the end, where more is asked for


class Shelf(QWidget):
    """`chosen` carries the id of the file under the cursor, `opened` that of one to look at closely; `more` wants further rows."""

    chosen = Signal(str)
    opened = Signal(str)
    more = Signal()
    add_asked = Signal()
    clear_asked = Signal()

    def __init__(self, glancing: Glancing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glancing = glancing
        self._rows: tuple[EvidenceRow, ...] = ()
        self._intakes: tuple[Intake, ...] = ()
        self.grid = ThumbView()
        self.table = TableView(_columns())
        self.none = EmptyPage("image", t("evidence.none"), t("evidence.none.line"), t("evidence.add"))
        self.filtered = EmptyPage("list-filter", t("evidence.filtered"), "", t("evidence.filtered.clear"))
        self.stack = QStackedWidget()
        self._is_table = False
        self._lay_out()
        self._connect()

    def show_rows(self, rows: Sequence[EvidenceRow], *, is_filtered: bool) -> None:
        """Show `rows`; where there are none, say why, and what to do."""
        self._rows = tuple(rows)
        self._fill()
        if rows or self._intakes:
            self.stack.setCurrentIndex(1 if self._is_table else 0)
        else:
            self.stack.setCurrentIndex(3 if is_filtered else 2)
        self._glancing.want([row.evidence.id for row in self._rows])

    def show_intakes(self, intakes: Sequence[Intake]) -> None:
        """Show the files that are on their way in before the others."""
        self._intakes = tuple(intakes)
        if self._intakes and self.stack.currentIndex() > 1:
            self.stack.setCurrentIndex(1 if self._is_table else 0)
        self._fill_grid()

    def show_table(self, is_table: bool) -> None:
        """Show a table instead of tiles, or tiles again."""
        self._is_table = is_table
        if self.stack.currentIndex() < 2:
            self.stack.setCurrentIndex(1 if is_table else 0)
        key = self.key()
        if key:
            self.choose(key)

    def key(self) -> str:
        """The id of the chosen file, or an empty string."""
        key = self.grid.key()
        return "" if key.startswith(tiles.INCOMING) else key

    def choose(self, evidence_id: str) -> None:
        """Put the cursor on a file, if it is among those shown."""
        self.grid.choose(evidence_id)
        for number, row in enumerate(self._rows):
            if row.evidence.id == evidence_id:
                self.table.selectRow(number)

    def _fill(self) -> None:
        self._fill_grid()
        self.table.show_rows(
            [_table_row(row, icon) for row, icon in zip(self._rows, tiles.icons(self._rows), strict=True)]
        )

    def _fill_grid(self) -> None:
        coming = [tile for intake in self._intakes for tile in tiles.incoming(intake)]
        self.grid.show_tiles([*coming, *(tiles.tile(row, self._glancing) for row in self._rows)])

    def _choose(self, view: QAbstractItemView, key: str) -> None:
        # A view that gets the keyboard puts its cursor on the first file, which nobody has asked to see yet.
        asked = view.selectionModel().isSelected(view.currentIndex())
        if key and asked and not key.startswith(tiles.INCOMING):
            self.chosen.emit(key)

    def _open(self, key: str) -> None:
        if not key.startswith(tiles.INCOMING):
            self.opened.emit(key)

    def _scrolled(self, place: int) -> None:
        bar = self.grid.verticalScrollBar() if not self._is_table else self.table.verticalScrollBar()
        if bar.maximum() and place > bar.maximum() - _NEAR:
            self.more.emit()

    def _connect(self) -> None:
        for view in (self.grid, self.table):
            view.chosen.connect(lambda key, view=view: self._choose(view, key))
            view.opened.connect(self._open)
            view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._glancing.seen.connect(lambda _id: self._fill_grid())
        self.none.first_step.connect(self.add_asked)
        self.filtered.first_step.connect(self.clear_asked)

    def _lay_out(self) -> None:
        for view in (self.grid, self.table):
            view.setAccessibleName(t("evidence.title"))
        side = sizes.S24 - GAP // 2
        for widget, margins in (
            (self.grid, (side, sizes.S12, 0, 0)),
            (self.table, (sizes.S24, sizes.S8, sizes.S24, 0)),
        ):
            frame = QWidget()
            row = QHBoxLayout(frame)
            row.setContentsMargins(*margins)
            row.addWidget(widget)
            self.stack.addWidget(frame)
            FloatingBar(widget, frame)
        self.stack.addWidget(self.none)
        self.stack.addWidget(self.filtered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.setFocusProxy(self.grid)


def _columns() -> list[Column]:
    return [
        Column(t("evidence.column.title"), stretch=True),
        Column(t("evidence.column.kind"), wide=112),
        Column(t("evidence.column.captured"), wide=128),
        Column(t("evidence.column.added"), wide=96),
        Column(t("evidence.column.size"), wide=72, right=True),
    ]


def _table_row(row: EvidenceRow, icon: str) -> TableRow:
    file = row.evidence
    return TableRow(
        file.id,
        (
            Cell(sayings.title(file), icon=icon),
            Cell(sayings.kind(file), "second", "ink2"),
            Cell(sayings.date(file.captured), "second", "ink2"),
            Cell(sayings.day(row.added), "second", "ink2"),
            Cell(show_size(file.size or 0), "second", "ink2", right=True),
        ),
    )
