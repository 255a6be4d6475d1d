"""Keys under which names are indexed: each word's reading, with the sounds as one that its spellings disagree about.

Wider than `comparing`: what shares no key is never compared, so a key forgives whatever the comparison may forgive (``i`` and ``e``,
``o`` and ``u``), and a word with several readings has several keys. A key reads from left to right as the word does, so that an
unfinished word is the beginning of a key.

Vaults hold these keys: whoever changes one also writes a step that brings older vaults to it (`casefile.records.migration`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from casefile.domain.names.forms import form_of
from casefile.domain.names.habits import is_uzbek
from casefile.domain.names.letters import LONGEST_NAME, LONGEST_WORD, readings

MOST_KEYS = 8
"""Of one word; more readings than these are no name's."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹʻ‘´]+[^\W\d_]+)*['’ʼ`ʹʻ‘´]?")
_HYPHENATED = re.compile(
    r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+"
)  # begun at each letter of a long word it would not end
_MERGED = str.maketrans(
    {
        **dict.fromkeys("aä", "a"),
        **dict.fromkeys("eёēiY", "e"),
        **dict.fromkeys("oöuūüůō", "o"),
        **dict.fromkeys("hH", "h"),
        **dict.fromkeys("DZ", "Z"),
        **dict.fromkeys("SW", "S"),
        **{"q": "k", "N": "n", "J": ""},
    }
)
_SEVERAL = {
    "U": ("v", "o"),
    "X": ("T", "S", "h"),
    "c": ("k", "C"),
    "ĉ": ("C", "Z", "s"),
    "ø": ("o", "e"),
    "Ş": ("S", "Z"),
    "ś": ("s", "S"),
    "ē": ("e",),
}
_UZBEK_O = re.compile(r"o(?!va?$)")
"""Азимжон is Азимжан in Russian."""
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=200_000)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys of one word, the likeliest first; empty where it has no letters."""
    spoken = [*readings(word)]
    if is_uzbek(word.lower()):
        spoken += [_UZBEK_O.sub("a", reading) for reading in spoken]
    found = [key for reading in spoken for key in _keys_of(reading)]
    form = form_of(word)
    return tuple(dict.fromkeys([*found[:MOST_KEYS], *([form] if form else [])]))


def keys(name: str) -> tuple[str, ...]:
    """All keys of the words of a name, in the order of the alphabet."""
    return tuple(sorted({key for word in words_of(name) for key in word_keys(word)}))


def spelled_keys(name: str) -> set[tuple[str, str]]:
    """What a name is indexed by: each key with the word that has it, in lower case; hyphenated words in parts and whole."""
    whole = (each.replace("-", "")[:LONGEST_WORD] for each in _HYPHENATED.findall(name[:LONGEST_NAME]))
    words = [*words_of(name), *whole]
    return {each for word in words for each in _spelled_keys(word)}


@lru_cache(maxsize=50_000)
def _spelled_keys(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, spelled(word)) for key in word_keys(word))


def spelled(word: str) -> str:
    """A word as two people would call it spelled alike: NFC, lower case."""
    return unicodedata.normalize("NFC", word).lower()


def words_of(name: str) -> list[str]:
    """The words of a name, hyphenated ones in parts; of a name and of a word what is read of them."""
    composed = unicodedata.normalize("NFC", name[:LONGEST_NAME])
    return [each[:LONGEST_WORD] for each in _WORD.findall(composed)]


@lru_cache(maxsize=4096)
def begun(word: str) -> tuple[str, ...]:
    """How the keys begin of whatever word begins as this one does: an i or y at the end may yet become a glide and vanish."""
    found = list(word_keys(word))
    found += [key[:-1] for key in found if key.endswith("e") and len(key) > 2 and word[-1:].lower() in "yijийі"]
    return tuple(each for each in dict.fromkeys(found) if not _begins_with_another(each, found))


def _begins_with_another(key: str, others: Iterable[str]) -> bool:
    return any(key != other and key.startswith(other) for other in others)


def _keys_of(reading: str) -> list[str]:
    # Only as many as are wanted are made: there are two for each c, and a word of forty would fill any memory.
    spread = islice(product(*(_SEVERAL.get(sign, (sign,)) for sign in reading)), MOST_KEYS)
    return [_DOUBLED.sub(r"\1", "".join(each).translate(_MERGED)) for each in spread]
