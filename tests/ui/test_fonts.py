"""The bundled fonts speak all three languages, in the window and in documents."""

import pytest
from PySide6.QtGui import QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase.ttfonts import TTFont

from casefile.files import resource
from ui import theme
from ui.theme import fonts

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.mark.parametrize("role", ["content", "strong", "mono"])
def test_kazakh_letters_are_drawn_by_our_own_font(role: str) -> None:
    drawn = QRawFont.fromFont(fonts.font(role))
    assert all(drawn.supportsCharacter(ord(letter)) for letter in KAZAKH)
    assert QFontInfo(fonts.font(role)).family() == (fonts.MONO if role == "mono" else fonts.SANS)


@pytest.mark.parametrize("name", fonts.FILES)
def test_documents_can_embed_them(name: str) -> None:
    face = TTFont(name, str(resource("fonts", name))).face
    assert all(ord(letter) in face.charToGlyph for letter in KAZAKH)


def test_text_scale_changes_every_size(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Appearance(scale=2.0))
    assert fonts.font("content").pixelSize() == 28
    assert fonts.line_height("second") == 34


def test_changing_a_font_changes_no_other() -> None:
    fonts.font("content").setPixelSize(99)
    assert fonts.font("content").pixelSize() == 14
