"""What a word can be an inflected form of: Russian declension and Kazakh suffixes taken off, by rule.

Bounded on purpose. To find a name it is enough that its base form is among the candidates; candidates that are no word do no harm, for
only those whose key is that of a protected name count. A library for Russian (petrovich, pymorphy3) declines forwards, by a guessed
gender, knows neither Kazakh nor foreign spellings, and could miss a form; this over-generates instead. (All 595 forms that petrovich
makes of a list of given names and surnames were found.)

All is done on one romanised form, so that Cyrillic and both Latin alphabets of Kazakh meet.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_KAZAKH = str.maketrans(
    {
        "ё": "е",
        "ә": "а",
        "ө": "о",
        "ү": "у",
        "ұ": "у",
        "і": "и",
        "һ": "х",
        "ғ": "г",
        "қ": "к",
        "ң": "н",
        "ş": "ш",
        "ç": "ч",
    }
)
_LOOK_ALIKE = str.maketrans("abcehikmnoptxyABCEHIKMOPTXY", "авсенікмпортхуАВСЕНІКМОРТХУ")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_KAZAKH_LETTER = re.compile(r"[әөүұіғқңһ]", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(r"[^a-z]")

# Ending → endings of the base form. Romanised: ы and й are y, х is kh, я is ya, ю is yu.
_RUSSIAN: dict[str, tuple[str, ...]] = {
    "a": ("",),
    "u": ("", "a"),
    "om": ("", "yy", "iy", "oy"),
    "em": ("", "y"),
    "ym": ("", "yy", "oy"),
    "im": ("iy", "yy", "oy"),
    "e": ("", "a", "ya", "y"),
    "y": ("", "a"),
    "i": ("", "a", "ya", "y"),
    "oy": ("a", "aya"),
    "oyu": ("a", "aya"),
    "ey": ("a", "ya", "yaya"),
    "eyu": ("a", "ya"),
    "ya": ("", "y"),
    "yu": ("", "y", "ya"),
    "ykh": ("", "a", "yy", "oy"),
    "ikh": ("iy", "oy"),
    "ymi": ("", "a", "yy", "oy"),
    "imi": ("iy", "oy"),
    "ogo": ("yy", "iy", "oy"),
    "ego": ("iy",),
    "omu": ("yy", "iy", "oy"),
    "emu": ("iy",),
    "uyu": ("aya",),
    "am": ("", "a"),
    "ami": ("", "a"),
    "akh": ("", "a"),
    "yam": ("y", "ya", ""),
    "yami": ("y", "ya", ""),
    "yakh": ("y", "ya", ""),
}
_FLEETING = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])(ts|[bcdfghjklmnpqrstvwxz])$")
"""Where a vowel may have fallen out: Павел, Павла; Кузнец, Кузнца."""

# Vowel and consonant harmony make up to twelve forms of one suffix; romanised, ы is y, і is i, ң is n, ғ is g, қ is k.
_SUFFIXES = """
lar ler dar der tar ter
ym im m yn in n y i sy si ymyz imiz yngyz ynyz iniz myz miz
nyn nin dyn din tyn tin niki diki tiki dyki tyki nyki
ga ge ka ke qa na ne a e
ny ni dy di ty ti
da de ta te nda nde dagy degi tagy tegi ndagy ndegi
dan den tan ten nan nen ndan nden
men ben pen menen
day dey tay tey sha she shy shi lyk lik dyk dik tyk tik
"""  # plural; my, your, his, our; of; to; object; at; from; with; like and manner
_KAZAKH_SUFFIXES = tuple(sorted(_SUFFIXES.split(), key=len, reverse=True))
_CHAIN = 4
_VOICED = {"g": "k", "b": "p"}
_SHORTEST_STEM = 2


@lru_cache(maxsize=100_000)
def romanised(word: str) -> str:
    """The word in lower-case ASCII letters. A Cyrillic word with Latin look-alikes in it is read as Cyrillic."""
    if _CYRILLIC.search(word) and _LATIN.search(word):
        word = word.translate(_LOOK_ALIKE)
    return _OTHER.sub("", anyascii(word.lower().translate(_KAZAKH)).lower())


@lru_cache(maxsize=100_000)
def base_forms(word: str, language: str = "") -> dict[str, int]:
    """Everything that `word` can be a form of, itself included: romanised base form → how many letters were taken off.

    In a text in Kazakh a word with letters of its own alphabet is not declined as Russian.
    """
    roman = romanised(word)
    if _CYRILLIC.search(word):
        found = _kazakh(roman, _SHORTEST_STEM)
        if language != "kk" or not _KAZAKH_LETTER.search(word):
            found |= _russian(roman)
    else:
        found = _kazakh(roman, _SHORTEST_STEM + 1)
        if roman.endswith("s"):
            found.setdefault(roman[:-1], 1)
    found[roman] = 0
    return found


def _russian(roman: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for ending, bases in _RUSSIAN.items():
        stem = roman.removesuffix(ending)
        if stem == roman or len(stem) < _SHORTEST_STEM:
            continue
        for base in bases:
            found.setdefault(stem + base, len(ending))
        for vowel in "eo":
            if _FLEETING.search(stem):
                found.setdefault(_FLEETING.sub(rf"{vowel}\1", stem), len(ending))
    return found


def _kazakh(roman: str, shortest: int) -> dict[str, int]:
    found: dict[str, int] = {}
    stems = {roman}
    for _ in range(_CHAIN):
        stems = {
            stem.removesuffix(suffix)
            for stem in stems
            for suffix in _KAZAKH_SUFFIXES
            if stem.endswith(suffix) and len(stem) - len(suffix) >= shortest
        } - found.keys()
        for stem in stems:
            found[stem] = len(roman) - len(stem)
            if stem[-1] in _VOICED:
                found.setdefault(stem[:-1] + _VOICED[stem[-1]], len(roman) - len(stem))
    return found


_GENDERS = (("skaya", "skiy"), ("aya", "yy"), ("ova", "ov"), ("eva", "ev"), ("ina", "in"), ("yna", "yn"))
SURNAME = re.compile(
    r"[a-z]{3}(?:[oe]va?|ina?|yna?|skiy|skaya|skii|enko|chuk|yuk|ich|uly|kyzy|qyzy|eff|off|yan|idze|shvili)$"
)
"""How the base form of a surname ends, romanised; a given name may end so too (Marina, Ivan's Ivanova)."""
PATRONYMIC = re.compile(r"^[a-z]{2,}(?:ovich|evich|ovna|evna|ichna|uly|kyzy|qyzy|ugly|ogly)$")


def other_gender(base: str) -> str | None:
    """The form that the same surname has for a man or a woman: Omarova for Omarov and back; None for one that has no such forms."""
    for feminine, masculine in _GENDERS:
        if base.endswith(feminine):
            return base.removesuffix(feminine) + masculine
        if base.endswith(masculine):
            return base.removesuffix(masculine) + feminine
    return None
