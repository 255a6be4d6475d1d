"""Qt's palette from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_TOKENS = {
    _Role.Window: "page",
    _Role.WindowText: "ink",
    _Role.Base: "page",
    _Role.AlternateBase: "list",
    _Role.Text: "ink",
    _Role.Button: "page",
    _Role.ButtonText: "ink",
    _Role.BrightText: "on_fill",
    _Role.ToolTipBase: "page",
    _Role.ToolTipText: "ink",
    _Role.PlaceholderText: "ink3",
    _Role.Highlight: "sel",
    _Role.HighlightedText: "ink",
    _Role.Accent: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Light: "hair",
    _Role.Midlight: "hair",
    _Role.Mid: "line",
    _Role.Dark: "control",
    _Role.Shadow: "line",
}
_DISABLED = {_Role.WindowText: "off", _Role.Text: "off", _Role.ButtonText: "off", _Role.PlaceholderText: "off"}


def palette(tokens: Tokens) -> QPalette:
    """A palette in which a selection keeps its colour when the focus leaves."""
    made = QPalette()
    for role, name in _TOKENS.items():
        made.setColor(role, QColor(tokens.colour(name)))
    for role, name in _DISABLED.items():
        made.setColor(_Group.Disabled, role, QColor(tokens.colour(name)))
    return made
