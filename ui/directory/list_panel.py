"""The directory's list: title and count, a box that finds any spelling, rows that come page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.usecases import directory, sameperson
from casefile.usecases.directory import PartyRow
from casefile.usecases.sameperson import Pair
from ui.directory.listing import alike, line
from ui.directory.spec import DirectorySpec
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import IconButton
from ui.parts.chips import FilterChip
from ui.parts.empty import EmptyPage
from ui.parts.fields import TextField
from ui.parts.labels import Line, Run
from ui.parts.rows import ROW_ROLE, ListView
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, language, t
from ui.work import Running

PAGE = 100
_WAIT_MS = 120  # after the last key, before asking
_NO_PAIRS, _LOOKING = 3, 4  # pages of the stack
_SETTLE_MS = 140  # while arrows run through the list, nothing is read


@dataclass(frozen=True)
class _Read:
    rows: tuple[PartyRow, ...]
    total: int
    more: bool


class ListPanel(Surface):
    """`chosen` carries an id as one goes through the list, `opened` when one wants to be in the record.

    `filled` fires once rows are on the screen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    filled = Signal()

    def __init__(self, desk: Desk, spec: DirectorySpec, parent: QWidget | None = None) -> None:
        super().__init__("list", (), parent)
        self._desk, self._spec = desk, spec
        self._rows: tuple[PartyRow, ...] = ()
        self._more, self._total = False, 0
        self._reading = _nothing()
        self._extending = _nothing()
        self.title, self.list = Line(), ListView("list")
        self.filter = TextField(t(spec.words("example")), icon="search", height=sizes.FIELD_TOOLBAR)
        self.new = IconButton("plus", t(spec.words("new")), sizes.ICON_LARGE)
        self.alike = FilterChip(t("same.duplicates"))
        self._stack, self._errors = QStackedWidget(), QVBoxLayout()
        self._typing, self._settle = _timer(self, _WAIT_MS), _timer(self, _SETTLE_MS)
        self.list.setAccessibleName(t(f"window.page.{spec.page}"))
        self.filter.edit.setAccessibleName(t(spec.words("find")))
        self.filter.edit.setClearButtonEnabled(False)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read what is on the screen again."""
        if self._reading is not None:
            self._reading.stop()
        session, kind, code = self._desk.vault, self._spec.kind, language()
        if self.alike.isChecked():
            self._reading = self._desk.run(
                self,
                lambda progress: sameperson.duplicates(session, kind, code, progress=progress),
                self._show_alike,
                self._fail,
            )
            return
        typed, limit = self.filter.text().strip(), max(PAGE, len(self._rows))

        def read() -> _Read:
            if typed:
                return _Read(directory.matching(session, kind, typed, code), directory.count(session, kind), False)
            rows = directory.page(session, kind, code, limit=limit)
            return _Read(rows, directory.count(session, kind), len(rows) == limit)

        self._reading = self._desk.run(self, lambda _progress: read(), self._show, self._fail)

    def choose(self, party_id: str) -> None:
        """Choose the row of a party, if it is in the list, and tell no one."""
        before = self.list.blockSignals(True)
        self._settle.stop()
        rows = self.list.rows
        if any(rows.index(at).data(ROW_ROLE).key == party_id for at in range(rows.rowCount())):
            self.list.choose(party_id)
        else:
            self.list.clearSelection()
        self.list.blockSignals(before)

    def first(self) -> str:
        """The id of the first row, or an empty string."""
        rows = self.list.rows
        return rows.index(0).data(ROW_ROLE).key if rows.rowCount() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the box into the list, Esc empties the box."""
        if watched is self.filter.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
                if not self.list.key():
                    self.list.choose(self.first())
                self.list.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.filter.text():
                self.filter.edit.clear()
                return True
        return super().eventFilter(watched, event)

    def _show(self, read: _Read) -> None:
        same = bool(self._rows) and not self._typing.isActive()
        chosen, place = self.list.key(), self.list.verticalScrollBar().value()
        self._rows, self._total, self._more = read.rows, read.total, read.more
        before = self.list.blockSignals(True)
        self.list.show_rows([line(row, self._spec, language()) for row in read.rows])
        self.list.blockSignals(before)
        if same:
            self.list.verticalScrollBar().setValue(place)
        self.choose(chosen)
        self._show_title()
        self._stack.setCurrentIndex(0 if read.rows else 1 if read.total else 2)
        self.filled.emit()

    def _show_alike(self, pairs: tuple[Pair, ...]) -> None:
        rows = alike(pairs, self._spec)
        stays = self._beside([row.key for row in rows])
        self._rows, self._more, self._total = (), False, len(rows)
        before = self.list.blockSignals(True)
        self.list.show_rows(rows)
        if stays:
            self.list.choose(stays)
        self.list.blockSignals(before)
        self._show_title()
        self._stack.setCurrentIndex(0 if rows else _NO_PAIRS)
        self.filled.emit()

    def _beside(self, keys: Sequence[str]) -> str:
        """Which of the new rows is looked at: the one that was, else the one in its place, else the last; empty where there is none."""
        chosen, at = self.list.key(), max(self.list.currentIndex().row(), 0)
        return chosen if chosen in keys else keys[min(at, len(keys) - 1)] if keys else ""

    def _turn_alike(self, on: bool) -> None:
        """Only those who may be here twice, or everyone again."""
        self.filter.setEnabled(not on)
        self._rows = ()
        self.list.show_rows([])
        self._stack.setCurrentIndex(_LOOKING if on else 0)
        self.reload()

    def _show_title(self) -> None:
        total = str(format_decimal(self._total, locale=language()))
        self.title.set_runs([Run(t(f"window.page.{self._spec.page}"), "section"), Run(total, "content", "ink3")])

    def _extend(self) -> None:
        """Read the next page when the last rows come near."""
        bar = self.list.verticalScrollBar()
        near = bar.value() >= bar.maximum() - 10 * scaled(sizes.ROW_LIST)
        if not near or not self._more or not self._rows or (self._extending and not self._extending.is_over):
            return
        session, kind, code, last = self._desk.vault, self._spec.kind, language(), self._rows[-1]

        def add(rows: tuple[PartyRow, ...]) -> None:
            if self._rows and self._rows[-1] is last:
                self._rows, self._more = (*self._rows, *rows), len(rows) == PAGE
                self.list.rows.add_rows([line(row, self._spec, code) for row in rows])

        self._extending = self._desk.run(
            self, lambda _progress: directory.page(session, kind, code, last, PAGE), add, self._fail
        )

    def _fail(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("directory.failed"), catalogue().error(error)))

    def _search(self) -> None:
        self._rows = ()
        self.reload()

    def _open(self, key: str) -> None:
        self._settle.stop()
        self.opened.emit(key)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_asked)
        self.alike.toggled.connect(self._turn_alike)
        self.filter.edit.installEventFilter(self)
        self.filter.edit.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._search)
        self.list.chosen.connect(lambda _key: self._settle.start())
        self.list.opened.connect(self._open)
        self._settle.timeout.connect(lambda: self.chosen.emit(self.list.key()))
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._extend())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.filter.edit.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.new_asked.emit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.S16, 0, 15, 0)
        head.setSpacing(sizes.S12)
        head.addWidget(self.title.eliding(), 1)
        head.addWidget(self.new)
        strip = QHBoxLayout()
        strip.setContentsMargins(sizes.S16, 0, sizes.S16, 0)
        strip.setSpacing(sizes.S8)
        strip.addWidget(self.filter, 1)
        strip.addWidget(self.alike)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, high in ((head, sizes.HEADER), (strip, sizes.FILTER_STRIP)):
            frame = QWidget()
            frame.setLayout(row)
            frame.setFixedHeight(scaled(high))
            column.addWidget(frame)
        none = EmptyPage("search", t("directory.none"), t("directory.none.line"))
        title, words, step = (t(self._spec.words(f"empty{part}")) for part in ("", ".line", ".step"))
        empty = EmptyPage(self._spec.icon, title, words, step)
        empty.first_step.connect(self.new_asked)
        pairs = EmptyPage("users", t("same.duplicates.none"), t("same.duplicates.none.line"))
        looking = EmptyPage("search", t("same.duplicates.looking"), t("same.duplicates.looking.line"))
        for page in (self.list, none, empty, pairs, looking):
            self._stack.addWidget(page)
        FloatingBar(self.list, self._stack)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
        self._show_title()


def _timer(parent: QObject, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer


def _nothing() -> Running | None:
    return None
