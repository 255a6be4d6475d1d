"""Keys under which the spellings of one name meet, across Russian, Kazakh and the usual transliterations.

A name is stored as given. Its key is what remains when the ways of writing it are taken away: script, case, hyphens and apostrophes,
doubled letters, and the letters on which the transliterations disagree (``y`` and ``i``, ``q`` and ``k``, ``kh`` and ``h``, the glide
in *Bokayev*). Word order does not count. Distance between keys then tells a variant from another person.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Kazakh letters whose usual transliteration differs from what anyascii gives.
_KAZAKH = str.maketrans({"ә": "а", "ө": "о", "ү": "у", "ұ": "у", "і": "и", "һ": "х", "ғ": "г", "қ": "к", "ң": "н"})
# In the Kazakh alphabet these follow the letter that stands for them here; Unicode has them behind all others.
_ALPHABET = str.maketrans(
    {after: f"{letter}\U0010fffe" for letter, after in zip("агкноуухы", "әғқңөұүһі", strict=True)} | {"ё": "е"}
)
_LAST = "\U0010ffff"
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ-][^\W\d_]+)*")
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


def keys(name: str) -> tuple[str, ...]:
    """The keys of the words of a name, in the order of the alphabet."""
    return tuple(sorted({key for word in _WORD.findall(name) if (key := word_key(word))}))


def alphabetical(name: str) -> str:
    """What a name is sorted by in a list: its letters and digits, Kazakh letters in their place. No name at all comes last."""
    composed = unicodedata.normalize("NFC", name).casefold().translate(_ALPHABET)
    words = "".join(each if each.isalnum() or each == "\U0010fffe" else " " for each in composed).split()
    return " ".join(words) or _LAST
