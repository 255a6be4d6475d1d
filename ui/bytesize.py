"""Sizes of files in words, in thousands as systems show them."""

from __future__ import annotations

from babel.numbers import format_decimal

from ui.words import language, t

_UNITS = ("bytes", "kb", "mb", "gb", "tb")


def show_size(size: int) -> str:
    """``4.1 MB``, ``812 KB``, ``9.2 GB``; one decimal below 10."""
    unit = _unit(size)
    return t(f"evidence.size.{_UNITS[unit]}", number=_figure(size, unit), n=size)


def show_part(done: int, total: int) -> str:
    """``3.1 of 8.4 GB``, both in the unit of the total."""
    unit = _unit(total)
    whole = t(f"evidence.size.{_UNITS[unit]}", number=_figure(total, unit), n=total)
    return t("evidence.size.part", done=_figure(done, unit), total=whole)


def _unit(size: int) -> int:
    unit = 0
    while unit < len(_UNITS) - 1 and size >= 1000 ** (unit + 1):
        unit += 1
    return unit


def _figure(size: int, unit: int) -> str:
    value = size / 1000**unit
    pattern = "#,##0.#" if unit and value < 100 else "#,##0"
    return str(format_decimal(value, pattern, locale=language()))
