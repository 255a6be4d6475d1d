"""The steps at the right of the wizard's head: done, here, ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.standing import Standing
from ui.parts.tips import tip
from ui.theme import draw, fonts, icons, scaled
from ui.words import t

_CIRCLE = 20
_GAP = 8
_LINE = 24


class Stepper(QWidget):
    """Paints (words, standing) for each step. It shows, and is not to be pressed: Back and Continue are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[tuple[str, Standing], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[tuple[str, Standing]]) -> None:
        """Show `steps`."""
        self._steps = tuple(steps)
        here = next((n for n, (_, standing) in enumerate(steps, 1) if standing == "here"), 0)
        if here:
            name = t("window.step_of", number=here, total=len(steps), name=steps[here - 1][0])
            self.setAccessibleName(name)
            tip(self, name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All with their words."""
        return QSize(self._width(lambda _standing: True), scaled(_CIRCLE))

    def minimumSizeHint(self) -> QSize:
        """The words of the step here alone."""
        return QSize(self._width(lambda standing: standing == "here"), scaled(_CIRCLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle, words and line of each."""
        painter = QPainter(self)
        whole = self.width() >= self.sizeHint().width()
        x = float(self.width() - (self.sizeHint() if whole else self.minimumSizeHint()).width())
        middle = self.height() / 2
        for number, (words, standing) in enumerate(self._steps, 1):
            if number > 1:
                draw.hairline(painter, x + _GAP, x + _GAP + _LINE, int(middle), "line")
                x += _LINE + 2 * _GAP
            self._circle(painter, x, middle, number, standing)
            x += scaled(_CIRCLE)
            if whole or standing == "here":
                role, tone = _words_look(standing)
                room = QRectF(x + _GAP, 0, fonts.width(role, words) + 1, self.height())
                draw.text(painter, room, words, role, tone)
                x += _GAP + fonts.width(role, words)

    def _circle(self, painter: QPainter, x: float, middle: float, number: int, standing: Standing) -> None:
        side = scaled(_CIRCLE)
        area = QRectF(x, middle - side / 2, side, side)
        if standing == "done":
            draw.box(painter, area, side / 2, "sel")
            icons.paint(painter, "check", area.center().x() - 7, middle - 7, 14, "accent")
            return
        here = standing == "here"
        draw.box(painter, area, side / 2, "fill" if here else None, None if here else "control", 1.2)
        role, tone = ("second_strong", "on_fill") if here else ("second", "ink2")
        draw.text(painter, area, str(number), role, tone, draw.Centre)

    def _width(self, worded: Callable[[Standing], bool]) -> int:
        wide = 0.0
        for words, standing in self._steps:
            wide += scaled(_CIRCLE)
            if worded(standing):
                wide += _GAP + fonts.width(_words_look(standing)[0], words)
        return round(wide) + max(len(self._steps) - 1, 0) * (_LINE + 2 * _GAP) + 1


def _words_look(standing: Standing) -> tuple[str, str]:
    return ("strong", "ink") if standing == "here" else ("content", "ink2")
