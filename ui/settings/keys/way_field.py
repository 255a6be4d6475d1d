"""The passphrase of one person, and their keyfile, to keep their way in when the vault is given new keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases.people import Author
from casefile.usecases.rekey import Secret
from ui.parts.buttons import Button
from ui.parts.fields import PassphraseField
from ui.parts.labelled import Labelled
from ui.settings.keys.keyfile_field import Content
from ui.theme import sizes
from ui.words import t


@dataclass(frozen=True)
class Typed:
    """What was typed for a person."""

    person_id: str
    passphrase: str = field(repr=False)
    keyfile: Content

    def secret(self) -> Secret:
        """Passphrase and content of the keyfile, read on the pool.

        Raises:
            Refused: the keyfile is gone, empty or too large.
        """
        return Secret(self.passphrase, self.keyfile.read())


class WayField(QWidget):
    """A passphrase under the name of its `person`; beside it a button for a keyfile, which then stands below."""

    def __init__(self, person: Author, *, is_own: bool) -> None:
        super().__init__()
        self.person = person
        self._path: Path | None = None
        self.passphrase = PassphraseField(sizes.FIELD)
        label = t("settings.rekey.own", name=person.name) if is_own else person.name
        self._labelled = Labelled(label, self.passphrase)
        self._keyfile = Button(t("settings.rekey.keyfile"))
        self._keyfile.setAccessibleDescription(label)
        beside = QVBoxLayout()
        beside.addSpacing(self._labelled.label.sizeHint().height() + 3)
        beside.addWidget(self._keyfile)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S8)
        row.addWidget(self._labelled, 1)
        row.addLayout(beside)
        self.passphrase.edit.textChanged.connect(self._labelled.clear)
        self._keyfile.clicked.connect(self._ask)

    def typed(self) -> Typed:
        """What stands here."""
        return Typed(self.person.id, self.passphrase.text(), Content(self._path))

    def refuse(self, words: str) -> None:
        """Say under the field why it cannot stand."""
        self._labelled.refuse(words)
        self.passphrase.edit.setFocus()

    def take_keyfile(self, path: Path | None) -> None:
        """Need `path` beside the passphrase."""
        self._path = path
        self.passphrase.set_reading("" if path is None else path.name, "second")
        self._labelled.clear()

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window(), t("settings.keyfile.choose"))
        self.take_keyfile(Path(chosen) if chosen else None)
