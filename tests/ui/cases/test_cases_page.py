"""The Cases page over the published cases, as a person uses it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Case, Happening, Task
from casefile.domain.values import Text, When
from casefile.usecases import cases, edit
from casefile.usecases import session as sessions
from casefile.usecases.cases import CaseFilter
from casefile.usecases.session import Session
from ui.case.chronology_tab import ChronologyTab
from ui.case.evidence_tab import EvidenceTab
from ui.case.fact_tab import FactTab
from ui.case.history_tab import HistoryTab
from ui.case.overview_tab import OverviewTab
from ui.case.summary_dialog import SummaryDialog
from ui.cases.ask import AskPerson
from ui.cases.page import CasesPage
from ui.cases.wanted import Chosen, Wanted
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.rows import ROW_ROLE
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord

BOKAYEV = "KZ-2016-003"


@pytest.fixture(scope="module")
def opened(sample_vault: Path, tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[Session]:
    """One open copy of the sample vault for all tests of this file that leave it as it was."""
    copy = tmp_path_factory.mktemp("cases") / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    session = sessions.unlock(copy, passphrase)
    yield session
    session.lock()


def _page(qtbot: QtBot, session: Session, wide: int = 1080) -> CasesPage:
    desk = Desk(session)
    page = CasesPage(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    desk.changed.connect(page.refresh)
    page.resize(wide, 720)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: page.case.case_id() != "")
    return page


@pytest.fixture
def page(qtbot: QtBot, opened: Session) -> Iterator[CasesPage]:
    yield _page(qtbot, opened)
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def own_page(qtbot: QtBot, sample_session: Session) -> Iterator[CasesPage]:
    """Over a vault of its own, to change it."""
    yield _page(qtbot, sample_session)
    QThreadPool.globalInstance().waitForDone()


def _titles(page: CasesPage) -> list[str]:
    model = page.list.list.rows
    return [model.index(number).data(ROW_ROLE).title for number in range(model.rowCount())]


def _show(qtbot: QtBot, page: CasesPage, reference: str, tab: str = "") -> None:
    page.show_target(reference)
    qtbot.waitUntil(lambda: page.case.header.meta.text().startswith(reference))
    if tab:
        page.case.tabs.open(tab)


def _rows(page: CasesPage) -> list[str]:
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    return [row.title for row in tab.view.rows.shown]


def _facts(page: CasesPage) -> list[str]:
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, FactTab | HistoryTab)
    return [row.title for row in tab.facts.facts.rows]


def _sent(page: CasesPage) -> list[tuple[str, object]]:
    sent: list[tuple[str, object]] = []
    page.case._desk.asked.connect(lambda name, target: sent.append((name, target)))
    return sent


def test_the_first_case_is_shown_beside_the_list_and_counts_are_true(page: CasesPage, opened: Session) -> None:
    overview = cases.overview(opened)
    assert page.list.title.text() == f"Cases {overview.total}"
    assert next(chip.text() for chip in page.list.strip.chips()) == f"Open {overview.counts['open']}"
    assert len(_titles(page)) == overview.counts["open"]
    assert page.case.header.title.runs()[0].text == _titles(page)[0]


def test_a_filter_shows_its_cases_and_a_second_click_all(qtbot: QtBot, page: CasesPage, opened: Session) -> None:
    closed = next(chip for chip in page.list.strip.chips() if chip.text().startswith("Closed"))
    QTest.mouseClick(closed, Qt.MouseButton.LeftButton)
    wanted = [str(row.title) for row in cases.page(opened, CaseFilter(closed=True))]
    qtbot.waitUntil(lambda: _titles(page) == wanted)
    page.list.want(page.list.wanted.turned("closed"))
    qtbot.waitUntil(lambda: len(_titles(page)) == cases.overview(opened).total)


def test_the_menu_offers_what_some_case_holds(qtbot: QtBot, page: CasesPage) -> None:
    page.list.open_filters()
    qtbot.waitUntil(lambda: page.list.filter.findChild(QMenu) is not None)
    themes = next(menu for menu in page.list.filter.findChildren(QMenu) if menu.title() == "Theme")
    _action(themes, "Trade unions and labour rights").trigger()
    qtbot.waitUntil(lambda: "Larisa Kharkova" in _titles(page) and "Max Bokayev" not in _titles(page))
    assert page.list.strip.chips()[0].text() == "Trade unions and labour rights"
    QTest.mouseClick(page.list.strip.chips()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Max Bokayev" in _titles(page))


def _action(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == words)


def test_cases_of_a_person_in_any_spelling(qtbot: QtBot, page: CasesPage) -> None:
    asking = page.list.ask("person")
    assert isinstance(asking, AskPerson)
    asking.field.edit.setText("бокаев")
    qtbot.waitUntil(lambda: asking.results.rows.rowCount() > 0)
    QTest.keyClick(asking.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {"Max Bokayev", "Talgat Ayan"} <= set(_titles(page)) and len(_titles(page)) < 12)


def test_no_match_leads_back_to_all(qtbot: QtBot, page: CasesPage) -> None:
    page.list.want(Wanted().having("words", Chosen("nothing of the kind", "“nothing of the kind”")))
    qtbot.waitUntil(lambda: page.list._stack.currentIndex() == 1)
    page.list._stack.currentWidget().first_step.emit()  # type: ignore[union-attr]  # the empty page
    qtbot.waitUntil(lambda: "Max Bokayev" in _titles(page))


def test_arrows_go_through_the_list_and_enter_into_the_case(qtbot: QtBot, page: CasesPage) -> None:
    page.list.list.setFocus()
    QTest.keyClick(page.list.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.case.header.title.runs()[0].text == _titles(page)[1])
    assert page.list.list.hasFocus()
    QTest.keyClick(page.list.list, Qt.Key.Key_Return)
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, OverviewTab)
    qtbot.waitUntil(tab.main.hasFocus)
    QTest.keyClick(tab.main, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.list.list.hasFocus)


def test_a_kind_switched_off_leaves_the_chronology(qtbot: QtBot, page: CasesPage) -> None:
    _show(qtbot, page, BOKAYEV, "chronology")
    assert _rows(page)[0] == "Arrested together with Talgat Ayan"
    assert "25 months without a record" in _rows(page)
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    tab.legend._switches["intervention"].click()
    qtbot.waitUntil(lambda: not any("7th Platform" in row for row in _rows(page)))
    tab.legend._switches["intervention"].click()
    qtbot.waitUntil(lambda: any("7th Platform" in row for row in _rows(page)))


def test_a_record_that_was_searched_for_is_chosen_in_the_chronology(
    qtbot: QtBot, page: CasesPage, opened: Session
) -> None:
    case = cases.load(opened, BOKAYEV)
    verdict = next(each for each in case.of(Happening) if each.type == "verdict")
    page.show_target((case.case.id, verdict.id))
    qtbot.waitUntil(lambda: page.case.case_id() == case.case.id)
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    qtbot.waitUntil(lambda: tab.view.currentIndex().isValid())
    assert _rows(page)[tab.view.currentIndex().row()] == "Verdict: five years in prison"


def test_enter_on_a_row_leads_to_its_form(qtbot: QtBot, page: CasesPage) -> None:
    _show(qtbot, page, BOKAYEV, "chronology")
    sent = _sent(page)
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    record = tab.view.rows.shown[0].record_id
    tab.view.choose(record)
    QTest.keyClick(tab.view, Qt.Key.Key_Return)
    assert sent == [("form", OpenRecord("happening", record, case=page.case.case_id()))]


def test_a_condition_opens_the_form_at_the_condition(qtbot: QtBot, page: CasesPage) -> None:
    _show(qtbot, page, BOKAYEV, "proceedings")
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, FactTab)
    sent = _sent(page)
    key = next(row.key for row in tab.facts.facts.rows if "conditions/" in row.key)
    tab.facts.opened.emit(key)
    measure, path = key.split("#")
    assert sent == [("form", OpenRecord("measure", measure, path, page.case.case_id()))]


def test_a_mark_opens_passage_and_source(qtbot: QtBot, page: CasesPage) -> None:
    _show(qtbot, page, BOKAYEV, "chronology")
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    tab.view.cited.emit(tab.view.rows.shown[0].record_id, 1)
    card = page.findChild(Dialog)
    assert card is not None
    said = " ".join(label.text() for label in card.findChildren(type(page.list.title).__mro__[1]))
    assert "paragraph 2" in said
    assert "State tightens grip on protest rights in Kazakhstan" in said
    sent = _sent(page)
    next(each for each in card.findChildren(Button) if each.text() == "Open source").click()
    assert isinstance(sent[0][1], OpenRecord)
    assert sent[0][1].kind == "source"


def test_adding_leads_to_a_form_that_belongs_to_the_case(qtbot: QtBot, page: CasesPage) -> None:
    _show(qtbot, page, BOKAYEV, "chronology")
    sent = _sent(page)
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    tab.add.click()
    menu = tab.add.findChild(QMenu)
    assert menu is not None
    _action(menu, "Measure").trigger()
    case = page.case.case_id()
    assert sent == [("form", NewRecord("measure", {"cases": (case,)}, case))]
    page.case.tabs.open("people")
    page.case._add("role")
    assert sent[-1] == ("form", NewRecord("role", {"record": case}, case))


def test_a_new_case_gets_the_next_reference(qtbot: QtBot, page: CasesPage) -> None:
    sent = _sent(page)
    QTest.mouseClick(page.list.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(sent))
    target = sent[0][1]
    assert isinstance(target, NewRecord)
    assert target.values["reference"].startswith("KZ-")
    assert target.values["status"] == "open"


@pytest.mark.parametrize(
    "tab", ["overview", "people", "evidence", "interventions", "sources", "tasks", "notes", "history"]
)
def test_every_tab_opens(qtbot: QtBot, page: CasesPage, tab: str) -> None:
    _show(qtbot, page, BOKAYEV, tab)
    assert page.case.tabs.name() == tab
    assert page.case.stack.currentWidget().isVisible()
    assert page.case.key.isVisible() == (tab in ("overview", "people", "interventions"))


def test_narrow_list_and_case_take_turns(qtbot: QtBot, opened: Session) -> None:
    page = _page(qtbot, opened, wide=800)
    assert page.list.isVisible()
    assert not page.case.isVisible()
    spot = page.list.list.visualRect(page.list.list.rows.index(2)).center()
    QTest.mouseClick(page.list.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(page.case.isVisible)
    assert not page.list.isVisible()
    QTest.mouseClick(page.case.header.back_button, Qt.MouseButton.LeftButton)
    assert page.list.isVisible()
    page.resize(1080, 720)
    assert page.list.isVisible()
    assert page.case.isVisible()
    QThreadPool.globalInstance().waitForDone()


def test_further_cases_come_as_one_scrolls(qtbot: QtBot, session: Session) -> None:
    edit.save(session, [Case(reference=f"KZ-2024-{n:03}", title=Text.of(f"Invented {n}", "en")) for n in range(230)])
    page = _page(qtbot, session)
    assert len(_titles(page)) == 100
    bar = page.list.list.verticalScrollBar()

    def scrolled_to(number: int) -> bool:
        bar.setValue(bar.maximum())  # which grows once the rows that came are laid out
        return len(_titles(page)) >= number

    for seen in (200, 230):
        qtbot.waitUntil(lambda seen=seen: scrolled_to(seen), timeout=30_000)
    assert len(set(_titles(page))) == 230
    QThreadPool.globalInstance().waitForDone()


def test_an_empty_vault_says_what_to_do_first(qtbot: QtBot, session: Session) -> None:
    desk = Desk(session)
    page = CasesPage(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    qtbot.waitUntil(lambda: page.list._stack.currentIndex() == 2)
    with qtbot.waitSignal(desk.asked):
        page.list._stack.currentWidget().first_step.emit()  # type: ignore[union-attr]  # the empty page
    QThreadPool.globalInstance().waitForDone()


def test_a_change_elsewhere_is_shown(qtbot: QtBot, own_page: CasesPage, sample_session: Session) -> None:
    page = own_page
    _show(qtbot, page, BOKAYEV, "tasks")
    task = Task(
        cases=(page.case.case_id(),), kind="call", title=Text.of("Call the lawyer", "en"), due=When("2024-05-01")
    )  # type: ignore[arg-type]  # a plain id
    page.case._desk.publish(edit.save(sample_session, [task]))
    qtbot.waitUntil(lambda: "Call the lawyer" in _facts(page))
    qtbot.waitUntil(lambda: _titles(page)[0] == "Max Bokayev")  # what is due comes first


def test_the_history_says_who_changed_what(qtbot: QtBot, own_page: CasesPage, sample_session: Session) -> None:
    page = own_page
    case = cases.load(sample_session, BOKAYEV).case
    edit.save(sample_session, [replace(case, priority="high")])
    _show(qtbot, page, BOKAYEV, "history")
    qtbot.waitUntil(lambda: any(row.startswith("Priority: ") for row in _facts(page)))
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, HistoryTab)
    tab.kind.choose("source")
    qtbot.waitUntil(lambda: not any(row.startswith("Priority: ") for row in _facts(page)))


def test_dropped_files_are_taken_in_and_shown(qtbot: QtBot, own_page: CasesPage, tmp_path: Path) -> None:
    page = own_page
    _show(qtbot, page, BOKAYEV)
    letter = tmp_path / "letter.txt"
    letter.write_text("An invented letter.", "utf-8")
    page.case.attach((letter,))
    tab = page.case.stack.currentWidget()
    assert isinstance(tab, EvidenceTab)
    qtbot.waitUntil(lambda: tab.grid.tiles.rowCount() == 1, timeout=10_000)
    assert tab.grid.tiles.index(0).data().startswith("letter")
    qtbot.waitUntil(page.case.messages.isVisible)
    QThreadPool.globalInstance().waitForDone()
    tab.stop()


def test_a_file_that_cannot_be_taken_is_named(qtbot: QtBot, own_page: CasesPage, tmp_path: Path) -> None:
    _show(qtbot, own_page, BOKAYEV)
    own_page.case.attach((tmp_path / "pulled-out.mp4",))
    qtbot.waitUntil(own_page.case.messages.isVisible, timeout=10_000)
    banner = own_page.case.messages.findChildren(object)  # whatever says it
    assert any("pulled-out.mp4" in getattr(each, "accessibleName", str)() for each in banner if hasattr(each, "text"))


def test_the_summary_is_written_where_one_chose(
    qtbot: QtBot, own_page: CasesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, place = own_page, tmp_path / "summary"
    _show(qtbot, page, BOKAYEV)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(place), ""))
    page.case.header.summary.click()
    dialog = page.findChild(SummaryDialog)
    assert dialog is not None
    dialog.language.choose("ru")
    next(each for each in dialog.findChildren(Button) if each.text() == "Export...").click()
    qtbot.waitUntil(lambda: place.with_name("summary.pdf").is_file(), timeout=20_000)
    assert place.with_name("summary.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(page.case.messages.isVisible)


def test_closing_and_deleting_a_case_can_be_taken_back(
    qtbot: QtBot, own_page: CasesPage, sample_session: Session
) -> None:
    page = own_page
    _show(qtbot, page, BOKAYEV)
    case_id = page.case.case_id()
    page.case.header.more_asked.emit("close")
    qtbot.waitUntil(lambda: cases.find(sample_session, BOKAYEV).status == "closed")
    qtbot.waitUntil(lambda: "Max Bokayev" not in _titles(page))
    qtbot.waitUntil(lambda: page.case.header._closed)
    page.case.header.more_asked.emit("reopen")
    qtbot.waitUntil(lambda: "Max Bokayev" in _titles(page))
    page.case.header.more_asked.emit("delete")
    dialog = page.findChild(Dialog)
    assert dialog is not None
    next(each for each in dialog.findChildren(Button) if each.text() == "Delete case").click()
    qtbot.waitUntil(lambda: "Max Bokayev" not in _titles(page))
    page.case.acts.restore(case_id)
    qtbot.waitUntil(lambda: "Max Bokayev" in _titles(page))


def test_a_case_that_is_gone_is_said_in_one_sentence(qtbot: QtBot, page: CasesPage) -> None:
    page.show_target("KZ-1900-001")
    qtbot.waitUntil(page.case.messages.isVisible)
