"""Hours with their offset as records hold them (``14:30+05:00``), and clocks that are changed while a limit runs."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?")


def read(text: str) -> time | None:
    """The hour that `text` writes, aware where it has an offset; None where it is none."""
    return time.fromisoformat(text.strip()) if _HOUR.fullmatch(text.strip()) else None


def written(moment: datetime) -> str:
    """An hour as a record holds it, to the minute."""
    return moment.timetz().isoformat("minutes")


def after_change(begins: datetime, ends: datetime, country: str | None) -> datetime | None:
    """`ends` as clocks there show it, where they were changed since `begins`; None where they were not, or nobody can say.

    Zones of the country that had the offset of `begins` are asked; they must agree.
    """
    if country is None:
        return None
    seen: set[timedelta | None] = set()
    for zone in _zones(country):
        if begins.astimezone(zone).utcoffset() == begins.utcoffset():
            seen.add(ends.astimezone(zone).utcoffset())
    if len(seen) != 1 or seen == {begins.utcoffset()}:
        return None
    zone = next(each for each in _zones(country) if ends.astimezone(each).utcoffset() in seen)
    return ends.astimezone(zone)


@lru_cache(maxsize=16)
def _zones(country: str) -> tuple[ZoneInfo, ...]:
    from babel.core import get_global  # costs 40 ms, and few limits are counted in hours

    found = []
    for name in get_global("territory_zones").get(country.upper(), ()):
        try:
            found.append(ZoneInfo(str(name)))
        except (ZoneInfoNotFoundError, ValueError):
            continue
    return tuple(found)


def offset(hour: time) -> str:
    """The offset of an aware hour: ``+05:00``."""
    return hour.isoformat("minutes")[5:]
