"""Contacts and the wizard in the window, up to files that open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.usecases import cases, edit, evidence, identity, inspection
from tests.ui.handover.conftest import Desks
from ui.handover.contact_dialogs import CompareContact
from ui.handover.page import HandoverPage
from ui.handover.wizard import Step
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord
from ui.work import wait_for_all

Opened = Callable[..., HandoverPage]


@pytest.fixture
def opened(qtbot: QtBot, desks: Desks) -> Iterator[Opened]:
    """Opens the page on the sender's vault, with a target if there is one, and waits until it shows what it knows."""
    made: list[HandoverPage] = []

    def make(target: object = None) -> HandoverPage:
        desk = Desk(desks.sender)
        page = HandoverPage(desk)
        desk.setParent(page)
        desk.changed.connect(page.refresh)
        page.resize(1080, 720)
        qtbot.addWidget(page)
        page.show()
        made.append(page)
        qtbot.waitUntil(lambda: bool(page.start.colleagues.rows))
        if target is not None:
            page.show_target(target)
            qtbot.waitUntil(lambda: page.wizard.outlook.preview is not None)
        return page

    yield make
    for page in made:
        page.before_lock()
    wait_for_all()


def _contact(page: HandoverPage, name: str) -> str:
    return next(row.contact.id for row in page.start.colleagues.rows if row.contact.name == name)


def _box(page: HandoverPage, name: str) -> object:
    return next(row.box for row in page.wizard.whom.colleagues.rows if row.contact.name == name)


def test_the_start_page_says_who_was_compared_and_who_not(opened: Opened, desks: Desks) -> None:
    page = opened()
    said = {row.contact.name: row.in_words() for row in page.start.colleagues.rows}
    assert "Compared in person, 14 April 2024" in said["Geneva desk"]
    assert "Not compared yet" in said["Coordinator"]
    assert page.start.card.fingerprint.text() == identity.card(desks.sender).fingerprint


def test_the_own_card_is_copied_so_that_a_colleague_can_add_it(opened: Opened, desks: Desks) -> None:
    page = opened()
    page.start.card.copy.click()
    assert identity.card(desks.sender).recipient in QApplication.clipboard().text()


def test_a_pasted_card_becomes_a_contact_that_is_then_compared(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened()
    dialog = page.contacts.add()
    assert not dialog.save.isEnabled()
    dialog.pasted.setPlainText("no card")
    assert not dialog.save.isEnabled()
    dialog.pasted.setPlainText(identity.card_text(desks.receiver))
    assert dialog.name.text() == "Receiving Desk"
    dialog.save.click()
    qtbot.waitUntil(lambda: "Receiving Desk" in [row.contact.name for row in page.start.colleagues.rows])
    row = next(row for row in page.start.colleagues.rows if row.contact.name == "Receiving Desk")
    row.link.click()
    page.findChildren(CompareContact)[-1].accept()
    qtbot.waitUntil(lambda: "Compared in person" in " ".join(row.in_words() for row in page.start.colleagues.rows[-1:]))


def test_from_a_case_to_files_that_their_recipients_open(
    qtbot: QtBot, opened: Opened, desks: Desks, tmp_path: Path
) -> None:
    page = opened(desks.cases[0])
    wizard = page.wizard
    assert wizard.wizard.step is Step.WHOM and not wizard.go_on.isEnabled()
    assert wizard.head.title() == "Hand over 1 case"
    for name in ("Geneva desk", "Coordinator"):
        qtbot.mouseClick(_box(page, name), Qt.MouseButton.LeftButton)
    files = wizard.outlook.preview.files if wizard.outlook.preview else ()
    assert wizard.foot.said().startswith("2 files , one for each recipient")
    wizard.go_on.click()
    assert [note.text for note in wizard.check.notes.notes if note.tone == "due"] == [
        "The fingerprint of Coordinator was never compared. Someone may have put their own card in between."
    ]
    wizard.go_on.click()
    assert not wizard.go_on.isEnabled(), "a folder is missing"
    wizard.seal.placed.emit(tmp_path, "")
    wizard.go_on.click()
    qtbot.waitUntil(lambda: page.shown() is page.result, timeout=20000)
    names = [entry.title for entry in page.result.files.entries]
    assert sorted(names) == sorted(path.name for path in tmp_path.iterdir()) and names[-1] == "HOW-TO-OPEN.txt"
    assert [entry.right for entry in page.result.files.entries][:2] == ["Geneva desk", "Coordinator"]
    page.result.done.click()
    assert page.shown() is page.start
    logged = evidence.custody(desks.sender, files[0].id)
    assert {step.event.get("to") for step in logged} >= {"Geneva desk", "Coordinator"}


def test_a_passphrase_instead_opens_the_file_and_is_forgotten(
    qtbot: QtBot, opened: Opened, desks: Desks, tmp_path: Path
) -> None:
    page = opened(desks.cases)
    wizard = page.wizard
    wizard.whom.switch.click()
    wizard.go_on.click()
    wizard.go_on.click()
    passphrase = wizard.seal.passphrase.line.plain()
    assert len(passphrase.split()) == 7
    wizard.seal.placed.emit(tmp_path, "packet")
    wizard.go_on.click()
    qtbot.waitUntil(lambda: page.shown() is page.result, timeout=20000)
    assert page.result.secret.line.plain() == passphrase
    QApplication.clipboard().setText(passphrase)
    found = inspection.inspect(tmp_path / "packet.age", inspection.locked_with(passphrase))
    assert isinstance(found.content, inspection.DisclosureContent)
    assert len(found.content.disclosure.cases) == 2
    page.result.done.click()
    assert passphrase not in (page.result.secret.line.plain(), wizard.seal.passphrase.line.plain())
    assert QApplication.clipboard().text() != passphrase


def test_another_audience_is_read_anew(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened(desks.cases)
    account = page.wizard.whom.account
    assert {entry.into for entry in account.replaced.entries} == {"Lawyer 1", "Participant 1"}
    page.wizard.whom.options.choose("lawyer")
    assert page.wizard.outlook.preview is None
    qtbot.waitUntil(lambda: page.wizard.outlook.preview is not None)
    assert account.replaced.entries == ()


def test_nothing_goes_while_something_must_be_decided_and_the_way_there_is_shown(
    qtbot: QtBot, opened: Opened, desks: Desks
) -> None:
    open_case = cases.find(desks.sender, desks.cases[0])
    edit.save(desks.sender, [replace(open_case, confidentiality="confidential")])
    page = opened(desks.cases)
    wizard = page.wizard
    wizard.whom.switch.click()
    wizard.go_on.click()
    assert not wizard.go_on.isEnabled()
    assert wizard.foot.said() == "Something must be decided first; until then nothing goes out."
    assert [note.text.split(".")[0] for note in wizard.check.stops.notes] == [
        "A case is marked too confidential for this audience"
    ]
    follow = wizard.check.stops.notes[0].follow
    assert follow is not None
    with qtbot.waitSignal(page._desk.asked) as asked:
        follow()
    assert asked.args == ["form", OpenRecord("case", open_case.id, "confidentiality")]
    page._desk.publish(edit.save(desks.sender, [open_case]))
    qtbot.waitUntil(wizard.go_on.isEnabled)


def test_what_is_there_already_is_not_replaced_and_that_is_said(
    qtbot: QtBot, opened: Opened, desks: Desks, tmp_path: Path
) -> None:
    (tmp_path / "mine.age").write_text("mine")
    page = opened(desks.cases)
    wizard = page.wizard
    wizard.whom.switch.click()
    wizard.go_on.click()
    wizard.go_on.click()
    wizard.seal.placed.emit(tmp_path, "mine.age")
    wizard.go_on.click()
    qtbot.waitUntil(lambda: wizard._errors.count() == 1, timeout=20000)
    assert (tmp_path / "mine.age").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.age"]


def test_cancel_while_sealing_leaves_nothing_and_the_wizard_stays_usable(
    qtbot: QtBot, opened: Opened, desks: Desks, tmp_path: Path
) -> None:
    page = opened(desks.cases)
    wizard = page.wizard
    wizard.whom.switch.click()
    wizard.go_on.click()
    wizard.go_on.click()
    wizard.seal.placed.emit(tmp_path, "packet")
    wizard.go_on.click()
    assert not wizard.go_on.isEnabled()
    page._desk.jobs.cancel_all()
    wait_for_all(20000)
    qtbot.waitUntil(wizard.go_on.isEnabled)
    assert page.shown() is wizard and list(tmp_path.iterdir()) == []


def test_the_first_step_lists_and_filters_cases(qtbot: QtBot, opened: Opened) -> None:
    page = opened()
    page.start.begin.click()
    step = page.wizard.cases
    qtbot.waitUntil(lambda: step.list.rows.rowCount() == 2)
    assert not page.wizard.go_on.isEnabled()
    step.filter.edit.setText("Asem")
    qtbot.waitUntil(lambda: step.list.rows.rowCount() == 1)
    step.list.setCurrentIndex(step.list.rows.index(0))
    qtbot.keyClick(step.list, Qt.Key.Key_Space)
    assert [entry.title for entry in step.chosen.entries] == ["Asem Ulgina"]
    assert page.wizard.go_on.isEnabled()
    qtbot.keyClick(page.wizard, Qt.Key.Key_Escape)
    assert page.shown() is page.start
