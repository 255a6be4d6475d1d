"""Dates as sources give them: mostly a day, often only a month or a year, sometimes a span or a guess."""

from __future__ import annotations

from datetime import date, timedelta

from casefile.domain.values import When
from casefile.usecases.invented.dice import Dice

FIRST = date(2009, 1, 1)
LAST = date(2026, 10, 31)
_DAYS = (LAST - FIRST).days
_LATE = {"en": "late {}", "ru": "конец {}", "kk": "{} соңы"}


def begun(dice: Dice) -> date:
    """The day on which a case begins. Later years have more of them."""
    return LAST - timedelta(dice.few(0, _DAYS * 2) % _DAYS)


def later(dice: Dice, day: date, most: int) -> date:
    """A day after `day`, at most `most` days later, but not after all that is told here."""
    return min(day + timedelta(dice.few(0, most)), LAST)


def exact(day: date) -> When:
    """A day that is known."""
    return When(day.isoformat())


def when(dice: Dice, day: date, language: str) -> When:
    """What a source may say of `day`."""
    iso, month = day.isoformat(), f"{day:%Y-%m}"
    drawn = dice.below(100)
    if drawn < 62:
        return When(iso)
    if drawn < 78:
        return When(month)
    if drawn < 83:
        return When(f"{day:%Y}")
    after = (day + timedelta(dice.between(1, 40))).isoformat()
    if drawn < 89:
        return When(f"{iso}/{after}")
    if drawn < 92:
        return When(f"[{iso}..{after}]")
    if drawn < 96:
        return When(f"{month}~")
    if drawn < 98:
        return When(f"{month}~", words=_LATE[language].format(f"{day:%m.%Y}"))
    return When(iso, inferred=True)
