"""Months and their weeks, which begin on Monday, and how they are called."""

from __future__ import annotations

from datetime import date, timedelta

from babel.dates import format_date, get_day_names

from casefile.domain.dates import show
from casefile.domain.values import When
from ui.words import language

WEEK = 7
WEEKS = 6


def first_shown(month: date) -> date:
    """The Monday with which the grid of the month of `month` begins."""
    first = month.replace(day=1)
    return first - timedelta(first.weekday())


def shown(month: date) -> tuple[date, ...]:
    """The forty-two days of its grid."""
    first = first_shown(month)
    return tuple(first + timedelta(each) for each in range(WEEK * WEEKS))


def last_of(month: date) -> date:
    """The last day of the month of `month`."""
    return stepped(month.replace(day=1), 1) - timedelta(1)


def stepped(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(1)).day))


def month_in_words(month: date) -> str:
    """Month and year as a title has them: "May 2024"."""
    return _capital(show(When(f"{month:%Y-%m}"), language()))


def day_in_words(day: date) -> str:
    """A day as a heading has it: "Monday, 6 May"."""
    pattern = "EEEE, d MMMM" if language() != "kk" else "d MMMM, EEEE"
    return _capital(format_date(day, pattern, locale=language()))


def weekday_heads() -> tuple[str, ...]:
    """The heads of the columns, Monday first."""
    names = get_day_names("abbreviated", context="stand-alone", locale=language())
    return tuple(_capital(names[each]) for each in range(WEEK))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
