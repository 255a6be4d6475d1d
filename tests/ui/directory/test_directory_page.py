"""The pages People and Organisations over the published cases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Name, Person
from casefile.usecases import directory, edit
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from ui import words
from ui.directory.page import DirectoryPage, organisations, people
from ui.parts.rows import ROW_ROLE
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord


@pytest.fixture(scope="module")
def opened(sample_vault: Path, tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[Session]:
    """One open copy of the sample vault for all tests of this file."""
    copy = tmp_path_factory.mktemp("directory") / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    session = sessions.unlock(copy, passphrase)
    yield session
    session.lock()


@pytest.fixture
def page(qtbot: QtBot, opened: Session) -> Iterator[DirectoryPage]:
    yield _page(qtbot, opened)
    QThreadPool.globalInstance().waitForDone()


def _page(qtbot: QtBot, session: Session, make=people) -> DirectoryPage:  # type: ignore[no-untyped-def]  # either page
    desk = Desk(session)
    made = make(desk)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.record.party_id() != "")
    return made


def _titles(page: DirectoryPage) -> list[str]:
    model = page.list.list.rows
    return [model.index(number).data(ROW_ROLE).title for number in range(model.rowCount())]


def test_the_first_person_is_shown_beside_the_list(page: DirectoryPage) -> None:
    assert page.record.header.title.runs()[0].text == _titles(page)[0]
    assert page.list.list.key() == page.record.party_id()


def test_the_list_grows_as_one_scrolls_until_everyone_is_in_it(
    qtbot: QtBot, page: DirectoryPage, opened: Session
) -> None:
    everyone = directory.count(opened, "person")
    assert len(_titles(page)) == 100 < everyone
    page.list.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(_titles(page)) == everyone)
    assert len({page.list.list.rows.index(n).data(ROW_ROLE).key for n in range(everyone)}) == everyone


@pytest.mark.parametrize("typed", ["бокаев", "Boqaev"])
def test_the_box_finds_any_spelling(qtbot: QtBot, page: DirectoryPage, typed: str) -> None:
    page.list.filter.edit.setText(typed)  # the test's keyboard has no Cyrillic
    qtbot.waitUntil(lambda: len(_titles(page)) < 10)
    assert _titles(page)[0] == "Max Bokayev"
    qtbot.keyClick(page.list.filter.edit, Qt.Key.Key_Down)
    assert page.list.list.hasFocus()
    page.list.filter.edit.setFocus()
    qtbot.keyClick(page.list.filter.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(_titles(page)) == 100)


def test_going_down_the_list_shows_the_next_and_enter_goes_into_it(qtbot: QtBot, page: DirectoryPage) -> None:
    page.list.list.setFocus()
    qtbot.keyClick(page.list.list, Qt.Key.Key_Down)
    second = _titles(page)[1]
    qtbot.waitUntil(lambda: page.record.header.title.runs()[0].text == second)
    qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.record.facts.hasFocus)
    qtbot.keyClick(page.record.facts, Qt.Key.Key_Escape)
    assert page.list.list.hasFocus()


def test_a_target_shows_the_person_wherever_they_stand_in_the_list(
    qtbot: QtBot, page: DirectoryPage, opened: Session
) -> None:
    wanted = directory.matching(opened, "person", "Yeleussinov", "en")[0].id
    page.show_target(wanted)
    qtbot.waitUntil(lambda: page.record.party_id() == wanted)
    assert page.record.header.title.runs()[0].text == "Amin Yeleusinov"


def test_a_target_named_before_the_list_came_is_not_lost(qtbot: QtBot, opened: Session) -> None:
    wanted = directory.matching(opened, "person", "Bokayev", "en")[0].id
    desk = Desk(opened)
    page = people(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    page.show_target(wanted)
    qtbot.waitUntil(lambda: page.list.first() != "" and page.record.party_id() != "")
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(50)
    assert page.record.party_id() == wanted
    assert page.list.list.key() == wanted
    assert page.place() == wanted


def test_a_case_a_source_and_the_form_are_one_step_away(qtbot: QtBot, page: DirectoryPage, opened: Session) -> None:
    wanted = directory.matching(opened, "person", "Bokayev", "en")[0].id
    page.show_target(wanted)
    qtbot.waitUntil(lambda: page.record.party_id() == wanted)
    asked: list[tuple[str, object]] = []
    page._desk.asked.connect(lambda name, target: asked.append((name, target)))
    case = directory.dossier(opened, "person", wanted, "en").cases[0].case.id
    page.record.facts.opened.emit(f"case:{case}")
    page.record.facts.opened.emit("party:organisation:x")
    page.record.facts.opened.emit("source:y")
    page.record.header.edit.click()
    page.list.new.click()
    assert asked == [
        ("cases", case),
        ("organisations", "x"),
        ("form", OpenRecord("source", "y")),
        ("form", OpenRecord("person", wanted)),
        ("form", NewRecord("person")),
    ]


def test_a_mark_leads_to_its_source(qtbot: QtBot, page: DirectoryPage, opened: Session) -> None:
    wanted = directory.matching(opened, "person", "Bokayev", "en")[0].id
    page.show_target(wanted)
    qtbot.waitUntil(lambda: page.record.party_id() == wanted)
    page.record.facts.cited.emit("", 2)
    assert page.record.facts.key().startswith("source:")


def test_what_was_changed_is_read_again_and_what_was_deleted_goes(
    qtbot: QtBot, page: DirectoryPage, opened: Session
) -> None:
    person = Person(names=(Name(text="Aaron Invented", language="en"),))
    page.refresh(edit.save(opened, [person]))
    qtbot.waitUntil(lambda: "Aaron Invented" in _titles(page))
    page.show_target(person.id)
    qtbot.waitUntil(lambda: page.record.party_id() == person.id)
    page.refresh(edit.delete(opened, person))
    qtbot.waitUntil(lambda: "Aaron Invented" not in _titles(page))
    qtbot.waitUntil(lambda: page.record.party_id() != person.id)


def test_list_and_record_take_turns_in_a_narrow_window(qtbot: QtBot, page: DirectoryPage) -> None:
    page.resize(800, 600)
    assert page.list.isVisible()
    assert not page.record.isVisible()
    page.list.list.setFocus()
    page.list.list.choose(page.list.first())
    qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    assert page.record.isVisible()
    assert not page.list.isVisible()
    qtbot.keyClick(page.record.facts, Qt.Key.Key_Escape)
    assert page.list.isVisible()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_organisations_speak_the_readers_language(qtbot: QtBot, opened: Session, language: str) -> None:
    words.use(language)
    page = _page(qtbot, opened, organisations)
    shown = directory.page(opened, "organisation", language, limit=1)[0]
    assert page.record.party_id() == shown.id
    assert page.list.title.runs()[0].text == {"ru": "Организации", "kk": "Ұйымдар"}[language]


def test_an_empty_vault_says_what_to_do_first(qtbot: QtBot, session: Session) -> None:
    desk = Desk(session)
    page = people(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.list._stack.currentIndex() == 2)
    with qtbot.waitSignal(desk.asked) as told:
        page.list._stack.currentWidget().first_step.emit()
    assert told.args == ["form", NewRecord("person")]
