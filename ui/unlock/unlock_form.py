"""Passphrase in, vault open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.buttons import Button, Link
from ui.parts.fields import PassphraseField
from ui.parts.flow import Flow
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.theme import sizes
from ui.unlock.door import Door, KnownVault
from ui.unlock.keyboard import Keyboard
from ui.unlock.keyboard_line import KeyboardLine
from ui.words import catalogue, t
from ui.work import run

_LINKS = ("keyfile", "header", "recover")


class UnlockForm(QWidget):
    """Unlocks one vault. `opened` carries what the door gave; `way_asked` one of ``keyfile header recover``.

    `ways` are those of the three that the door can go; the others are not shown.
    """

    opened = Signal(object)
    way_asked = Signal(str)

    def __init__(
        self, door: Door, keyboard: Keyboard, ways: tuple[str, ...] = _LINKS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._door = door
        self._vault: KnownVault | None = None
        self._name, self._state = Label("", "name").eliding(), Label("", "content", "ink2").eliding()
        self.passphrase = PassphraseField()
        self.passphrase.edit.installEventFilter(keyboard)
        self._field = Labelled(t("window.unlock.passphrase"), self.passphrase)
        self.button = Button(t("window.unlock.unlock"), "primary", height=sizes.FIELD_PASSPHRASE)
        self.button.clicked.connect(self._unlock)
        self.passphrase.edit.returnPressed.connect(self._unlock)
        self.passphrase.edit.textEdited.connect(lambda _text: self._field.clear())
        self._lay_out(KeyboardLine(keyboard, "brief"), ways)

    def show_vault(self, vault: KnownVault) -> None:
        """Ask for the passphrase of `vault`."""
        self._vault = vault
        self._name.set_text(vault.name)
        words = t("window.unlock.locked", when=vault.written) if vault.written else t("window.unlock.locked.bare")
        self._state.set_text(words)
        self.passphrase.edit.clear()
        self.passphrase.show_words(False)
        self._field.clear()
        self._free(True)

    def _unlock(self) -> None:
        if self._vault is None or not self.button.isEnabled() or not self.passphrase.text():
            return
        vault, passphrase = self._vault, self.passphrase.take()
        self._free(False)
        run(self, lambda progress: self._door.unlock(vault, passphrase, progress), self._open, self._refuse)

    def _open(self, session: Any) -> None:
        self._free(True)
        self.opened.emit(session)

    def _refuse(self, error: CasefileError) -> None:
        self._free(True)
        self._field.refuse(catalogue().error(error))
        self.passphrase.edit.setFocus()

    def _free(self, free: bool) -> None:
        self.passphrase.setEnabled(free)
        self.button.setEnabled(free)
        self.button.setText(t("window.unlock.unlock" if free else "window.unlock.working"))

    def _lay_out(self, line: KeyboardLine, ways: tuple[str, ...]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addSpacing(3)
        column.addWidget(self._state)
        column.addSpacing(28)
        column.addLayout(self._passphrase_row())
        column.addSpacing(8)
        column.addWidget(line)
        column.addSpacing(30)
        row = Flow(20)
        for way in ways:
            link = Link(t(f"window.unlock.{way}"))
            link.clicked.connect(lambda _checked=False, way=way: self.way_asked.emit(way))
            row.addWidget(link)
        column.addLayout(row)

    def _passphrase_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self._field, 1)
        beside = QVBoxLayout()
        beside.addSpacing(self._field.label.sizeHint().height() + 3)
        beside.addWidget(self.button)
        beside.addStretch(1)
        row.addLayout(beside)
        return row
