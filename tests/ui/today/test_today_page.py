"""The page Today as a person meets it: record, tick off, look, drop files, come back after a lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Task
from casefile.domain.values import Text, When
from casefile.errors import CasefileError, Refused
from casefile.usecases import cases, edit, evidencelist, quickrecord
from casefile.usecases import session as sessions
from casefile.usecases.quickrecord import QuickRecord
from casefile.usecases.session import Session
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord
from ui.today.page import TodayPage

TASK = Task(title=Text.of("Call the lawyer", "en"), kind="call", due=When("2001-05-04"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = sessions.create(tmp_path_factory.mktemp("today") / "Test.casefile", "seven words", "A. Invented", FLOOR)
    yield session
    session.lock()


@pytest.fixture
def page(opened: Session, qtbot: QtBot) -> Iterator[TodayPage]:
    window = QWidget()
    qtbot.addWidget(window)
    desk = Desk(opened, window)
    made = TodayPage(desk)
    desk.changed.connect(made.refresh)
    made.setParent(window)
    window.resize(1080, 720)
    made.resize(1080, 720)
    window.show()
    qtbot.waitUntil(lambda: bool(made.title.text()))
    yield made
    QThreadPool.globalInstance().waitForDone()


def _lines(page: TodayPage, section: str) -> list[str]:
    return [line.title for line in page.sections[section].lines.model().lines]


def _type(page: TodayPage, qtbot: QtBot, **words: str) -> None:
    for name, text in words.items():
        qtbot.keyClicks(page.quick.fields[name].edit, text)


def test_an_empty_vault_says_what_to_do_first(page: TodayPage) -> None:
    sections = [section for name, section in page.sections.items() if name != "proposed"]
    assert all(not section.lines.isVisible() and section.empty.isVisible() for section in sections)
    assert not page.sections["proposed"].isVisible(), "rules that propose nothing take no room"
    assert "No backup yet" in page.backup.age.text()


def test_a_night_arrest_is_on_record(page: TodayPage, qtbot: QtBot, opened: Session, tmp_path: Path) -> None:
    photo = tmp_path / "invented.txt"
    photo.write_text("invented words")
    _type(page, qtbot, who="Serik Invented", when="April 2024", where="Uralsk", what_next="call the lawyer, 3 May 2099")
    page.quick.what.choose("fine")
    page.quick.drop.dropped.emit((photo,))
    assert page.quick.drop.accessibleName() == "1 file invented.txt"
    qtbot.keyClick(page.quick.fields["source"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.quick.link.isVisible)
    assert page.quick.is_empty() and not page.quick.files
    qtbot.waitUntil(lambda: evidencelist.page(opened).totals.count == 1)
    case = cases.find(opened, "2024-001")
    assert evidencelist.page(opened).rows[0].evidence.cases == (case.id,)
    qtbot.waitUntil(lambda: _lines(page, "changed") == ["Serik Invented"])
    with qtbot.waitSignal(page._desk.asked) as asked:
        qtbot.mouseClick(page.quick.link, Qt.MouseButton.LeftButton)
    assert asked.args == ["cases", case.id]


def test_without_a_name_nothing_is_made(page: TodayPage, qtbot: QtBot, opened: Session) -> None:
    before = cases.overview(opened).total
    page.quick.what.choose("fine")
    qtbot.mouseClick(page.quick.record, Qt.MouseButton.LeftButton)
    assert page.quick.refused.isVisible()
    assert page.quick.fields["who"].state() == "refused"
    assert cases.overview(opened).total == before
    _type(page, qtbot, who="S")
    assert not page.quick.refused.isVisible()
    page.quick.clear()


def test_a_date_is_read_as_it_is_typed(page: TodayPage, qtbot: QtBot) -> None:
    when = page.quick.fields["when"]
    _type(page, qtbot, when="April 2024")
    assert when._reading is not None and when._reading.text() == "2024-04"
    when.edit.clear()
    _type(page, qtbot, when="at dusk")
    assert (when._reading.text(), when.state()) == ("", "finding")
    page.quick.clear()


def test_a_task_is_ticked_off_and_back(page: TodayPage, qtbot: QtBot, opened: Session) -> None:
    page._desk.publish(edit.save(opened, [TASK]))
    due = page.sections["due"]
    qtbot.waitUntil(lambda: "Call the lawyer" in _lines(page, "due"))
    assert due.lines.model().lines[0].look == "overdue"
    due.lines.setCurrentIndex(due.lines.model().index(0))
    with qtbot.waitSignal(page._desk.asked) as asked:
        qtbot.keyClick(due.lines, Qt.Key.Key_Return)
    assert asked.args == ["form", OpenRecord("task", TASK.id)]
    qtbot.keyClick(due.lines, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Call the lawyer" not in _lines(page, "due"))
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Call the lawyer" in _lines(page, "due"))
    assert not page.undo.isVisible()


def test_what_is_typed_survives_a_lock(page: TodayPage, qtbot: QtBot, opened: Session) -> None:
    _type(page, qtbot, who="Half a name", source="a neighbour")
    page.before_lock()
    again = TodayPage(Desk(opened, page))
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.quick.fields["who"].text() == "Half a name")
    assert again.quick.fields["source"].text() == "a neighbour"
    quickrecord.keep_typed(opened, QuickRecord("", ""))


def test_a_backup_runs_and_its_age_is_shown(page: TodayPage, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "Blue stick"
    stick.mkdir()
    page.backup.chosen.emit(stick)
    assert not page.backup.button.isEnabled()
    qtbot.waitUntil(lambda: page.backup.age.text() == "Last backup today", timeout=15_000)
    qtbot.waitUntil(page.backup.button.isEnabled)
    assert "Blue stick" in page.backup.place.text()


def test_a_backup_that_fails_says_why(page: TodayPage, qtbot: QtBot, opened: Session) -> None:
    page.backup.chosen.emit(opened.path)
    qtbot.waitUntil(lambda: page._banners.count() == 1)
    assert "The backup was not made" in page._banners.itemAt(0).widget().accessibleName()


def test_the_right_column_goes_below_where_there_is_no_room(page: TodayPage) -> None:
    columns = page.quick.parentWidget().parentWidget()
    assert not columns.are_stacked()  # type: ignore[union-attr]  # the part that holds both columns
    page.resize(700, 600)
    assert columns.are_stacked()  # type: ignore[union-attr]


def test_a_disk_that_takes_nothing_keeps_nobody_from_locking(
    page: TodayPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(page, qtbot, who="Serik Invented")
    monkeypatch.setattr(quickrecord, "keep_typed", _full)
    said: list[CasefileError] = []
    page.recording.failed.connect(said.append)
    page.before_lock()
    assert [each.key for each in said] == ["vault.disk_full"]
    page.quick.clear()


def _full(*_arguments: object) -> None:
    raise Refused("vault.disk_full")


def test_what_is_being_recorded_is_recorded_once(page: TodayPage, qtbot: QtBot, opened: Session) -> None:
    before = cases.overview(opened).total
    _type(page, qtbot, who="Marat Invented")
    page.quick.what.choose("fine")
    for _ in range(2):
        qtbot.keyClick(page.quick.fields["who"].edit, Qt.Key.Key_Return)
    page.before_lock()
    QThreadPool.globalInstance().waitForDone()
    assert cases.overview(opened).total == before + 1
    assert quickrecord.kept_typed(opened) is None, "offered again after the lock it would become a second case"
