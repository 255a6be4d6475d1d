"""How text is made comparable: one character for one, so that a place in the folded text is a place in the original."""

from __future__ import annotations

import unicodedata

# ё/е and қ/к are one for a reader in a hurry; й stays, for it tells words apart.
_SAME = {"ё": "е", "қ": "к", "ғ": "г", "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "і": "и", "ң": "н", "һ": "х", "’": "'"}
_KEPT = frozenset("й")


def fold(text: str) -> str:
    """Lower case, without accents, look-alike Kazakh and Russian letters as one. As long as the NFC form of `text`."""
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


class _Folded(dict[int, str]):
    """Character → what it is folded to, worked out when it is first met."""

    def __missing__(self, place: int) -> str:
        found = self[place] = _fold_character(chr(place))
        return found


_FOLDED = _Folded()


def _fold_character(character: str) -> str:
    lowered = character.lower()[:1]
    if lowered in _KEPT:
        return lowered
    base = unicodedata.normalize("NFD", lowered)[:1]
    return _SAME.get(lowered) or _SAME.get(base) or base or character
