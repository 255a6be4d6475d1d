"""Settling in the window what waits after the work of two met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefile.domain.codec import value_from_json, value_to_json
from casefile.domain.definition import Ref
from casefile.domain.kinds import KINDS, Case, Happening, Person
from casefile.domain.values import Text
from casefile.domain.values import Version as Words
from casefile.usecases import conflicts, edit, syncing
from casefile.usecases.session import Session
from tests.ui.handover import colleagues_at_work
from tests.ui.handover.colleagues_at_work import AtWork
from tests.usecases.exchanging import send
from ui.conflicts import waiting
from ui.conflicts.page import ConflictsPage
from ui.conflicts.panels import ConflictPanel, RequestPanel
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.shell.desk import Desk
from ui.today.page import TodayPage
from ui.work import wait_for_all


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """Two desks of which the one merged what the other did, and then both did more."""
    folder = tmp_path_factory.mktemp("work")
    found = colleagues_at_work.make(folder)
    syncing.receive(found.receiver, found.file)
    for session, said in ((found.sender, "Theirs"), (found.receiver, "Ours")):
        edit.save(session, [replace(_person(session, found.unwanted), education=Text.of(said, "en"))])
    edit.restore(found.receiver, found.rumour)
    edit.restore(found.sender, found.rumour)
    edit.delete(found.sender, found.rumour)
    syncing.receive(found.receiver, send(found.sender, found.receiver, folder / "more.age"))
    yield found
    found.sender.lock()
    found.receiver.lock()


def _person(session: Session, person: Person) -> Person:
    record = edit.read(session, "person", person.id).record
    assert isinstance(record, Person)
    return record


@pytest.fixture
def page(qtbot: QtBot, work: AtWork) -> Iterator[ConflictsPage]:
    """The page on the receiver's vault."""
    desk = Desk(work.receiver)
    made = ConflictsPage(desk)
    desk.setParent(made)
    desk.changed.connect(made.refresh)
    made.resize(1080, 720)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.found is not None)
    yield made
    wait_for_all()


def _panel(page: ConflictsPage) -> ConflictPanel:
    assert isinstance(page.panel, ConflictPanel)
    return page.panel


def test_today_counts_what_waits_and_leads_there(qtbot: QtBot, work: AtWork) -> None:
    desk = Desk(work.receiver)
    today = TodayPage(desk)
    desk.setParent(today)
    qtbot.addWidget(today)
    today.show()
    gone: list[tuple[str, object]] = []
    desk.asked.connect(lambda page, target: gone.append((page, target)))
    qtbot.waitUntil(today.waits.requests.isVisible)
    assert today.waits.requests.lines.model().lines[0].title == "1 request to remove values for good"
    today.waits.requests.lines.opened.emit(today.waits.requests.lines.model().lines[0].key)
    qtbot.waitUntil(lambda: bool(today.sections["conflicts"].lines.model().lines))
    today.sections["conflicts"].lines.opened.emit("0")
    assert gone[0] == ("conflicts", conflicts.requests(work.receiver)[0].id)
    assert gone[1][0] == "conflicts" and isinstance(gone[1][1], tuple)
    wait_for_all()


def test_all_versions_stand_beside_each_other_and_one_is_taken(qtbot: QtBot, page: ConflictsPage, work: AtWork) -> None:
    page.show_target((work.disputed.id, "occupation"))
    qtbot.waitUntil(lambda: any("teacher" in each.accessibleName() for each in _panel(page).takes))
    names = [each.accessibleName() for each in _panel(page).takes]
    assert len(names) == 2 and any("lawyer, Geneva desk" in each for each in names)
    before = conflicts.listed(work.receiver).total
    next(each for each in _panel(page).takes if "teacher, West desk" in each.accessibleName()).click()
    qtbot.waitUntil(lambda: page.found is not None and page.found.total == before - 1)
    assert str(_person(work.receiver, work.disputed).occupation) == "teacher"
    assert page.lists["conflicts"].key() != f"{work.disputed.id} occupation"


def test_a_deletion_stands_against_keeping(qtbot: QtBot, page: ConflictsPage, work: AtWork) -> None:
    page.show_target((work.rumour.id, "@deleted"))
    qtbot.waitUntil(lambda: any("Take this: kept, Geneva desk" in each.accessibleName() for each in _panel(page).takes))
    keep, delete = sorted(_panel(page).takes, key=lambda each: "deleted" in each.accessibleName())
    assert "deleted, West desk" in delete.accessibleName()
    keep.click()
    qtbot.waitUntil(lambda: page.found is not None and all(each.path != "@deleted" for each in page.found.conflicts))
    assert not edit.read(work.receiver, "happening", work.rumour.id).deleted


def test_a_third_value_is_typed(qtbot: QtBot, page: ConflictsPage, work: AtWork) -> None:
    page.show_target(work.unwanted.id)
    qtbot.waitUntil(lambda: any("Theirs" in each.accessibleName() for each in _panel(page).takes))
    panel = _panel(page)
    assert not panel.use.isEnabled()
    panel.other.edit.setText("Both of us")
    panel.use.click()
    qtbot.waitUntil(lambda: page.found is not None and all(each.path != "education" for each in page.found.conflicts))
    assert str(_person(work.receiver, work.unwanted).education) == "Both of us"


def test_what_is_typed_in_one_language_leaves_the_others_as_all_have_them() -> None:
    title, russian = KINDS["case"].field("title"), Words("ru", "Дело", original=False)
    said = [value_to_json(title, Text((Words("en", words), russian))) for words in ("Mine", "Theirs")]
    versions = tuple(conflicts.Version(each, each, "", "", "", shown=False) for each in said)
    made = waiting.typed(conflicts.Conflict("1", "case", "", "title", versions), "Ours")
    assert value_from_json(title, made) == Text((Words("en", "Ours"), russian))


def test_a_request_names_what_it_destroys_and_cancel_is_first(qtbot: QtBot, page: ConflictsPage, work: AtWork) -> None:
    (request,) = conflicts.requests(work.receiver)
    page.show_target(request.id)
    qtbot.waitUntil(lambda: isinstance(page.panel, RequestPanel))
    assert isinstance(page.panel, RequestPanel)
    page.panel.remove.click()
    (dialog,) = page.window().findChildren(Dialog)
    assert "Occupation: nurse" in dialog.accessibleDescription()
    assert isinstance(dialog.focusProxy(), Button) and dialog.focusProxy().text() == "Cancel"
    dialog.reject()
    assert len(conflicts.requests(work.receiver)) == 1
    page.panel.keep.click()
    qtbot.waitUntil(lambda: page.found is not None and not page.found.requests)
    assert str(_person(work.receiver, work.unwanted).occupation) == "nurse"


def test_a_case_to_which_somebody_added_after_it_was_deleted_comes_back(
    qtbot: QtBot, page: ConflictsPage, work: AtWork, tmp_path: Path
) -> None:
    case = Case(title=Text.of("Dana Invented", "en"))
    edit.save(work.sender, [case])
    syncing.receive(work.receiver, send(work.sender, work.receiver, tmp_path / "1.age"))
    edit.delete(work.receiver, case)
    edit.save(work.sender, [Happening(cases=(Ref(case.id),), title=Text.of("Search", "en"))])
    syncing.receive(work.receiver, send(work.sender, work.receiver, tmp_path / "2.age"))
    page.show_target((case.id, conflicts.DELETED))
    qtbot.waitUntil(lambda: page.found is not None and any(each.record == case.id for each in page.found.conflicts))
    said = page.found.said[case.id, conflicts.DELETED] if page.found is not None else ()
    assert [each.value for each in said] == ["deleted", "kept, with what was added to it: Happening “Search”"]
    _panel(page).takes[1].click()
    qtbot.waitUntil(lambda: not edit.read(work.receiver, "case", case.id).deleted, timeout=20000)
    qtbot.waitUntil(lambda: page.found is not None and case.id not in {each.record for each in page.found.conflicts})
