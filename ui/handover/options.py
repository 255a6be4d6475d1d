"""Choices of two lines each: what it is, and what it means. One tab stop, arrows choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.tips import tip
from ui.parts.toggles import BOX, paint_radio
from ui.theme import draw, fonts, scale, scaled, sizes

_HEIGHT = 49
_FIRST, _SECOND = 16, 35  # middles of the two lines


@dataclass(frozen=True)
class Option:
    """`value` comes back in the signal; `words` and the `line` below them say what it is."""

    value: str
    words: str
    line: str


class _Button(QRadioButton):
    def __init__(self, option: Option) -> None:
        super().__init__()
        self._option = option
        self.setAccessibleName(option.words)
        self.setAccessibleDescription(option.line)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = max(fonts.width("strong", self._option.words), fonts.width("second", self._option.line))
        return QSize(round(wide) + BOX + sizes.GAP_ROW + 2 * sizes.S12, scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, scaled(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tip(self, self._option.line if self.sizeHint().width() > self.width() else "")

    def hitButton(self, _position: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        tone = "sel" if self.isChecked() else "hover" if self.underMouse() and self.isEnabled() else None
        if tone:
            draw.box(painter, area, sizes.CORNER, tone)
        if self.hasFocus():
            draw.box(painter, area, sizes.CORNER, None, "accent", sizes.RING)
        first, second = scale() * _FIRST, scale() * _SECOND
        paint_radio(painter, sizes.S12, first - BOX / 2, chosen=self.isChecked(), enabled=self.isEnabled())
        left = sizes.S12 + BOX + sizes.GAP_ROW
        room = area.width() - left - sizes.S12
        role = "strong" if self.isChecked() else "content"
        ink, ink2 = ("ink", "ink2") if self.isEnabled() else ("off", "off")
        base = fonts.baseline("content", first)
        draw.text(painter, QRectF(left, 0, room, 1), self._option.words, role, ink, baseline=base)
        base = fonts.baseline("second", second)
        draw.text(painter, QRectF(left, 0, room, 1), self._option.line, "second", ink2, baseline=base)


class Options(QWidget):
    """One of `options`; `chosen` carries its value. Reaches 12 px beyond its words on both sides."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [option.value for option in options]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, option in enumerate(options):
            button = _Button(option)
            self._group.addButton(button, place)
            column.addWidget(button)
        self.choose(value)
        self._group.idToggled.connect(self._tell)

    def value(self) -> str:
        """The chosen value, or an empty string."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else ""

    def choose(self, value: str) -> None:
        """Choose `value`, as a click would."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def _tell(self, place: int, on: bool) -> None:
        if on:
            self.chosen.emit(self._values[place])
