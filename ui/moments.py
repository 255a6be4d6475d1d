"""When something was done, as short as it can be said."""

from __future__ import annotations

from datetime import date, datetime

from ui.words import language


def moment(time: str, today: date) -> str:
    """The clock time of an ISO time of today, else its day, with the year where it is another."""
    from babel.dates import format_datetime  # costs 60 ms, which the first form may pay

    try:
        read = datetime.fromisoformat(time)
    except ValueError:
        return time
    pattern = "HH:mm" if read.date() == today else "d MMMM" if read.year == today.year else "d MMMM y"
    return str(format_datetime(read, pattern, locale=language()))
