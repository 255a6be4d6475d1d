"""Fields: a frame that shows the state, around one of Qt's editors, with whatever belongs inside the edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui.parts.buttons import IconButton
from ui.parts.labels import Label
from ui.theme import draw, fonts, icons, scaled, sizes
from ui.words import t

State = Literal["rest", "finding", "refused"]
_EDGES: dict[State, str] = {"rest": "control", "finding": "due", "refused": "danger"}
_SIDE = 10
_EDITOR_MARGIN = 2  # what QLineEdit keeps free at its own left
_DOT_SPACING = 2.6  # hidden characters stand 8 px apart


def paint_frame(painter: QPainter, area: QRectF, state: State, *, enabled: bool, focused: bool) -> None:
    """The edge and ground of a field; the focus ring replaces the edge."""
    if not enabled:
        draw.box(painter, area, sizes.CORNER, "sunken", "line")
    elif focused:
        draw.box(painter, area, sizes.CORNER, "page", "accent", sizes.RING)
    else:
        draw.box(painter, area, sizes.CORNER, "page", _EDGES[state])


class _Icon(QWidget):
    def __init__(self, name: str, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        self.setFixedSize(sizes.ICON, sizes.ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), self._name, 0, 0, sizes.ICON, self._tone if self.isEnabled() else "off")


class FieldFrame(QWidget):
    """The frame of a field around `editor`, which takes its focus."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._state: State = "rest"
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self.row.setSpacing(sizes.S8)
        self.row.addWidget(editor, 1)
        self.setFocusProxy(editor)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        editor.installEventFilter(self)

    def set_state(self, state: State) -> None:
        """Show the edge of a finding or a refusal, or of neither."""
        self._state = state
        self.update()

    def state(self) -> State:
        """What the edge says."""
        return self._state

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint the edge when the editor gains or loses the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.EnabledChange):
            self.update()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere inside the edge goes to the editor."""
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge."""
        painter = QPainter(self)
        focused = self._editor.hasFocus()
        paint_frame(painter, QRectF(self.rect()), self._state, enabled=self.isEnabled(), focused=focused)


class TextField(FieldFrame):
    """One line of text. `edit` is the QLineEdit.

    `inside` is a label inside the edge (Quick record), `placeholder` an example, `icon` stands before the text;
    `set_reading` shows, at the right in mono, how the text was understood; `add` puts a widget at the right.
    """

    def __init__(
        self,
        placeholder: str = "",
        inside: str = "",
        icon: str = "",
        height: int = sizes.FIELD,
        parent: QWidget | None = None,
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit, parent)
        self.edit.setFrame(False)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTextMargins(-_EDITOR_MARGIN, 0, -_EDITOR_MARGIN, 0)
        self.setFixedHeight(scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reading: Label | None = None
        self.label: Label | None = None
        if icon:
            self.row.insertWidget(0, _Icon(icon, "ink2", self))
        if inside:
            self.label = Label(inside, "second", "ink2", self)
            self.edit.setAccessibleName(inside)
            self.row.insertWidget(0, self.label)

    def add(self, widget: QWidget) -> None:
        """Put `widget` inside the edge, at the right; an icon alone stands as far from the edge as text does."""
        if isinstance(widget, IconButton):
            self.row.setContentsMargins(_SIDE, 0, _SIDE - (widget.width() - sizes.ICON) // 2, 0)
        widget.setCursor(Qt.CursorShape.ArrowCursor)
        self.row.addWidget(widget)

    def set_reading(self, words: str, role: str = "mono") -> None:
        """Show `words` in ink2 at the right: an EDTF date, or free space on a disk."""
        if self._reading is None:
            self._reading = Label("", role, "ink2", self)
            self.row.insertWidget(self.row.indexOf(self.edit) + 1, self._reading)
        self._reading.set_text(words)

    def show_only(self, chooser: QWidget) -> None:
        """Show what `chooser` beside it chose: the mouse can mark and copy it, the keyboard passes it by, and `chooser` tells it."""
        self.edit.setReadOnly(True)
        self.edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._chooser = chooser
        self.edit.textChanged.connect(self._tell_chooser)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def _tell_chooser(self, shown: str) -> None:
        name = self.edit.accessibleName()
        self._chooser.setAccessibleDescription(": ".join(filter(None, (name, shown))))


def align_inside(fields: Sequence[TextField]) -> None:
    """Give the inside labels of a column of fields one width, so that their texts stand in line."""
    labels = [field.label for field in fields if field.label is not None]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setFixedWidth(widest + sizes.S4)


class PassphraseField(TextField):
    """A passphrase: hidden, with an eye to look. Nothing is suggested, remembered or undone."""

    def __init__(self, height: int = sizes.FIELD_PASSPHRASE, parent: QWidget | None = None) -> None:
        super().__init__(height=height, parent=parent)
        hints = Qt.InputMethodHint
        self.edit.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.eye = IconButton("eye", t("window.passphrase.show"), side=24)
        self.eye.clicked.connect(lambda: self.show_words(self.edit.echoMode() == QLineEdit.EchoMode.Password))
        self.add(self.eye)
        self.show_words(False)

    def show_words(self, shown: bool) -> None:
        """Show the words, or dots in their place."""
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        font = fonts.font("content")
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0 if shown else _DOT_SPACING)
        self.edit.setFont(font)
        icon, name = ("eye-off", "window.passphrase.hide") if shown else ("eye", "window.passphrase.show")
        self.eye.rename(icon, t(name))

    def take(self) -> str:
        """The passphrase, removed from the field."""
        words = self.edit.text()
        self.edit.clear()
        return words


class TextArea(FieldFrame):
    """Several lines of text, at least `lines` of them. `edit` is the QPlainTextEdit."""

    def __init__(self, placeholder: str = "", lines: int = 4, parent: QWidget | None = None) -> None:
        self.edit = QPlainTextEdit()
        super().__init__(self.edit, parent)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(0)
        self.edit.viewport().setAutoFillBackground(False)
        self.row.setContentsMargins(_SIDE, 8, 4, 6)
        self.setMinimumHeight(lines * fonts.line_height("content") + 16)

    def text(self) -> str:
        """What was typed."""
        return self.edit.toPlainText()
