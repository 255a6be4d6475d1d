"""Cells that a spreadsheet would run, made to be only read (https://owasp.org/www-community/attacks/CSV_Injection), and read back."""

from __future__ import annotations

_MARK = "'"
_RUN = frozenset("=+-@\t\r\n＝＋－＠")


def inert(cell: str) -> str:
    """The cell with an apostrophe in front where it begins as a formula does, or with an apostrophe of its own."""
    return _MARK + cell if cell[:1] in _RUN or cell[:1] == _MARK else cell


def as_written(cell: str) -> str:
    """The inverse of `inert`; an apostrophe before anything else was meant."""
    follows = cell[1:2]
    return cell[1:] if cell[:1] == _MARK and (follows in _RUN or follows == _MARK) and follows else cell
