"""The last step: where the files will lie, what each is called, and the passphrase where one locks them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from ui.handover.ledger import Entry, Ledger
from ui.handover.notes import Note, Notes
from ui.handover.part_sizes import PartSizes
from ui.handover.section import Section
from ui.handover.wizard import Plan, file_names
from ui.parts import clipboard
from ui.parts.buttons import Button, Link
from ui.parts.fields import TextField
from ui.parts.frame import Columns
from ui.parts.headings import Heading
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t

HOW_TO_OPEN = "HOW-TO-OPEN.txt"


class SealStep(Columns):
    """`placed` carries (folder or None, name) as they are chosen; `another` asks for another passphrase."""

    placed = Signal(object, str)
    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self.folder, self.name = TextField(t("handing.folder_example")), TextField()
        self.choose = Button(t("handing.choose"))
        self.folder.show_only(self.choose)
        self._name = Labelled(t("handing.name"), self.name, t("handing.name_help"))
        self.files = Ledger(t("handing.files_made"))
        self.passphrase, self.parts = Secret(), PartSizes()
        self.notes = Notes()
        self._lay_out()
        self.choose.clicked.connect(self._ask)
        self.name.edit.textEdited.connect(lambda _text: self._tell())
        self.passphrase.another.connect(self.another)

    def show_plan(self, plan: Plan, recipients: Sequence[Contact], passphrase: str) -> None:
        """Show where and under which names the files will lie."""
        self._folder = plan.folder
        self.folder.edit.setText(str(plan.folder) if plan.folder else "")
        if self.name.text() != plan.name:
            self.name.edit.setText(plan.name)
        whom = [t("handing.whoever_knows")] if plan.locked else [each.name or "" for each in recipients]
        names = file_names(plan.name, plan.files)
        entries = [Entry(name, right=who, icon="file") for name, who in zip(names, whom, strict=True)]
        self.files.show_entries([*entries, Entry(HOW_TO_OPEN, right=t("handing.names_no_one"), icon="file-text")])
        self.parts.choose(plan.part_size)
        self.passphrase.setVisible(plan.locked)
        self.passphrase.show_words(passphrase)
        self.notes.show_notes(_notes(plan))

    def refuse_name(self, sentence: str) -> None:
        """Say under the name why it cannot stand; empty to say nothing."""
        if sentence:
            self._name.refuse(sentence)
        else:
            self._name.clear()

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("handing.choose_folder"), str(self._folder or Path.home()))
        if chosen:
            self._folder = Path(chosen)
            self._tell()

    def _tell(self) -> None:
        self.placed.emit(self._folder, self.name.text().strip())

    def _lay_out(self) -> None:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S8)
        row.addWidget(Labelled(t("handing.folder"), self.folder), 1)
        choose = QVBoxLayout()
        choose.addSpacing(20)
        choose.addWidget(self.choose)
        choose.addStretch(1)
        row.addLayout(choose)
        for widget, above in (
            (Heading(t("handing.where"), bare=True), 0),
            (place, 0),
            (self._name, sizes.S12),
            (self.parts, sizes.S12),
            (self.passphrase, sizes.SECTION_GAP),
        ):
            self.left.addSpacing(above)
            self.add_left(widget)
        self.left.addStretch(1)
        self.right.addWidget(Section(t("handing.files_made")))
        self.right.addWidget(self.files)
        self.right.addSpacing(sizes.S16)
        self.right.addWidget(self.notes)
        self.right.addStretch(1)


class Secret(QWidget):
    """A passphrase that was made: to write down, to copy, to tell by another way. `another` asks for one more."""

    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.line = Paragraph("", "strong")
        copy, self.more = Link(t("handing.copy"), "copy"), Link(t("handing.another"), "refresh-cw")
        copy.clicked.connect(lambda: clipboard.copy(self._words))
        self.more.clicked.connect(self.another)
        links = QHBoxLayout()
        links.setSpacing(sizes.S16)
        links.addWidget(copy)
        links.addWidget(self.more)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S8)
        column.addWidget(Section(t("handing.passphrase_made")))
        column.addWidget(self.line)
        column.addLayout(links)
        column.addWidget(Label(t("handing.passphrase.tell"), "second", "ink2").eliding())

    def show_words(self, words: str) -> None:
        """Show this passphrase."""
        self._words = words
        self.line.set_text(words)

    def forget(self) -> None:
        """Show it no longer."""
        self.show_words("")

    def clear_clipboard(self) -> None:
        """Take it off the clipboard, if it lies there."""
        clipboard.take_off(self._words)


def _notes(plan: Plan) -> list[Note]:
    sealed = t("handing.locked_is" if plan.locked else "handing.sealed_is")
    found = [Note("shield-check", sealed, "accent"), Note("scroll-text", t("handing.is_logged"))]
    if plan.locked:
        found.append(Note("triangle-alert", t("handing.passphrase.cost.lost"), "due"))
    return found
