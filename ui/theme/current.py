"""The appearance in use: tokens and text scale.

Parts ask `tokens()` when they paint, so a change of theme needs nothing but a repaint, which Qt sends by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import DARK, LIGHT, Tokens


@dataclass(frozen=True)
class Appearance:
    """Tokens in use and the person's text scale, 1.0 to 2.0."""

    tokens: Tokens = LIGHT
    scale: float = 1.0


class _InUse:
    appearance = Appearance()


def in_use() -> Appearance:
    """The appearance in use."""
    return _InUse.appearance


def tokens() -> Tokens:
    """The tokens in use."""
    return _InUse.appearance.tokens


def scale() -> float:
    """The person's text scale."""
    return _InUse.appearance.scale


def scaled(pixels: float) -> int:
    """`pixels` of the look at the person's text scale, whole."""
    return round(pixels * _InUse.appearance.scale)


def colour(name: str) -> QColor:
    """The token `name` as Qt's colour."""
    return QColor(tokens().colour(name))


def choose(theme: str, text_scale: float) -> Appearance:
    """The appearance for the settings `theme` (``light``, ``dark`` or ``system``) and `text_scale`."""
    bounded = min(2.0, max(1.0, text_scale))
    if theme == "system":
        scheme = QApplication.styleHints().colorScheme()
        return Appearance(DARK if scheme == Qt.ColorScheme.Dark else LIGHT, bounded)
    return Appearance(DARK if theme == "dark" else LIGHT, bounded)


def put_on(appearance: Appearance) -> None:
    """From now on `appearance` is in use; `dress.apply` shows it."""
    _InUse.appearance = appearance
