"""Icons: Lucide outlines in a tone's colour, 1.5 px on screen at every size, sharp at every device pixel ratio."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from casefile.files import resource
from ui.theme import current

STROKE = 1.5
_LARGEST = 1.35
_GRID = 24  # Lucide draws on 24 by 24
_WIDTH = re.compile(r'stroke-width="2"')


@cache
def _outline(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _rendered(name: str, size: int, colour: str, ratio: float) -> QPixmap:
    drawing = _WIDTH.sub(f'stroke-width="{STROKE * _GRID / size:.3f}"', _outline(name)).replace("currentColor", colour)
    pixels = round(size * ratio)
    image = QPixmap(pixels, pixels)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pixmap(name: str, size: int, tone: str, ratio: float = 1.0) -> QPixmap:
    """The icon `name` at `size` logical pixels in the colour of `tone` for a screen of `ratio`.

    Raises:
        FileNotFoundError: ``resources/icons`` has no such drawing, which is a bug.
    """
    return _rendered(name, size, current.tokens().colour(tone), ratio)


def paint(painter: QPainter, name: str, x: float, y: float, size: int, tone: str) -> None:
    """Draw the icon `name` with its corner at (`x`, `y`), in logical pixels.

    Large text makes it larger too, around the same middle, as far as the air around icons allows.
    """
    ratio = painter.device().devicePixelRatioF()
    larger = round(size * min(current.scale(), _LARGEST))
    shift = (larger - size) / 2
    painter.drawPixmap(QPoint(round(x - shift), round(y - shift)), pixmap(name, larger, tone, ratio))


class _Engine(QIconEngine):
    """Draws at paint time, so an icon follows a change of theme by itself."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw, greyed when disabled, in accent when chosen."""
        tone = self._tone
        if mode == QIcon.Mode.Disabled:
            tone = "off"
        elif mode == QIcon.Mode.Selected or state == QIcon.State.On:
            tone = "accent"
        side = min(rect.width(), rect.height())
        paint(painter, self._name, rect.x(), rect.y() + (rect.height() - side) / 2, side, tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """As Qt's styles ask for it."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """As Qt's styles ask for it on a dense screen."""
        image = QPixmap(size)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size / scale), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        """A second engine of the same icon."""
        return _Engine(self._name, self._tone)


def icon(name: str, tone: str = "ink2") -> QIcon:
    """The icon `name` for a widget of Qt's: `tone` at rest, off when disabled, accent when chosen."""
    return QIcon(_Engine(name, tone))
