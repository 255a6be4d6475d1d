"""Parts of words that languages write each in its own way, in the signs of `letters`: names of several generations are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CONSONANT = "[^aäeёoöøuūüůēōJiY]"


def _rules(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), written) for pattern, written in rules)


_ONE = _rules(
    (r"d(?=[kqpshHfTSC])", "t"),  # spoken and often written so: Мухамедкарим, Мухаметкарим
    (r"m(?=[bp])", "n"),  # Жанболат, Жамболат
    (r"b[ah]+h([Yi])t", r"baq\1t"),  # Бақыт is Бахыт in Russian
    (r"bulat", "bolat"),
    (r"(?<=.)[uo]l(a|ä)$", r"ol\1"),  # Абдулла, Абдолла
    (r"^[qk]Yr(?=[aY])", "kr"),  # Қырымбек, Крымбек
    (r"lä(?!J)", "lJa"),  # Күләш, Куляш
    (r"^t[iY]l(?=[eaä])|t[iY]l(?=eu)", "tl"),  # Тілеген, Тлеген
    (rf"(?<=ö)({_CONSONANT}+)ö", r"\1ø"),  # Төлөкан, Толекан
    (r"(?<=[TSWXŞ])o(?=[vU]a?$)", "ё"),  # Хрущёв, Chruschtschow
    (r"t[uoüöū]le(?=[guwnsv])", "töle"),
    (r"^[uoüöū]t(?=[eä])", "öt"),
)
_TWO = _rules(
    (rf"([uüū]J)[uüū](?={_CONSONANT})", r"\1"),  # Сүйін is Суюн in Russian
    (r"^[Yi]b[Yi]r(?=a)", "ibr"),  # Ыбырай, Ибрай
    (r"(?:^|(?<=..))[kqhHg]o[ZD](?=a)", "qoZ"),  # Қожа is Ходжа and Хожа in Russian
    (r"^([aä]bd)[iYuüůeo]l?(?=[rsSdtzn][aä]..)", r"\1"),  # the Arabic article: Абдулрахман, Абдуррахман, Абдрахман
    (rf"^([aä]bd)[uüe]l(?={_CONSONANT})", r"\1ul"),  # Abdelkarim
)


def as_one(reading: str) -> str:
    """A reading with such parts as if all wrote them alike."""
    for pattern, written in _ONE:
        reading = pattern.sub(written, reading)
    return reading


def otherwise(reading: str) -> Iterator[str]:
    """The reading with a part that changes so much that who types the beginning of the word must find it as it is written, too."""
    for pattern, written in _TWO:
        if pattern.search(reading):
            yield pattern.sub(written, reading)
