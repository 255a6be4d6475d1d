"""The order of names in a list."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# In the Kazakh alphabet these follow the letter that stands for them here; Unicode has them behind all others.
_ALPHABET = str.maketrans(
    {after: f"{letter}\U0010fffe" for letter, after in zip("агкноуухы", "әғқңөұүһі", strict=True)} | {"ё": "е"}
)
_LAST = "\U0010ffff"


@lru_cache(maxsize=20_000)
def alphabetical(name: str) -> str:
    """What a name is sorted by in a list: its letters and digits, Kazakh letters in their place. No name at all comes last."""
    composed = unicodedata.normalize("NFC", name).casefold().translate(_ALPHABET)
    words = "".join(each if each.isalnum() or each == "\U0010fffe" else " " for each in composed).split()
    return " ".join(words) or _LAST
