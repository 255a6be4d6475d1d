"""The key of one word as it stands in free text, where redaction looks for protected names.

Stricter than the sounds of `letters`: in a text every other word is no name, and each that is taken for one is replaced or asked about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Kazakh letters whose usual transliteration differs from what anyascii gives.
_KAZAKH = str.maketrans({"ә": "а", "ө": "о", "ү": "у", "ұ": "у", "і": "и", "һ": "х", "ғ": "г", "қ": "к", "ң": "н"})
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]", ""),
        (r"shch|sch", "sh"),
        (r"dzh", "zh"),
        (r"^j|(?<=[^aeiouy])j", "zh"),
        (r"j", "i"),
        (r"^x", "h"),
        (r"x", "ks"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"q|ck", "k"),
        (r"ts|tz", "c"),
        (r"^(ye|ie|je)", "e"),
        (r"i?ye|ie|yo|io", "e"),
        (r"ya|ia", "a"),
        (r"yu|iu", "u"),
        (r"ou", "u"),
        (r"iy|yi|ii|yy|y", "i"),
        (r"(?<=[aeiou])i(?=[aeiou])", ""),
        (r"i$", ""),
        (r"ff$", "v"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """The key of one word of a name: lower-case ASCII letters, possibly none."""
    found = anyascii(word.lower().translate(_KAZAKH)).lower()
    for pattern, replacement in _RULES:
        found = pattern.sub(replacement, found)
    return found
