"""The text of a report, to be read and marked. What is cited is tinted and underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from casefile.domain.passages import Span
from ui.theme import colour, fonts, sizes

_WIDEST = 75  # characters
_WAIT_MS = 150  # after the selection changed, before anybody looks into it


class ReadingText(QTextEdit):
    """Shows a text that nobody types into; mouse and keys select in it.

    Signals:
        marked: the `Span` that is selected, an empty one at the caret where nothing is.
        made: Enter: a record is wanted from what is selected.
        cited: Ctrl and Enter: it shall be cited for a record that is here.
    """

    marked = Signal(object)
    made = Signal()
    cited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._passages: tuple[Span, ...] = ()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFont(fonts.font("content"))
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setMaximumWidth(round(fonts.width("content", "n" * _WIDEST)) + sizes.S24)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.marked.emit(self.span()))
        self.selectionChanged.connect(self._timer.start)
        self.cursorPositionChanged.connect(self._timer.start)

    def show_text(self, text: str, passages: Sequence[Span]) -> None:
        """Show `text` with its cited `passages`; the same text keeps its place and selection."""
        if text != self._text:
            self._text = text
            self.setPlainText(text)
            self._space()
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self._passages = tuple(dict.fromkeys(passages))
        self._tint()

    def span(self) -> Span:
        """What is selected."""
        cursor = self.textCursor()
        return Span(self._index(cursor.selectionStart()), self._index(cursor.selectionEnd()))

    def select(self, span: Span) -> None:
        """Select a span and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self._unit(span.start))
        cursor.setPosition(self._unit(span.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes a record, Ctrl and an arrow go from one cited passage to the next; the other keys move and select."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.cited if control else self.made).emit()
        elif control and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._turn(event.key() == Qt.Key.Key_Down)
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A passage that is marked is looked into at once."""
        super().mouseReleaseEvent(event)
        self._timer.start()

    def _turn(self, forward: bool) -> None:
        here = self.span()
        starts = sorted(self._passages, key=lambda each: (each.start, each.end))
        others = [each for each in starts if (each.start > here.start if forward else each.start < here.start)]
        if others:
            self.select(others[0] if forward else others[-1])

    def _tint(self) -> None:
        tinted = []
        for span in self._passages:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._unit(span.start))
            cursor.setPosition(self._unit(span.end), QTextCursor.MoveMode.KeepAnchor)
            dress = QTextCharFormat()
            dress.setBackground(colour("mark"))
            dress.setUnderlineColor(colour("accent"))
            dress.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            selection.cursor, selection.format = cursor, dress
            tinted.append(selection)
        self.setExtraSelections(tinted)

    def _space(self) -> None:
        """Lines on the look's height."""
        block = QTextBlockFormat()
        block.setLineHeight(fonts.line_height("content"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)

    def _unit(self, index: int) -> int:
        """Qt counts in UTF-16: a sign beyond its first plane is two."""
        return len(self._text[:index].encode("utf-16-le")) // 2

    def _index(self, unit: int) -> int:
        return len(self._text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))
