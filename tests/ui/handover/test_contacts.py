"""Contacts in the window: a card taken in, words compared, a team, a key that is lost, the own key renewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Contact
from casefile.usecases import comparing, contacts, identity
from casefile.usecases.edit import Changes
from tests.ui.handover.conftest import Desks
from ui.handover.colleagues import ColleagueRow, fingerprint
from ui.handover.contact_actions import ContactActions
from ui.handover.contact_dialogs import AddContact, CompareContact, LostKeys
from ui.handover.own_card import OwnCardDialog, RenewCard
from ui.handover.page import HandoverPage
from ui.shell.desk import Desk
from ui.shell.targets import OwnKeys
from ui.work import wait_for_all


@pytest.fixture
def page(qtbot: QtBot, desks: Desks) -> Iterator[HandoverPage]:
    """The page of the sender's vault, at its start."""
    desk = Desk(desks.sender)
    page = HandoverPage(desk)
    desk.setParent(page)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1056, 720)
    page.show()
    qtbot.waitUntil(lambda: bool(page.start.colleagues.rows))
    yield page
    page.before_lock()
    wait_for_all()


def row(page: HandoverPage, name: str) -> ColleagueRow:
    """The row of this contact."""
    return next(each for each in page.start.colleagues.rows if each.contact.name == name)


def test_a_renewed_card_says_who_signed_it_and_keeps_the_comparison(
    qtbot: QtBot, page: HandoverPage, desks: Desks
) -> None:
    contacts.add(desks.sender, contacts.read_card(identity.card_text(desks.receiver)), "Receiving Desk")
    known = contacts.compared(contacts.find(desks.sender, "Receiving Desk"), "phone")
    identity.rotate(desks.receiver)
    dialog = page.contacts.add([known])
    dialog.pasted.setPlainText(identity.card_text(desks.receiver))
    assert "signed by a key you know" in dialog.said() and dialog.name.text() == "Receiving Desk"
    dialog.save.click()
    new = identity.card(desks.receiver).fingerprint
    qtbot.waitUntil(lambda: any(fingerprint(each.contact) == new for each in page.start.colleagues.rows))


def test_a_card_that_was_changed_on_the_way_cannot_be_added(page: HandoverPage, desks: Desks) -> None:
    dialog = page.contacts.add([])
    dialog.pasted.setPlainText(identity.card_text(desks.receiver).replace("Receiving", "Deceiving"))
    assert dialog.said().startswith("This card is not as it was signed") and not dialog.save.isEnabled()
    dialog.reject()


def test_a_misheard_word_is_named_before_anything_is_called_the_same(page: HandoverPage) -> None:
    row(page, "Coordinator").link.click()
    dialog = page.findChildren(CompareContact)[-1]
    words = list(comparing.words(fingerprint(row(page, "Coordinator").contact)))
    dialog.typed.edit.setText(" ".join([*words[:4], words[4] + "x", *words[5:]]))
    assert f"5. {words[4]}x" in dialog.told() and not dialog.same.isEnabled()
    dialog.typed.edit.setText(" ".join(words[:5]))
    assert dialog.told() == "" and not dialog.same.isEnabled()
    dialog.typed.edit.setText(" ".join(words))
    assert dialog.told() == "The same, whole." and dialog.same.isEnabled()
    dialog.reject()


def test_enter_accepts_a_fingerprint_that_was_typed_whole_and_never_an_empty_field(
    qtbot: QtBot, page: HandoverPage
) -> None:
    row(page, "Coordinator").link.click()
    dialog = page.findChildren(CompareContact)[-1]
    told: list[str] = []
    dialog.accepted.disconnect()
    dialog.accepted.connect(lambda: told.append("same"))
    assert dialog.focusProxy() is dialog.typed.edit
    qtbot.keyClick(dialog.typed.edit, Qt.Key.Key_Return)
    assert not told
    dialog.typed.edit.setText(fingerprint(row(page, "Coordinator").contact))
    qtbot.keyClick(dialog.typed.edit, Qt.Key.Key_Return)
    assert told == ["same"]


def test_the_own_card_is_nobody_to_add_and_what_was_copied_is_said(page: HandoverPage, desks: Desks) -> None:
    dialog = page.contacts.add([], identity.card(desks.sender))
    dialog.pasted.setPlainText(identity.card_text(desks.sender))
    assert dialog.said().startswith("This is your own card") and not dialog.save.isEnabled()
    dialog.pasted.setPlainText(identity.card_text(desks.receiver))
    assert "your own card" not in dialog.said()
    dialog.reject()
    told: list[str] = []
    page._desk.told.connect(lambda said: told.append(said.words))
    page.start.card.copy.click()
    assert told == ["Copied"]


def test_a_contact_is_of_the_team_until_taken_off(qtbot: QtBot, page: HandoverPage) -> None:
    assert "Team" in row(page, "Geneva desk").in_words()
    page.start.colleagues.asked.emit("team", row(page, "Geneva desk").contact.id)
    qtbot.waitUntil(lambda: "Team" not in row(page, "Geneva desk").in_words())


def test_a_lost_key_is_told_in_the_list_and_no_more_compared(qtbot: QtBot, page: HandoverPage) -> None:
    contact: Contact = row(page, "Dana Isenova").contact
    assert "Keys renewed 20 April 2024" in row(page, "Dana Isenova").in_words()
    page.start.colleagues.asked.emit("lost", contact.id)
    page.findChildren(LostKeys)[-1].accept()
    qtbot.waitUntil(lambda: "Key no longer trusted" in row(page, "Dana Isenova").in_words())
    assert not row(page, "Dana Isenova").link.isVisible()


def test_the_own_key_is_renewed_and_the_card_written(
    qtbot: QtBot, page: HandoverPage, desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, path = identity.card(desks.sender), tmp_path / "card.txt"
    monkeypatch.setattr("ui.handover.page.QFileDialog.getSaveFileName", lambda *_args: (str(path), ""))
    page.start.card.more.click()
    page.findChildren(OwnCardDialog)[-1].renew.click()
    page.findChildren(RenewCard)[-1].accept()
    qtbot.waitUntil(path.exists)
    card = contacts.read_card(path.read_text("utf-8"))
    assert card.signing_key == before.signing_key and card.previous_recipients == (before.recipient,)
    qtbot.waitUntil(lambda: page.start.card.fingerprint.text() == card.fingerprint)


def test_the_signing_key_is_renewed_too_where_it_is_asked_for(
    qtbot: QtBot, page: HandoverPage, desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, path = identity.card(desks.sender), tmp_path / "card.txt"
    monkeypatch.setattr("ui.handover.page.QFileDialog.getSaveFileName", lambda *_args: (str(path), ""))
    page.show_target(OwnKeys())
    page.findChildren(OwnCardDialog)[-1].renew.click()
    dialog = page.findChildren(RenewCard)[-1]
    assert not dialog.signing.isChecked()
    dialog.signing.click()
    dialog.accept()
    qtbot.waitUntil(path.exists)
    card = contacts.read_card(path.read_text("utf-8"))
    assert (card.previous_keys[0], card.previous_recipients[0]) == (before.signing_key, before.recipient)
    assert card.signing_key == identity.card(desks.sender).signing_key != before.signing_key


def test_a_card_made_for_a_contact_shows_them_what_it_changes(
    qtbot: QtBot, page: HandoverPage, desks: Desks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contacts.add(desks.receiver, contacts.read_card(identity.card_text(desks.sender)), "Sending Desk")
    contacts.add(desks.sender, contacts.read_card(identity.card_text(desks.receiver)), "Receiving Desk")
    before = identity.card(desks.receiver).fingerprint
    identity.rotate(desks.receiver)
    path = tmp_path / "card.age"
    monkeypatch.setattr("ui.handover.contact_actions.QFileDialog.getSaveFileName", lambda *_args: (str(path), ""))
    theirs = ContactActions(Desk(desks.receiver, page), page)
    theirs.send_card(contacts.find(desks.receiver, "Sending Desk"))
    qtbot.waitUntil(path.exists)
    page.refresh(Changes(frozenset(), frozenset({"contact"})))
    qtbot.waitUntil(lambda: any(each.contact.name == "Receiving Desk" for each in page.start.colleagues.rows))
    page.show_target(path)
    qtbot.waitUntil(lambda: bool(page.findChildren(AddContact)))
    dialog = page.findChildren(AddContact)[-1]
    assert before in dialog.before.text() and dialog.changes.text() == "What you send them is encrypted to a new key."
    assert dialog.name.text() == "Receiving Desk" and "signed by a key you know" in dialog.said()
    dialog.save.click()
    now = identity.card(desks.receiver).recipient
    qtbot.waitUntil(lambda: contacts.find(desks.sender, "Receiving Desk").recipient == now)


def test_nothing_is_added_without_a_card(page: HandoverPage) -> None:
    dialog: AddContact = page.contacts.add([])
    assert not dialog.save.isEnabled() and dialog.said() == ""
    dialog.reject()
