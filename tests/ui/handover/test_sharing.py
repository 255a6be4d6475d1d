"""Whole records for a colleague, made in the window; what waits for a receipt, and what was confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.crypto.age.errors import AgeError
from casefile.usecases import cases, contacts, receipts, savedviews, syncing
from casefile.usecases.savedviews import SavedView
from tests.ui.handover import colleagues_at_work
from tests.ui.handover.colleagues_at_work import AtWork
from ui.handover.page import HandoverPage
from ui.shell.desk import Desk
from ui.work import wait_for_all


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """Two desks, of which the one sent the other a file that nobody confirmed."""
    found = colleagues_at_work.make(tmp_path_factory.mktemp("work"))
    yield found
    found.sender.lock()
    found.receiver.lock()


@pytest.fixture
def page(qtbot: QtBot, work: AtWork) -> Iterator[HandoverPage]:
    """The page on the sender's vault."""
    desk = Desk(work.sender)
    made = HandoverPage(desk)
    desk.setParent(made)
    desk.changed.connect(made.refresh)
    made.resize(1080, 720)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.start.card.fingerprint.text()))
    yield made
    made.before_lock()
    wait_for_all()


def _rows(page: HandoverPage) -> list[str]:
    rows = page.start.exchanged.rows
    return [rows.index(n).data() for n in range(rows.rowCount())]


def _account(page: HandoverPage) -> dict[str, str]:
    return {each.title: each.right for each in page.sharing.view.account.entries}


def test_what_would_go_is_shown_and_cases_narrow_it(qtbot: QtBot, page: HandoverPage, work: AtWork) -> None:
    page.start.together.click()
    share = page.sharing
    assert page.shown() is share
    assert share.plan.hindrance() == "no_case" and not share.seal.isEnabled(), "nobody sends everything unasked"
    share.view.scope.choose("all")
    qtbot.waitUntil(lambda: share.outlook is not None, timeout=20000)
    qtbot.waitUntil(lambda: share.cases.list.rows.rowCount() == 2)
    since = _account(page)
    share._change(replace(share.plan, full=True))
    qtbot.waitUntil(lambda: share.outlook is not None, timeout=20000)
    assert _account(page)["Cases"] == "2" and int(_account(page)["Roles"]) > int(since["Roles"])
    case = cases.page(work.sender)[0].id
    share._choose_cases()
    share.cases.list.toggle(case)
    share.chosen.click()
    qtbot.waitUntil(lambda: share.outlook is not None, timeout=20000)
    assert share.plan.cases == (case,) and _account(page)["Cases"] == "1"
    assert share.seal.isEnabled() and len(share.view.differs.notes) == 5
    qtbot.keyClick(share, Qt.Key.Key_Escape)
    assert page.shown() is page.start


def test_a_file_is_made_waits_for_its_receipt_and_is_confirmed(
    qtbot: QtBot, page: HandoverPage, work: AtWork, tmp_path: Path
) -> None:
    page.start.together.click()
    share = page.sharing
    share.view.scope.choose("all")
    qtbot.waitUntil(share.seal.isEnabled, timeout=20000)
    share.make(tmp_path / "together.age")
    qtbot.waitUntil(lambda: page.shown() is page.taken, timeout=20000)
    assert page.taken.head.title() == "Sealed for Geneva desk"
    qtbot.waitUntil(lambda: any("no receipt yet" in each for each in _rows(page)))
    taken = syncing.receive(work.receiver, tmp_path / "together.age")
    path = receipts.write(work.receiver, taken.receipt, taken.contact, tmp_path / "receipt.age").path
    page.show_target(path)
    qtbot.waitUntil(lambda: page.taken.head.title() == "Geneva desk confirms", timeout=20000)
    qtbot.waitUntil(lambda: any("Geneva desk confirmed, sent " in each for each in _rows(page)))


def test_the_wizard_leads_over_with_what_was_chosen(qtbot: QtBot, page: HandoverPage, work: AtWork) -> None:
    case = cases.page(work.sender)[0].id
    page.show_target((case,))
    page.wizard.whom.instead.click()
    assert page.shown() is page.sharing and page.sharing.plan.cases == (case,)


def test_all_that_a_view_or_words_list_is_chosen_at_once(qtbot: QtBot, page: HandoverPage, work: AtWork) -> None:
    view = savedviews.save(work.sender, SavedView("Of Asem", values={"words": "asem"}, words={"words": "asem"}))
    page.start.together.click()
    share = page.sharing
    share.view.choose.click()
    qtbot.waitUntil(lambda: share.cases.source.findText("Of Asem") > 0)
    share.cases.source.setCurrentIndex(share.cases.source.findText("Of Asem"))
    share.cases.source.activated.emit(share.cases.source.currentIndex())
    qtbot.waitUntil(lambda: share.cases.list.rows.rowCount() == 1)
    share.cases.source.choose("anywhere")
    share.cases.source.activated.emit(share.cases.source.currentIndex())
    share.cases.filter.edit.setText("teacher")
    qtbot.waitUntil(
        lambda: (
            [share.cases.list.rows.index(n).data() for n in range(share.cases.list.rows.rowCount())]
            == ["Nurlan Primerov, XX-2017-013"]
        )
    )
    share.cases.filter.edit.setText("")
    share.cases.source.choose("")
    share.cases.source.activated.emit(0)
    qtbot.waitUntil(lambda: share.cases.every.text() == "Choose all 2")
    share.cases.every.click()
    qtbot.waitUntil(lambda: len(share.plan.cases) == 2 and share.cases.every.text() == "Choose none of them")
    share.cases.every.click()
    qtbot.waitUntil(lambda: not share.plan.cases)
    savedviews.forget(work.sender, view.id)


def test_a_file_locked_with_a_passphrase_in_parts_is_taken_in(
    qtbot: QtBot, page: HandoverPage, work: AtWork, tmp_path: Path
) -> None:
    page.start.together.click()
    share = page.sharing
    share._change(replace(share.plan, full=True, everything=True))
    share.view.lock.options.choose("passphrase")
    said = share.view.lock.secret.line.text()
    assert (len(said.split()) == 7 and "locked with a passphrase" in share.foot.said()) or share.outlook is None
    share.plan = replace(share.plan, part_size=8192)
    qtbot.waitUntil(share.seal.isEnabled, timeout=20000)
    share.make(tmp_path / "locked.age")
    qtbot.waitUntil(lambda: page.shown() is page.taken, timeout=30000)
    assert page.taken.secret.line.text() == said and page.taken.secret.isVisible()
    assert any("cut into parts" in each.text for each in page.taken.notes.notes)
    first = tmp_path / "locked.age.001"
    assert first.exists() and (tmp_path / "locked.age.002").exists()
    with pytest.raises(AgeError):
        syncing.preview(work.receiver, first)
    assert syncing.preview(work.receiver, first, said).fresh
    page.taken.done.click()
    assert not page.taken.secret.line.text() and not share.view.lock.secret.line.text()


def test_nobody_is_offered_whose_key_is_in_other_hands(page: HandoverPage, work: AtWork) -> None:
    known = contacts.find(work.sender, colleagues_at_work.RECEIVER)
    page.sharing.show_contacts((known,))
    assert page.sharing.view.contacts is not None and page.sharing._contacts == (known,)
    page.sharing.show_contacts((contacts.without_key(known, contacts.keys_of(known)),))
    assert page.sharing._contacts == () and page.sharing.plan.hindrance() == "nobody"
