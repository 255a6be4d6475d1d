"""The list of cases: title and counts, filters, rows that come page by page."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from casefile import clock
from casefile.errors import CasefileError
from casefile.usecases import cases, casesources, savedviews
from casefile.usecases.cases import CaseRow, Choices, Overview
from casefile.usecases.savedviews import Counted
from ui.cases.ask import AskPerson, AskWords
from ui.cases.filter_menu import filter_menu
from ui.cases.listing import line
from ui.cases.strip import FilterStrip
from ui.cases.views import ViewsButton
from ui.cases.wanted import Chosen, Wanted
from ui.exporting.dialog import ExportDialog
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import IconButton
from ui.parts.empty import EmptyPage
from ui.parts.labels import Line, Run
from ui.parts.menus import menu_under
from ui.parts.rows import ListView
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import language, t
from ui.work import Running

PAGE = 100
_SETTLE_MS = 140  # while arrows run through the list, no case is read


@dataclass(frozen=True)
class _Read:
    rows: tuple[CaseRow, ...]
    overview: Overview
    views: tuple[Counted, ...]
    wanted: Wanted
    limit: int


class ListPanel(Surface):
    """`chosen` carries the id of a case as one goes through the list, `picked` when it is clicked, `opened` on Enter.

    `filled` fires once rows are on the screen.
    """

    chosen = Signal(str)
    picked = Signal(str)
    opened = Signal(str)
    new_asked = Signal()
    filled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("list", (), parent)
        self._desk = desk
        self._rows: tuple[CaseRow, ...] = ()
        self._overview = Overview(0, {})
        self._more, self._reading, self._extending = False, _nothing(), _nothing()
        self.wanted = Wanted()
        self.title, self.strip, self.list = Line(), FilterStrip(), ListView("list")
        self.filter = IconButton("list-filter", t("cases.filter"), sizes.ICON_LARGE)
        self.views = ViewsButton(desk, self._fail)
        self.new = IconButton("plus", t("cases.new"), sizes.ICON_LARGE)
        self.more = IconButton("ellipsis", t("cases.more"), sizes.ICON_LARGE)
        self.list.setAccessibleName(t("window.page.cases"))
        self._stack = QStackedWidget()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Read what is on the screen again."""
        if self._reading is not None:
            self._reading.stop()
        session, wanted, limit = self._desk.vault, self.wanted, max(PAGE, len(self._rows))

        def read() -> _Read:
            rows = cases.page(session, wanted.as_filter(), limit=limit)
            return _Read(tuple(rows), cases.overview(session), savedviews.saved(session), wanted, limit)

        self._reading = self._desk.run(self, lambda _progress: read(), self._show, self._fail)

    def want(self, wanted: Wanted) -> None:
        """Filter by `wanted`."""
        self.wanted, self._rows = wanted, ()
        self._show_strip()
        self.reload()

    def choose(self, case_id: str) -> None:
        """Choose the row of a case, if it is in the list, and tell no one."""
        before = self.list.blockSignals(True)
        if any(row.id == case_id for row in self._rows):
            self.list.choose(case_id)
        else:
            self.list.clearSelection()
        self.list.blockSignals(before)

    def first(self) -> str:
        """The id of the first case, or an empty string."""
        return self._rows[0].id if self._rows else ""

    def open_filters(self) -> None:
        """Open the menu of all filters."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: cases.choices(session), self._open_menu, self._fail)

    def open_more(self) -> QMenu:
        """Open the menu of what is seldom done with cases: taking them in, writing them out."""
        chosen = next((row for row in self._rows if row.id == self.list.key()), None)
        case = None if chosen is None else (chosen.id, chosen.reference or "")
        ways = [
            (t("cases.hand_over_listed"), self.hand_over_listed),
            (t("importing.action"), lambda: self._desk.go("importing")),
            (t("exporting.action"), lambda: ExportDialog(self._desk, case).show_on(self.window())),
        ]
        return menu_under(self.more, ways)

    def hand_over_listed(self) -> None:
        """Begin a handover of all cases of the list as it is narrowed."""
        session, wanted = self._desk.vault, self.wanted.as_filter()
        self._desk.run(
            self,
            lambda _progress: casesources.every(session, wanted),
            lambda found: self._desk.go("handover", tuple(each.id for each in found)),
            self._fail,
        )

    def ask(self, name: str) -> AskPerson | AskWords:
        """Ask for a person or for words to filter by."""
        dialog = AskPerson(self._desk) if name == "person" else AskWords()
        dialog.chosen.connect(lambda chosen: self._set(name, chosen))
        dialog.show_on(self.window())
        return dialog

    def _set(self, name: str, chosen: Chosen) -> None:
        self.want(self.wanted.having(name, chosen))

    def _open_menu(self, choices: Choices) -> None:
        filter_menu(self.filter, self.wanted, choices, self.want, self.ask)

    def _show(self, read: _Read) -> None:
        self._clear_errors()
        self._overview, self._more, self.views.views = read.overview, len(read.rows) == read.limit, read.views
        chosen, place = self.list.key(), self.list.verticalScrollBar().value()
        same = bool(self._rows)
        self._rows = read.rows
        today, code = clock.now().date(), language()
        before = self.list.blockSignals(True)
        self.list.show_rows([line(row, code, today) for row in read.rows])
        self.list.blockSignals(before)
        if same:
            self.list.verticalScrollBar().setValue(place)
        self.choose(chosen)
        self._show_strip()
        self._stack.setCurrentIndex(0 if read.rows else 1 if read.overview.total else 2)
        self.filled.emit()

    def _show_strip(self) -> None:
        total = _number(self._overview.total)
        self.title.set_runs([Run(t("window.page.cases"), "section"), Run(total, "content", "ink3")])
        here = self.views.here(self.wanted)
        view = f"{here.view.name} {_number(here.cases)}" if here else ""
        self.strip.show_wanted(self.wanted, {name: _number(n) for name, n in self._overview.counts.items()}, view)
        before: QWidget = self.new
        for widget in (*self.strip.chips(), self.list):
            QWidget.setTabOrder(before, widget)
            before = widget

    def _extend(self) -> None:
        """Read the next page when the last rows come near."""
        bar = self.list.verticalScrollBar()
        near = bar.value() >= bar.maximum() - 10 * scaled(sizes.ROW_LIST)
        if not near or not self._more or not self._rows or (self._extending and not self._extending.is_over):
            return
        session, wanted, last = self._desk.vault, self.wanted, self._rows[-1]

        def add(rows: list[CaseRow]) -> None:
            if wanted is not self.wanted or not self._rows or self._rows[-1] is not last:
                return
            self._rows += tuple(rows)
            self._more = len(rows) == PAGE
            today, code = clock.now().date(), language()
            self.list.rows.add_rows([line(row, code, today) for row in rows])

        self._extending = self._desk.run(
            self, lambda _progress: cases.page(session, wanted.as_filter(), last, PAGE), add, self._fail
        )

    def _fail(self, error: CasefileError) -> None:
        self._clear_errors()
        self._errors.addWidget(ErrorBanner(t("cases.failed"), t(error.key, **error.values)))

    def _clear_errors(self) -> None:
        while (item := self._errors.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _connect(self) -> None:
        self.filter.clicked.connect(self.open_filters)
        self.views.clicked.connect(lambda: self.views.open_menu(self.wanted))
        self.views.chosen.connect(self.want)
        self.views.changed.connect(self.reload)
        self.new.clicked.connect(self.new_asked)
        self.more.clicked.connect(self.open_more)
        self.strip.turned.connect(lambda name: self.want(self.wanted.turned(name)))
        self.strip.left.connect(lambda: self.want(Wanted()))
        self.strip.dropped.connect(lambda name: self.want(self.wanted.having(name, None)))
        self.list.chosen.connect(lambda _key: self._settle.start())
        self.list.clicked.connect(lambda _index: self._pick())
        self.list.activated.connect(lambda _index: self._open(self.list.key()))
        self._settle.timeout.connect(self._settled)
        self.list.verticalScrollBar().valueChanged.connect(lambda _value: self._extend())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, lambda: self.ask("words"))
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.new_asked.emit)

    def _settled(self) -> None:
        self._settle.stop()
        self.chosen.emit(self.list.key())

    def _pick(self) -> None:
        self._settle.stop()
        self.picked.emit(self.list.key())

    def _open(self, key: str) -> None:
        self._settle.stop()
        self.opened.emit(key)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.S16, 0, 14, 0)
        head.setSpacing(sizes.S12)
        head.addWidget(self.title.eliding(), 1)
        for button in (self.filter, self.views, self.new, self.more):
            head.addWidget(button)
        top = QWidget()
        top.setLayout(head)
        top.setFixedHeight(scaled(sizes.HEADER))
        none = EmptyPage("list-filter", t("cases.no_match"), "", t("cases.no_match.step"))
        none.first_step.connect(lambda: self.want(Wanted(ready="")))
        empty = EmptyPage("folder", t("cases.empty"), t("cases.empty.line"), t("cases.empty.step"))
        empty.first_step.connect(self.new_asked)
        for page in (self.list, none, empty):
            self._stack.addWidget(page)
        FloatingBar(self.list, self._stack)
        self._errors = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.strip)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
        self._show_strip()


def _nothing() -> Running | None:
    return None


def _number(number: int) -> str:
    return format_decimal(number, locale=language())
