"""Letters in the team folder that a person must look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases.teamfolder import Waiting
from ui.parts.buttons import Link
from ui.parts.headings import Heading
from ui.parts.labels import Hairline
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t


class Letters(QWidget):
    """Takes no room while nothing waits. `looked_at` and `let_be` carry the path of a letter."""

    looked_at = Signal(object)
    let_be = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LetterRow] = []
        self._heading = Heading(t("team.waiting"))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S12, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addLayout(self._list)

    def show_letters(self, letters: Sequence[Waiting]) -> None:
        """Show what waits."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [LetterRow(each) for each in letters]
        for row, letter in zip(self.rows, letters, strict=True):
            self._list.addWidget(row)
            row.look.clicked.connect(lambda _checked=False, path=letter.path: self.looked_at.emit(path))
            row.leave.clicked.connect(lambda _checked=False, path=letter.path: self.let_be.emit(path))
        self._heading.show_counts(str(len(letters)) if letters else "")
        self.setVisible(bool(letters))


class LetterRow(QWidget):
    """Who sent it, why it waits, and what can be done."""

    def __init__(self, letter: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sender = letter.sender or t("team.unknown_sender")
        self.look, self.leave = Link(t("team.look")), Link(t("team.leave"), role="second")
        for link in (self.look, self.leave):
            link.setAccessibleName(f"{link.text()} {sender}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Paragraph(sender, "strong"))
        words.addWidget(Paragraph(t(letter.reason, **letter.values), "second", "ink2"))
        row = QHBoxLayout()
        row.setContentsMargins(0, sizes.S8, 0, sizes.S8)
        row.setSpacing(sizes.S16)
        row.addLayout(words, 1)
        row.addWidget(self.look)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline())
