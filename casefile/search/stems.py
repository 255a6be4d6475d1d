"""What of a word stays the same when it is inflected, in English, Russian and Kazakh; the language of a word need not be known.

A stem is looked for as the beginning of a word, so one that is a letter shorter finds more and never less. English and Russian by the
Snowball stemmers (https://snowballstem.org). Kazakh by the endings of nouns and the commonest of verbs as in Raikhangul Mukhamedova,
"Kazakh: A Comprehensive Grammar", Routledge 2016, in the order in which they are joined: plural, possessive, case; the last comes off first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from casefile.search.folding import fold

_SHORTEST = 3
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]", re.IGNORECASE)
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)

_PAST = "лды лді ылды ілді нды нді ынды інді лған лген ылған ілген нған нген ынған інген ған ген қан кен лып ліп нып ніп лу ды ді ты ті у"
_CASES = "ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде дан ден тан тен нан нен мен бен пен"
_POSSESSIVES = "лары лері дары дері тары тері ымыз іміз мыз міз сы сі ым ім ың ің ы і"
_PLURAL = "лар лер дар дер тар тер"


def _folded(endings: str) -> tuple[str, ...]:
    return tuple(sorted({fold(ending) for ending in endings.split()}, key=len, reverse=True))


_OF_VERBS = _folded(_PAST)
_OF_NOUNS = tuple(map(_folded, (_CASES, _POSSESSIVES, _PLURAL)))
_HARD = tuple(map(fold, ("қ", "ғ", "к", "г", "п", "б")))
"""Letters at the end of a Kazakh stem that change before a vowel."""


@lru_cache(maxsize=4096)
def stems(word: str) -> tuple[str, ...]:
    """How the forms of a word begin, folded: one stem, or two where the word may be Russian or Kazakh. A short word is its own stem."""
    folded = fold(word)
    if not _CYRILLIC.search(word):
        found = [_latin(folded)]
    elif _KAZAKH.search(word):
        found = [_kazakh(folded)]
    else:
        found = [_russian(folded), _perhaps_kazakh(folded)]
    return tuple(
        each for each in dict.fromkeys(found) if not any(each != other and each.startswith(other) for other in found)
    )


def _latin(word: str) -> str:
    stem = _stemmer("english").stemWord(word)
    stem = stem[:-1] if stem.endswith("i") and not word.startswith(stem + "i") else stem  # inquir(y), inquir(ies)
    return stem if len(stem) >= _SHORTEST and word.startswith(stem) else word


def _russian(word: str) -> str:
    stem = _stemmer("russian").stemWord(word)
    return stem if len(stem) >= _SHORTEST else word


def _kazakh(word: str) -> str:
    verb = _without(word, _OF_VERBS, _SHORTEST + 1)
    if verb != word and verb.endswith(("а", "е")):  # a passive or a participle on a verb's vowel
        return verb
    stem = word
    for place, endings in enumerate(_OF_NOUNS):
        stem = _without(stem, endings, _SHORTEST + (place > 0))
    return stem[:-1] if len(stem) > _SHORTEST + 1 and stem.endswith(_HARD) else stem


def _perhaps_kazakh(word: str) -> str:
    """Of a word that may as well be Russian only long endings come off, for the short ones would leave next to nothing of a Russian stem."""
    stem = word
    for endings in _OF_NOUNS:
        stem = _without(stem, [each for each in endings if len(each) > 1], _SHORTEST + 2)
    return stem


def _without(word: str, endings: Iterable[str], shortest: int) -> str:
    """`word` without the first of `endings` that it has and that leaves `shortest` letters."""
    fitting = (each for each in endings if word.endswith(each) and len(word) - len(each) >= shortest)
    return word.removesuffix(next(fitting, ""))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)
