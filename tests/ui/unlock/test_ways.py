"""The other ways into a vault, and what the page says of one that is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tests.ui.invented import DAMAGED, FULL, PASSPHRASE, VAULTS, InventedDoor
from ui.help.leaflet import Leaflet
from ui.parts.buttons import Link
from ui.shell.window import Window
from ui.unlock.door import Beside, KnownVault
from ui.unlock.page import UnlockPage

NEW = "a new invented passphrase of many words"


@pytest.fixture
def door() -> InventedDoor:
    return InventedDoor()


@pytest.fixture
def page(qtbot: QtBot, door: InventedDoor) -> Iterator[UnlockPage]:
    made = UnlockPage(door)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    QThreadPool.globalInstance().waitForDone()


def _unlock(page: UnlockPage, passphrase: str) -> None:
    page.unlock_form.passphrase.edit.setText(passphrase)
    page.unlock_form.button.click()


def _follow(page: UnlockPage, words: str) -> None:
    banner = page.unlock_form.banner
    assert banner is not None
    next(link for link in banner.findChildren(Link) if link.text() == words).click()


def test_a_keyfile_and_a_header_are_named_for_one_vault_and_forgotten_for_the_next(
    qtbot: QtBot, page: UnlockPage, door: InventedDoor
) -> None:
    form, photo, stick = page.unlock_form, Path("stick") / "photo.jpg", Path("stick") / "west"
    form.beside.set_keyfile(photo)
    form.beside.set_header(stick)
    assert not form.links["keyfile"].isVisible()
    assert form.links["recover"].isVisible()
    with qtbot.waitSignal(page.opened):
        _unlock(page, PASSPHRASE)
    assert door.beside == Beside(photo, stick)
    page.show_vault(VAULTS[1])
    assert form.beside.given() == Beside()
    assert not form.beside.isVisible()
    form.beside.set_keyfile(photo)
    form.beside.rows["keyfile"].remove.click()
    assert form.links["keyfile"].isVisible()


@pytest.mark.parametrize(("header", "says"), [("elsewhere", "Plug in the stick"), ("damaged", "recover")])
def test_a_vault_without_its_header_says_what_to_do(page: UnlockPage, header: str, says: str) -> None:
    page.show_vault(KnownVault(Path("away"), "Away", header=header))  # type: ignore[arg-type]  # one of its words
    assert says in page.unlock_form._header.text()
    page.unlock_form.beside.set_header(Path("stick"))
    assert not page.unlock_form._header.isVisible()


def test_damage_is_told_and_reading_offered_without_typing_again(
    qtbot: QtBot, page: UnlockPage, door: InventedDoor
) -> None:
    _unlock(page, DAMAGED)
    qtbot.waitUntil(lambda: page.unlock_form.banner is not None)
    banner = page.unlock_form.banner
    assert banner is not None
    assert "database of this vault is damaged" in banner.accessibleName()
    assert "What is intact can still be read" in banner.accessibleName()
    assert page.unlock_form.passphrase.text() == ""
    with qtbot.waitSignal(page.opened) as told:
        _follow(page, "Open for reading only")
    assert told.args == [VAULTS[0]]
    assert door.rescued == [DAMAGED]


def test_a_full_disk_is_told_and_reading_offered_without_typing_again(
    qtbot: QtBot, page: UnlockPage, door: InventedDoor
) -> None:
    _unlock(page, FULL)
    qtbot.waitUntil(lambda: page.unlock_form.banner is not None)
    banner = page.unlock_form.banner
    assert banner is not None
    assert "is full, so it cannot be opened as usual" in banner.accessibleName()
    assert "damaged" not in banner.accessibleName()
    with qtbot.waitSignal(page.opened):
        _follow(page, "Open for reading only")
    assert door.rescued == [FULL]


def test_the_offer_and_the_passphrase_kept_for_it_go_together(qtbot: QtBot, page: UnlockPage) -> None:
    _unlock(page, DAMAGED)
    qtbot.waitUntil(lambda: page.unlock_form.banner is not None)
    assert page.unlock_form._offered == DAMAGED
    page.unlock_form._offer.timeout.emit()
    assert (page.unlock_form._offered, page.unlock_form.banner) == ("", None)
    _unlock(page, DAMAGED)
    qtbot.waitUntil(lambda: page.unlock_form.banner is not None)
    page.show_vault(VAULTS[1])
    assert (page.unlock_form._offered, page.unlock_form.banner) == ("", None)


def test_what_cannot_even_be_read_leads_to_a_backup(qtbot: QtBot, page: UnlockPage, door: InventedDoor) -> None:
    page.show_vault(VAULTS[1])
    _unlock(page, DAMAGED)
    qtbot.waitUntil(lambda: page.unlock_form.banner is not None)
    _follow(page, "Open for reading only")
    qtbot.waitUntil(lambda: "cannot be read" in (page.unlock_form.banner or page).accessibleName())
    _follow(page, "Restore a backup...")
    qtbot.waitUntil(page.restore_form.isVisible)


def test_a_recovery_key_makes_a_new_passphrase(qtbot: QtBot, page: UnlockPage, door: InventedDoor) -> None:
    page.unlock_form.links["recover"].click()
    form = page.recover_form
    assert form.isVisible()
    form.button.click()
    assert form.written.state() == "refused"
    form.written.edit.setPlainText("wrong")
    form.new.first.edit.setText(NEW)
    form.new.again.edit.setText(NEW)
    form.button.click()
    qtbot.waitUntil(form.button.isEnabled)
    assert form.written.text() == "wrong", "it takes minutes to type, and one letter to mend"
    assert form._written.finding.text().startswith("This is not a recovery key")
    form.written.edit.setPlainText("AGE-SECRET-KEY-PQ-1 INVENTED")
    form.new.first.edit.setText(NEW)
    form.new.again.edit.setText(NEW)
    with qtbot.waitSignal(page.opened):
        form.button.click()
    wish = door.recovered[-1]
    assert (wish.sort, wish.passphrase, wish.author) == ("key", NEW, "")
    assert "INVENTED" not in repr(wish)
    assert NEW not in repr(wish)
    assert form.written.text() == ""


def test_shares_come_from_a_text_file(qtbot: QtBot, page: UnlockPage, door: InventedDoor, tmp_path: Path) -> None:
    file = tmp_path / "shares.txt"
    file.write_text("one share of invented words\nanother share\n", "utf-8")
    page.recover()
    form = page.recover_form
    form.sorts.chosen.emit("shares")
    form.read(file)
    form.author.edit.setText("Dana Invented")
    form.new.first.edit.setText(NEW)
    form.new.again.edit.setText(NEW)
    with qtbot.waitSignal(page.opened):
        form.button.click()
    wish = door.recovered[-1]
    assert (wish.sort, wish.written, wish.author) == ("shares", file.read_text("utf-8"), "Dana Invented")


def test_cancel_leaves_nothing_of_what_was_typed(page: UnlockPage) -> None:
    page.recover()
    page.recover_form.written.edit.setPlainText("AGE-SECRET-KEY-PQ-1 INVENTED")
    page.recover_form._cancel.click()
    assert page.unlock_form.isVisible()
    assert page.recover_form.written.text() == ""
    page.recover_form.written.edit.undo()
    assert page.recover_form.written.text() == ""
    page.recover()
    page.recover_form.written.edit.setPlainText("AGE-SECRET-KEY-PQ-1 INVENTED")
    page.show_vault(VAULTS[1])
    assert page.recover_form.written.text() == ""


def test_how_recovery_works_can_be_read_before_a_vault_is_open(qtbot: QtBot, door: InventedDoor) -> None:
    window = Window(door, lambda _session: UnlockPage(door), lambda _session: None, lambda _path: None)
    qtbot.addWidget(window)
    window.show()
    window.unlock_page.recover()
    window.unlock_page.recover_form.links["help"].click()
    leaflet = window.findChildren(Leaflet)[0]
    assert leaflet.reader.toPlainText().startswith("Keys and recovery")


def test_a_new_vault_may_need_a_keyfile(qtbot: QtBot, page: UnlockPage, door: InventedDoor) -> None:
    page.show_action("create")
    form = page.create_form
    form.name.edit.setText("Atyrau monitors")
    form.author.edit.setText("A. Omarova")
    form.make_keyfile(Path("stick") / "new key")
    assert not form.links["keyfile"].isVisible()
    form.passphrase.edit.setText(PASSPHRASE)
    form.again.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(page.opened):
        form.button.click()
    assert door.created[0].keyfile == Path("stick") / "new key"
