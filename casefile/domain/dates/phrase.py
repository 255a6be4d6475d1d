"""Reading a date as people write it, in three languages. What can be read in two ways is not read at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from casefile.domain.dates.edtf import InvalidDate, parse
from casefile.domain.dates.lexicon import Mark, Token, known, tokens
from casefile.domain.dates.turns import Share, plainer, share, winter
from casefile.domain.values import When


class Part(Enum):
    """Which third of a month or year is meant."""

    EARLY = 0
    MID = 1
    LATE = 2


_LONGEST = 200  # characters; whoever writes more tells a story


def read(words: str, language: str, today: date) -> When | None:
    """The date that `words` say, or None when they say none, or more than one.

    English, Russian and Kazakh are all understood; `language` decides only for a word that two of them share. Day comes before
    month in figures. The words stay with the date where it is approximate, or where they name a time of day. Nothing is guessed: a year must be there.
    """
    words = " ".join(words.split())
    if not 0 < len(words) <= _LONGEST:
        return None
    if _valid(words):
        return When(words)
    found = _read_words(words, language, today)
    if found is None or not _valid(found.edtf):
        return None
    return When(found.edtf, words if found.approximate else None)


def _read_words(words: str, language: str, today: date) -> _Found | None:
    season = winter(words)
    if season:
        return _Found(season, approximate=True)
    part = share(words)
    spoken = tokens(plainer(part[1] if part else words), language)
    if not spoken:
        return None
    return _shared(part[0], spoken) if part else _read(spoken, today)


def _shared(part: Share, spoken: Sequence[Token]) -> _Found | None:
    """A quarter or half of the year or month that the other words say."""
    whole = _date(spoken)
    if whole is None or whole.year is None or any((whole.day, whole.season, whole.part)):
        return None
    dates = part.dates(whole.year, whole.month)
    return _Found(dates, approximate=True) if dates else None


@lru_cache(maxsize=4096)
def part_of(words: str) -> Part | None:
    """The third of a month or year that free words name: "late January" is late."""
    parts = {token.number for token in known(words, "en") if token.mark is Mark.PART}
    return Part(parts.pop()) if len(parts) == 1 else None


@dataclass(frozen=True, slots=True)
class _Date:
    """The fields of one date that were said; a range may leave its year or month to the other side."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    part: int | None = None

    def edtf(self) -> str | None:
        if self.decade is not None:
            return f"{self.decade // 10}X" + ("~" if self.part is not None else "")
        if self.year is None or (self.day is not None and self.month is None):
            return None
        text = f"{self.year:04}"
        for number in (self.month or self.season, self.day):
            text += f"-{number:02}" if number is not None else ""
        return text + ("~" if self.part is not None else "")


@dataclass(frozen=True, slots=True)
class _Found:
    edtf: str
    approximate: bool = False


_FIELDS = {
    Mark.DAY: "day",
    Mark.MONTH: "month",
    Mark.YEAR: "year",
    Mark.SEASON: "season",
    Mark.DECADE: "decade",
    Mark.PART: "part",
}
_ONE = re.compile(r"D|D?MY?|MDY?|DY|Y|Y?DM|YMD?|YD|PM?Y|PM|YM?P|MP|SY?|YS|PE|EP|E")
_DATES = "[DMYSEP]+"
_ONCE = {Mark.BEFORE: "[..{}]", Mark.AFTER: "[{}..]", Mark.SINCE: "{}/..", Mark.UNTIL: "../{}"}


def _read(spoken: Sequence[Token], today: date) -> _Found | None:
    """What is said of the time of day stays in the words; a weekday must be that of the date."""
    days = [token.number for token in spoken if token.mark is Mark.WEEKDAY]
    hours = any(token.mark is Mark.HOUR for token in spoken)
    found = _dated(_without_hours(spoken), today)
    if found is None or not (days or hours):
        return found
    if not _to_the_day(found.edtf, days):
        return None
    return _Found(found.edtf, found.approximate or hours)


def _without_hours(spoken: Sequence[Token]) -> list[Token]:
    """Without weekdays and times of day, and without "early" or "about" where it is said of the hour."""
    aside = (Mark.HOUR, Mark.WEEKDAY)
    following = [*(token.mark for token in spoken[1:]), None]
    return [
        token
        for token, then in zip(spoken, following, strict=True)
        if token.mark not in aside and not (token.mark in (Mark.PART, Mark.ABOUT) and then is Mark.HOUR)
    ]


def _to_the_day(edtf: str, weekdays: Sequence[int]) -> bool:
    """Whether all dates are exact days and, where a weekday was said, the first is one."""
    sides = re.findall(r"\d{4}-\d\d-\d\d", edtf)
    if not sides or len(sides) != len(re.findall(r"\d{4}", edtf)):
        return False
    try:
        return all(date.fromisoformat(sides[0]).weekday() == weekday for weekday in weekdays)
    except ValueError:
        return False


def _dated(spoken: Sequence[Token], today: date) -> _Found | None:
    shape = "".join(token.mark for token in spoken)
    if shape == "Z":
        return _Found((today - timedelta(days=spoken[0].number)).isoformat())
    if re.fullmatch(f"A{_DATES}|{_DATES}A", shape):
        return _about([token for token in spoken if token.mark is not Mark.ABOUT])
    return _one(spoken) or _beside(spoken, shape) or _two(spoken, shape)


def _one(spoken: Sequence[Token]) -> _Found | None:
    found = _date(spoken)
    edtf = found.edtf() if found else None
    return _Found(edtf, edtf.endswith("~")) if edtf else None


def _about(spoken: Sequence[Token]) -> _Found | None:
    found = _one(spoken)
    return _Found(found.edtf.rstrip("~") + "~", approximate=True) if found else None


def _beside(spoken: Sequence[Token], shape: str) -> _Found | None:
    """Before, after, since, until: in front of the date, or behind it in Kazakh."""
    if re.fullmatch(f"[BFCU]{_DATES}", shape):
        mark, inner = spoken[0].mark, spoken[1:]
    elif re.fullmatch(f"{_DATES}L?[BFCU]", shape):
        mark, inner = spoken[-1].mark, [token for token in spoken[:-1] if token.mark is not Mark.ABLATIVE]
    else:
        return None
    found = _one(inner)
    return _Found(_ONCE[mark].format(found.edtf), found.approximate) if found else None


_LASTED = re.compile(
    f"(?:C?(?P<a>{_DATES})R(?P<b>{_DATES})|C(?P<c>{_DATES})[BU](?P<d>{_DATES})|(?P<e>{_DATES})L(?P<f>{_DATES})[BU]?)"
)
_BETWEEN = re.compile(f"W(?P<a>{_DATES})[NR](?P<b>{_DATES})|(?P<c>{_DATES})[NR](?P<d>{_DATES})W")
_EITHER = re.compile(f"(?P<a>{_DATES})O(?P<b>{_DATES})")


def _two(spoken: Sequence[Token], shape: str) -> _Found | None:
    for pattern, template in ((_LASTED, "{}/{}"), (_BETWEEN, "[{}..{}]"), (_EITHER, "[{},{}]")):
        found = pattern.fullmatch(shape)
        if found:
            sides = [spoken[slice(*found.span(name))] for name, text in found.groupdict().items() if text]
            return _pair(_date(sides[0]), _date(sides[1]), template)
    return None


def _pair(first: _Date | None, last: _Date | None, template: str) -> _Found | None:
    if first is None or last is None:
        return None
    if first.day is not None and last.day is not None:
        first, last = _lend(first, last, "month"), _lend(last, first, "month")
    first, last = _lend(first, last, "year"), _lend(last, first, "year")
    sides = first.edtf(), last.edtf()
    if None in sides:
        return None
    return _Found(template.format(*sides), any("~" in (side or "") for side in sides))


def _lend(taker: _Date, giver: _Date, field: str) -> _Date:
    """`taker` with the field of `giver` where it has none of its own."""
    return taker if getattr(taker, field) is not None else replace(taker, **{field: getattr(giver, field)})


def _date(spoken: Sequence[Token]) -> _Date | None:
    shape = "".join(token.mark for token in spoken)
    if not _ONE.fullmatch(shape):
        return None
    return _Date(**{_FIELDS[token.mark]: token.number for token in spoken})


def _valid(edtf: str) -> bool:
    try:
        parse(edtf)
    except InvalidDate:
        return False
    return True
