"""A new vault: name, place, author, passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.banner import Banners
from ui.parts.buttons import Button, Link
from ui.parts.fields import TextField
from ui.parts.flow import Flow
from ui.parts.labelled import Labelled
from ui.parts.labels import Hairline, Label
from ui.parts.new_passphrase import NewPassphrase
from ui.parts.paragraphs import Paragraph
from ui.parts.tips import tip
from ui.theme import sizes
from ui.unlock.beside import BesidePassphrase
from ui.unlock.door import Door, NewVault, lock_again
from ui.unlock.keyboard import Keyboard
from ui.unlock.keyboard_line import KeyboardLine
from ui.words import catalogue, t
from ui.work import run


class CreateForm(QWidget):
    """Creates a vault. `opened` carries what the door gave; `left` means: back to where one was."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, door: Door, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._place = door.default_place()
        self.name, self.place, self.author = TextField(), TextField(), TextField()
        line = KeyboardLine(keyboard, "full")
        self.beside = BesidePassphrase()
        self.links = {name: Link(t(f"door.create.{name}"), role="second") for name in ("keyfile", "new_keyfile")}
        self._new = NewPassphrase(t("window.unlock.passphrase"), door.strength, door.suggest, line)
        self.passphrase, self.again = self._new.first, self._new.again
        self._fields = {
            "name": Labelled(t("window.create.name"), self.name),
            "place": Labelled(t("window.create.place"), self.place),
            "author": Labelled(t("window.create.author"), self.author),
        }
        self._errors = Banners()
        self._errors.setContentsMargins(0, 0, 0, 0)
        self.button = Button(t("window.create.create"), "primary")
        self.cancel = Button(t("window.cancel"))
        self._choose = Button(t("window.create.choose"))
        self.place.show_only(self._choose)
        for field in (self.passphrase, self.again):
            field.edit.installEventFilter(keyboard)
        self._lay_out()
        self._connect()
        self.set_place(self._place)

    def set_place(self, place: Path) -> None:
        """Take `place` for the folder in which the vault's own folder will be made."""
        self._place = place
        words, free = self._door.place_words(place)
        self.place.edit.setText(words)
        tip(self.place.edit, str(place))
        self.place.set_reading(t("window.create.free", size=free) if free else "", "second")

    def _connect(self) -> None:
        self._choose.clicked.connect(self._choose_place)
        self.cancel.clicked.connect(self.left)
        self.button.clicked.connect(self._create)
        self.again.edit.returnPressed.connect(self._create)
        self.beside.changed.connect(self._show_beside)
        self.links["keyfile"].clicked.connect(self.beside.ask_keyfile)
        self.links["new_keyfile"].clicked.connect(self._ask_new_keyfile)
        for labelled, field in zip(self._fields.values(), self._editors(), strict=True):
            field.edit.textChanged.connect(lambda _text, labelled=labelled: labelled.clear())

    def make_keyfile(self, path: Path) -> None:
        """Make a keyfile at `path` and need it."""
        try:
            self.beside.set_keyfile(self._door.make_keyfile(path))
        except CasefileError as error:
            self._refuse(error)

    def _ask_new_keyfile(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self.window(), t("door.create.new_keyfile.choose"))
        if chosen:
            self.make_keyfile(Path(chosen))

    def _show_beside(self) -> None:
        for link in self.links.values():
            link.setVisible(self.beside.given().keyfile is None)

    def _editors(self) -> tuple[TextField, ...]:
        return (self.name, self.place, self.author)

    def _choose_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("window.create.choose_place"), str(self._place))
        if chosen:
            self.set_place(Path(chosen))

    def _create(self) -> None:
        if not self.button.isEnabled() or not self._is_complete():
            return
        name = self.name.text().strip()
        keyfile = self.beside.given().keyfile
        wish = NewVault(self._place / name, name, self.author.text().strip(), self._new.take(), keyfile)
        self._errors.clear()
        self._free(False)
        run(self, lambda progress: self._door.create(wish, progress), self._open, self._refuse, lock_again)

    def _is_complete(self) -> bool:
        for key, field in zip(self._fields, self._editors(), strict=True):
            if not field.text().strip():
                self._fields[key].refuse(t("window.create.needed"))
                field.edit.setFocus()
                return False
        return self._new.is_complete()

    def _open(self, session: Any) -> None:
        self._free(True)
        self.opened.emit(session)

    def _refuse(self, error: CasefileError) -> None:
        self._free(True)
        self.name.edit.setFocus()
        self._errors.say(t("window.create.failed"), catalogue().error(error))

    def _free(self, free: bool) -> None:
        """Nothing is changed while the vault is made, and it cannot be taken back half-way."""
        if not free:
            self.setFocus()  # else the keyboard goes on to the list of vaults
        for widget in (*self._fields.values(), self._new, self._choose, self.beside, self.button, self.cancel):
            widget.setEnabled(free)
        self.button.setText(t("window.create.create" if free else "window.create.working"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 3)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(Label(t("window.create.title"), "name").eliding())
        column.addSpacing(3)
        column.addWidget(Paragraph(t("window.create.line"), "content", "ink2"))
        column.addSpacing(20)
        column.addWidget(self._fields["name"])
        column.addSpacing(sizes.S12)
        column.addLayout(beside(self._fields["place"], self._choose))
        column.addSpacing(sizes.S12)
        column.addWidget(self._fields["author"])
        column.addSpacing(20)
        column.addWidget(Hairline())
        column.addSpacing(16)
        column.addWidget(self._new)
        column.addSpacing(sizes.S8)
        column.addWidget(self.beside)
        ways = Flow(20)
        for link in self.links.values():
            ways.addWidget(link)
        column.addLayout(ways)
        column.addSpacing(14)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(Paragraph(t("window.create.next"), "second", "ink2"), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        row.addWidget(self.button)
        return row


def beside(field: Labelled, button: Button) -> QHBoxLayout:
    """A labelled field with a button level with its frame."""
    row = QHBoxLayout()
    row.setSpacing(sizes.S8)
    row.addWidget(field, 1)
    beside = QVBoxLayout()
    beside.addSpacing(field.label.sizeHint().height() + 3)
    beside.addWidget(button)
    beside.addStretch(1)
    row.addLayout(beside)
    return row
