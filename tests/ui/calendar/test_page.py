"""The Calendar page: days by keyboard, entries opened, proposals decided, the file for other programs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Measure, Task
from casefile.domain.values import Text, When
from casefile.usecases import cases, edit
from casefile.usecases.calendar import Event, Sort
from casefile.usecases.session import Session
from ui import words
from ui.calendar import days, sayings
from ui.calendar.export_dialog import ExportDialog
from ui.calendar.page import CalendarPage
from ui.deadlines.deciding import DecisionDialog
from ui.deadlines.wording import hour
from ui.facts.rows import Fact, Head
from ui.facts.view import FactList
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord

CASE = Case(reference="KZ-1", title=Text.of("Invented case", "en"), kind="person_at_risk", status="open")


@pytest.fixture(autouse=True)
def _second_of_may(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat("2024-05-02T16:00:00+05:00")
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def filled(session: Session) -> Session:
    def task(title: str, due: str, kind: str = "deadline", time: str | None = None) -> Task:
        return Task(cases=(Ref(CASE.id),), title=Text.of(title, "en"), due=When(due), kind=kind, time=time)

    edit.save(
        session,
        [
            CASE,
            task("Appeal", "2024-05-06"),
            task("Trial goes on", "2024-05-06", "hearing", "10:00+05:00"),
            task("Second reading", "2024-05", "hearing"),
            task("Far", "2024-06-20"),
            Happening(cases=(Ref(CASE.id),), type="detention", when=When("2024-05-02"), time="09:20+05:00"),
            Measure(cases=(Ref(CASE.id),), type="remand", title=Text.of("Remand", "en"), end=When("2024-05-09")),
        ],
    )
    return session


@pytest.fixture
def page(filled: Session, qtbot: QtBot) -> CalendarPage:
    made = CalendarPage(Desk(filled))
    qtbot.addWidget(made)
    made.resize(1080, 660)
    made.show()
    qtbot.waitUntil(lambda: bool(made._found.events))
    return made


def _titles(shown: FactList) -> list[str]:
    return [row.title for row in shown.facts.rows]


def _key(page: CalendarPage, title: str) -> str:
    return next(each.id for each in page._found.events if each.title == title)


def test_it_opens_on_today_and_arrows_move_by_days(page: CalendarPage, qtbot: QtBot) -> None:
    assert page.title.text() == "May 2024"
    assert page.grid.day() == date(2024, 5, 2)
    assert _titles(page.side) == ["Thursday, 2 May", "Nothing on this day", "Day not known", "Second reading"]
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.day() == date(2024, 5, 10)
    qtbot.keyClick(page.grid, Qt.Key.Key_Home)
    assert page.grid.day() == date(2024, 5, 6)
    assert _titles(page.side)[:3] == ["Monday, 6 May", "Appeal", "Trial goes on"]


def test_months_turn_by_key_and_button(page: CalendarPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert (page.title.text(), page.grid.day()) == ("June 2024", date(2024, 6, 2))
    qtbot.waitUntil(lambda: any(each.title == "Far" for each in page._found.events))
    qtbot.mouseClick(page.before, Qt.MouseButton.LeftButton)
    assert page.title.text() == "May 2024"
    page.show_day(date(2024, 12, 31))
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.title.text() == "January 2025"
    qtbot.mouseClick(page.today, Qt.MouseButton.LeftButton)
    assert page.grid.day() == date(2024, 5, 2)


def test_enter_goes_to_the_entries_and_opens_them(page: CalendarPage, qtbot: QtBot) -> None:
    page.show_day(date(2024, 5, 6))
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.side.key() == _key(page, "Appeal")
    with qtbot.waitSignal(page._desk.asked) as asked:
        page.side.opened.emit(page.side.key())
    assert asked.args == ["form", OpenRecord("task", _key(page, "Appeal"), case=CASE.id)]
    with qtbot.waitSignal(page._desk.asked) as asked:
        page.side.opened.emit(_key(page, "Remand"))
    assert asked.args == ["cases", (CASE.id, _key(page, "Remand"))]


def test_a_proposal_is_accepted_here(page: CalendarPage, filled: Session, qtbot: QtBot) -> None:
    page._desk.changed.connect(page.refresh)
    proposed = next(each for each in page._found.events if each.sort is Sort.PROPOSED)
    assert (proposed.first, proposed.hour) == (date(2024, 5, 4), "09:20+05:00")
    page.side.opened.emit(proposed.id)
    dialog = page.findChild(DecisionDialog)
    assert dialog is not None
    dialog.accepting.click()
    qtbot.waitUntil(lambda: all(each.sort is not Sort.PROPOSED for each in page._found.events))
    tasks = {task.id for task in cases.load(filled, CASE.id).of(Task)}
    assert proposed.id in tasks


def test_the_agenda_has_days_that_have_something(page: CalendarPage, qtbot: QtBot) -> None:
    page.views.chosen.emit("agenda")
    page.show_view("agenda")
    qtbot.waitUntil(lambda: len(page.agenda.facts.rows) > 5)
    heads = [row.title for row in page.agenda.facts.rows if isinstance(row, Head)]
    assert heads == [
        "May 2024 · Day not known",
        "Saturday, 4 May",
        "Monday, 6 May",
        "Thursday, 9 May",
        "Thursday, 20 June",
    ]


def test_the_file_is_written_where_it_was_asked(page: CalendarPage, tmp_path: Path, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    dialog = page.findChild(ExportDialog)
    assert dialog is not None
    assert dialog.scope.value() == "references"
    dialog.reject()
    page.save("references", tmp_path / "days.ics")
    qtbot.waitUntil(lambda: page.told.text() == "Written: days.ics")
    assert "Trial" not in (tmp_path / "days.ics").read_text("utf-8")
    QThreadPool.globalInstance().waitForDone()


def test_each_day_is_said_to_a_screen_reader(page: CalendarPage) -> None:
    page.show_day(date(2024, 5, 6))
    said = page.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Monday, 6 May, 2 entries, Deadline: Appeal, Hearing: 10:00 Trial goes on"


@pytest.mark.parametrize(
    ("language", "month", "day", "head"),
    [
        ("en", "May 2024", "Monday, 6 May", "Mon"),
        ("ru", "Май 2024 г.", "Понедельник, 6 мая", "Пн"),
        ("kk", "2024 ж. мамыр", "6 мамыр, дүйсенбі", "Дс"),
    ],
)
def test_weeks_begin_on_monday_in_every_language(language: str, month: str, day: str, head: str) -> None:
    words.use(language)
    assert days.month_in_words(date(2024, 5, 6)).startswith(month)
    assert days.day_in_words(date(2024, 5, 6)) == day
    assert days.weekday_heads()[0] == head
    assert days.first_shown(date(2024, 5, 2)) == date(2024, 4, 29)


def test_months_step_to_their_last_day() -> None:
    assert days.stepped(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert days.stepped(date(2024, 1, 31), -2) == date(2023, 11, 30)
    assert days.last_of(date(2024, 12, 5)) == date(2024, 12, 31)


def test_an_overdue_entry_says_so_in_words() -> None:
    late = Event("a", "task", Sort.TASK, date(2024, 5, 1), date(2024, 5, 1), None, "Call", is_overdue=True)
    row = sayings.fact(late, columns=True)
    assert isinstance(row, Fact)
    assert (row.right, row.right_chip, row.left) == ("overdue", "due", "Task")


def test_an_hour_elsewhere_keeps_its_offset() -> None:
    assert hour("14:30+05:00") == "14:30"
    assert hour("14:30+06:00") == "14:30 +06:00"
    assert (hour("14:30"), hour(None), hour("noon")) == ("14:30", "", "noon")
