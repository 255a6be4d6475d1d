"""From letters to sounds: what a word of a name can be read as, whichever alphabet and romanisation it is written in.

A reading is a string of signs, one a sound. Cyrillic (Russian, Kazakh and its neighbours) has one reading. Latin letters are
those of many systems at once: BGN/PCGN, passports (GOST, ICAO 9303), ISO 9, Library of Congress, the Kazakh alphabets of 2017, 2018
and 2021, Turkish, Uzbek, and the press in English, French and German. Where a letter says one of several sounds, it either has a sign of
its own, which `distance` knows to be near to all of them, or the word has several readings.

Signs that are not the sound's usual letter: ``Z`` zh, ``D`` dzh, ``C`` ts, ``T`` ch, ``S`` sh, ``W`` shch, ``h`` kh, ``H`` a Latin h,
``N`` ng, ``Y`` the vowel ы, ``J`` the glide, ``X`` a Latin ch, ``Ş`` a Latin sch, ``U`` a Latin w, ``c`` a Latin c, ``ś`` an s with an apostrophe,
``ē`` and ``ō`` the Latin ee and oo, ``ů`` a ю that stands for the ü of another language (Дюндар, Dündar), ``ø`` the second ө of Kyrgyz
(Төлөкан, Толекан, Толокан), ``ĉ`` a Latin c before e and i, where it is no k.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from casefile.domain.names.alphabets import in_cyrillic, in_one_alphabet, is_arabic
from casefile.domain.names.morphemes import as_one, compared, otherwise

GLIDES = frozenset("JiY")
VOWELS = frozenset("aäeёoöøuūüůēōU")
MOST_READINGS = 6
LONGEST_WORD = 64
"""Letters of a word that are read. A bundle or a table from anyone may hold a word of a million, over which a save would stand still."""
LONGEST_NAME = 4000
"""Characters of a name that are read, for the same reason."""

_CYRILLIC = re.compile(r"[Ѐ-ԯ]")
_LATIN = re.compile(r"[a-zə]")
_FRENCH = re.compile(r"(?<=g)u(?=[eéiïy])|(?<=in)e$|(?<=ell)e$")
"""What only the French write: Serguei, Kouramchine, Aselle."""
_APART = re.compile(r"(?<=.)(?:sc?h(?=a)|th(?=[aiou]))")
"""Where sh may be s and kh, and th t and h: Асхат, Ashat; Фетхулла, Fethullah."""
_GERMAN_WORD = re.compile(r"^(?:we|wi|fr)|sch|tz|ck|ß|pf|mann|hard|stein|(?<=.)er$")
"""What shows that ei and eu in a word are the German ai and oi: Weiss, Schneider."""
_GLIDE_MARK = re.compile(r"[ьъ](?=[еиіо])")
_DOUBLED = re.compile(r"(.)\1+")
_GLIDES_RUNNING = re.compile(r"[JiY]+")
_GLIDE_BEFORE_O = re.compile(r"(?<![aäeoöuūüё])Jo|Jё")
_APOSTROPHE_BEFORE_E = re.compile(r"(?<=[^aeiouyäöü'])'(?=[eё])")
_J_A_SOUND = re.compile(r"j|.*[^aeiouyäöü]j")
_UMLAUT = re.compile(r"([aou])e(?!v|$)")
_ROUNDED_YU = re.compile(r"(?<=[бвджзлмнпрстфхчшщ])ю")
_RUSSIAN_PASSPORT = re.compile(r"tc(?!h)")
"""What is ts in the Russian passports of 2010 to 2013."""
_HARD_SIGN = re.compile(r"(?<=[bdkmnrstvz])ie(?=i[aeu])")
"""As ICAO 9303 writes ъ: Podieiachev."""
_GERMAN_H = re.compile(r"(?<=н)г(?=ар[дт]|ейм|ольц|оф)")
"""Where нг is no ng: Рейнгардт, Reinhardt."""
_ARMENIAN_H = re.compile(r"^h(?=[aeo].*[iy]an$)")
"""Which Russian leaves out: Айрапетян, Hayrapetyan."""
_AYN = re.compile(r"(?<=[аэу])ъ(?=[^еёюяи])|(?<=[aeou])'(?=[bdklmnrtz])")
"""The Arabic ayn before a consonant, which Uzbek and Tajik mark and Russian writes as г: Аъзам, A'zam, Агзам."""
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`ʹʻ‘´ʽ′ʺ″", "'"))

_OF_CYRILLIC = {
    **dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", "abvgdeZziJklmnoprstufhCTSWYe", strict=True)),
    **{"ё": "ё", "ю": "Ju", "я": "Ja", "ь": "", "ъ": ""},
    **{"ә": "ä", "ғ": "g", "қ": "q", "ң": "N", "ө": "ö", "ұ": "ū", "ү": "ü", "һ": "H", "і": "i"},  # Kazakh and kin
    **{"ґ": "g", "є": "Je", "ї": "Ji", "ў": "ö", "ҳ": "H", "җ": "Z", "ҷ": "D", "ӣ": "i", "ӯ": "u", "ӏ": ""},
    **{"ј": "J", "ѓ": "g", "ѕ": "z", "ѐ": "e", "ѝ": "i", "ҡ": "q", "ҙ": "z", "ҫ": "s", "ӑ": "a", "ӗ": "e", "ů": "ů"},
}
_CYRILLIC_GROUPS = (
    ("дж", "D"),
    ("дз", "z"),
    ("сч", "W"),
    ("тс", "C"),
    ("тц", "C"),
    ("ңғ", "N"),
    ("ңг", "N"),
    ("нг", "N"),
    ("нғ", "N"),
)

_OF_LATIN = {
    **dict.fromkeys("şšș", "S"),
    **dict.fromkeys("çčć", "T"),
    **dict.fromkeys("žż", "Z"),
    **dict.fromkeys("ğǵġĝģ", "g"),
    **dict.fromkeys("ñńŋņṇ", "N"),
    **{
        "ä": "ä",
        "á": "ä",
        "ə": "ä",
        "æ": "ä",
        "ö": "ö",
        "ó": "ö",
        "ø": "ö",
        "ô": "ö",
        "ü": "ü",
        "ú": "ü",
        "ù": "ü",
        "ū": "ū",
    },
    **{"û": "Ju", "â": "Ja", "ë": "ё", "ï": "J", "ĭ": "J", "ı": "Y", "ŝ": "W", "ķ": "q", "ḥ": "H", "ß": "s", "ý": "u"},
    **dict(zip("abdefghiklmnopqrstuvwyz", "abdefgHiklmnopqrstuvUYz", strict=True)),
    **{"c": "c", "ĉ": "ĉ"},
}
_LATIN_GROUPS = (
    *(("schtsch", "W"), ("chtch", "W"), ("shch", "W"), ("šč", "W"), ("tsch", "T"), ("dsch", "D"), ("dzh", "D")),
    *(("tch", "T"), ("sch", "Ş"), ("dž", "D"), ("zh", "Z"), ("sh", "S"), ("ch", "X"), ("kh", "h"), ("gh", "g")),
    *(
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ts", "C"),
        ("tz", "C"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "ō"),
        ("ee", "ē"),
    ),
    *(
        ("tzh", "tZ"),
        ("tsh", "tS"),
        ("ngh", "N"),
        ("nǵ", "N"),
        ("ng", "N"),
        ("nğ", "N"),
        ("ńǵ", "N"),
        ("ñğ", "N"),
        ("ŋğ", "N"),
        *(("eff", "ev"), ("off", "ov"), ("yef", "ev"), ("ief", "ev"), ("aef", "aev")),
    ),
    # The Kazakh alphabet of 2017 and the Uzbek one put an apostrophe behind a letter; in others it is the soft sign.
    *(
        ("s'", "ś"),
        ("c'", "T"),
        ("y'", "u"),
        ("a'", "ä"),
        ("o'", "ö"),
        ("u'", "ü"),
        ("n'g'", "N"),
        ("i'", "J"),
        ("n'", "n"),
    ),
)
_OF_GROUP = dict(_LATIN_GROUPS)
_AT_THE_END = ("eff", "off", "yef", "ief", "aef")
_SOFT_C = re.compile(r"c(?=[eiyıöüə])")
_LATIN_SIGNS = re.compile(
    "|".join(group + "$" * (group in _AT_THE_END) for group in sorted(_OF_GROUP, key=lambda group: -len(group))) + "|.",
    re.DOTALL,
)
"""A letter, or several that are one sound; the longest group first."""


@lru_cache(maxsize=200_000)
def readings(word: str) -> tuple[str, ...]:
    """The ways in which one word can be read, the likeliest first; empty where it has no letters."""
    lowered = unicodedata.normalize("NFC", word.lower().translate(_APOSTROPHES)).replace("i̇", "i")
    if _CYRILLIC.search(lowered) and _LATIN.search(lowered):
        lowered = in_one_alphabet(lowered)
    if _CYRILLIC.search(lowered):
        raw = [_cyrillic(spelled) for spelled in _spelled_in_cyrillic(lowered)]
    else:
        raw = [_latin(spelled) for spelled in _spelled(_plain(lowered))]
    if is_arabic(lowered):
        raw.append(_cyrillic(in_cyrillic(lowered)))
    settled = [_settled(each) for each in raw]
    found = dict.fromkeys([*settled, *(other for each in settled for other in otherwise(each))])
    return tuple(each for each in found if each)[:MOST_READINGS]


@lru_cache(maxsize=200_000)
def heard(word: str) -> tuple[str, ...]:
    """The readings, and where two names are compared those of rarer systems, too, of which no keys are kept."""
    found = readings(word)
    lowered = word.lower()
    if "tc" in lowered or "iei" in lowered:
        rarer = _HARD_SIGN.sub("", _RUSSIAN_PASSPORT.sub("ts", lowered))
        found = (*found, *readings(rarer))
    return tuple(dict.fromkeys([*found, *map(compared, found)]))


def _spelled_in_cyrillic(word: str) -> list[str]:
    """The spelling, with the ю and ъ of words from other languages as what they stand for there."""
    if "ю" in word:
        word = word.replace("гю", "гү").replace("кю", "кү")  # no Russian word has these
    found = [word]
    if "ю" in word and _ROUNDED_YU.search(word):
        found.append(_ROUNDED_YU.sub("ů", word))
    if "ъ" in word and _AYN.search(word):
        found.append(_AYN.sub("г", word))
    if "нг" in word and _GERMAN_H.search(word):
        found.append(_GERMAN_H.sub("ҳ", word))
    return found


def _cyrillic(word: str) -> str:
    if "ь" in word or "ъ" in word:
        word = _GLIDE_MARK.sub("й", word)
    for group, sign in _CYRILLIC_GROUPS:
        word = word.replace(group, sign)
    return "".join(_OF_CYRILLIC.get(each, each if each.isascii() and each.isalpha() else "") for each in word)


def _plain(word: str) -> str:
    """Latin letters with the marks that matter; all other scripts and marks as plain letters."""
    return "".join(each if each in _OF_LATIN or each == "'" else _unmarked(each) for each in word)


def _unmarked(letter: str) -> str:
    return anyascii(letter).lower() if unicodedata.category(letter)[0] in "LN" else ""


def _spelled(word: str) -> list[str]:
    """The spelling, with letters that belong to two systems replaced by what they are in each."""
    word = f"{word[:-1]}y" if word.endswith("ý") else word
    word = _APOSTROPHE_BEFORE_E.sub("ï", word) if "'" in word else word
    found = [word]
    if "ý" in word:  # the у of the Kazakh alphabet of 2018, and the й of Turkmen
        found.append(word.replace("ý", "y"))
    if "j" in word:
        glides, sounds = word.replace("j", "ï"), word.replace("dj", "dž").replace("j", "ž")
        mixed = f"ž{glides[1:]}" if glides[0] == "ï" else glides
        first = [sounds, glides] if _J_A_SOUND.match(word) and "w" not in word else [glides, sounds]
        found = [*first, mixed] if mixed not in first else first
    if "x" in word:
        found = [
            each.replace("x", written)
            for each in found
            for written in (("kh", "ks") if word[0] == "x" else ("ks", "kh"))
        ]
    if "'" in word and _AYN.search(word):
        found += [_AYN.sub("g", each) for each in found]
    if word.startswith("h") and _ARMENIAN_H.search(word):
        found += [each[1:] for each in found]
    if "hk" in word:
        found += [each.replace("hk", "kh") for each in found]
    if _FRENCH.search(word) and _FRENCH.sub("", word):
        found += [_FRENCH.sub("", each) for each in found]
    if "h" in word and _APART.search(word):
        found += [_APART.sub(lambda two: f"{two[0][0]}ḥ", each) for each in found]
    if ("ei" in word or "ey" in word or "eu" in word) and _GERMAN_WORD.search(word):
        found += [each.replace("ei", "ai").replace("ey", "ai").replace("eu", "oi") for each in found]
    if "e" in word and _UMLAUT.search(word):
        found += [_UMLAUT.sub(lambda two: "äöü"["aou".index(two[1])], each) for each in found]
    return found


def _latin(word: str) -> str:
    word = _SOFT_C.sub("ĉ", word)
    return "".join([_OF_GROUP.get(each) or _OF_LATIN.get(each, "") for each in _LATIN_SIGNS.findall(word)])


def _settled(signs: str) -> str:
    """A reading in which what is only a habit of writing is gone: runs of y and i, the glide before e, doubled letters."""
    signs = _DOUBLED.sub(r"\1", signs)
    signs = _GLIDES_RUNNING.sub(lambda run: _run(signs, run), signs)
    signs = _GLIDE_BEFORE_O.sub("ё", signs) if "J" in signs else signs
    signs = _DOUBLED.sub(r"\1", signs)
    return as_one(signs)


def _run(signs: str, run: re.Match[str]) -> str:
    before, after = signs[: run.start()][-1:], signs[run.end() :][:1]
    if after in VOWELS - {"U"} and after:
        spoken_anyway = after in "eёē" and (not before or before in VOWELS)
        return "" if spoken_anyway else "J"
    if before and before in VOWELS:
        return "J"
    return "Y" if set(run[0]) == {"Y"} else "i"
