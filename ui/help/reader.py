"""The manual on the screen: read only, 75 characters wide, with what was searched for marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.help.dress import blocks, dress
from ui.help.manual import Manual, folded
from ui.theme import colour, scaled, sizes

_WIDE = 632  # px at text scale 1


class Reader(QTextBrowser):
    """Shows a manual. `reached` carries the name of the section that stands at the top now, `led` that of one a link leads to."""

    reached = Signal(str)
    led = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manual = Manual("", ())
        self._wanted: Sequence[str] = ()
        self._places: list[tuple[int, int]] = []
        self.setOpenLinks(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.anchorClicked.connect(lambda link: self.led.emit(link.fragment()))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.reached.emit(self.section()))

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing is fetched from anywhere: the manual is words."""

    def shown(self) -> Manual:
        """What is shown."""
        return self._manual

    def show_manual(self, manual: Manual) -> None:
        """Show `manual` from its beginning."""
        self._manual = manual
        self.setMarkdown(manual.markdown)
        self._wear()

    def go_to(self, name: str) -> None:
        """Bring the section `name` to the top."""
        for number, (section, top) in enumerate(self._tops()):
            if section == name:
                self.verticalScrollBar().setValue(round(top) - scaled(sizes.S16) if number else 0)

    def section(self) -> str:
        """The name of the section at the top."""
        at = self.verticalScrollBar().value() + scaled(sizes.S40)
        passed = [name for name, top in self._tops() if top <= at]
        return passed[-1] if passed else self._manual.sections[0].name if self._manual.sections else ""

    def mark(self, typed: str) -> None:
        """Mark the words typed wherever they stand."""
        self._wanted = folded(typed).split()
        text = folded(self.document().toPlainText())
        self._places = sorted((start, start + len(word)) for word in self._wanted for start in _starts(text, word))
        self._show_marks()

    def go_to_next(self) -> None:
        """Go to the next marked place behind the cursor, from the last one to the first."""
        if not self._places:
            return
        at = self.textCursor().selectionEnd() if self.textCursor().hasSelection() else -1
        start, end = next((place for place in self._places if place[0] >= at), self._places[0])
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text is never wider than one reads with ease."""
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._manual.sections:
            self._wear()

    def _wear(self) -> None:
        dress(self.document())
        self._fit()
        self._show_marks()

    def _fit(self) -> None:
        self.setLineWrapColumnOrWidth(min(scaled(_WIDE) + 2 * sizes.S24, self.viewport().width()))

    def _show_marks(self) -> None:
        selections = []
        for start, end in self._places:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            shape = QTextCharFormat()
            shape.setBackground(colour("mark"))
            selection.cursor, selection.format = cursor, shape
            selections.append(selection)
        self.setExtraSelections(selections)

    def _tops(self) -> list[tuple[str, float]]:
        """Each section with the y of its heading."""
        layout = self.document().documentLayout()
        headings = [block for block in blocks(self.document()) if block.blockFormat().headingLevel() in (1, 2)]
        names = [section.name for section in self._manual.sections]
        tops = [layout.blockBoundingRect(block).top() for block in headings]
        return list(zip(names, tops[len(tops) - len(names) :], strict=True))


def _starts(text: str, word: str) -> list[int]:
    found, at = [], text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + 1)
    return found
