"""Asking about contacts: a card to add, a name to change, a fingerprint to compare."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.usecases import contacts
from casefile.usecases.contacts import Card
from ui.handover import cards, wording
from ui.handover.colleagues import fingerprint
from ui.parts.buttons import Button, Link
from ui.parts.dialog import Dialog
from ui.parts.fields import TextArea, TextField
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import Segments
from ui.theme import sizes
from ui.words import t

_WIDE = 520
_LARGEST_CARD = 64 * 1024


class AddContact(Dialog):
    """Paste a card, say who it is. `card` and the fields hold what was said once it is accepted."""

    def __init__(self) -> None:
        super().__init__(t("handing.add.title"), t("handing.add.line"), _WIDE)
        self.card: Card | None = None
        self._area = TextArea("age1pq1…", 3)
        self.pasted = self._area.edit
        self.pasted.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.pasted.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._labelled = Labelled(t("handing.add.card"), self._area)
        self._says = Label("", "mono", "ink2")
        self.name, self.purpose = TextField(), TextField(t("handing.add.purpose_example"))
        self.save = Button(t("handing.add.save"), "primary")
        self._lay_out()
        self.pasted.textChanged.connect(self._read)
        self.name.edit.textChanged.connect(self._allow)
        self._read()

    def take_file(self, path: Path) -> None:
        """Read the card out of a file."""
        with path.open("rb") as file:
            self.pasted.setPlainText(file.read(_LARGEST_CARD).decode("utf-8", "replace"))

    def _read(self) -> None:
        text = self.pasted.toPlainText()
        self.card = cards.read(text) if text.strip() else None
        self._labelled.clear()
        if text.strip() and self.card is None:
            self._labelled.refuse(t("handing.add.no_card"))
        if self.card is not None and self.card.fingerprint is None:
            self._labelled.warn(t("handing.add.bare"))
        found = self.card.fingerprint if self.card else None
        self._says.set_text(found or "")
        self._says.setVisible(bool(found))
        if self.card and self.card.name and not self.name.text():
            self.name.edit.setText(self.card.name)
        self._allow()

    def _allow(self) -> None:
        self.save.setEnabled(self.card is not None and bool(self.name.text().strip()))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("handing.add.choose"))
        if chosen:
            self.take_file(Path(chosen))

    def _lay_out(self) -> None:
        from_file = Link(t("handing.add.from_file"), "file-text")
        from_file.clicked.connect(self._ask_file)
        beside = QHBoxLayout()
        beside.addWidget(self._says)
        beside.addStretch(1)
        beside.addWidget(from_file)
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        self.body.addWidget(self._labelled)
        self.body.addLayout(beside)
        self.body.addWidget(Labelled(t("handing.add.name"), self.name))
        self.body.addWidget(Labelled(t("handing.add.purpose"), self.purpose))
        self.add_button(Button(t("window.cancel")), "reject")
        self.add_button(self.save, "accept")
        self.focus_first(self.pasted)


class EditContact(Dialog):
    """Another name or purpose. `changed` gives the contact as it was said."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(t("handing.edit.title"), "", _WIDE)
        self._contact = contact
        self.name, self.purpose = TextField(), TextField(t("handing.add.purpose_example"))
        self.name.edit.setText(contact.name or "")
        self.purpose.edit.setText(wording.text(contact.purpose))
        save = Button(t("handing.edit.save"), "primary")
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        self.body.addWidget(Labelled(t("handing.add.name"), self.name))
        self.body.addWidget(Labelled(t("handing.add.purpose"), self.purpose))
        self.add_button(Button(t("window.cancel")), "reject")
        self.add_button(save, "accept")
        self.name.edit.textChanged.connect(lambda text: save.setEnabled(bool(text.strip())))
        self.focus_first(self.name.edit)

    def changed(self) -> Contact:
        """The contact with name and purpose as they stand in the fields."""
        return cards.named(self._contact, self.name.text(), self.purpose.text())


class CompareContact(Dialog):
    """Both fingerprints to read to each other. Accepted: they are the same, by `way()`."""

    def __init__(self, contact: Contact, own_fingerprint: str) -> None:
        super().__init__(t("handing.compare.title", name=contact.name or ""), t("handing.compare.line"), _WIDE)
        self._ways = Segments([(way, t(f"handing.way.{way}")) for way in contacts.WAYS], contacts.WAYS[0])
        self._ways.setAccessibleName(t("handing.compare.how"))
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        self.body.addLayout(_shown(t("handing.compare.theirs", name=contact.name or ""), fingerprint(contact)))
        self.body.addLayout(_shown(t("handing.compare.yours"), own_fingerprint))
        self.body.addWidget(Labelled(t("handing.compare.how"), self._ways), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Paragraph(t("handing.compare.differs"), "second", "ink2"))
        cancel = Button(t("window.cancel"))
        self.add_button(cancel, "reject")
        self.add_button(Button(t("handing.compare.same"), "primary"), "accept")
        self.focus_first(cancel)

    def way(self) -> str:
        """One of `contacts.WAYS`."""
        return self._ways.value()


def _shown(label: str, print_: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(label, "second", "ink2"))
    column.addWidget(Label(print_, "mono"))
    return column


def ask_to_add(window: QWidget, added: Callable[[AddContact], None]) -> AddContact:
    """Ask for a card; `added` is called when one was given."""
    dialog = AddContact()
    dialog.accepted.connect(lambda: added(dialog))
    dialog.show_on(window)
    return dialog
