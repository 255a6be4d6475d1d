"""Every test of the window runs in the window's own dress: bundled fonts, light tokens, English words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui import theme, words


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    words.use("en")
    theme.apply(qapp, theme.Appearance())
