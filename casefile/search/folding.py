"""How text is made comparable: one character for one, so that a place in the folded text is a place in the original."""

from __future__ import annotations

import unicodedata

# ё/е and қ/к are one for a reader in a hurry; й stays, for it tells words apart.
_SAME = {"ё": "е", "қ": "к", "ғ": "г", "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "і": "и", "ң": "н", "һ": "х", "’": "'"}
_KEPT = frozenset("й")


def fold(text: str) -> str:
    """Lower case, without accents, look-alike Kazakh and Russian letters as one. As long as the NFC form of `text`."""
    try:
        return text.encode(_COMMON).translate(_FOLDED_COMMON).decode(_COMMON)
    except UnicodeEncodeError:
        return unicodedata.normalize("NFC", text).translate(_FOLDED)


class _Folded(dict[int, str]):
    """Character → what it is folded to, worked out when it is first met."""

    def __missing__(self, place: int) -> str:
        found = self[place] = _fold_character(chr(place))
        return found


_FOLDED = _Folded()


_COMMON = "kz1048"
"""Russian, Kazakh and English letters in one byte each, none of them a mark to be composed: nearly all texts are these alone, and are folded
byte by byte in a tenth of the time."""


def _fold_character(character: str) -> str:
    lowered = character.lower()[:1]
    if lowered in _KEPT:
        return lowered
    base = unicodedata.normalize("NFD", lowered)[:1]
    return _SAME.get(lowered) or _SAME.get(base) or base or character


def _folded_bytes() -> bytes:
    """What each byte of `_COMMON` is folded to; one that stands for no letter never occurs."""
    letters = ((byte, bytes([byte]).decode(_COMMON, "ignore")) for byte in range(256))
    return bytes(_fold_character(letter).encode(_COMMON)[0] if letter else byte for byte, letter in letters)


_FOLDED_COMMON = _folded_bytes()
