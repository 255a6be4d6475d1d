"""Several lines of plain text in a frame that grows with them, some of them marked perhaps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from ui.parts.fields import FieldFrame
from ui.theme import colour, fonts

_MOST = 12  # lines, then it scrolls
_AIR, _AIR_OF_MORE = 6, 8  # above and below one line and several, inside the frame


class _Editor(QTextEdit):
    """Plain text alone: what is pasted loses its dress, and nothing of a record is read as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())


class TextBox(FieldFrame):
    """`lines` lines of text at least. `edit` is the QTextEdit."""

    def __init__(self, placeholder: str = "", lines: int = 1, parent: QWidget | None = None) -> None:
        self.edit: QTextEdit = _Editor()
        super().__init__(self.edit, parent)
        self._least = lines
        self.edit.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.edit.textChanged.connect(self._fit)
        self.set_text("")

    def text(self) -> str:
        """What was typed."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Show `text`; what was typed before can no longer be undone."""
        self.edit.setPlainText(text)
        self._space()
        self.edit.document().clearUndoRedoStacks()
        self._fit()

    def mark(self, spans: Sequence[tuple[int, int]]) -> None:
        """Put the (start, end) places of the text on the colour of what is cited."""
        found = []
        for start, end in spans:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.edit.document())
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.format.setBackground(colour("mark"))
            found.append(selection)
        self.edit.setExtraSelections(found)

    def selected(self) -> str:
        """The words that are selected, paragraphs parted by line ends."""
        return self.edit.textCursor().selectedText().replace("\u2029", "\n")

    def changeEvent(self, event: QEvent) -> None:
        """The text scale changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()
            self._fit()

    def sizeHint(self) -> QSize:
        """As high as the words, within bounds."""
        return QSize(120, self._high())

    def minimumSizeHint(self) -> QSize:
        """The same, rather narrow."""
        return QSize(48, self._high())

    def _high(self) -> int:
        pitch = fonts.line_height("content")
        lines = max(1, round(self.edit.document().size().height() / pitch))
        shown = min(max(lines, self._least), _MOST)
        return shown * pitch + 2 * (_AIR if shown == 1 else _AIR_OF_MORE)

    def _fit(self) -> None:
        high = self._high()
        scrolls = self.edit.document().size().height() > high
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.edit.setVerticalScrollBarPolicy(policy)
        air = _AIR if high < 2 * fonts.line_height("content") else _AIR_OF_MORE
        self.row.setContentsMargins(10, air - 1, 4, air + 1)
        if self.height() != high or self.minimumHeight() != high:
            self.setFixedHeight(high)

    def _space(self) -> None:
        """The look's line height, which is more than the font's own."""
        spacing = QTextBlockFormat()
        spacing.setLineHeight(fonts.line_height("content"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
