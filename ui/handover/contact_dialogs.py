"""Asking about contacts: a card to add, a name to change, a fingerprint to compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.usecases import comparing, contacts
from casefile.usecases.comparing import Match
from casefile.usecases.contacts import Card, Change
from casefile.usecases.identity import Card as OwnKeys
from ui.handover import cards, wording
from ui.handover.colleagues import fingerprint
from ui.handover.spoken import spoken
from ui.parts.buttons import Button, Link
from ui.parts.dialog import Dialog
from ui.parts.fields import TextArea, TextField
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox, Segments
from ui.theme import sizes
from ui.words import t

_WIDE, _WORDS_WIDE = 520, 640
_LARGEST_CARD = 64 * 1024


class AddContact(Dialog):
    """Paste a card, say who it is; what it is to those `known` is told. `card` and the fields hold what was said once it is accepted. The `own`
    card is refused: on a stick it lies beside the colleague's, under the same name."""

    def __init__(self, known: Sequence[Contact] = (), own: OwnKeys | None = None) -> None:
        super().__init__(t("handing.add.title"), t("handing.add.line"), _WIDE)
        self._known, self._own = known, own
        self.card: Card | None = None
        self._area = TextArea("age1pq1…", 3)
        self.pasted = self._area.edit
        self.pasted.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.pasted.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._labelled = Labelled(t("handing.add.card"), self._area)
        self.before, self._says, self.changes = (
            Label("", "mono", "ink3"),
            Label("", "mono", "ink2"),
            Label("", "second", "ink2"),
        )
        self.name, self.purpose = TextField(), TextField(t("handing.add.purpose_example"))
        self.save = Button(t("handing.add.save"), "primary")
        self._lay_out()
        self.pasted.textChanged.connect(self._read)
        self.name.edit.textChanged.connect(self._allow)
        self._read()

    def said(self) -> str:
        """What is said of the card; empty while there is none."""
        return self._labelled.finding.text()

    def take_file(self, path: Path) -> None:
        """Read the card out of a file."""
        with path.open("rb") as file:
            self.pasted.setPlainText(file.read(_LARGEST_CARD).decode("utf-8", "replace"))

    def _read(self) -> None:
        text = self.pasted.toPlainText()
        self.card, fault = cards.read(text) if text.strip() else (None, "")
        self._labelled.clear()
        if fault:
            self._labelled.refuse(fault)
        found = (self.card.fingerprint if self.card else None) or ""
        self._says.set_text(found)
        self._says.setVisible(bool(found))
        self._tell_change(None)
        if self.card is not None and cards.is_own(self.card, self._own):
            self.card = None
            self._labelled.refuse(t("handing.add.own"))
        if self.card is not None:
            self._weigh(self.card)
        self._allow()

    def _weigh(self, card: Card) -> None:
        weighed = contacts.weigh_among(self._known, card)
        whose = weighed.contact
        self.save.setText(t("handing.add.update" if whose else "handing.add.save"))
        if not self.name.text():
            self.name.edit.setText((whose.name if whose else None) or card.name)
        if whose and not self.purpose.text():
            self.purpose.edit.setText(wording.text(whose.purpose))
        self._tell_change(contacts.change(weighed, card))
        said = cards.standing(weighed, card)
        if said.refused:
            self.card = None
            self._labelled.refuse(said.words)
        elif said.doubtful:
            self._labelled.warn(said.words)
        else:
            self._labelled.tell(said.words)

    def _tell_change(self, change: Change | None) -> None:
        """The fingerprint as it was above the new one, and what else is new."""
        before = (change.before if change else None) or ""
        self.before.set_text(t("handing.add.before", fingerprint=before) if before else "")
        self.before.setVisible(bool(before))
        said = cards.changes(change)
        self.changes.set_text(said)
        self.changes.setVisible(bool(said))

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
        change = QVBoxLayout()
        change.setSpacing(0)
        change.addWidget(self.before)
        change.addLayout(beside)
        change.addWidget(self.changes)
        self.body.addLayout(change)
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
    """Both fingerprints to read to each other, and a field for what they read. Accepted: they are the same, by `way()`."""

    def __init__(self, contact: Contact, own_fingerprint: str) -> None:
        super().__init__(t("handing.compare.title", name=contact.name or ""), t("handing.compare.line"), _WORDS_WIDE)
        self._theirs = fingerprint(contact)
        self._ways = Segments([(way, t(f"handing.way.{way}")) for way in contacts.WAYS], contacts.WAYS[0])
        self._ways.setAccessibleName(t("handing.compare.how"))
        self.typed = TextField()
        self.typed.edit.setAccessibleName(t("handing.compare.typed"))
        self._labelled = Labelled(t("handing.compare.typed"), self.typed)
        self.same = Button(t("handing.compare.same"), "primary")
        self._lay_out(contact, own_fingerprint)
        self.typed.edit.textChanged.connect(self._compare)
        self.typed.edit.returnPressed.connect(self._take_typed)

    def way(self) -> str:
        """One of `contacts.WAYS`."""
        return self._ways.value()

    def told(self) -> str:
        """What is said of what was typed; empty where nothing is wrong."""
        return self._labelled.finding.text()

    def _compare(self, text: str) -> None:
        found = comparing.compare(text, self._theirs)
        self._labelled.clear()
        if found.match is Match.DIFFERENT:
            self._labelled.refuse(cards.wrong(found))
        elif found.match is Match.SAME:
            self._labelled.tell(t("handing.compare.whole"))
        self.same.setEnabled(found.match is Match.SAME or not text.strip())

    def _take_typed(self) -> None:
        """Enter accepts what was typed and is the same, never an empty field."""
        if comparing.compare(self.typed.text(), self._theirs).match is Match.SAME:
            self.accept()

    def _lay_out(self, contact: Contact, own_fingerprint: str) -> None:
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        self.body.addLayout(spoken(t("handing.compare.theirs", name=contact.name or ""), self._theirs))
        self.body.addWidget(self._labelled)
        self.body.addLayout(spoken(t("handing.compare.yours"), own_fingerprint))
        self.body.addWidget(Labelled(t("handing.compare.how"), self._ways), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Paragraph(t("handing.compare.differs"), "second", "ink2"))
        cancel = Button(t("window.cancel"))
        self.add_button(cancel, "reject")
        self.add_button(self.same, "accept")
        self.focus_first(self.typed.edit)


class LostKeys(Dialog):
    """Which of a contact's keys may be in other hands. `keys()` gives them once it is accepted."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(t("handing.lost.title", name=contact.name or ""), t("handing.lost.line"), _WIDE)
        keys = contacts.keys_of(contact)
        self.boxes = {key: CheckBox(cards.key_name(contact, key)) for key in keys}
        self.verb = Button(t("handing.lost.verb"), "destroy")
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        for box in self.boxes.values():
            box.setChecked(len(keys) == 1)
            box.toggled.connect(self._allow)
            self.body.addWidget(box)
        self.body.addWidget(Paragraph(t("handing.lost.then"), "second", "ink2"))
        cancel = Button(t("window.cancel"))
        self.add_button(cancel, "reject")
        self.add_button(self.verb, "accept")
        self.focus_first(cancel)
        self._allow()

    def keys(self) -> tuple[str, ...]:
        """The vkeys that were chosen."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _allow(self) -> None:
        self.verb.setEnabled(bool(self.keys()))


def ask_to_add(
    window: QWidget, known: Sequence[Contact], added: Callable[[AddContact], None], own: OwnKeys | None = None
) -> AddContact:
    """Ask for a card; `added` is called when one was given."""
    dialog = AddContact(known, own)
    dialog.accepted.connect(lambda: added(dialog))
    dialog.show_on(window)
    return dialog
