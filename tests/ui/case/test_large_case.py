"""A case with thousands of records: its first screen does not wait for the rest, and what it shows stays right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import cases, edit
from casefile.usecases.session import Session
from tests import largecase
from ui.case.chronology_tab import ChronologyTab
from ui.case.loaded import Loaded, load, load_first
from ui.case.overview_tab import OverviewTab
from ui.case.view import CaseView
from ui.shell.desk import Desk


@pytest.fixture
def large(session: Session) -> Case:
    return largecase.fill(session, happenings=450, files=5, people=30)


@pytest.fixture
def view(session: Session, large: Case, qtbot: QtBot) -> CaseView:
    made = CaseView(Desk(session))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_what_is_shown_first_is_what_stands_there_in_the_end(session: Session, large: Case) -> None:
    first, whole = load_first(session, large.id, "en"), load(session, large.id, "en")
    assert not first.whole
    assert whole.whole
    assert first.heading == whole.heading
    assert first.latest == whole.latest
    begun = first.chronology.rows
    assert 20 < len(begun) < len(whole.chronology.rows)
    for row, same in zip(begun, whole.chronology.rows, strict=False):
        assert (row.record_id, row.title, row.date_full, row.citations) == (
            same.record_id,
            same.title,
            same.date_full,
            same.citations,
        )
    assert set(first.chronology.sources) <= set(whole.chronology.sources)


def test_a_small_case_is_read_whole_at_once(sample_session: Session) -> None:
    row = cases.page(sample_session)[0]
    assert load_first(sample_session, row.id, "en").whole


def test_both_follow_each_other_and_the_place_in_the_list_stays(view: CaseView, large: Case, qtbot: QtBot) -> None:
    seen: list[Loaded] = []
    view.shown.connect(lambda _case: seen.append(view._loaded) if view._loaded else None)
    view.show_case(large.id, tab="chronology")
    qtbot.waitUntil(lambda: len(seen) == 1)
    tab = view.stack.currentWidget()
    assert isinstance(tab, ChronologyTab)
    before = tab.view.rows.rowCount()
    tab.view.verticalScrollBar().setValue(200)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert tab.view.rows.rowCount() > before > 0
    assert tab.view.verticalScrollBar().value() == 200
    view.reload()
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen[-1].whole, "what is on the screen already is not shown in part again"


def test_the_overview_counts_once_all_is_there(view: CaseView, large: Case, qtbot: QtBot) -> None:
    view.show_case(large.reference or "", tab="overview")
    tab = view.stack.open("overview")
    assert isinstance(tab, OverviewTab)
    qtbot.waitUntil(lambda: tab.side.facts.rowCount() > 0)
    qtbot.waitUntil(lambda: any("450" in str(index.data()) for index in _rows(tab)))


def _rows(tab: OverviewTab) -> list[QModelIndex]:
    model = tab.side.facts if tab.side.isVisible() else tab.main.facts
    return [model.index(number) for number in range(model.rowCount())]


def test_a_case_with_nothing_in_it_says_what_to_do_first(view: CaseView, session: Session, qtbot: QtBot) -> None:
    empty = Case(reference="EMPTY-1", title=Text.of("An empty case", "en"), kind="incident")
    edit.save(session, [empty])
    view.show_case(empty.id, tab="chronology")
    tab = view.stack.open("chronology")
    assert isinstance(tab, ChronologyTab)
    qtbot.waitUntil(lambda: view.case_id() == empty.id)
    assert tab.view.rows.rowCount() == 0
    assert tab._stack.currentIndex() == 1


def test_the_largest_has_its_first_screen_from_few_records(session: Session) -> None:
    large = largecase.fill(session, happenings=1200, files=50, people=60)
    ends = cases.ends(session, large.id)
    assert ends is not None
    assert len(ends.casefile.records) < len(cases.load(session, large.id).records) / 3
