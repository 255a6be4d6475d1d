"""From what the worker saw to pictures that Qt paints: pixels, waveforms, the first lines of a text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextOption

from casefile.usecases.preview import Pixels
from ui.theme import colour, draw, fonts

_PAGE = (0.6, 0.94)  # width and height of a page, as parts of the tile
_ABOVE = 6
_LETTERS = 6  # pixels: a page seen from afar, not a text to read


def image(pixels: Pixels) -> QImage:
    """A picture that owns its bytes."""
    stride = pixels.width * 3
    return QImage(pixels.rgb, pixels.width, pixels.height, stride, QImage.Format.Format_RGB888).copy()


def page(seen: QImage, wide: int, high: int, ratio: float) -> QImage:
    """A page as a tile shows it: the top of the sheet, on the ground of documents."""
    made = _empty(wide, high, ratio, "chip")
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    sheet_wide = wide * _PAGE[0]
    sheet = QRectF((wide - sheet_wide) / 2, _ABOVE, sheet_wide, sheet_wide * seen.height() / seen.width())
    painter.drawImage(sheet, seen)
    draw.box(painter, sheet, 0, None, "line")
    painter.end()
    return made


def waveform(bars: Sequence[int], wide: int, high: int, ratio: float) -> QImage:
    """A waveform of `bars`, 0 to 255 each, as a tile shows it: `wide` by `high` logical pixels."""
    made = _empty(wide, high, ratio, "sunken")
    painter = QPainter(made)
    paint_waveform(painter, QRectF(wide * 0.19, high * 0.16, wide * 0.62, high * 0.56), bars, 1.6)
    painter.end()
    return made


def paint_waveform(painter: QPainter, area: QRectF, bars: Sequence[int], thickness: float) -> None:
    """Bars around the middle of `area`, the loudest as high as it."""
    if not bars:
        return
    loudest = max(*bars, 1)
    step = area.width() / len(bars)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("accent"))
    for place, bar in enumerate(bars):
        high = max(area.height() * bar / loudest, thickness)
        x = area.left() + (place + 0.5) * step - thickness / 2
        painter.drawRoundedRect(QRectF(x, area.center().y() - high / 2, thickness, high), thickness / 2, thickness / 2)
    painter.restore()


def text_page(text: str, wide: int, high: int, ratio: float) -> QImage:
    """The beginning of a text on a sheet, as a tile shows it. The text is painted as it is, never read as markup."""
    made = _empty(wide, high, ratio, "chip")
    painter = QPainter(made)
    sheet = QRectF(wide * (1 - _PAGE[0]) / 2, _ABOVE, wide * _PAGE[0], high * _PAGE[1] + 8)
    painter.fillRect(sheet, colour("page"))
    draw.box(painter, sheet, 0, None, "line")
    font = fonts.font("second")
    font.setPixelSize(_LETTERS)
    painter.setFont(font)
    painter.setPen(colour("ink2"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.drawText(sheet.adjusted(8, 8, -8, 0), text, option)
    painter.end()
    return made


def _empty(wide: int, high: int, ratio: float, tone: str) -> QImage:
    made = QImage(round(wide * ratio), round(high * ratio), QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(ratio)
    made.fill(colour(tone))
    return made
