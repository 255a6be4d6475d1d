"""The Calendar page: a month with the entries of one day beside it, or an agenda."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile import clock
from casefile.errors import CasefileError
from casefile.usecases import calendar
from casefile.usecases.calendar import Calendar, Event
from ui.calendar import days, sayings
from ui.calendar.export_dialog import ExportDialog
from ui.calendar.month import MonthGrid
from ui.deadlines.deciding import decide
from ui.facts.view import FactList
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button, IconButton
from ui.parts.empty import EmptyPage
from ui.parts.labels import Label
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.parts.toggles import Segments
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord
from ui.theme import scale, scaled, sizes
from ui.words import catalogue, language, t
from ui.work import Running

VIEWS = ("month", "agenda")
_SIDE = 320
_NARROW = sizes.NARROW_PANEL - sizes.RAIL_FOLDED
_AGENDA_MONTHS = 3
_GATHER_MS = 150  # changes that come in a burst are shown once
_LIST_MARGIN = sizes.S24 - 8  # the ground of a row reaches 8 px beyond its words


class CalendarPage(Surface):
    """Its target is a day, ISO, or ``agenda/<day>``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._day = clock.now().date()
        self._found = Calendar((), self._day)
        self._reading: Running | None = None
        self.title = Label("", "title")
        self.before, self.after = (
            IconButton("chevron-left", t("calendar.before")),
            IconButton("chevron-right", t("calendar.after")),
        )
        self.today = Button(t("calendar.today"), height=sizes.FIELD_TOOLBAR)
        self.views = Segments([(name, t(f"calendar.view.{name}")) for name in VIEWS], VIEWS[0], sizes.FIELD_TOOLBAR)
        self.export = Button(t("calendar.export"), icon="download", height=sizes.FIELD_TOOLBAR)
        self.grid, self.side, self.agenda = MonthGrid(), FactList(), FactList(columns=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self.load)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid)
        self.show_day(self._day)

    def show_target(self, target: object) -> None:
        """Show a day, in the month or in the agenda."""
        view, _, day = str(target).rpartition("/")
        self.show_view(view or VIEWS[0])
        self.show_day(date.fromisoformat(day))

    def place(self) -> str:
        """The day and the view."""
        return f"{self.views.value()}/{self._day.isoformat()}"

    def refresh(self, _changes: object) -> None:
        """Something was changed anywhere."""
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """A new day may have begun."""
        super().showEvent(event)
        self._soon.start()

    def show_view(self, name: str) -> None:
        """Show the month or the agenda."""
        self.views.choose(name)
        self._stack.setCurrentIndex(VIEWS.index(name))
        self.setFocusProxy(self.grid if name == "month" else self.agenda)
        self.load()

    def show_day(self, day: date) -> None:
        """Show a day, in its month."""
        same = days.first_shown(day) == days.first_shown(self._day) and bool(self.title.text())
        self._day = day
        self.title.set_text(days.month_in_words(day))
        self._show_month()
        if not same:
            self.load()

    def load(self) -> None:
        """Ask the core what lies in what is shown."""
        if self._reading is not None:
            self._reading.stop()
        session, code = self._desk.vault, language()
        since, until = self._span()
        self._reading = self._desk.run(
            self, lambda _progress: calendar.calendar(session, since, until, code), self.show_calendar, self._fail
        )

    def show_calendar(self, found: Calendar) -> None:
        """Show what was found."""
        self._found = found
        self._show_month()
        rows = sayings.agenda_rows(found.events, self._span()[0], found.today) if self._is_agenda() else ()
        self.agenda.show_rows(rows)
        self._agenda_stack.setCurrentIndex(0 if rows else 1)

    def save(self, scope: str, place: Path) -> None:
        """Write the calendar file."""
        session, code = self._desk.vault, language()
        self._desk.run(
            self,
            lambda _progress: calendar.export_calendar(session, place, scope, code),
            lambda path: self.told.set_text(t("calendar.export.done", name=path.name)),
            self._fail_export,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the grid, or below it."""
        super().resizeEvent(event)
        self._arrange()

    def _is_agenda(self) -> bool:
        return self.views.value() == "agenda"

    def _span(self) -> tuple[date, date]:
        if self._is_agenda():
            first = (
                max(self._day.replace(day=1), clock.now().date()) if self._is_this_month() else self._day.replace(day=1)
            )
            return first, days.last_of(days.stepped(first, _AGENDA_MONTHS - 1))
        shown = days.shown(self._day)
        return shown[0], shown[-1]

    def _is_this_month(self) -> bool:
        now = clock.now().date()
        return (now.year, now.month) == (self._day.year, self._day.month)

    def _show_month(self) -> None:
        self.grid.show_month(self._day, self._found.events, self._found.today)
        self.side.show_rows(sayings.day_rows(self._day, self._found.events))

    def _step(self, months: int) -> None:
        self.show_day(days.stepped(self._day, months * (_AGENDA_MONTHS if self._is_agenda() else 1)))

    def _enter_day(self, _day: date) -> None:
        """To the first entry of the day."""
        if any(row.key for row in self.side.facts.rows):
            self.side.choose(next(row.key for row in self.side.facts.rows if row.key))
            self.side.setFocus()

    def _open(self, key: str) -> None:
        event = next((each for each in self._found.events if each.id == key), None)
        if event is not None:
            self._open_event(event)

    def _open_event(self, event: Event) -> None:
        case = event.case.id if event.case else ""
        if event.proposed is not None:
            decide(self._desk, self, event.proposed, self._fail)
        elif event.kind == "task" or not case:
            self._desk.go("form", OpenRecord(event.kind, event.id, case=case))
        else:
            self._desk.go("cases", (case, event.id))

    def _ask_export(self) -> None:
        dialog = ExportDialog()
        dialog.wished.connect(self.save)
        dialog.show_on(self.window())

    def _fail(self, error: CasefileError) -> None:
        self._complain(t("calendar.failed"), error)

    def _fail_export(self, error: CasefileError) -> None:
        self._complain(t("calendar.export.failed"), error)

    def _complain(self, title: str, error: CasefileError) -> None:
        while (item := self._banners.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._banners.addWidget(ErrorBanner(title, catalogue().error(error)))

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.today.clicked.connect(lambda: self.show_day(clock.now().date()))
        self.views.chosen.connect(self.show_view)
        self.export.clicked.connect(self._ask_export)
        self.grid.chosen.connect(self.show_day)
        self.grid.entered.connect(self._enter_day)
        self.side.opened.connect(self._open)
        self.agenda.opened.connect(self._open)

    def _arrange(self) -> None:
        narrow = self.width() / scale() < _NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._panel.setMaximumWidth(16_777_215 if narrow else scaled(_SIDE))
        self._panel.setMinimumWidth(0 if narrow else scaled(_SIDE))
        self._row.setStretch(0, 3 if narrow else 1)
        self._row.setStretch(1, 2 if narrow else 0)

    def _lay_out(self) -> None:
        self.told = Label("", "second", "accent")
        self._banners = QVBoxLayout()
        self._banners.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._month_view())
        self._stack.addWidget(self._agenda_view())
        self.side.setAccessibleName(t("calendar.day.name"))
        self.agenda.setAccessibleName(t("calendar.view.agenda"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addLayout(self._banners)
        column.addWidget(self._stack, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        head.setSpacing(sizes.S8)
        self.title.setFixedHeight(scaled(sizes.HEADER))
        head.addWidget(self.title.eliding(), 0)
        head.addSpacing(sizes.S8)
        for widget in (self.before, self.today, self.after):
            head.addWidget(widget)
        head.addSpacing(sizes.S12)
        head.addWidget(self.told.eliding(), 1)
        head.addWidget(self.views)
        head.addWidget(self.export)
        return head

    def _month_view(self) -> QWidget:
        self._panel = Surface("list", ("left",))
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(sizes.S8, sizes.S8, sizes.S8, sizes.S8)
        inside.addWidget(self.side)
        FloatingBar(self.side, self._panel)
        frame = QWidget()
        margin = QVBoxLayout(frame)
        margin.setContentsMargins(sizes.S24, 0, sizes.S16, sizes.S12)
        margin.addWidget(self.grid)
        view = QWidget()
        self._row = QHBoxLayout(view)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(frame, 1)
        self._row.addWidget(self._panel)
        return view

    def _agenda_view(self) -> QWidget:
        frame = QWidget()
        row = QVBoxLayout(frame)
        row.setContentsMargins(_LIST_MARGIN, 0, _LIST_MARGIN, 0)
        row.addWidget(self.agenda)
        FloatingBar(self.agenda, frame)
        self._agenda_stack = QStackedWidget()
        self._agenda_stack.addWidget(frame)
        self._agenda_stack.addWidget(EmptyPage("calendar", t("calendar.empty"), t("calendar.empty.line")))
        return self._agenda_stack
