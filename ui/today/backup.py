"""How old the last backup is, and making one: a folder is chosen, the copy runs in the jobs bar and is checked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.headings import Heading
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.today.lines import AIR
from ui.words import t


class BackupSection(QWidget):
    """The section. `chosen` carries the folder that the person wants the backup in."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.age, self.place = Label("", "strong"), Paragraph("", "second", "ink2")
        self.button = Button(t("today.backup.button"), height=sizes.FIELD_TOOLBAR)
        self.button.setAccessibleDescription(t("today.backup.choose"))
        self.button.clicked.connect(self._choose)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.age.eliding())
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setContentsMargins(0, 9, 0, 9)
        row.setSpacing(sizes.S12)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(AIR, 0, AIR, 0)
        column.setSpacing(0)
        column.addWidget(Heading(t("today.backup.title"), bare=True))
        column.addWidget(Hairline())
        column.addLayout(row)

    def show_state(self, age: str, place: str, *, old: bool) -> None:
        """Say how old the backup is and where it lies; `old` waits for a person."""
        self.age.set_text(age, "due" if old else "ink")
        self.place.set_text(place)

    def show_running(self, running: bool) -> None:
        """No second backup while one runs."""
        self.button.setEnabled(not running)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), t("today.backup.choose"))
        if chosen:
            self.chosen.emit(Path(chosen))
