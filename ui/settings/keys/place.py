"""Where the vault's header lies: in its folder, or on a stick away from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from casefile.usecases import header
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.settings.keys.part import Part
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t


class PlacePart(Part):
    """Takes header and recovery file to a stick, and back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.header"), t("settings.header.help"))
        self.where = Label("", "strong")
        self.button, self.back = Button(t("settings.header.move"), icon="usb"), Button(t("settings.header.back"))
        self.column.addWidget(self.where.eliding())
        self.column.addSpacing(sizes.S8)
        self.acts(self.button, self.back)
        self.button.clicked.connect(self._ask)
        self.back.clicked.connect(lambda: self.move_to(self.session.path))

    def reload(self) -> None:
        """Read where it lies."""
        session = self.session
        self.desk.run(
            self,
            lambda _progress: (header.is_detached(session), header.place(session)),
            lambda found: self._show(*found),
            self.not_done,
        )

    def move_to(self, folder: Path) -> None:
        """Take both to `folder`."""
        session = self.session
        self.button.setEnabled(False)
        self.back.setEnabled(False)
        self.attempt(
            t("settings.header.not_moved"), lambda _progress: header.move(session, folder), lambda _moved: self._moved()
        )

    def _moved(self) -> None:
        self.say(t("keys.header_moved") if header.is_detached(self.session) else t("settings.header.is_back"))
        self.reload()

    def failed(self) -> None:
        """Let it be tried again."""
        self.reload()

    def _show(self, is_detached: bool, place: Path) -> None:
        self.where.set_text(t("settings.header.away", folder=str(place)) if is_detached else t("settings.header.here"))
        self.button.setEnabled(True)
        self.back.setEnabled(True)
        self.back.setVisible(is_detached)
        self.hold_still()

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), t("settings.header.choose"))
        if chosen:
            self.move_to(Path(chosen))
