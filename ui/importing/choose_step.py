"""The first step: files, or a table that is pasted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.fields import TextArea
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.theme import scaled, sizes
from ui.words import t

_LINES = 2  # at least; it grows with the window
_TAB = 160  # px at text scale 1 from column to column of a pasted table


class ChooseStep(QWidget):
    """`files` carries the paths that were chosen, `typed` that the pasted table is another."""

    files = Signal(object)
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(t("importing.choose_files"), icon="upload")
        self.chosen = Paragraph("", "content", "ink2")
        self.table = TextArea(t("importing.paste.example"), _LINES)
        self.table.edit.setTabStopDistance(scaled(_TAB))
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S24, sizes.S8, sizes.S24, sizes.S24)
        column.setSpacing(sizes.S12)
        column.addWidget(Paragraph(t("importing.choose.line"), "content", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(sizes.S12)
        row.addWidget(self.button)
        row.addWidget(self.chosen, 1)
        column.addLayout(row)
        column.addSpacing(sizes.S12)
        column.addWidget(Labelled(t("importing.paste"), self.table, t("importing.paste.help")), 1)
        self.button.clicked.connect(self._choose)
        self.table.edit.textChanged.connect(self.typed)
        self.setFocusProxy(self.button)

    def show_files(self, names: tuple[str, ...]) -> None:
        """Show what was chosen."""
        self.chosen.set_text(", ".join(names))

    def _choose(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, t("importing.choose_files"), "", t("importing.filter"))
        if paths:
            self.files.emit(tuple(Path(path) for path in paths))
