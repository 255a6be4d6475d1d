"""A moment on paper."""

from __future__ import annotations

from datetime import datetime


def said(time: str, language: str) -> str:
    """An ISO 8601 time in words, in the offset in which it was noted, so that it says the same on every computer; as it is where it is none."""
    from babel.dates import format_datetime  # costs 60 ms, and the unlock page counts nothing

    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return time
    words = format_datetime(moment, "d MMMM y, HH:mm:ss", locale=language)
    offset = moment.strftime("%z")
    return f"{words} (UTC{offset[:3]}:{offset[3:5]})" if offset else words
