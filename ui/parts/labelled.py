"""A field with its label above and, below it, help or what was found about its value."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.parts.fields import FieldFrame, State
from ui.parts.labels import Label
from ui.parts.paragraphs import wrapped
from ui.theme import draw, fonts, icons, sizes

_ICONS: dict[State, tuple[str, str]] = {
    "finding": ("triangle-alert", "due"),
    "refused": ("circle-alert", "danger"),
}
_GAP = 6  # icon to sentence
_AIR = 6  # field to sentence


class Field(Protocol):
    """What can stand under a label: shows a state and takes the focus."""

    def set_state(self, state: State) -> None:
        """Show the edge of `state`."""


class Finding(QWidget):
    """One sentence under a field: amber triangle for a finding, red circle for a refusal, plain for help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: State = "rest"
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, text: str, state: State) -> None:
        """Say `text`; an empty one hides the line."""
        self._text, self._state = text, state
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The sentence."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """A long sentence takes more lines rather than lose its end."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines and the air above them."""
        return len(self._lines(width)) * fonts.line_height("second") + _AIR

    def sizeHint(self) -> QSize:
        """One line and the air above it."""
        return QSize(120, fonts.line_height("second") + _AIR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and sentence."""
        painter = QPainter(self)
        name, tone = _ICONS.get(self._state, ("", "ink2"))
        pitch = fonts.line_height("second")
        if name:
            icons.paint(painter, name, 0, _AIR + (pitch - sizes.ICON) / 2, sizes.ICON, tone)
        for number, words in enumerate(self._lines(self.width())):
            area = QRectF(self._indent(), _AIR + number * pitch, self.width() - self._indent(), pitch)
            draw.text(painter, area, words, "second", tone)

    def _indent(self) -> int:
        return sizes.ICON + _GAP if self._state in _ICONS else 0

    def _lines(self, width: int) -> list[str]:
        return [words for _, words, _ in wrapped(self._text, "second", max(width - self._indent(), 40))]


class Labelled(QWidget):
    """`field` with `label` above it. The label and the finding reach screen readers as name and description."""

    def __init__(
        self, label: str, field: FieldFrame | QWidget, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field, self._help = field, help_text
        self.finding = Finding(self)
        self.label = Label(label, "second", "ink2", self)
        self._target = field.focusProxy() or field
        self._target.setAccessibleName(label)
        self.label.setBuddy(self._target)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addSpacing(3)
        column.addWidget(field)
        column.addWidget(self.finding)
        column.addStretch(1)
        self._say("", "rest")

    def warn(self, text: str) -> None:
        """Say what seems odd about the value; saving stays possible."""
        self._say(text, "finding")

    def refuse(self, text: str) -> None:
        """Say why the value cannot stand."""
        self._say(text, "refused")

    def tell(self, text: str) -> None:
        """Say what is right about the value."""
        self._say(text, "rest")

    def clear(self) -> None:
        """Say nothing but the help."""
        self._say("", "rest")

    def _say(self, text: str, state: State) -> None:
        setter = getattr(self.field, "set_state", None)
        if setter is not None:
            setter(state)
        self.finding.say(text or self._help, state)
        self._target.setAccessibleDescription(text or self._help)
