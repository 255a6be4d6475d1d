"""Turns of phrase that stand for plainer ones ("no later than", "в первых числах"), and parts of a year that are no month: quarter, half, winter."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass


def _rules(*rules: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE), plain) for pattern, plain in rules)


_PLAINER = _rules(
    (r"no[t]? later than|не позднее|не позже|кешіктірмей", "before"),
    (r"no[t]? (?:earlier|sooner) than|не ранее|не раньше|ерте емес", "after"),
    (r"some ?time(?= (?:between|before|after) )", ""),
    (r"(?:in|during|on) the first (?:days?|weeks?) of|the first (?:days?|weeks?) of", "early"),
    (r"(?:in|during|on) the last (?:days?|weeks?) of|the last (?:days?|weeks?) of|towards? the end of", "late"),
    (r"[вн]а? первы[ех] (?:числах|дни|днях)|[вн]а? перв(?:ой|ую) недел[еюи]", "начало"),
    (r"[вн]а? последни[ех] (?:числах|дни|днях)|[вн]а? последн(?:ей|юю) недел[еюи]|(?:ближе )?к концу", "конец"),
    (r"алғашқы (?:күндері(?:нде)?|аптасы(?:нда)?)", "басында"),
    (r"соңғы (?:күндері(?:нде)?|аптасы(?:нда)?)", "соңында"),
    (r"overnight(?: on)?", "night"),
    (r"қара(?:ған|й) түн(?:і|інде|де)", "түні"),
    (r"(?:the )?day before yesterday", "позавчера"),
)
_BETWEEN_HYPHENS = re.compile(r"(?<!\S)(\d{1,2})-([^\W\d_]{3,})-(\d{4})(?!\S)")
_NTH = {
    1: "first 1st i перв[а-я]+ 1(?:-?(?:й|м|го|ая|ой|ом|ую|ші|інші))? бірінші",
    2: "second 2nd ii втор[а-я]+ 2(?:-?(?:й|м|го|ая|ой|ом|ую|ші|інші))? екінші",
    3: "third 3rd iii трет[а-я]+ 3(?:-?(?:й|м|го|ая|ий|ем|ші|інші))? үшінші",
    4: "fourth 4th iv четв[её]рт[а-я]+ 4(?:-?(?:й|м|го|ая|ый|ом|ші|інші))? төртінші",
}
_ORDINALS = "|".join(f"(?P<n{number}>{'|'.join(words.split())})" for number, words in _NTH.items())
_QUARTER = r"(?P<quarter>quarter|квартал(?:а|е|у|ом)?|кв\.?|тоқсан(?:ы|ында|ының|да)?)"
_HALF = r"(?P<half>half|половин[аеуы]|полугоди[еяю]|жарты(?:сы|сында|сының|жылдығы|жылдығында|жылдық))"
_SHORT = r"(?P<letter>[qh])(?P<figure>[1-4])"
_PART = re.compile(
    rf"(?:\b(?:in|во?|на)\s+)?(?:\bthe\s+)?\b(?:(?:{_ORDINALS})[\s-]+(?:{_QUARTER}|{_HALF})|{_SHORT})(?!\w)(?:\s+of\b)?",
    re.IGNORECASE,
)
_WINTER = re.compile(
    r"(?:in |the )*(?:winter(?: of)?|зим(?:а|ой|ою|у|ы)|қыс(?:та)?)\s+(?P<a>\d{4})\s*[/–—-]\s*(?P<b>\d{4}|\d\d)(?:\s*(?:г\.?|гг\.?|года|годов))?"
    r"|(?P<c>\d{4})\s*[/–—-]\s*(?P<d>\d{4}|\d\d)\s*(?:ж\.|жж\.|жыл(?:дар|ы|ғы|дың|дары)?)?\s*(?:қыс(?:та|ы|ында)|winter)",
    re.IGNORECASE,
)


def plainer(words: str) -> str:
    """The same said with the words of the lexicon."""
    for pattern, plain in _PLAINER:
        words = pattern.sub(plain, words)
    return _BETWEEN_HYPHENS.sub(r"\1 \2 \3", words)


@dataclass(frozen=True, slots=True)
class Share:
    """One of `of` equal parts of a year or month: the second of 4 is its second quarter."""

    number: int
    of: int

    def dates(self, year: int, month: int | None) -> str | None:
        """From its first day or month to its last, as EDTF says that something happened once in between; None where it has no such part."""
        if self.number > self.of:
            return None
        if month is None:
            months = 12 // self.of
            return f"[{year:04}-{(self.number - 1) * months + 1:02}..{year:04}-{self.number * months:02}]"
        if self.of != 2:
            return None
        first, last = (1, 15) if self.number == 1 else (16, monthrange(year, month)[1])
        return f"[{year:04}-{month:02}-{first:02}..{year:04}-{month:02}-{last:02}]"


def share(words: str) -> tuple[Share, str] | None:
    """The part of a year or month that the words name ("first quarter", "Q1"), and the words that are left, which say of which."""
    found = _PART.search(words)
    if found is None:
        return None
    left = f"{words[: found.start()]} {words[found.end() :]}"
    if found["letter"]:
        return Share(int(found["figure"]), 4 if found["letter"] in "qQ" else 2), left
    number = next(each for each in _NTH if found[f"n{each}"])
    return Share(number, 4 if found["quarter"] else 2), left


def winter(words: str) -> str | None:
    """The one winter that two years are named for; a winter of one year is either of two."""
    found = _WINTER.fullmatch(words)
    if found is None:
        return None
    first = int(found["a"] or found["c"])
    last = found["b"] or found["d"]
    following = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return f"[{first:04}-12..{following:04}-02]" if following == first + 1 else None
