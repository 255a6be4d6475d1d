"""Every test of the window runs in the window's own dress: bundled fonts, light tokens, English words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui import theme, words


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    words.use("en")
    theme.apply(qapp, theme.Appearance())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says at each window that it has no window manager; that is no fault of ours."""
    for item in items:
        unsupported = "does not support (propagateSizeHints|raise|grabbing the keyboard)"
        item.add_marker(pytest.mark.qt_log_ignore(unsupported, extend=True))
