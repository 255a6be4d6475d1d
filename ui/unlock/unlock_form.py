"""Passphrase in, vault open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CannotWrite, CasefileError, VerificationFailed
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button, Link
from ui.parts.fields import PassphraseField
from ui.parts.flow import Flow
from ui.parts.labelled import Finding, Labelled
from ui.parts.labels import Label
from ui.theme import sizes
from ui.unlock.beside import BesidePassphrase
from ui.unlock.damage import damaged, still, unreadable
from ui.unlock.door import Door, KnownVault, lock_again
from ui.unlock.keyboard import Keyboard
from ui.unlock.keyboard_line import KeyboardLine
from ui.unlock.updating import Updating
from ui.words import catalogue, t
from ui.work import run

_OFFER_MS = 180_000
"""A passphrase that was right is kept so long for "Open for reading only"; then it must be typed again."""


class UnlockForm(QWidget):
    """Unlocks one vault. `opened` carries what the door gave; `recover_asked` and `restore_asked` lead to the other forms."""

    opened = Signal(object)
    recover_asked = Signal()
    restore_asked = Signal()

    def __init__(self, door: Door, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._vault: KnownVault | None = None
        self._offered = ""
        self._name, self._state = Label("", "name").eliding(), Label("", "content", "ink2").eliding()
        self._header = Finding()
        self.banner: ErrorBanner | None = None
        self._banners = QVBoxLayout()
        self.passphrase = PassphraseField()
        self.passphrase.edit.installEventFilter(keyboard)
        self._field = Labelled(t("window.unlock.passphrase"), self.passphrase)
        room = self._field.finding.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # else the whole form moves when something is said there
        self._field.finding.setSizePolicy(room)
        self.button = Button(t("window.unlock.unlock"), "primary", height=sizes.FIELD_PASSPHRASE)
        self.beside = BesidePassphrase()
        self.updating = Updating()
        self.links = {name: Link(t(f"window.unlock.{name}")) for name in ("keyfile", "header", "recover")}
        self._offer = QTimer(self)
        self._offer.setSingleShot(True)
        self._offer.setInterval(_OFFER_MS)
        self._lay_out(KeyboardLine(keyboard, "brief"))
        self._connect()

    def show_vault(self, vault: KnownVault) -> None:
        """Ask for the passphrase of `vault`."""
        self._vault = vault
        self._name.set_text(vault.name)
        words = t("window.unlock.locked", when=vault.written) if vault.written else t("window.unlock.locked.bare")
        self._state.set_text(words)
        self.passphrase.edit.clear()
        self.passphrase.show_words(False)
        self._field.clear()
        self.beside.forget()
        self.withdraw()
        self._free(True)

    def withdraw(self) -> None:
        """Take back what was said of damage, and the passphrase that was kept for it."""
        self._offered = ""
        self._offer.stop()
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None

    def _unlock(self) -> None:
        if self._vault is None or not self.button.isEnabled() or not self.passphrase.text():
            return
        self.withdraw()
        vault, passphrase, beside = self._vault, self.passphrase.take(), self.beside.given()
        self._free(False)
        self.updating.watch(
            run(
                self,
                lambda progress: self._door.unlock(vault, passphrase, beside, progress),
                self._open,
                lambda error: self._refuse(error, vault, passphrase),
                lock_again,
            )
        )

    def _rescue(self) -> None:
        vault, passphrase, beside = self._vault, self._offered, self.beside.given()
        if vault is None or not passphrase:
            return
        self.withdraw()
        self._free(False)
        self.updating.watch(
            run(
                self,
                lambda progress: self._door.rescue(vault, passphrase, beside, progress),
                self._open,
                self._refuse_rescue,
                lock_again,
            )
        )

    def _open(self, session: Any) -> None:
        self._free(True)
        self.opened.emit(session)

    def _refuse(self, error: CasefileError, vault: KnownVault, passphrase: str) -> None:
        self._free(True)
        if vault != self._vault:
            return  # another one was chosen meanwhile
        if not isinstance(error, (VerificationFailed, CannotWrite)):
            self._field.refuse(catalogue().error(error))
            self.passphrase.edit.setFocus()
            return
        self._offered = passphrase
        self._offer.start()
        if isinstance(error, CannotWrite):
            self._say(still(error, self._later(self._rescue)))
        else:
            self._say(damaged(error, self._later(self._rescue), self._later(self.restore_asked.emit)))

    def _refuse_rescue(self, error: CasefileError) -> None:
        self._free(True)
        if isinstance(error, VerificationFailed):
            self._say(unreadable(error, self._later(self.recover_asked.emit), self._later(self.restore_asked.emit)))
        else:
            self._field.refuse(catalogue().error(error))

    def _say(self, banner: ErrorBanner) -> None:
        self.banner = banner
        banner.destroyed.connect(self._forget_offer)
        self._banners.addWidget(banner)
        self._banners.addSpacing(sizes.S16)

    def _later(self, act: Callable[[], None]) -> Callable[[], None]:
        """After the click, for the banner it was made on goes meanwhile."""
        return lambda: QTimer.singleShot(0, self, act)

    def _forget_offer(self) -> None:
        """The banner was closed."""
        self._offered = ""
        self.banner = None

    def _stopped(self) -> None:
        self._free(True)
        self.passphrase.edit.setFocus()

    def _free(self, free: bool) -> None:
        if not free and self.isAncestorOf(self.focusWidget() or self):
            self.setFocus()  # else the keyboard goes on to the list of vaults, and what is typed meanwhile chooses another
        for widget in (self.passphrase, self.button, self.beside, *self.links.values()):
            widget.setEnabled(free)
        self.button.setText(t("window.unlock.unlock" if free else "window.unlock.working"))

    def _show_beside(self) -> None:
        """A link goes once what it asks for was named; what a vault still lacks is said above."""
        beside = self.beside.given()
        self.links["keyfile"].setVisible(beside.keyfile is None)
        self.links["header"].setVisible(beside.header is None)
        self._field.clear()
        lacks = "here" if self._vault is None or beside.header is not None else self._vault.header
        self._header.say("" if lacks == "here" else t(f"door.header.{lacks}"), "finding")

    def _connect(self) -> None:
        self.button.clicked.connect(self._unlock)
        self.passphrase.edit.returnPressed.connect(self._unlock)
        self.passphrase.edit.textEdited.connect(lambda _text: self._field.clear())
        self.beside.changed.connect(self._show_beside)
        self.links["keyfile"].clicked.connect(self.beside.ask_keyfile)
        self.links["header"].clicked.connect(self.beside.ask_header)
        self.links["recover"].clicked.connect(self.recover_asked)
        self._offer.timeout.connect(self.withdraw)
        self.updating.stopped.connect(self._stopped)

    def _lay_out(self, line: KeyboardLine) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._banners)
        column.addWidget(self._name)
        column.addSpacing(3)
        column.addWidget(self._state)
        column.addWidget(self._header)
        column.addSpacing(28)
        column.addLayout(self._passphrase_row())
        column.addWidget(line)
        column.addSpacing(8)
        column.addWidget(self.updating)
        column.addWidget(self.beside)
        column.addSpacing(22)
        row = Flow(20)
        for link in self.links.values():
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
