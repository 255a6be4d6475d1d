"""Colour tokens, light and dark: the one place in the window where a colour is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One set of colours, each ``#RRGGBB``; alphas are 0.0 to 1.0. Meanings stand in the look's colour table."""

    dark: bool
    rail: str
    list: str
    page: str
    sunken: str
    hover: str
    hover_rail: str
    sel: str
    mark: str
    mark_sel: str
    chip: str
    hair: str
    line: str
    control: str
    ink: str
    ink2: str
    ink3: str
    off: str
    accent: str
    fill: str
    fill_hover: str
    fill_pressed: str
    on_fill: str
    due: str
    due_soft: str
    danger: str
    danger_fill: str
    danger_soft: str
    bar: str
    scrim: str
    scrim_alpha: float
    viewer: str

    def colour(self, name: str) -> str:
        """The value of the token `name`.

        Raises:
            AttributeError: there is no such token, which is a bug.
        """
        value = getattr(self, name)
        assert isinstance(value, str)
        return value


LIGHT = Tokens(
    dark=False,
    rail="#EEEEEB",
    list="#F7F7F5",
    page="#FFFFFF",
    sunken="#F3F3F0",
    hover="#E9EAE7",
    hover_rail="#E2E3DF",
    sel="#D9EAE7",
    mark="#C6E1DC",
    mark_sel="#AFD3CC",
    chip="#ECECE8",
    hair="#E2E2DD",
    line="#CDCDC7",
    control="#858985",
    ink="#1B1E1D",
    ink2="#474C4A",
    ink3="#636865",
    off="#A2A6A3",
    accent="#0E5F5B",
    fill="#0E5F5B",
    fill_hover="#0B4E4A",
    fill_pressed="#083F3C",
    on_fill="#FFFFFF",
    due="#7D5100",
    due_soft="#FAF0D9",
    danger="#A92A20",
    danger_fill="#A92A20",
    danger_soft="#FAE9E6",
    bar="#4B5351",
    scrim="#1B1E1D",
    scrim_alpha=0.34,
    viewer="#1B1E1D",
)

DARK = Tokens(
    dark=True,
    rail="#151716",
    list="#1A1C1B",
    page="#202322",
    sunken="#191B1A",
    hover="#282C2A",
    hover_rail="#222625",
    sel="#1D3C39",
    mark="#27524D",
    mark_sel="#2F655E",
    chip="#2C302E",
    hair="#303433",
    line="#454A48",
    control="#7A817E",
    ink="#E8EBE9",
    ink2="#BAC0BD",
    ink3="#9CA4A0",
    off="#666D6A",
    accent="#6CC2B8",
    fill="#1E7A73",
    fill_hover="#20807A",
    fill_pressed="#1A6A64",
    on_fill="#FFFFFF",
    due="#E3B55E",
    due_soft="#372D18",
    danger="#F2938A",
    danger_fill="#B23A30",
    danger_soft="#3A201E",
    bar="#929B97",
    scrim="#000000",
    scrim_alpha=0.50,
    viewer="#000000",
)
