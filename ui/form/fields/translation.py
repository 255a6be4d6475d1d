"""Below the words of a translation: who made it, and whether somebody has checked it against the original."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.domain.values import Version
from ui.parts.fields import TextField
from ui.parts.tips import tip
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import t


class TranslationLine(QWidget):
    """`changed` fires when the person says who translated, or that it is checked; an original has no such line."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by = TextField(inside=t("form.text.by"), height=sizes.FIELD_TOOLBAR)
        self.checked = CheckBox(t("form.text.checked"), "second")
        tip(self.checked, t("form.text.checked.help"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, sizes.S4, 0, 0)
        row.setSpacing(sizes.S12)
        row.addWidget(self.by, 1)
        row.addWidget(self.checked)
        self._showing = False
        self.by.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.checked.toggled.connect(lambda _on: None if self._showing else self.changed.emit())

    def show_version(self, version: Version) -> None:
        """Show what is said of `version`; nothing where it is the original."""
        self._showing = True
        if self.by.edit.text().strip() != (version.by or ""):  # a blank just typed stays, for a name may follow it
            self.by.edit.setText(version.by or "")
            self.by.edit.setCursorPosition(0)
        self.checked.setChecked(version.checked)
        self._showing = False
        self.setVisible(not version.original)

    def said_of(self, version: Version) -> Version:
        """`version` with what the person says of it."""
        return replace(version, by=self.by.text().strip() or None, checked=self.checked.isChecked())
