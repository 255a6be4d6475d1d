"""A backup becomes a vault again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.banner import Banners
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.unlock.create_form import beside
from ui.unlock.door import Door, KnownVault
from ui.words import catalogue, t
from ui.work import run


class RestoreForm(QWidget):
    """Restores. `restored` carries the KnownVault to unlock next; `left` means: back to where one was."""

    restored = Signal(object)
    left = Signal()

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._backup: Path | None = None
        self._place = door.default_place()
        self.backup, self.place = TextField(), TextField()
        self._choose_backup = Button(t("window.create.choose"))
        self._choose_place = Button(t("window.create.choose"))
        self.backup.show_only(self._choose_backup)
        self.place.show_only(self._choose_place)
        self.place.edit.setText(str(self._place))
        self._cancel, self.button = Button(t("window.cancel")), Button(t("window.restore.restore"), "primary")
        self.button.setEnabled(False)
        self._errors = Banners()
        self._errors.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self._choose_backup.clicked.connect(self._ask_backup)
        self._choose_place.clicked.connect(self._ask_place)
        self._cancel.clicked.connect(self.left)
        self.button.clicked.connect(self._restore)

    def set_backup(self, folder: Path) -> None:
        """Take `folder` for the backup."""
        self._backup = folder
        self.backup.edit.setText(str(folder))
        self.button.setEnabled(True)

    def set_place(self, folder: Path) -> None:
        """Take `folder` for the place of the new vault."""
        self._place = folder
        self.place.edit.setText(str(folder))

    def _ask_backup(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("window.restore.choose_backup"))
        if chosen:
            self.set_backup(Path(chosen))

    def _ask_place(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("window.create.choose_place"), str(self._place))
        if chosen:
            self.set_place(Path(chosen))

    def _restore(self) -> None:
        backup, place = self._backup, self._place
        if backup is None:
            return
        self._errors.clear()
        self._free(False)
        run(self, lambda progress: self._door.restore(backup, place, progress), self._done, self._refuse)

    def _done(self, vault: KnownVault) -> None:
        self._free(True)
        self.restored.emit(vault)

    def _refuse(self, error: CasefileError) -> None:
        self._free(True)
        self._errors.say(t("window.restore.failed"), catalogue().error(error))

    def _free(self, free: bool) -> None:
        for widget in (self.button, self._choose_backup, self._choose_place):
            widget.setEnabled(free)
        self.button.setText(t("window.restore.restore" if free else "window.restore.working"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(Label(t("window.restore.title"), "name").eliding())
        column.addSpacing(3)
        column.addWidget(Paragraph(t("window.restore.line"), "content", "ink2"))
        column.addSpacing(20)
        column.addLayout(beside(Labelled(t("window.restore.backup"), self.backup), self._choose_backup))
        column.addSpacing(sizes.S12)
        column.addLayout(beside(Labelled(t("window.create.place"), self.place), self._choose_place))
        column.addSpacing(20)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S8)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.button)
        column.addLayout(foot)
