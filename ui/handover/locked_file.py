"""What a file that is locked with a passphrase asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.fields import PassphraseField
from ui.parts.labelled import Labelled
from ui.theme import sizes
from ui.words import t


class LockedFile(QWidget):
    """`tried` carries what was typed, by Enter or the button; nothing while `busy`, for a try takes a while."""

    tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passphrase, self.button = PassphraseField(sizes.FIELD), Button(t("handing.try_passphrase"), "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.SECTION_GAP, 0, 0)
        column.setSpacing(sizes.S12)
        column.addWidget(Labelled(t("handing.file_passphrase"), self.passphrase))
        column.addWidget(self.button)
        self.button.clicked.connect(self._try)
        self.passphrase.edit.returnPressed.connect(self._try)

    def show_busy(self, *, busy: bool) -> None:
        """Take no other try while one is made."""
        self.button.setEnabled(not busy)

    def _try(self) -> None:
        if self.button.isEnabled():
            self.tried.emit(self.passphrase.take())
