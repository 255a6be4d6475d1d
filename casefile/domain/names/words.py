"""The words of a name and what each is: a patronymic, an initial, a particle, or what a person is called by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from casefile.domain.names.alphabets import in_cyrillic, is_arabic, mended
from casefile.domain.names.forms import form_of
from casefile.domain.names.letters import LONGEST_NAME, LONGEST_WORD, heard

Sex = Literal["m", "f"]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹʻ‘´ʽ′ʺ″]+[^\W\d_]+)*['’ʼ`ʹʻ‘´ʽ′]?\.?|-")
_PARTICLES = frozenset({"bin", "ibn", "ben", "von", "van", "de", "бин", "ибн", "бен", "фон", "ван", "де"})
_ARTICLES = frozenset({"al", "el", "аль", "эль"})
_LATIN_BEFORE_HYPHEN = frozenset(["as", "ar", "an", "ash", "at", "ad", "az", "ul", "ur", "us"])
_BEFORE_HYPHEN = _ARTICLES | _LATIN_BEFORE_HYPHEN | {"ал", "ас", "ар", "ан", "аш", "ат", "ад", "аз", "уль", "ур", "ус"}
"""The Arabic article as it is spoken before the word it is tied to: ас-Сабах, ar-Rahim."""
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "г", "гр", "mr.", "mrs.", "ms.", "dr.", "г.", "гр.", "г-н", "г-жа"})
_INITIAL = re.compile(r"(?:[^\W\d_]|zh|sh|ch|kh|ts|ya|yu|ye|yo|ia|iu|ju|ja|je|dzh|shch|дж)\.|[^\W\d_]", re.IGNORECASE)
_FATHERS = (
    (
        re.compile(
            r"(?:ұлы|улы|ūly|uly|ulı|ūlı|úly|uli|u'ly|ули|оглы|оғлы|углы|oghlu|oğlu|oglu|ogly|oǵly|ugli|o'g'li|oʻgʻli|ўғли|уулу|uulu)$"
        ),
        "m",
    ),
    (re.compile(r"(?:қызы|кызы|qyzy|kyzy|qızı|kızı|kizi|qizi|gizi|gyzy|қизи|кизи)$"), "f"),
    (re.compile(r"(?:[ьи]?[её]в|ов|i?yev|jev|iev|ev|ev|ov|jew|ew|ow)(?:ич|i[cć]h?|itch|itsch|ič|yč|ych)$"), "m"),
    (re.compile(r"(?:[ьи]?[её]в|ов|i?yev|jev|iev|ev|ov|jew|ew|ow)(?:на|na)$"), "f"),
    (re.compile(r"(?<=[бвгджзклмнпрстфхцчшщьbdfgklmnprstvhz])(?:ич|ich)$"), "m"),
    (re.compile(r"(?:инична|ична|inichna|ichna)$"), "f"),
)
_ENDS_OF_FATHERS = frozenset("ыиiıyuуhčćаačч") | frozenset("ū")
_RUSSIAN_FROM = 2
"""From this place in `_FATHERS` on the endings are Russian, which surnames may have as well (Abramovich)."""
_SURNAMES = re.compile(r"(?:[ьи]?[её]в|ов|i?yev|jev|iev|ïev|eff|off|ev|ov|jew|ew|ow)(?:а|a)?$")
_HYPHEN = "-"
_BORN = r"(?:née|nee|born|formerly|урожд[её]нная|урожд\.|ур\.|в девичестве|до брака)"
_ALSO = re.compile(rf",?\s*(?:\(\s*(?:{_BORN}\s+)?(?P<inside>[^()]*)\)|\b{_BORN}\s+(?P<born>[^\s,]+))", re.IGNORECASE)
_MOST_REPLACED = 5
_SHORTEST_FATHER = 2
_MOST_TOKENS = 40
"""Words of a name that are compared: two of a thousand each would be compared for minutes."""
_ALONE = {
    "m": frozenset(
        [
            "ұлы",
            "улы",
            "ūly",
            "uly",
            "ulı",
            "úly",
            "uli",
            "оглы",
            "оғлы",
            "oglu",
            "oğlu",
            "ogly",
            "oghlu",
            "уулу",
            "uulu",
            "ugli",
        ]
    ),
    "f": frozenset(["қызы", "кызы", "qyzy", "kyzy", "qızı", "kızı", "kizi", "qizi", "gizi"]),
}
_GLIDES = "JiY"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written in lower case, its readings, its form (see `forms`), and whether a hyphen ties it to the word before.

    `sex` and `father` (readings of the father's name) are there where it ends as a patronymic; `surely` where it can be nothing else.
    """

    text: str
    shown: str
    readings: tuple[str, ...]
    form: str | None = None
    tied: bool = False
    sex: Sex | None = None
    father: tuple[str, ...] = ()
    surely: bool = False

    @property
    def without_glide(self) -> tuple[str, ...]:
        """The readings without the glide that an ending in -yev would take up: of Нарымбай, as in Нарымбаев."""
        return _father(self.text)

    @property
    def family(self) -> tuple[str, ...]:
        """Readings of what a surname in -ov or -ev is made of; empty where it is none."""
        return _father(_SURNAMES.sub("", self.text)) if _SURNAMES.search(self.text) else ()


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: what the person is called by, patronymics, and initials (each as its readings), in the order written."""

    core: tuple[Word, ...] = ()
    fathers: tuple[Word, ...] = ()
    initials: tuple[Word, ...] = field(default=())


@lru_cache(maxsize=50_000)
def borne(name: str) -> tuple[str, ...]:
    """The names that one text says a person bears: the one before the brackets, and the other that they hold.

    ``Ирина Медведева (Соловьёва)`` says a maiden name, which takes the place of some other word; ``Max Bokayev (Макс Бокаев)`` a spelling.
    """
    found = _ALSO.search(name[:LONGEST_NAME])
    if found is None:
        return (name,)
    before, after = name[: found.start()], name[found.end() :]
    inside = (found["inside"] or found["born"] or "").strip()
    known = f"{before} {after}".split()[:_MOST_REPLACED]
    others = (
        [inside] if " " in inside else [" ".join([*known[:at], inside, *known[at + 1 :]]) for at in range(len(known))]
    )
    return tuple(each for each in (" ".join(known), *others) if parts(each).core) or (name,)


@lru_cache(maxsize=100_000)
def parts(name: str) -> Parts:
    """The parts of a name. A patronymic counts as one only beside two other words, or where nothing else ends so."""
    words: list[Word] = []
    initials: list[Word] = []
    tied, article = False, ""
    for token in _tokens(name):
        if token == _HYPHEN:
            tied = bool(words)
            continue
        if token.endswith(_HYPHEN):
            article = token.rstrip(_HYPHEN)
            continue
        if _INITIAL.fullmatch(token):
            initials.append(word(token.rstrip(".")))
        elif (found := _behind(article, word(token.rstrip("."), tied=tied))).readings:
            words.append(found)
        tied, article = False, ""
    fathers = _fathers(words, len(initials))
    core = tuple(each for each in words if each not in fathers)
    return Parts(core, tuple(fathers), tuple(each for each in initials if each.readings))


@lru_cache(maxsize=200_000)
def word(text: str, *, tied: bool = False) -> Word:
    """One word by itself."""
    lowered = text.lower().replace("i̇", "i").replace("’", "'").replace("ʼ", "'").replace("ʹ", "'").replace("ʻ", "'")
    ends = in_cyrillic(lowered) if is_arabic(lowered) else lowered
    for place, (ending, sex) in enumerate(_FATHERS if ends[-1:] in _ENDS_OF_FATHERS else ()):
        stem = ending.sub("", ends)
        if stem != ends and len(stem) >= _SHORTEST_FATHER:
            who: Sex = "m" if sex == "m" else "f"
            return Word(lowered, text, heard(text), form_of(text), tied, who, _father(stem), place < _RUSSIAN_FROM)
    return Word(lowered, text, heard(text), form_of(text), tied)


def _behind(article: str, found: Word) -> Word:
    """A word behind the Arabic article, which some write as one word with it: al-Harbi, Alharbi."""
    if not article:
        return found
    fused = (reading for each in (article, "al") for reading in heard(each + found.text))
    return replace(found, readings=tuple(dict.fromkeys([*found.readings, *fused])))


def _tokens(name: str) -> list[str]:
    """Words, initials and hyphens; a suffix that stands apart (Kunanbay uly) joined to its father's name."""
    found: list[str] = []
    for token in _without_articles(_spelled(name)):
        lowered = token.lower()
        alone = any(lowered in suffixes for suffixes in _ALONE.values())
        if alone and found and found[-1] == _HYPHEN:
            found.pop()
        if alone and found:
            found[-1] += lowered
        else:
            found.append(token)
    return found


def _spelled(name: str) -> list[str]:
    every = (each[:LONGEST_WORD] for each in _TOKEN.findall(mended(name[:LONGEST_NAME]))[:_MOST_TOKENS])
    return [each for each in every if each.lower() not in _TITLES and each.lower() not in _PARTICLES]


def _without_articles(tokens: list[str]) -> Iterator[str]:
    """The tokens, an Arabic article before its word and with a hyphen of its own (``al-``), whether it was tied to the word or not."""
    tied = False
    for token, *then in zip(tokens, [*tokens[1:], ""], [*tokens[2:], "", ""], strict=False):
        lowered = token.lower()
        if tied and token == _HYPHEN:
            tied = False
        elif then[0] == _HYPHEN and then[1] and lowered in _BEFORE_HYPHEN:
            tied = True
            yield lowered + _HYPHEN
        else:
            yield lowered + _HYPHEN if lowered in _ARTICLES else token


def _fathers(words: list[Word], initials: int) -> list[Word]:
    """Which words are patronymics: those that can be nothing else, and a Russian one beside a given name and a surname."""
    endings = [each for each in words if each.sex]
    sure = [each for each in endings if each.surely]
    if sure:
        return sure[-1:] if len(words) > 1 else []
    if not endings or len(words) + initials <= len(endings):
        return []
    if len(words) + initials > 2:
        return [endings[0] if endings[0] is not words[0] or len(endings) == 1 else endings[-1]]
    return []


def _father(stem: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.rstrip(_GLIDES) or each for each in heard(stem)))
