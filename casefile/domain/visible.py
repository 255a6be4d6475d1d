"""Text as it may be shown and printed: composed, and with nothing in it that works unseen."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_NO_CHARACTER = 0xFFFE
"""U+FFFE and U+FFFF, and the like of each plane, are no characters (Unicode 23.7), and XML cannot hold the first two."""


def visible(text: str, drawable: Callable[[str], bool] = lambda _character: True) -> str:
    """The text in NFC, with a visible ``<U+202E>`` for each character that prints nothing, turns the line around, or is not drawable."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        each if each == "\n" or (_seen(each) and drawable(each)) else f"<U+{ord(each):04X}>" for each in plain
    )


def one_line(text: str) -> str:
    """As `visible`, for a line of a list: where the text breaks a line there is a space, so that no title makes up a line of its own."""
    return visible(" ".join(text.splitlines()))


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and ord(character) & _NO_CHARACTER != _NO_CHARACTER
