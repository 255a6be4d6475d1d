"""Parts of words that languages write each in its own way, in the signs of `letters`: names of several generations are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CONSONANT = "[^aäeёoöøuūüůēōJiY]"


_Rule = tuple[str, re.Pattern[str], str]


def _rules(*rules: tuple[str, str, str]) -> tuple[_Rule, ...]:
    """Each with signs without which a reading need not be searched: most readings are passed over by most rules."""
    return tuple((needed, re.compile(pattern), written) for needed, pattern, written in rules)


_ONE = _rules(
    ("d", r"d(?=[kqpshHfTSC])", "t"),  # spoken and often written so: Мухамедкарим, Мухаметкарим
    ("m", r"m(?=[bp])", "n"),  # Жанболат, Жамболат
    ("h", r"b[ah]+h([Yi])t", r"baq\1t"),  # Бақыт is Бахыт in Russian
    ("bulat", r"bulat", "bolat"),
    ("l", r"(?<=.)[uo]l(a|ä)$", r"ol\1"),  # Абдулла, Абдолла
    ("Yr", r"^[qk]Yr(?=[aY])", "kr"),  # Қырымбек, Крымбек
    ("lä", r"lä(?!J)", "lJa"),  # Күләш, Куляш
    ("l", r"^t[iY]l(?=[eaä])|t[iY]l(?=eu)", "tl"),  # Тілеген, Тлеген
    ("ö", rf"(?<=ö)({_CONSONANT}+)ö", r"\1ø"),  # Төлөкан, Толекан
    ("o", r"(?<=[TSWXŞ])o(?=[vU]a?$)", "ё"),  # Хрущёв, Chruschtschow
    ("le", r"t[uoüöū]le(?=[guwnsv])", "töle"),
    ("t", r"^[uoüöū]t(?=[eä])", "öt"),
)
_TWO = _rules(
    ("J", rf"([uüū]J)[uüū](?={_CONSONANT})", r"\1"),  # Сүйін is Суюн in Russian
    ("b", r"^[Yi]b[Yi]r(?=a)", "ibr"),  # Ыбырай, Ибрай
    ("o", r"(?:^|(?<=..))[kqhHg]o[ZD](?=a)", "qoZ"),  # Қожа is Ходжа and Хожа in Russian
    ("b", r"^([aä]bd)[iYuüůeo]l?(?=[rsSdtzn][aä]..)", r"\1"),  # the Arabic article: Абдулрахман, Абдуррахман, Абдрахман
    ("b", rf"^([aä]bd)[uüe]l(?={_CONSONANT})", r"\1ul"),  # Abdelkarim
)

_HAJJ = re.compile(r"^[qkhHg]a[ZD][Yi](?=.)")
_HUSHING = frozenset("ZD")


def as_one(reading: str) -> str:
    """A reading with such parts as if all wrote them alike."""
    for needed, pattern, written in _ONE:
        if needed in reading:
            reading = pattern.sub(written, reading)
    return reading


def otherwise(reading: str) -> Iterator[str]:
    """The reading with a part that changes so much that who types the beginning of the word must find it as it is written, too."""
    for needed, pattern, written in _TWO:
        if needed in reading and pattern.search(reading):
            yield pattern.sub(written, reading)


def compared(reading: str) -> str:
    """The reading with the part that is written in another way where two names are compared only: Қажымұрат, Хаджимурат."""
    return _HAJJ.sub("qaZY", reading) if reading[2:3] in _HUSHING else reading
