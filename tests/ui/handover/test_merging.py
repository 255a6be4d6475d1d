"""Receiving whole records in the window: what is said before anything changes, what is chosen, and the receipt that goes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.journal.intervals import Intervals
from casefile.usecases import conflicts, contacts, edit, receipts, sharing
from casefile.usecases.session import Session
from tests.ui.handover import colleagues_at_work
from tests.ui.handover.colleagues_at_work import AtWork
from ui.handover import arriving
from ui.handover.page import HandoverPage
from ui.parts.dialog import Dialog
from ui.shell.desk import Desk
from ui.work import wait_for_all


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtWork]:
    """Two desks and the file that one made for the other."""
    found = colleagues_at_work.make(tmp_path_factory.mktemp("work"))
    yield found
    found.sender.lock()
    found.receiver.lock()


@pytest.fixture
def page(qtbot: QtBot, work: AtWork) -> Iterator[HandoverPage]:
    """The page on the receiver's vault."""
    yield from _opened(qtbot, work.receiver)


@pytest.fixture
def senders(qtbot: QtBot, work: AtWork) -> Iterator[HandoverPage]:
    """The page on the sender's vault."""
    yield from _opened(qtbot, work.sender)


def _opened(qtbot: QtBot, session: Session) -> Iterator[HandoverPage]:
    desk = Desk(session)
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


def _look(qtbot: QtBot, page: HandoverPage, path: Path) -> None:
    page.show_target(path)
    qtbot.waitUntil(lambda: page.receiving.arrival.shown is not None, timeout=30000)


def test_a_look_tells_who_sent_it_and_all_that_would_be_and_changes_nothing(
    qtbot: QtBot, page: HandoverPage, work: AtWork
) -> None:
    _look(qtbot, page, work.file)
    view = page.receiving.arrival
    assert view.name.text() == colleagues_at_work.SENDER
    assert [each.text for each in view.answers.notes] == [
        "Signed with a key that you know and compared",
        "Made for this vault",
    ]
    assert "1 record would be deleted here." in [each.text for each in view.notes.notes]
    conflict = view.conflicts.rows.index(0).data()
    assert conflict.startswith("Serik Bekov: Occupation") and "“teacher” (West desk)" in conflict
    assert "“lawyer” (Geneva desk)" in conflict
    assert view.alike.rows.index(0).data().startswith("Asem Ulgina")
    assert len(view.requests.choices) == 1
    qtbot.mouseClick(page.receiving.cancel, Qt.MouseButton.LeftButton)
    assert page.shown() is page.start
    assert not conflicts.listed(work.receiver).total


def test_a_case_and_a_record_are_left_out_one_by_one(qtbot: QtBot, page: HandoverPage, work: AtWork) -> None:
    _look(qtbot, page, work.file)
    picker, picked = page.receiving.arrival.picker, page.receiving.arrival.picked
    assert picked is not None and not picked.answers().decline
    before = len(picked.records)
    titles = [picker.list.rows.index(n).data() for n in range(picker.list.rows.rowCount())]
    assert titles == [
        "Asem Ulgina, 4 new",
        "Nurlan Primerov, 1 new, 2 changed",
        "People, 2 changed, Gulnar Tulegenova, Serik Bekov",
    ]
    picker.list.setCurrentIndex(picker.list.rows.index(0))
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    assert len(picked.answers().decline) == before - len(picked.records) == 4
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    picker.by._group.buttons()[1].click()
    picker.filter.edit.setText("bekov")
    qtbot.waitUntil(lambda: picker.list.rows.rowCount() == 1)
    picker.list.toggle(work.disputed.id)
    assert picked.answers().decline == {work.disputed.id}
    assert page.receiving.foot.said().startswith(f"{before - 1} records")


def test_a_fork_is_taken_only_when_somebody_said_why(qtbot: QtBot, page: HandoverPage, work: AtWork) -> None:
    _look(qtbot, page, work.file)
    view = page.receiving.arrival
    assert view.shown is not None and not view.fork.isVisible()
    device = view.shown.arrival.checked.device
    strange = replace(view.shown.arrival, forks=((device, 3),), lacking={device: Intervals.of((1, 2, 3))})
    view.show_arrival(arriving.in_words(work.receiver, strange))
    assert "3 earlier entries are missing here; the receipt will ask for them." in [
        each.text for each in view.notes.notes
    ]
    assert view.fork.isVisible() and view.hindrance() == "forked"
    view.both_ways.setChecked(True)
    assert not view.hindrance() and view.picked is not None and view.picked.answers().accept_fork
    page.before_lock()
    assert view.shown is None and view.picked is None and not view.conflicts.rows.rowCount()


def test_an_older_copy_of_a_vault_keeps_both_when_somebody_says_so(
    qtbot: QtBot, page: HandoverPage, work: AtWork
) -> None:
    _look(qtbot, page, work.file)
    view = page.receiving.arrival
    assert view.shown is not None
    view.show_arrival(arriving.in_words(work.receiver, replace(view.shown.arrival, older_copy=True)))
    page.receiving._show_foot()
    assert view.fork.isVisible() and view.fork.text().startswith("This vault is an older copy of itself")
    assert view.hindrance() == "older_copy" and not page.receiving.keep.isEnabled()
    assert view.both_ways.text() == "Keep both, as a new device"
    view.both_ways.click()
    assert not view.hindrance() and page.receiving.keep.isEnabled()
    assert view.picked is not None and view.picked.answers().accept_fork


def test_what_was_removed_from_this_vault_stands_apart_and_stays_out_unless_chosen(
    qtbot: QtBot, page: HandoverPage, work: AtWork
) -> None:
    _look(qtbot, page, work.file)
    view = page.receiving.arrival
    assert view.shown is not None and not view.removed.isVisible()
    found = view.shown.arrival
    (case,) = [each for each in found.cases if each.label == "Asem Ulgina"]
    view.show_arrival(arriving.in_words(work.receiver, replace(found, removed=case.records)))
    assert view.removed.isVisible() and view.removed.text().startswith("4 records would come back")
    assert view.removed_names.text() == "Asem Ulgina" and not view.bring_back.isChecked()
    picked = view.picked
    assert picked is not None and not picked.records & set(case.records)
    assert not picked.answers().anew and not picked.answers().decline, "it is left out, and that is no answer"
    view.bring_back.click()
    assert picked.answers().anew == set(case.records) and case.id in view.picker.list.checked
    view.picker.list.toggle(case.id)
    assert not view.bring_back.isChecked() and not picked.answers().anew
    view.show_arrival(arriving.in_words(work.receiver, replace(found, removed=case.records, brings_back=True)))
    assert view.bring_back.isChecked() and view.removed.text().startswith("This file brings 4 records back")
    view.bring_back.click()
    assert view.picked is not None and view.picked.answers().decline == set(case.records)


def test_what_is_signed_with_a_lost_key_cannot_be_taken_in(qtbot: QtBot, page: HandoverPage, work: AtWork) -> None:
    whose = contacts.find(work.receiver, colleagues_at_work.SENDER)
    edit.save(work.receiver, [contacts.without_key(whose, contacts.keys_of(whose))])
    try:
        _look(qtbot, page, work.file)
        view = page.receiving.arrival
        assert view.answers.notes[0].text.startswith("Signed with a key that you said is no longer to be trusted")
        assert view.hindrance() == "lost" and not page.receiving.keep.isEnabled() and not view.typed.isVisible()
        assert "counts no more" in page.receiving.foot.said()
    finally:
        edit.save(work.receiver, [whose])


def test_what_is_removed_for_good_is_named_first_and_then_all_is_merged(
    qtbot: QtBot, page: HandoverPage, work: AtWork, tmp_path: Path
) -> None:
    _look(qtbot, page, work.file)
    (choice,) = page.receiving.arrival.requests.choices.values()
    choice._group.buttons()[2].click()
    page.receiving.keep.click()
    (dialog,) = page.window().findChildren(Dialog)
    assert "Gulnar Tulegenova" in dialog.accessibleDescription() and "Occupation" in dialog.accessibleDescription()
    dialog.accept()
    qtbot.waitUntil(lambda: page.shown() is page.taken, timeout=30000)
    assert page.taken.head.title().startswith("Taken in from West desk")
    person = edit.read(work.receiver, "person", work.unwanted.id).record
    assert getattr(person, "occupation", None) is None
    assert conflicts.listed(work.receiver).total == 1
    assert page.taken.foot.said() == "The receipt is not saved yet."
    page.taken.save_receipt(tmp_path / "receipt.age")
    qtbot.waitUntil(lambda: "receipt.age" in page.taken.foot.said(), timeout=20000)
    qtbot.waitUntil(lambda: any("versions now" in each.text for each in page.taken.notes.notes))
    (conflict,) = conflicts.listed(work.receiver).first
    conflicts.choose(work.receiver, conflict.record, conflict.path, conflict.versions[0].entry)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: not any("versions now" in each.text for each in page.taken.notes.notes))


def test_the_same_file_again_says_so_and_gives_the_receipt_again(
    qtbot: QtBot, page: HandoverPage, work: AtWork, tmp_path: Path
) -> None:
    _look(qtbot, page, work.file)
    assert page.receiving.arrival.answers.notes[0].text.startswith("This was received before")
    page.receiving.keep.click()
    qtbot.waitUntil(lambda: page.shown() is page.taken, timeout=30000)
    assert "nothing changed" in page.taken.head.title()
    page.taken.save_receipt(work.file.with_name("receipt.age"))
    qtbot.waitUntil(lambda: "receipt.age" in page.taken.foot.said(), timeout=20000)


def test_a_receipt_is_recognised_and_says_what_they_have(qtbot: QtBot, senders: HandoverPage, work: AtWork) -> None:
    whom = sharing.to(work.sender, colleagues_at_work.RECEIVER).contact.id
    assert sharing.waiting(work.sender, whom)
    senders.show_target(work.file.with_name("receipt.age"))
    qtbot.waitUntil(lambda: senders.shown() is senders.taken, timeout=20000)
    assert senders.taken.head.title() == "Geneva desk confirms"
    assert [each.title for each in senders.taken.found.entries][:2] == ["Received, by their clock", "Changes they have"]
    assert not sharing.waiting(work.sender, whom) and receipts.witnesses(work.sender)


def test_a_card_leads_to_its_own_dialog(qtbot: QtBot, page: HandoverPage, tmp_path: Path) -> None:
    from casefile.usecases import identity

    path = tmp_path / "card.txt"
    path.write_text(identity.card_text(page._desk.vault), "utf-8")
    page.show_target(path)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(Dialog)), timeout=20000)
    (dialog,) = page.window().findChildren(Dialog)
    dialog.reject()
