"""Settings, team folder: set up, exchanged through, and what waits is looked at or let be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Case, Contact
from casefile.domain.values import Text
from casefile.usecases import cases, contacts, edit, picking, teamfolder
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Candidate, Member, Setting
from tests.usecases.exchanging import team
from tests.usecases.teaming import trusting
from ui.finding import Finder
from ui.opening import open_workspace
from ui.settings.team import TeamTab
from ui.settings.team_members import Members
from ui.shell.desk import Desk
from ui.teamwork import EXCHANGE, TeamExchange
from ui.today.page import TodayPage

_CHANGED = "2changed(PyObject)"  # as Qt writes signals: qobjectdefs.h, QSIGNAL_CODE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Shared"
    made.mkdir()
    return made


@pytest.fixture
def two(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Aigerim has a case; both trust each other; no folder is set up."""
    people = team(tmp_path, ("Aigerim", "Boris"), passphrase)
    for each in people:
        trusting(each)
    edit.save(people[0], [Case(reference="X-1", title=Text.of("An invented case", "en"))])
    yield people
    for each in people:
        each.lock()


def opened(session: Session, qtbot: QtBot) -> tuple[Desk, TeamTab]:
    desk = Desk(session)
    TeamExchange(desk, session)
    tab = TeamTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: tab._found is not None)
    return desk, tab


def test_set_up_and_exchange(two: list[Session], folder: Path, qtbot: QtBot) -> None:
    one, other = two
    [boris] = contacts.known(one)
    desk, tab = opened(one, qtbot)
    assert tab.place.text() == "No team folder is set up."
    assert not tab.exchange.isVisible()
    tab.use(folder)
    qtbot.waitUntil(lambda: tab.place.text() == str(folder))
    assert tab.members.rows[boris.id].second.text() == "Takes no part"
    tab.members.rows[boris.id].box.click()
    qtbot.waitUntil(lambda: tab.members.rows[boris.id].second.text() == "All cases")
    with qtbot.waitSignal(desk.told, timeout=20_000) as told:
        tab.exchange.click()
    assert told.args[0].words == "Went to Boris."
    qtbot.waitUntil(lambda: "Went to Boris." in tab.last.plain())
    assert tab.exchange.isEnabled()
    teamfolder.set_up(other, Setting(folder))
    assert teamfolder.exchange(other).came == ("Aigerim",)


def test_the_keyboard_stays_at_the_box_that_was_ticked(qtbot: QtBot) -> None:
    boris = Contact(name="Борис", team=True)
    members = Members()
    qtbot.addWidget(members)
    members.show_candidates([Candidate(boris, "")], ())
    members.show()
    qtbot.waitExposed(members)
    first = members.rows[boris.id].box
    first.setFocus()
    members.show_candidates([Candidate(boris)], [Member(boris.id)])
    again = members.rows[boris.id].box
    assert again is not first and members.window().focusWidget() is again and again.isChecked()


def test_only_some_cases(two: list[Session], folder: Path, qtbot: QtBot) -> None:
    one = two[0]
    [boris] = contacts.known(one)
    [row] = cases.page(one)
    teamfolder.set_up(one, Setting(folder, (Member(boris.id),)))
    _, tab = opened(one, qtbot)
    dialog = tab.ask_cases(boris.id)
    assert dialog is not None
    assert dialog.cases() is None
    dialog.sort.choose("some")
    dialog.sort.chosen.emit("some")
    assert not dialog.keep.isEnabled(), "no case is chosen yet"
    dialog.field.chosen.emit(picking.named(one, [row.id], "en")[row.id])
    dialog.keep.click()
    qtbot.waitUntil(lambda: tab.members.rows[boris.id].second.text() == "1 case")
    assert teamfolder.setting(one).members == (Member(boris.id, (row.id,)),)  # type: ignore[union-attr]  # it is set up


def test_who_cannot_take_part_is_told_why(two: list[Session], folder: Path, qtbot: QtBot) -> None:
    one = two[0]
    [boris] = contacts.known(one)
    edit.save(one, [replace(boris, compared=None)])
    teamfolder.set_up(one, Setting(folder))
    _, tab = opened(one, qtbot)
    row = tab.members.rows[boris.id]
    assert (row.box.isEnabled(), row.second.text()) == (False, "Nobody has compared their fingerprint.")


def test_what_waits_is_looked_at_or_let_be(two: list[Session], folder: Path, qtbot: QtBot) -> None:
    one, other = two
    teamfolder.set_up(one, Setting(folder, tuple(Member(each.id) for each in contacts.known(one))))
    teamfolder.set_up(other, Setting(folder))
    for each in contacts.known(other):
        edit.save(other, [replace(each, team=False)])
    teamfolder.exchange(one)
    [waiting] = teamfolder.exchange(other).waiting
    desk, tab = opened(other, qtbot)
    [row] = tab.letters.rows
    assert len({each.accessibleName() for each in (row.look, row.leave)}) == 2
    with qtbot.waitSignal(desk.asked) as asked:
        row.look.click()
    assert asked.args == ["handover", waiting.path]
    today = TodayPage(desk)
    qtbot.addWidget(today)
    desk.changed.connect(today.refresh)  # as the workspace does
    qtbot.waitUntil(lambda: not today.waits.team.isHidden())
    with qtbot.waitSignal(desk.counted) as counted:
        row.leave.click()
    assert counted.args == ["settings", ""]
    qtbot.waitUntil(lambda: not tab.letters.rows and today.waits.team.isHidden())


def test_after_unlock_it_exchanges_by_itself_and_the_page_shows_what_came(
    two: list[Session], folder: Path, qtbot: QtBot
) -> None:
    one, other = two
    teamfolder.set_up(one, Setting(folder, tuple(Member(each.id) for each in contacts.known(one))))
    teamfolder.exchange(one)
    teamfolder.set_up(other, Setting(folder))
    assert (EXCHANGE, "Exchange through the team folder") in [
        (each.act, each.title[0][0]) for group in Finder(other).find("", False).groups for each in group.found
    ]
    workspace = open_workspace(other)
    qtbot.addWidget(workspace)
    qtbot.waitUntil(lambda: len(cases.page(other)) == 1, timeout=20_000)
    qtbot.waitUntil(lambda: workspace.notices.said() == "Came from Aigerim.", timeout=20_000)


def test_a_folder_that_is_away_is_said_and_nothing_breaks(two: list[Session], folder: Path, qtbot: QtBot) -> None:
    one = two[0]
    teamfolder.set_up(one, Setting(folder))
    folder.rename(folder.with_name("Elsewhere"))
    desk, tab = opened(one, qtbot)
    with qtbot.waitSignal(desk.told) as told:
        tab.exchange.click()
    assert "is not there" in told.args[0].words
    qtbot.waitUntil(tab.exchange.isEnabled)


def test_a_tab_that_is_gone_is_told_nothing_any_more(two: list[Session], qtbot: QtBot) -> None:
    desk = Desk(two[0])
    before = desk.receivers(_CHANGED)
    tab = TeamTab(desk)
    assert desk.receivers(_CHANGED) == before + 1
    QThreadPool.globalInstance().waitForDone()
    tab.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.receivers(_CHANGED) == before
    desk.deleteLater()
