"""A date as people know it: free typing, the reading at the right, and a strip for how much is known.

The field knows nothing of dates. Two callbacks of the core do: `read` understands what was typed, `reshape` says the
same date with another precision.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.parts.fields import State, TextField
from ui.parts.labels import Label
from ui.parts.toggles import Segments
from ui.theme import sizes
from ui.words import t

PRECISIONS = ("day", "month", "year", "interval", "about", "open")


@dataclass(frozen=True)
class Reading:
    """How a typed date was understood: its EDTF (empty when not understood), its precision, and the precision in words."""

    edtf: str
    precision: str = ""
    words: str = ""


class DateField(QWidget):
    """The field and its strip, shown while the keyboard is inside. `changed` carries the EDTF as it is typed.

    Args:
        read: text typed -> Reading. Must not raise; an unreadable text gives an empty EDTF.
        reshape: text typed, a precision of `PRECISIONS` -> the new text.
    """

    changed = Signal(str)

    def __init__(
        self,
        read: Callable[[str], Reading],
        reshape: Callable[[str, str], str],
        placeholder: str = "",
        inside: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._reshape = read, reshape
        self._reading = Reading("")
        self.field = TextField(placeholder, inside)
        self.edit = self.field.edit
        self.strip = Segments([(name, t(f"window.date.{name}")) for name in PRECISIONS], "", sizes.FIELD_TOOLBAR)
        self.strip.setMinimumWidth(1)  # words give up the air around them before a column grows
        self.says = Label("", "second", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self._below())
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.strip.chosen.connect(self._reshaped)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._show_strip(False)

    def edtf(self) -> str:
        """The date in EDTF, or an empty string when there is none or it was not understood."""
        return self._reading.edtf

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show `text`, in the words of the person's language."""
        self.edit.setText(text)

    def set_state(self, state: State) -> None:
        """Show the edge of a finding or a refusal, or of neither."""
        self.field.set_state(state)

    def _below(self) -> QWidget:
        self._under = QWidget()
        column = QVBoxLayout(self._under)
        column.setContentsMargins(0, sizes.S8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.says)
        return self._under

    def _typed(self, text: str) -> None:
        self._reading = self._read(text)
        self.field.set_reading(self._reading.edtf)
        self.strip.choose(self._reading.precision)
        self.says.set_text(self._reading.words)
        self._show_strip(self.strip.isVisible())
        self.changed.emit(self._reading.edtf)

    def _reshaped(self, precision: str) -> None:
        self.edit.setText(self._reshape(self.edit.text(), precision))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._show_strip(new is not None and self.isAncestorOf(new))

    def _show_strip(self, shown: bool) -> None:
        self.strip.setVisible(shown)
        self.says.setVisible(not shown and bool(self.says.text()))
        layout = self._under.layout()
        if layout is not None:
            layout.setContentsMargins(0, sizes.S8 if shown else 6, 0, 0)
        self._under.setVisible(shown or bool(self.says.text()))
