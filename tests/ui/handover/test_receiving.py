"""Receiving in the window: what is said of a file before anything is kept, and what is kept then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.usecases import contacts, identity, receive, today
from tests.ui.handover.conftest import FILE_PASSPHRASE, Desks
from ui.handover.page import HandoverPage
from ui.parts.banner import ErrorBanner
from ui.shell.desk import Desk
from ui.work import wait_for_all

Opened = Callable[[], HandoverPage]


@pytest.fixture
def opened(qtbot: QtBot, desks: Desks) -> Iterator[Opened]:
    """Opens the page on the receiver's vault."""
    made: list[HandoverPage] = []

    def make() -> HandoverPage:
        desk = Desk(desks.receiver)
        page = HandoverPage(desk)
        desk.setParent(page)
        desk.changed.connect(page.refresh)
        page.resize(1080, 720)
        qtbot.addWidget(page)
        page.show()
        made.append(page)
        qtbot.waitUntil(lambda: bool(page.start.card.fingerprint.text()))
        return page

    yield make
    for page in made:
        page.before_lock()
    wait_for_all()


def _checked(qtbot: QtBot, page: HandoverPage, path: Path) -> None:
    page.show_target(path)
    qtbot.waitUntil(lambda: page.receiving._incoming is not None, timeout=20000)


def _said(page: HandoverPage) -> list[str]:
    return [note.text for note in page.receiving.view.answers.notes]


def test_cancel_changes_nothing(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened()
    before = today.last_saved(desks.receiver)
    _checked(qtbot, page, desks.file)
    assert page.receiving.foot.said().startswith("The sender is unknown")
    qtbot.mouseClick(page.receiving.cancel, Qt.MouseButton.LeftButton)
    assert page.shown() is page.start
    assert receive.received(desks.receiver) == () and contacts.known(desks.receiver) == ()
    assert today.last_saved(desks.receiver) == before


def test_a_file_for_someone_else_is_told_in_one_sentence(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened()
    page.show_target(desks.elsewhere)
    qtbot.waitUntil(lambda: bool(page.receiving.findChildren(ErrorBanner)), timeout=20000)
    assert "for someone else" in page.receiving.findChildren(ErrorBanner)[0].accessibleName()
    assert page.receiving._incoming is None


def test_an_unknown_sender_is_kept_only_with_the_fingerprint_they_told(
    qtbot: QtBot, opened: Opened, desks: Desks
) -> None:
    page = opened()
    _checked(qtbot, page, desks.file)
    view, keep = page.receiving.view, page.receiving.keep
    assert _said(page)[0].startswith("The signature is right, but its maker is not among your contacts")
    assert "Made for this vault" in _said(page)
    assert [entry.title for entry in view.cases.entries] == ["XX-2017-013, Nurlan Primerov", "XX-2019-002, Asem Ulgina"]
    assert len(view.files.entries) == 3 and not keep.isEnabled()
    view.typed.edit.setText(identity.card(desks.receiver).fingerprint)
    assert not keep.isEnabled()
    view.typed.edit.setText(identity.card(desks.sender).fingerprint)
    assert keep.isEnabled()
    keep.click()
    qtbot.waitUntil(lambda: page.shown() is page.reader, timeout=20000)
    qtbot.waitUntil(lambda: page.reader.chronology.rows.rowCount() > 0, timeout=20000)
    assert [each.name for each in contacts.known(desks.receiver)] == ["Invented Author"]


def test_what_was_kept_is_read_and_its_files_are_looked_at(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened()
    qtbot.waitUntil(lambda: page.start.received.rows.rowCount() == 1)
    page.start.received.opened.emit(receive.received(desks.receiver)[0].evidence.id)
    reader = page.reader
    qtbot.waitUntil(lambda: reader.case.count() == 2, timeout=20000)
    assert reader.head.title().startswith("Nurlan Primerov from Invented Author")
    reader.tabs.open("evidence")
    files = reader.files
    titles = [files.list.rows.index(n).data() for n in range(files.list.rows.rowCount())]
    for n, title in enumerate(titles):
        files.list.setCurrentIndex(files.list.rows.index(n))
        shown = files.view.text if "statement" in title else files.view.has_picture
        qtbot.waitUntil(lambda shown=shown: bool(shown()), timeout=20000)
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    assert page.shown() is page.start


def test_the_same_file_again_changes_nothing_and_leads_to_the_first(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened()
    _checked(qtbot, page, desks.file)
    assert _said(page)[0] == "This was received before. Nothing would change."
    assert not page.receiving.keep.isVisible()
    page.receiving.show_earlier.click()
    assert page.shown() is page.reader
    assert len(receive.received(desks.receiver)) == 1


def test_a_locked_file_asks_for_its_passphrase(qtbot: QtBot, opened: Opened, desks: Desks) -> None:
    page = opened()
    page.show_target(desks.locked)
    field = page.receiving.locked.passphrase
    qtbot.waitUntil(field.isVisible, timeout=90000)
    field.edit.setText("wrong")
    page.receiving.locked.button.click()
    qtbot.waitUntil(lambda: bool(page.receiving.findChildren(ErrorBanner)), timeout=90000)
    field.edit.setText(FILE_PASSPHRASE)
    page.receiving.locked.button.click()
    qtbot.waitUntil(lambda: page.receiving._incoming is not None, timeout=90000)
    assert "Made for whoever knows the passphrase" in _said(page)
    assert _said(page)[0].startswith("Signed with a key that you know")
