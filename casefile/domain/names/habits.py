"""Habits of writing that hold for a whole name: one word shows in which language it is spelled, and the others follow."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Habit(StrEnum):
    """How one of two names is spelled, and the other perhaps not.

    ``GERMAN``: s may be z, and z ts. ``UZBEK`` (and Tajik): o where Russian and Kazakh write а (Азимжон, Азимжан).
    ``AZERBAIJANI``: q is a hard g, c is dzh, and ə an a or e.
    """

    PLAIN = "plain"
    GERMAN = "german"
    UZBEK = "uzbek"
    AZERBAIJANI = "azerbaijani"


_AZERBAIJANI = re.compile(r"ə|(?:oğlu|qızı|oghlu|oglu|оглы|gizi|гызы)\b|mammad|\w\w(?:zada|zade|заде)\b")
_UZBEK = re.compile(
    r"[ўҳӣӯҷ]|[og][ʻʼ'’‘`]|\bgh|\w\w(?:(?:жон|хон)(?:ова?)?|зода?|улло|бой|боева?|(?:мурод|шод|дод)(?:ова?)?)\b|роил|моил"
    r"|\w\w(?:(?:jon|xon|khon)(?:ova?)?|zoda?|ullo|(?:murod|shod|dod)(?:o[vw]a?)?|boy|boi|boe[vw]a?|boye[vw]a?)\b|roil|moil"
)
_GERMAN = re.compile(r"[eo]w|sch|w[ai]|[aipt]j|[lnrd]ja?\b|\bj[aou]ch|\bj\w+(?:enko|uk)\b")


def habit_between(one: str, other: str) -> Habit:
    """The habit that one of two names shows, the rarest first."""
    shown = _habits(one) | _habits(other)
    return next((each for each in (Habit.AZERBAIJANI, Habit.UZBEK, Habit.GERMAN) if each in shown), Habit.PLAIN)


@lru_cache(maxsize=50_000)
def _habits(name: str) -> frozenset[Habit]:
    lowered = name.lower()
    found = {Habit.GERMAN} if _GERMAN.search(lowered) else set()
    found |= {Habit.AZERBAIJANI} if _AZERBAIJANI.search(lowered) else set()
    found |= {Habit.UZBEK} if is_uzbek(lowered) else set()
    return frozenset(found)


def is_uzbek(lowered: str) -> bool:
    """Whether a name or word in lower case shows that it is spelled as in Uzbek or Tajik."""
    return _UZBEK.search(lowered) is not None
