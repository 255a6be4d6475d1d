"""A field that suggests while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.parts.buttons import IconButton
from ui.parts.fields import FieldFrame
from ui.parts.rows import Row
from ui.picking.suggestions import Suggestions
from ui.theme import icons, scaled, sizes

_WAIT_MS = 120  # after the last key, before asking
_EDITOR_MARGIN = 2  # what QLineEdit keeps free at its own left


class _Icon(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""
        self.setFixedSize(scaled(sizes.ICON), scaled(sizes.ICON))
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.name:
            inset = (self.width() - sizes.ICON) / 2
            icons.paint(QPainter(self), self.name, inset, inset, sizes.ICON, "ink2")


class SuggestField(FieldFrame):
    """One line and the suggestions under it. `asked` fires with what was typed; answer with `suggest`. `picked` carries a key.

    `opens` puts a chevron at the right that shows what is likely before anything is typed.
    """

    asked = Signal(str)
    picked = Signal(str)
    edited = Signal()

    def __init__(
        self, placeholder: str = "", opens: str = "", height: int = sizes.FIELD, parent: QWidget | None = None
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(self.edit, parent)
        self.edit.setFrame(False)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTextMargins(-_EDITOR_MARGIN, 0, -_EDITOR_MARGIN, 0)
        self.setFixedHeight(scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = _Icon(self)
        self.row.insertWidget(0, self._icon)
        self._list: Suggestions | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(lambda: self.asked.emit(self.edit.text().strip()))
        self.edit.textEdited.connect(self._typed)
        if opens:
            chevron = IconButton("chevron-down", opens, side=scaled(sizes.ICON + 4))
            chevron.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chevron.setCursor(Qt.CursorShape.ArrowCursor)
            chevron.clicked.connect(self.open)
            self.row.addWidget(chevron)
            self.row.setContentsMargins(10, 0, 8, 0)

    def show_icon(self, name: str) -> None:
        """Show the icon `name` before the text; an empty name shows none."""
        self._icon.name = name
        self._icon.setVisible(bool(name))
        self._icon.update()

    def suggest(self, rows: Sequence[Row]) -> None:
        """Answer `asked`: show `rows`, unless the keyboard has left meanwhile."""
        if not self.edit.hasFocus():
            return
        if self._list is None:
            self._list = Suggestions(self)
            self._list.picked.connect(self._pick)
        self._list.show_rows(rows)

    def open(self) -> None:
        """Show what is likely, before anything is typed."""
        if self.is_open():
            self.close_list()
            return
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()
        self.asked.emit("")

    def is_open(self) -> bool:
        """Whether suggestions are in sight."""
        return self._list is not None and self._list.isVisible()

    def suggestions(self) -> Suggestions | None:
        """The list, once it was needed."""
        return self._list

    def close_list(self) -> None:
        """Close the suggestions."""
        self._timer.stop()
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc act on the suggestions; leaving the field closes them."""
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        keys = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if event.type() in keys and isinstance(event, QKeyEvent) and self._key(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        keys, acts = Qt.Key, event.type() == QEvent.Type.KeyPress
        if not self.is_open() or self._list is None:
            if event.key() == keys.Key_Down and acts:
                self.asked.emit("" if self.edit.selectedText() == self.edit.text() else self.edit.text().strip())
                return True
            return False
        if event.key() not in (keys.Key_Down, keys.Key_Up, keys.Key_Return, keys.Key_Enter, keys.Key_Escape):
            return False
        if acts and event.key() in (keys.Key_Down, keys.Key_Up):
            self._list.step(1 if event.key() == keys.Key_Down else -1)
        elif acts and event.key() == keys.Key_Escape:
            self.close_list()
        elif acts:
            self._pick(self._list.key())
        return True

    def _pick(self, key: str) -> None:
        self.close_list()
        if key:
            self.picked.emit(key)

    def _typed(self, _text: str) -> None:
        self._timer.start()
        self.edited.emit()
