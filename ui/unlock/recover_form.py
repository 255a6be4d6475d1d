"""Coming back into a vault whose passphrase is lost: by the recovery key, by shares of one, or by a colleague's key file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button, Link
from ui.parts.fields import TextArea, TextField
from ui.parts.flow import Flow
from ui.parts.labelled import Labelled
from ui.parts.labels import Hairline, Label
from ui.parts.new_passphrase import NewPassphrase
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import Segments
from ui.theme import scaled, sizes
from ui.unlock.beside import BesidePassphrase
from ui.unlock.door import Door, KnownVault, Recovery, RecoverySort, lock_again
from ui.unlock.keyboard import Keyboard
from ui.unlock.keyboard_line import KeyboardLine
from ui.words import catalogue, t
from ui.work import run

_WRITTEN_HIGH = 100
_ABOUT_WRITTEN = ("keys.not_a_recovery_key", "keys.share")
_SORTS: tuple[RecoverySort, ...] = ("key", "shares")


class RecoverForm(QWidget):
    """Makes a new way into one vault. `opened` carries what the door gave, `left` means: back, `help_asked`: how does this work."""

    opened = Signal(object)
    left = Signal()
    help_asked = Signal()

    def __init__(self, door: Door, keyboard: Keyboard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._vault: KnownVault | None = None
        self._sort: RecoverySort = "key"
        self._line = Paragraph("", "content", "ink2")
        self.sorts = Segments([(sort, t(f"door.recover.{sort}")) for sort in _SORTS], self._sort)
        self.written, self.author = TextArea(lines=4), TextField()
        self.written.setFixedHeight(scaled(_WRITTEN_HIGH))
        self._written = Labelled(t("door.recover.written.key"), self.written)
        self._author = Labelled(t("door.recover.author"), self.author, t("door.recover.author.help"))
        self._hint = Paragraph("", "second", "ink2")
        self.beside = BesidePassphrase()
        self.new = NewPassphrase(
            t("door.recover.passphrase"), door.strength, door.suggest, KeyboardLine(keyboard, "full")
        )
        self.links = {
            "file": Link(t("door.recover.file"), role="second"),
            "header": Link(t("window.unlock.header"), role="second"),
            "keyfile": Link(t("window.unlock.keyfile"), role="second"),
            "help": Link(t("door.recover.help"), role="second"),
        }
        self._errors = QVBoxLayout()
        self._cancel, self.button = Button(t("window.cancel")), Button(t("door.recover.button"), "primary")
        for field in (self.new.first, self.new.again):
            field.edit.installEventFilter(keyboard)
        self._lay_out()
        self._connect()

    def show_vault(self, vault: KnownVault) -> None:
        """Come back into `vault`."""
        self._vault = vault
        self._line.set_text(t("door.recover.line", name=vault.name))
        self.forget()
        self.sorts.choose("key")
        self._choose("key")
        self.written.edit.setFocus()

    def forget(self) -> None:
        """Leave nothing of what was typed."""
        self.written.edit.clear()
        self.written.edit.document().clearUndoRedoStacks()
        self.author.edit.clear()
        self.new.take()
        self.beside.forget()
        self._clear_errors()
        self._free(True)

    def read(self, path: Path) -> None:
        """Take what is written from a text file."""
        try:
            self.written.edit.setPlainText(self._door.text_of(path))
        except CasefileError as error:
            self._written.refuse(catalogue().error(error))

    def _choose(self, sort: str) -> None:
        self._sort = "shares" if sort == "shares" else "key"
        self._written.label.set_text(t(f"door.recover.written.{sort}"))
        self.written.edit.setAccessibleName(t(f"door.recover.written.{sort}"))
        self.written.edit.setPlaceholderText(t(f"door.recover.example.{sort}"))
        self._hint.set_text(t(f"door.recover.hint.{sort}"))
        self._written.clear()

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window(), t("door.recover.file.choose"))
        if chosen:
            self.read(Path(chosen))

    def _recover(self) -> None:
        if self._vault is None or not self.button.isEnabled():
            return
        if not self.written.text().strip():
            self._written.refuse(t("window.create.needed"))
            self.written.edit.setFocus()
            return
        if not self.new.is_complete():
            return
        self._clear_errors()
        vault, beside = self._vault, self.beside.given()
        # Taken, not shown any more; what is written stays until it was right, for it takes minutes to type.
        wish = Recovery(self._sort, self.written.text(), self.new.take(), self.author.text().strip(), beside)
        self._free(False)
        run(self, lambda progress: self._door.recover(vault, wish, progress), self._open, self._refuse, lock_again)

    def _open(self, session: Any) -> None:
        self.forget()
        self.opened.emit(session)

    def _refuse(self, error: CasefileError) -> None:
        self._free(True)
        if error.key.startswith(_ABOUT_WRITTEN):
            self._written.refuse(catalogue().error(error))
            self.written.edit.setFocus()
        elif error.key == "keys.no_name":
            self._author.refuse(catalogue().error(error))
            self.author.edit.setFocus()
        else:
            self._errors.addWidget(ErrorBanner(t("door.recover.failed"), catalogue().error(error)))
            self._errors.addSpacing(sizes.S12)

    def _clear_errors(self) -> None:
        self._written.clear()
        while (item := self._errors.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _free(self, free: bool) -> None:
        for widget in (self.sorts, self._written, self._author, self.new, self.beside, self.button):
            widget.setEnabled(free)
        self.button.setText(t("door.recover.button" if free else "door.recover.working"))

    def _show_beside(self) -> None:
        beside = self.beside.given()
        self.links["keyfile"].setVisible(beside.keyfile is None)
        self.links["header"].setVisible(beside.header is None)

    def _connect(self) -> None:
        self.sorts.chosen.connect(self._choose)
        self.written.edit.textChanged.connect(self._written.clear)
        self.author.edit.textChanged.connect(self._author.clear)
        self.beside.changed.connect(self._show_beside)
        self.links["file"].clicked.connect(self._ask_file)
        self.links["keyfile"].clicked.connect(self.beside.ask_keyfile)
        self.links["header"].clicked.connect(self.beside.ask_header)
        self.links["help"].clicked.connect(self.help_asked)
        self._cancel.clicked.connect(self.forget)
        self._cancel.clicked.connect(self.left)
        self.button.clicked.connect(self._recover)
        self.new.again.edit.returnPressed.connect(self._recover)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 3)
        column.setSpacing(0)
        column.addWidget(Label(t("door.recover.title"), "name").eliding())
        column.addSpacing(3)
        column.addWidget(self._line)
        column.addSpacing(16)
        column.addWidget(self.sorts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(sizes.S12)
        column.addWidget(self._written)
        column.addSpacing(sizes.S4)
        column.addWidget(self._hint)
        column.addSpacing(sizes.S8)
        column.addLayout(self._flow("file", "help"))
        column.addSpacing(16)
        column.addWidget(Hairline())
        column.addSpacing(12)
        column.addWidget(self._author)
        column.addSpacing(sizes.S12)
        column.addWidget(self.new)
        column.addSpacing(sizes.S8)
        column.addWidget(self.beside)
        column.addLayout(self._flow("header", "keyfile"))
        column.addSpacing(16)
        column.addLayout(self._errors)
        column.addLayout(self._foot())

    def _flow(self, *names: str) -> Flow:
        row = Flow(20)
        for name in names:
            row.addWidget(self.links[name])
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(Paragraph(t("door.recover.next"), "second", "ink2"), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cancel)
        row.addWidget(self.button)
        return row
