"""Sentences with a sign before each: what to know, what waits, what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.handover.signs import Sign
from ui.parts.paragraphs import Paragraph
from ui.theme import fonts, sizes


@dataclass(frozen=True)
class Note:
    """A sentence after an `icon`; `tone` colours the icon, `link` ends the sentence with something to do."""

    icon: str
    text: str
    tone: str = "ink2"
    link: str = ""
    follow: Callable[[], None] | None = None


class Notes(QWidget):
    """Some notes, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[Note, ...] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.S8)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show `notes`; none hides them all."""
        self.notes = tuple(notes)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_row(note) for note in notes]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(notes))


def _row(note: Note) -> QWidget:
    row = QWidget()
    words = Paragraph("", "content", "ink")
    words.set_text(note.text, note.link)
    if note.follow is not None:
        words.link_followed.connect(note.follow)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(sizes.GAP_ROW)
    box = QVBoxLayout()
    box.setContentsMargins(0, (fonts.line_height("content") - sizes.ICON) // 2, 0, 0)
    box.addWidget(Sign(note.icon, note.tone))
    box.addStretch(1)
    line.addLayout(box)
    line.addWidget(words, 1)
    return row
