"""How the window looks: tokens, measures, fonts, icons and painting primitives.

>>> from ui.theme import colour, draw, fonts, icons, sizes
>>> draw.text(painter, rect, "Open", role="strong", tone="accent")     # one line, elided
>>> icons.paint(painter, "plus", x, y, sizes.ICON, "ink2")               # in a delegate
>>> button.setIcon(icons.icon("plus"))                                   # in a widget
Colours are named by `tone`, the name of a token, never written; a part that paints asks for them anew each time, so themes switch live.
"""

from ui.theme import draw, fonts, icons, sizes
from ui.theme.current import Appearance, choose, colour, in_use, scale, scaled, tokens
from ui.theme.dress import apply
from ui.theme.tokens import DARK, LIGHT, Tokens

__all__ = [
    "DARK",
    "LIGHT",
    "Appearance",
    "Tokens",
    "apply",
    "choose",
    "colour",
    "draw",
    "fonts",
    "icons",
    "in_use",
    "scale",
    "scaled",
    "sizes",
    "tokens",
]
