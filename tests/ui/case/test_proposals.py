"""The Tasks tab: what rules propose stands first, is explained, and becomes a task when accepted."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Task
from casefile.domain.values import Text, When
from casefile.usecases import cases, edit
from casefile.usecases.session import Session
from ui.case.fact_tab import FactTab
from ui.case.tasks import PROPOSAL
from ui.case.view import CaseView
from ui.deadlines.deciding import DecisionDialog
from ui.facts.rows import Fact
from ui.shell.desk import Desk
from ui.today.page import TodayPage


@pytest.fixture(autouse=True)
def _second_of_may(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.fromisoformat("2024-05-02T16:00:00+05:00")
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def case(session: Session) -> Case:
    made = Case(reference="KZ-1", title=Text.of("Invented case", "en"), kind="person_at_risk", status="open")
    held = Happening(
        cases=(Ref(made.id),),
        type="detention",
        title=Text.of("Held at the square", "en"),
        when=When("2024-05-02"),
        time="09:20+05:00",
    )
    edit.save(session, [made, held])
    return made


@pytest.fixture
def view(session: Session, case: Case, qtbot: QtBot) -> CaseView:
    desk = Desk(session)
    made = CaseView(desk)
    desk.changed.connect(lambda _changes: made.reload())
    qtbot.addWidget(made)
    made.resize(720, 640)
    made.show()
    with qtbot.waitSignal(made.shown):
        made.show_case(case.id, tab="tasks")
    return made


def _rows(view: CaseView) -> list[Fact]:
    tab = view.stack.currentWidget()
    assert isinstance(tab, FactTab)
    return [row for row in tab.facts.facts.rows if isinstance(row, Fact)]


def _decide(view: CaseView) -> DecisionDialog:
    proposal = next(row.key for row in _rows(view) if row.key.startswith(PROPOSAL))
    view.stack.opened.emit(proposal)
    dialog = view.findChild(DecisionDialog)
    assert dialog is not None
    return dialog


def test_a_proposal_says_what_until_when_and_why(view: CaseView) -> None:
    proposal, link = _rows(view)
    assert proposal.title.startswith("48 hours of detention end")
    assert proposal.right == "4 May 2024 · 09:20"
    assert proposal.second.startswith("Held at the square\n48 hours from 2 May 2024, 09:20 +05:00")
    assert "Check with counsel." in proposal.second
    assert link.link and link.key == proposal.key


def test_accepted_it_is_an_open_task(view: CaseView, session: Session, case: Case, qtbot: QtBot) -> None:
    _decide(view).accepting.click()
    qtbot.waitUntil(lambda: bool(_rows(view)) and not any(row.key.startswith(PROPOSAL) for row in _rows(view)))
    (task,) = cases.load(session, case.id).of(Task)
    assert [row.key for row in _rows(view)] == [task.id]


def test_dismissed_it_is_gone(view: CaseView, session: Session, case: Case, qtbot: QtBot) -> None:
    _decide(view).dismissing.click()
    qtbot.waitUntil(lambda: not _rows(view))
    assert cases.load(session, case.id).of(Task) == ()


def test_today_shows_it_and_asks(session: Session, case: Case, qtbot: QtBot) -> None:
    page = TodayPage(Desk(session))
    page._desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.show()
    section = page.sections["proposed"]
    qtbot.waitUntil(lambda: bool(section.lines.model().lines))
    (line,) = section.lines.model().lines
    assert (line.lead, line.right) == ("Sat 4, 09:20", "Invented case")
    section.opened.emit(line.key)
    dialog = page.findChild(DecisionDialog)
    assert dialog is not None
    dialog.accepting.click()
    qtbot.waitUntil(lambda: not section.isVisible())
    assert page.sections["due"].lines.model().lines[0].lead == "Sat 4, 09:20"
    QThreadPool.globalInstance().waitForDone()
