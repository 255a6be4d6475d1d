"""When something was done: as short as it can be said, or whole. By the clock of this computer, wherever it was done."""

from __future__ import annotations

from datetime import date, datetime

from casefile.domain.dates import show
from casefile.domain.values import When
from ui.words import language


def here(time: str) -> datetime:
    """An ISO time by the clock of this computer: another offset has other hours, and at night another day.

    Raises:
        ValueError: it is none.
    """
    return datetime.fromisoformat(time).astimezone()


def moment(time: str, today: date) -> str:
    """The clock time of an ISO time of today, else its day, with the year where it is another."""
    from babel.dates import format_datetime  # costs 60 ms, which the first form may pay

    try:
        read = here(time)
    except ValueError:
        return time
    if read.year != today.year:
        return whole_day(read.date())
    return str(format_datetime(read, "HH:mm" if read.date() == today else "d MMMM", locale=language()))


def whole_day(day: date) -> str:
    """Day, month and year as dates of records are written: "22 November 2026", "2026 ж. 22 қараша"."""
    return show(When(day.isoformat()), language())


def whole_moment(time: datetime) -> str:
    """The same with hours and minutes."""
    local = time.astimezone()
    return f"{whole_day(local.date())}, {local:%H:%M}"
