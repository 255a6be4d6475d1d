"""The Search page over the published cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Name, Person
from casefile.usecases import edit, filetext, search
from casefile.usecases import session as sessions
from casefile.usecases.search import KindFound
from casefile.usecases.session import Session
from ui.finding import Finder, by_reference_first
from ui.parts.chips import FilterChip
from ui.search.ask import AskWhen
from ui.search.page import SearchPage
from ui.search.results import EACH, answer, filters
from ui.search.wanted import Chosen, Wanted
from ui.shell.answers import Found, FoundGroup
from ui.shell.desk import Desk
from ui.shell.palette_list import ENTRY_ROLE


@pytest.fixture(scope="module")
def opened(sample_vault: Path, passphrase: str) -> Iterator[Session]:
    """The sample vault itself: nothing here changes it."""
    session = sessions.unlock(sample_vault, passphrase)
    yield session
    session.lock()


@pytest.fixture
def page(qtbot: QtBot, opened: Session) -> Iterator[SearchPage]:
    desk = Desk(opened)
    made = SearchPage(desk)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show()
    qtbot.waitExposed(made)
    yield made
    QThreadPool.globalInstance().waitForDone()


def _found(page: SearchPage) -> list[Found]:
    model = page.results.results
    entries = [model.index(number).data(ENTRY_ROLE) for number in range(model.rowCount())]
    return [each for each in entries if isinstance(each, Found)]


def _search(qtbot: QtBot, page: SearchPage, words: str) -> None:
    page.show_target(words)
    qtbot.waitUntil(lambda: bool(_found(page)))


def test_the_person_stands_first_in_whatever_spelling(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "боқаев")
    first = page.results.chosen()
    assert first is not None
    assert "".join(words for words, _ in first.title) == "Max Bokayev"
    assert ("Bokayev", True) in first.title, "what was found is marked in the title"
    assert any(found for _, found in first.second), "and in the other spellings"
    assert first.page == "people"


def test_the_case_whose_reference_was_typed_stands_before_names_like_a_part_of_it(
    qtbot: QtBot, page: SearchPage, opened: Session
) -> None:
    _search(qtbot, page, "kz-2016-003")
    first = page.results.chosen()
    assert first is not None and first.page == "cases" and first.right == "KZ-2016-003"
    group = Finder(opened).find("KZ-2016-003 ", every_spelling=True).groups[0]
    assert (group.kind, group.found[0].right) == ("case", "KZ-2016-003")


def test_more_results_of_a_kind_are_one_step_away(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "court")
    every = next(each for each in _found(page) if each.key == "all:happening")
    happenings = [each for each in _found(page) if each.icon == "circle"]
    assert len(happenings) == EACH
    while page.results.chosen() is not every:
        qtbot.keyClick(page.query.edit, Qt.Key.Key_Down)
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {each.icon for each in _found(page)} == {"circle"})
    assert len(_found(page)) > EACH
    chips = [each.text() for each in page._chips.buttons() if each.isChecked()]
    assert chips == [f"Happenings {len(_found(page))}"]


def test_enter_opens_what_is_chosen(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "Bokayev")
    first = page.results.chosen()
    assert first is not None
    with qtbot.waitSignal(page._desk.asked) as told:
        qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    assert told.args == ["people", first.target]


def test_enter_opens_nothing_that_was_found_for_other_words(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "Bokayev")
    opened: list[object] = []
    page._desk.asked.connect(lambda *place: opened.append(place))
    page.query.edit.setText("Kharkova")
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    assert opened == []
    qtbot.waitUntil(lambda: any("Kharkova" in str(each.title) for each in _found(page)))
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Return)
    assert len(opened) == 1


def test_nothing_found_says_what_to_try_and_esc_starts_over(qtbot: QtBot, page: SearchPage) -> None:
    page.show_target("xqzzzy")
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1)
    qtbot.keyClick(page.query.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 0)
    assert page.query.text() == ""


def test_a_filter_whose_kind_is_no_longer_found_gives_way_to_all(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "Bokayev")
    page.choose_kind("person")
    qtbot.waitUntil(lambda: {each.icon for each in _found(page)} == {"user-round"})
    page.query.edit.setText("KZ-2016-003")
    qtbot.waitUntil(lambda: "folder" in {each.icon for each in _found(page)})


def test_filters_say_all_and_each_kind_with_its_number(opened: Session) -> None:
    found = search.survey(opened, "Almaty", "en", EACH)
    first, *others = filters(found)
    assert first.words == f"All {sum(each.total for each in found)}"
    assert [each.kind for each in others][:2] == ["person", "organisation"]


def test_what_was_not_counted_to_the_end_is_said_to_be_more() -> None:
    found = (KindFound("person", 2990, (), more=True), KindFound("happening", 10, (), more=True))
    assert [each.words.split()[-1] for each in filters(found)] == ["3,000+", "2,990+", "10+"]


def test_no_way_to_the_others_where_there_are_none() -> None:
    assert answer((KindFound("happening", 4, ()),), "").groups == ()


def test_a_search_is_narrowed_by_a_time_and_widened_again(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "hunger strike")
    before = len(_found(page))
    dialog = page.ask_for("when")
    assert isinstance(dialog, AskWhen)
    dialog.field.edit.setText("nonsense")
    qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert dialog.isVisible(), "what cannot be read is not taken"
    dialog.field.edit.setText("June 2017")
    qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 0 < len(_found(page)) < before)
    (chip,) = page.filters.findChildren(FilterChip)
    assert chip.text() == "June 2017"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(_found(page)) == before)
    assert page.filters.isHidden()


def test_filters_alone_show_what_they_keep(qtbot: QtBot, page: SearchPage) -> None:
    page.want(Wanted().having("theme", Chosen("religion", "Religion")))
    qtbot.waitUntil(lambda: bool(_found(page)))
    assert any(each.icon == "folder" for each in _found(page))


def test_a_case_without_a_reference_is_none_that_was_typed() -> None:
    place, nameless = (FoundGroup(kind, kind, 1, (Found(kind, "file", (), page=kind),)) for kind in ("places", "cases"))
    assert [each.kind for each in by_reference_first((place, nameless), " ")] == ["places", "cases"]


def test_a_question_is_answered_in_other_words(qtbot: QtBot, page: SearchPage) -> None:
    _search(qtbot, page, "кто объявлял голодовку под стражей в 2017 году")
    qtbot.waitUntil(lambda: any("Bokayev" in "".join(words for words, _ in each.title) for each in _found(page)))


def test_a_search_is_kept_found_again_and_forgotten(qtbot: QtBot, sample_session: Session) -> None:
    desk = Desk(sample_session)
    page = SearchPage(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    page.want(Wanted().having("theme", Chosen("religion", "Religion")))
    page.query.edit.setText("court")
    page._save("Courts and faith")
    qtbot.waitUntil(lambda: len(page.kept.kept) == 1)
    page.want(Wanted())
    page.query.edit.clear()
    qtbot.waitUntil(page.kept.isVisible)
    page.kept.wanted.emit(page.kept.kept[0])
    qtbot.waitUntil(lambda: bool(_found(page)))
    assert page.query.text() == "court"
    assert [words for _, words in page.wanted.chips()] == ["Freedom of religion or belief"]
    offered = Finder(sample_session).find("faith", every_spelling=True)
    assert [each.target for group in offered.groups if group.kind == "saved" for each in group.found] == [
        page.kept.kept[0]
    ]
    page.open_kept()
    menu = page.keep.findChild(QMenu)
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if "Forget" in each.text()).trigger()
    qtbot.waitUntil(lambda: page.kept.kept == ())
    menu.close()
    QThreadPool.globalInstance().waitForDone()


def test_files_that_are_not_searched_yet_are_read_when_asked(qtbot: QtBot, sample_session: Session) -> None:
    with sample_session.database.maintaining() as connection:
        for sha256 in [each.sha256 for each in sample_session.local.blobs(connection)]:
            sample_session.local.forget_text(connection, sha256.hex())
    desk = Desk(sample_session)
    page = SearchPage(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.unread.isVisible)
    assert "not searched yet" in page.unread.text()
    with qtbot.waitSignal(page.unread.read, timeout=30_000):
        qtbot.mouseClick(page.unread, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.unread.isVisible())
    assert filetext.unread(sample_session) == 0
    QThreadPool.globalInstance().waitForDone()


def test_the_palette_says_that_there_are_more_than_it_shows(session: Session) -> None:
    named = [f"Выдуман Выдуманов {each}" for each in range(search.AS_ONE_TYPES)]
    edit.save(session, [Person(names=(Name(text=each),)) for each in (*named, "Aman Invented")])
    for typed, number in (("Invented", "1"), ("Выдуманов", f"{search.AS_ONE_TYPES}+")):
        groups = Finder(session).find(typed, every_spelling=False).groups
        assert [each.number for each in groups if each.kind == "person"] == [number]
