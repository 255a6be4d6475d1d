"""Passages of a text: where they stand in it, in which paragraph, and which dates are said in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.domain.dates import read
from casefile.domain.values import When

_WORD = re.compile(r"[\w’'-]+|[.,]")
_NUMBER = re.compile(r"\d+")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST_DATE = 7
"""Words of the longest date that is looked for: "between 3 February and 5 April 2024"."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the character `start` to the one before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateSaid:
    """A date that a text says, and where."""

    span: Span
    when: When


def cleaned(text: str) -> str:
    """A pasted text as it is kept: one sort of line end, no spaces at the ends of lines, pages parted by an empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\u2029", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def trimmed(text: str, span: Span) -> Span:
    """A selection without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def paragraph_of(text: str, start: int) -> int:
    """The number, from 1, of the paragraph in which the character `start` stands."""
    return max(1, sum(found.start() <= start for found in _PARAGRAPH.finditer(text)))


def place_of(text: str, passage: str, locator: str | None) -> Span | None:
    """Where a verbatim `passage` stands in `text`: in the paragraph whose number the locator tells, else the first time; None where it does not.

    White space may differ, as lines of a pasted text are broken elsewhere.
    """
    words = passage.split()
    if not words:
        return None
    spans = [Span(*found.span()) for found in re.finditer(r"\s+".join(map(re.escape, words)), text)]
    told = _NUMBER.search(locator or "")
    if told:
        here = [span for span in spans if paragraph_of(text, span.start) == int(told[0])]
        spans = here or spans
    return spans[0] if spans else None


def dates_in(text: str, language: str, today: date) -> tuple[DateSaid, ...]:
    """The dates in a text, the longest reading of each, in their order. A number alone is no date, though it might be a year."""
    return tuple(_dates(text, language, today))


def _dates(text: str, language: str, today: date) -> Iterator[DateSaid]:
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        found = _longest(text, words, at, (language, today))
        if found is None:
            at += 1
            continue
        said, at = found
        yield said


def _longest(text: str, words: list[re.Match[str]], at: int, how: tuple[str, date]) -> tuple[DateSaid, int] | None:
    for last in range(min(at + _LONGEST_DATE, len(words)), at, -1):
        start, end = words[at].start(), words[last - 1].end()
        said = text[start:end]
        if (
            words[last - 1][0].lower() in _NO_END
            or not any(each.isdigit() for each in said)
            or _is_number(said, text, start)
        ):
            continue
        when = read(said, *how)
        if when is not None:
            return DateSaid(Span(start, end), when), last
    return None


def _is_number(said: str, text: str, start: int) -> bool:
    """Whether it is a bare number that nothing calls a year: "39", "in 2019" is one."""
    if not said.isdigit():
        return False
    before = text[:start].split()[-1:] or [""]
    return len(said) != 4 or not 1900 <= int(said) <= 2100 or before[0].lower() not in _BEFORE_YEAR


_NO_END = frozenset(
    {
        ".",
        ",",
        "about",
        "around",
        "before",
        "after",
        "since",
        "from",
        "until",
        "by",
        "and",
        "or",
        "to",
        "between",
        "circa",
    }
    | {"около", "до", "после", "с", "по", "и", "или", "между", "примерно", "мен", "және", "немесе"}
)
"""What stands before a date, not behind it: of "on 22 July 2019, about twenty" the last word is another thought."""
_BEFORE_YEAR = frozenset({"in", "since", "of", "during", "until", "by", "в", "с", "за", "до", "к"})
