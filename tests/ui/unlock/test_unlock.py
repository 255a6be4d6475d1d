"""Before a vault is open."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import Refused
from tests.ui.invented import PASSPHRASE, VAULTS, InventedDoor
from ui.shell.window import Window
from ui.unlock.page import UnlockPage
from ui.words import language


def _page(qtbot: QtBot, door: InventedDoor) -> UnlockPage:
    page = UnlockPage(door)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_a_vault_opens_with_its_passphrase(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    form = page.unlock_form
    qtbot.keyClicks(form.passphrase.edit, PASSPHRASE)
    with qtbot.waitSignal(page.opened) as told:
        qtbot.keyClick(form.passphrase.edit, Qt.Key.Key_Return)
    assert told.args == [VAULTS[0]]
    assert form.passphrase.text() == ""


def test_a_wrong_passphrase_is_refused_in_one_sentence_and_can_be_tried_again(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    form = page.unlock_form
    qtbot.keyClicks(form.passphrase.edit, "wrong")
    form.button.click()
    assert not form.button.isEnabled()
    qtbot.waitUntil(form.button.isEnabled)
    assert form.passphrase.state() == "refused"
    assert form.passphrase.edit.accessibleDescription() == "The two differ"
    qtbot.keyClicks(form.passphrase.edit, "a")
    assert form.passphrase.state() == "rest"


def test_each_form_has_its_place_in_the_page_whichever_was_shown_before(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    qtbot.wait(20)
    unlock = page.unlock_form.mapTo(page, QPoint()).y()
    page.show_action("restore")
    qtbot.wait(20)
    restore = page.restore_form.mapTo(page, QPoint()).y()
    free = page.height() - page.restore_form.height()
    assert restore > free // 4, "it does not stick to the top"
    page.restore_form.left.emit()
    qtbot.wait(20)
    assert page.unlock_form.mapTo(page, QPoint()).y() == unlock


def test_a_long_refusal_moves_no_field_under_the_pointer(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    form = page.unlock_form
    qtbot.wait(20)
    before = form.passphrase.mapTo(page, QPoint())
    form._field.refuse("An invented refusal of so many words that it takes several lines. " * 4)
    qtbot.wait(20)
    assert form._field.finding.height() > 3 * form._field.label.height()
    assert form.passphrase.mapTo(page, QPoint()) == before
    form._field.clear()
    page.resize(1280, 1000)
    qtbot.wait(20)
    assert form.passphrase.mapTo(page, QPoint()).y() > before.y(), "in a higher window it stands lower, as before"
    page.resize(1280, 720)
    qtbot.wait(20)
    assert form.passphrase.mapTo(page, QPoint()) == before


def test_the_keyboard_passes_by_what_was_chosen_elsewhere(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    page.show_action("restore")
    form = page.restore_form
    form.set_backup(Path("stick") / "copy")
    reached = []
    form.button.setFocus()
    for _step in range(12):
        page.focusNextChild()
        reached.append(page.focusWidget())
    assert form._choose_backup in reached
    assert form.backup.edit not in reached
    assert form.place.edit not in reached
    assert form._choose_backup.accessibleDescription().endswith(str(Path("stick") / "copy"))


def test_nothing_is_listed_when_the_computer_may_not_remember(qtbot: QtBot) -> None:
    door = InventedDoor()
    page = _page(qtbot, door)
    page.side.remember.click()
    assert not door.allowed
    assert page.side.list.isHidden()


def test_a_new_vault_needs_its_passphrase_twice(qtbot: QtBot) -> None:
    door = InventedDoor()
    page = _page(qtbot, door)
    page.show_action("create")
    form = page.create_form
    form.name.edit.setText("Atyrau monitors")
    form.author.edit.setText("A. Omarova")
    form.passphrase.edit.setText(PASSPHRASE)
    form.again.edit.setText("something else")
    form.button.click()
    assert form.again.state() == "refused"
    assert door.created == []
    form.again.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(page.opened):
        form.button.click()
    assert door.created[0].path == Path("stick") / "Atyrau monitors"
    assert PASSPHRASE not in repr(door.created[0])


def test_seven_words_are_suggested_readably(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    form = page.create_form
    form._new.suggest_button.click()
    assert len(form.passphrase.text().split()) == 7


def test_caps_lock_is_told_from_what_letters_come(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    edit = page.unlock_form.passphrase.edit
    loud = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(edit, loud)
    assert page.keyboard.caps
    quiet = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A")
    QApplication.sendEvent(edit, quiet)
    assert not page.keyboard.caps


def test_a_restored_backup_asks_for_its_passphrase_next(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    page.show_action("restore")
    page.restore_form.set_backup(Path("copy") / "West desk")
    page.restore_form.button.click()
    qtbot.waitUntil(page.unlock_form.isVisible)
    assert page.side.list.key() == str(Path("stick") / "West desk")


def test_the_language_changes_at_once(qtbot: QtBot) -> None:
    door = InventedDoor()
    window = Window(door, lambda _session: QWidget(), lambda _session: None, lambda _path: None)
    qtbot.addWidget(window)
    window.unlock_page.language_chosen.emit("kk")
    assert (language(), door.language) == ("kk", "kk")
    assert window.unlock_page.unlock_form.button.text() == "Ашу"


def test_only_the_last_refusal_stands_on_the_page(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    for _ in range(3):
        page.say(Refused("window.create.differs"))
    assert page.errors.count() == 1


def test_a_box_that_cannot_be_stored_says_so(qtbot: QtBot) -> None:
    door = InventedDoor()
    page = _page(qtbot, door)

    def refuse(_allowed: bool) -> None:
        raise Refused("vault.disk_full")

    door.remember = refuse  # type: ignore[method-assign]  # a disk that takes nothing
    page.side.remember.click()
    assert page.errors.count() == 1


def test_what_is_typed_while_a_vault_is_unlocked_chooses_no_other(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    page.activateWindow()
    form = page.unlock_form
    qtbot.waitUntil(form.passphrase.edit.hasFocus)
    qtbot.keyClicks(form.passphrase.edit, "wrong")
    qtbot.keyClick(form.passphrase.edit, Qt.Key.Key_Return)
    assert page.focusWidget() is form, "not the list, nor anything else that keys would change"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_P):
        qtbot.keyClick(QApplication.focusWidget() or page, key)
    assert form._vault == VAULTS[0]
    qtbot.waitUntil(form.button.isEnabled)
    assert form.passphrase.edit.hasFocus()


def test_a_vault_that_is_being_made_cannot_be_cancelled(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    page.show_action("create")
    form = page.create_form
    form.name.edit.setText("Atyrau monitors")
    form.author.edit.setText("A. Omarova")
    for field in (form.passphrase, form.again):
        field.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(page.opened):
        form.button.click()
        assert not form.cancel.isEnabled(), "the vault would be there all the same"
    assert form.cancel.isEnabled()


def test_the_form_stays_where_it_is_when_a_passphrase_is_refused(qtbot: QtBot) -> None:
    page = _page(qtbot, InventedDoor())
    form = page.unlock_form
    before = form.button.mapTo(page, form.button.rect().topLeft())
    form.passphrase.edit.setText("wrong")
    form.button.click()
    qtbot.waitUntil(form.button.isEnabled)
    qtbot.wait(50)
    assert form.passphrase.state() == "refused"
    assert form.button.mapTo(page, form.button.rect().topLeft()) == before
