"""Working days of a country.

Holidays, and days off that a government moved, come from the library ``holidays``. For a year whose transfers are not yet decreed it knows
the holidays alone, so a day reckoned far ahead can move: whoever relies on it looks again.
"""

from __future__ import annotations

import sys
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any, Protocol


class _Calendar(Container[object], Protocol):
    def is_working_day(self, key: date, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Counted:
    """Where counting ended, and the days off that were passed over on the way (weekends left out)."""

    last: date
    holidays: tuple[date, ...]


@lru_cache(maxsize=16)
def _calendar(country: str) -> _Calendar:
    from holidays.registry import COUNTRIES  # costs 0.3 s, and most vaults are opened without counting working days

    for module, (name, *codes) in COUNTRIES.items():
        if country.upper() in codes:
            made: _Calendar = getattr(_alone(module), name)()
            return made
    raise NotImplementedError(country)


def _alone(module: str) -> Any:
    """The module of one country. Asked for in the usual way, the library loads those of all 250, which takes 0.7 s and 20 MiB."""
    package, spec = "holidays.countries", find_spec("holidays.countries")
    if package in sys.modules or spec is None:
        return import_module(f"{package}.{module}")
    sys.modules[package] = module_from_spec(spec)  # a package in which its modules are found, and which was not run
    try:
        return import_module(f"{package}.{module}")
    finally:
        sys.modules.pop(package, None)


def is_working_day(day: date, country: str | None) -> bool:
    """Whether people work there on `day`; without a country Monday to Friday.

    Raises:
        NotImplementedError: the country is not known.
    """
    return _calendar(country).is_working_day(day) if country else day.weekday() < 5


def is_known(country: str) -> bool:
    """Whether holidays of the country (ISO 3166 alpha 2) are known."""
    try:
        _calendar(country)
    except NotImplementedError:
        return False
    return True


def after(first: date, number: int, country: str | None) -> Counted:
    """The `number`-th working day after `first`, which is not counted itself."""
    day, holidays = first, []
    while number > 0:
        day += timedelta(1)
        if is_working_day(day, country):
            number -= 1
        elif day.weekday() < 5:
            holidays.append(day)
    return Counted(day, tuple(holidays))


def onward(day: date, country: str | None) -> date:
    """`day`, or the next working day where it is off."""
    while not is_working_day(day, country):
        day += timedelta(1)
    return day
