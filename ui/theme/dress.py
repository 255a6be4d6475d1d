"""Dressing the one QApplication, as Qt does with its own palette and font."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.current import Appearance, put_on
from ui.theme.palette import palette
from ui.theme.sheet import sheet


def apply(application: QApplication, appearance: Appearance) -> None:
    """Dress `application`: Fusion, fonts, palette and the small style sheet. Widgets already shown follow."""
    put_on(appearance)
    fonts.load()
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(palette(appearance.tokens))
    application.setFont(fonts.font("content"))
    application.setStyleSheet(sheet(appearance))
