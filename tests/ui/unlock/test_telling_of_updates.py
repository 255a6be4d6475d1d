"""A vault of an earlier version: the unlock page tells how far it is and can stop it."""

from __future__ import annotations

from threading import Event
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.progress import Progress
from tests.ui.invented import PASSPHRASE, InventedDoor
from ui.unlock.door import Beside, KnownVault
from ui.unlock.page import UnlockPage


class SlowDoor(InventedDoor):
    """A door behind which a vault is brought up to date until the test lets it go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = Event()

    def unlock(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Any:
        progress.step(40, 100)
        while not self.go_on.wait(0.01):
            progress.check()
        return super().unlock(vault, passphrase, beside, progress)


def _unlocking(qtbot: QtBot, door: SlowDoor) -> UnlockPage:
    page = UnlockPage(door)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    qtbot.waitExposed(page)
    qtbot.keyClicks(page.unlock_form.passphrase.edit, PASSPHRASE)
    page.unlock_form.button.click()
    qtbot.waitUntil(page.unlock_form.updating.isVisible)
    return page


def test_how_far_it_is_stands_below_until_it_opens(qtbot: QtBot) -> None:
    door = SlowDoor()
    page = _unlocking(qtbot, door)
    updating = page.unlock_form.updating
    assert updating.percent.text() == "40 %"
    assert "earlier version" in updating.words.text()
    with qtbot.waitSignal(page.opened):
        door.go_on.set()
    qtbot.waitUntil(lambda: not updating.isVisible())


def test_stopped_the_passphrase_can_be_typed_again(qtbot: QtBot) -> None:
    door = SlowDoor()
    page = _unlocking(qtbot, door)
    form = page.unlock_form
    assert not form.button.isEnabled()
    form.updating.cancel.click()
    qtbot.waitUntil(form.button.isEnabled)
    assert not form.updating.isVisible()
    QApplication.processEvents()
    door.go_on.set()
    qtbot.keyClicks(form.passphrase.edit, PASSPHRASE)
    with qtbot.waitSignal(page.opened):
        form.button.click()
