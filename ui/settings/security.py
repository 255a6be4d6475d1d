"""When the vault locks, what this computer remembers, and a new passphrase."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from casefile import settings
from casefile.errors import CasefileError
from casefile.usecases import session as sessions
from ui.door import CoreDoor
from ui.parts.buttons import Button
from ui.parts.fields import PassphraseField
from ui.parts.labelled import Labelled
from ui.parts.new_passphrase import NewPassphrase
from ui.parts.toggles import CheckBox, Segments
from ui.settings.section import Tab, said
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, t

MINUTES = (1, 3, 5, 10, 15, 30)
_WIDE = 408


class SecurityTab(Tab):
    """Locking, remembering, passphrase."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        stored, door = settings.load(), CoreDoor()
        nearest = min(MINUTES, key=lambda each: abs(each - stored.lock_minutes))
        self.minutes = Segments([(str(each), str(each)) for each in MINUTES], str(nearest))
        self.remember = CheckBox(t("window.unlock.remember"))
        self.remember.setChecked(stored.remember_vaults)
        self.old = PassphraseField(sizes.FIELD)
        self.new = NewPassphrase(t("settings.passphrase.new"), door.strength, door.suggest)
        self.button, self.done = Button(t("settings.passphrase.change"), "primary"), said()
        self._old = Labelled(t("settings.passphrase.old"), self.old)
        self.controls = {"minutes": self.minutes, "remember": self.remember, "passphrase": self.old}
        self._lay_out()
        self._connect()

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""
        self.old.take()
        self.new.take()

    def _connect(self) -> None:
        self.minutes.chosen.connect(self._lock_after)
        self.remember.toggled.connect(self._remember)
        self.old.edit.textChanged.connect(self._old.clear)
        self.button.clicked.connect(self._change)
        self.new.again.edit.returnPressed.connect(self._change)

    def _lock_after(self, minutes: str) -> None:
        self.keep(self._desk, replace(settings.load(), lock_minutes=int(minutes)))

    def _remember(self, allowed: bool) -> None:
        stored = settings.load()
        wanted = replace(stored, remember_vaults=True).with_vault(self._desk.vault.path.absolute())
        self.keep(self._desk, wanted if allowed else stored.forgetting())

    def _change(self) -> None:
        self.done.hide()
        if not self.button.isEnabled():
            return
        if not self.old.text():
            self._old.refuse(t("window.create.needed"))
            self.old.edit.setFocus()
            return
        if not self.new.is_complete():
            return
        session, old, new = self._desk.vault, self.old.take(), self.new.take()
        self._wait(True)
        self._desk.run(
            self, lambda _progress: sessions.change_passphrase(session, old, new), self._changed, self._refused
        )

    def _changed(self, _nothing: object) -> None:
        self._wait(False)
        self.done.set_text(t("settings.passphrase.changed"))
        self.done.show()

    def _refused(self, error: CasefileError) -> None:
        self._wait(False)
        sentence = catalogue().error(error)
        if error.key == "vault.wrong_passphrase":
            self._old.refuse(t("settings.passphrase.wrong"))
            self.old.edit.setFocus()
        else:
            self.fault(t("settings.passphrase.failed"), sentence)

    def _wait(self, waiting: bool) -> None:
        for widget in (self.old, self.new, self.button):
            widget.setEnabled(not waiting)
        self.button.setText(t("settings.passphrase.changing" if waiting else "settings.passphrase.change"))

    def _lay_out(self) -> None:
        self.section(t("settings.locking"))
        minutes = Labelled(t("settings.minutes"), self.minutes, t("settings.minutes.help"))
        minutes.setMaximumWidth(scaled(_WIDE))
        self.column.addWidget(minutes)
        self.section(t("settings.remember"))
        self.column.addWidget(self.remember, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(sizes.S4)
        self.words(t("window.unlock.remember.why"))
        self.section(t("settings.passphrase"))
        self.words(t("settings.passphrase.help"))
        for widget in (self._old, self.new):
            widget.setMaximumWidth(scaled(_WIDE))
            self.column.addWidget(widget)
            self.column.addSpacing(sizes.S12)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S12)
        foot.addWidget(self.button)
        foot.addWidget(self.done, 1)
        foot.addStretch(0)
        self.column.addLayout(foot)
