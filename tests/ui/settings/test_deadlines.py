"""Settings, deadline rules: switched on and off, edited, added."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from casefile.domain.deadlines import shipped
from casefile.usecases import deadlines, edit
from casefile.usecases.session import Session
from ui.settings.deadlines import DeadlinesTab
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> DeadlinesTab:
    made = DeadlinesTab(Desk(session))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.rules) == len(shipped()))
    return made


def test_a_tick_lets_a_rule_propose(tab: DeadlinesTab, session: Session, qtbot: QtBot) -> None:
    rule = next(each for each in shipped() if not each.active)
    with qtbot.waitSignal(tab._desk.changed):
        tab.rules[rule.id].click()
    assert next(each for each in deadlines.rules(session) if each.rule.id == rule.id).rule.active
    qtbot.waitUntil(lambda: tab.rules[rule.id].isChecked() is True)


def test_an_example_is_edited_as_a_record(tab: DeadlinesTab, session: Session, qtbot: QtBot) -> None:
    rule = shipped()[0]
    with qtbot.waitSignal(tab._desk.asked) as asked:
        tab.edits[rule.id].click()
    assert asked.args == ["form", OpenRecord("deadlinerule", rule.id)]
    assert edit.read(session, "deadlinerule", rule.id).record == rule


def test_one_s_own_is_begun_in_the_form(tab: DeadlinesTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab._desk.asked) as asked:
        tab.add.click()
    page, target = asked.args
    assert page == "form"
    assert isinstance(target, NewRecord) and target.kind == "deadlinerule"


def test_every_control_is_named(tab: DeadlinesTab) -> None:
    named = [*tab.rules.values(), *tab.edits.values()]
    assert all(each.accessibleName() for each in named)
    assert len({each.accessibleName() for each in named}) == len(named)
