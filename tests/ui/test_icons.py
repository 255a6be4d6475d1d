"""Icons: in the colour of the token, 1.5 px thick on screen at every size, sharp on dense screens."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from casefile.files import resource
from ui import theme
from ui.theme import icons


def _inked(image: QImage) -> list[QColor]:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return [pixel for pixel in pixels if pixel.alpha() > 200]


@pytest.mark.parametrize("size", [14, 16, 18, 20])
def test_a_line_is_a_pixel_and_a_half_at_every_size(size: int) -> None:
    ratio = 8.0
    image = icons.pixmap("minus", size, "ink", ratio).toImage()
    middle = image.width() // 2
    thick = sum(image.pixelColor(middle, y).alpha() for y in range(image.height())) / 255 / ratio
    assert thick == pytest.approx(1.5, abs=0.05)


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    light = _inked(icons.pixmap("plus", 16, "accent", 2.0).toImage())
    theme.apply(qapp, theme.Appearance(theme.DARK))
    dark = _inked(icons.pixmap("plus", 16, "accent", 2.0).toImage())
    assert {pixel.name().upper() for pixel in light} == {theme.LIGHT.accent}
    assert {pixel.name().upper() for pixel in dark} == {theme.DARK.accent}


def test_a_disabled_icon_is_off() -> None:
    image = icons.icon("plus").pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    assert _inked(image)[0].name().upper() == theme.LIGHT.off


def test_every_icon_is_an_outline_that_can_be_coloured() -> None:
    for path in resource("icons").glob("*.svg"):
        assert "currentColor" in path.read_text("utf-8"), path.name


def test_icons_are_drawn_once() -> None:
    assert icons.pixmap("x", 16, "ink", 1.0).cacheKey() == icons.pixmap("x", 16, "ink", 1.0).cacheKey()
