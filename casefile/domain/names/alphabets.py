"""Letters of one alphabet where another was meant: Kazakh in Arabic letters, look-alikes, keyboards without Kazakh letters.

What comes out is a word in the alphabet that `letters` reads.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC = re.compile(r"[ء-ۿ]")
_HAMZA = "ءٴ"
_FRONTING = re.compile("[ءٴكگەې]")
"""The hamza before a word says that its vowels are front ones; where it has one of these letters that goes without saying."""
_OF_ARABIC = {
    **dict(zip("ابۆگعدەجزيكقلمنڭوپرستۋۇفحھچشى", "абвгғдежзйкқлмнңопрстуұфхһчшы", strict=True)),
    **{"ی": "й", "ې": "е", "ۈ": "ү", "ژ": "ж", "غ": "ғ", "خ": "х", "ه": "һ", "ک": "к", "ھ": "һ", "آ": "а"},
}
_TO_CYRILLIC = str.maketrans({**_OF_ARABIC, **dict.fromkeys([*_HAMZA, "ئ"], "")})
_FRONT = str.maketrans("аоұы", "әөүі")
_FATHER = re.compile("(?:ۇلى|قىزى)$")
"""A suffix, which is spelled with back vowels after any name."""

_ALIKE_LATIN, _ALIKE_CYRILLIC = "abcehikmoptxyəf", "авсенікмортхуәғ"
_AS_CYRILLIC = str.maketrans(_ALIKE_LATIN, _ALIKE_CYRILLIC)
_AS_LATIN = str.maketrans(_ALIKE_CYRILLIC, _ALIKE_LATIN)
_ONLY_LATIN = re.compile(r"[dgjlnqrsuvwz]")
_ONLY_CYRILLIC = re.compile(r"[бгджзийлпфцчшщъыьэюяёңөұүқһ]")

_MARK = re.compile(r"[\u0300-\u036f]")
_DIGIT = re.compile(r"\d")
_ROW_OF_DIGITS = str.maketrans("1234589", "іәіңғүұ")
"""Where the Kazakh keyboard has its letters, and what is taken for a 1."""
_Q_TYPED_AS_ZERO = re.compile(r"0(?=[аәеиоөуұүыі])|(?<=[аәеиоөуұүыі])0", re.IGNORECASE)
_DIGIT_IN_WORD = re.compile(r"(?:[^\W\d_]+\d|\d[^\W\d_])\w*")
_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_SMALL_L = re.compile(r"(?<=[a-z])I(?=[a-z])")


def is_arabic(word: str) -> bool:
    """Whether a word has Arabic letters."""
    return not word.isascii() and _ARABIC.search(word) is not None


def in_cyrillic(word: str) -> str:
    """A word in the Arabic letters of the Kazakhs in China, which write all vowels, in Kazakh Cyrillic; other words as they are."""
    father = _FATHER.search(word)
    stem, suffix = (word[: father.start()], father[0]) if father else (word, "")
    spelled = stem.translate(_TO_CYRILLIC)
    return (spelled.translate(_FRONT) if _FRONTING.search(stem) else spelled) + suffix.translate(_TO_CYRILLIC)


def in_one_alphabet(word: str) -> str:
    """A lower-case word of Cyrillic and Latin letters in the alphabet that more of it can be nothing else than."""
    if len(_ONLY_LATIN.findall(word)) > len(_ONLY_CYRILLIC.findall(word)):
        return word.translate(_AS_LATIN)
    return word.translate(_AS_CYRILLIC)


def mended(name: str) -> str:
    """A name as it was meant: composed letters, no marks besides, and letters for the digits typed or recognised in their place."""
    ascii_only = name.isascii()
    name = _SMALL_L.sub("l", name) if ascii_only else _MARK.sub("", unicodedata.normalize("NFC", name))
    return _DIGIT_IN_WORD.sub(lambda word: _lettered(word[0]), name) if _DIGIT.search(name) else name


def _lettered(word: str) -> str:
    if _CYRILLIC.search(word):
        return _Q_TYPED_AS_ZERO.sub("қ", word).replace("0", "о").translate(_ROW_OF_DIGITS)
    return word.replace("0", "o").replace("1", "i")
