"""The pages that bring a vault back: a recovery key, or its shares, with what to do in three languages.

A page names no one and no vault; a line is left for what reminds its keeper.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.exports.sheet import Sheet


def key(sheet: Sheet, identity: str) -> bytes:
    """A recovery key as a PDF of two pages.

    Args:
        identity: ``AGE-SECRET-KEY-PQ-1…``.
    """
    from casefile.exports.pdf import recovery  # reportlab costs 250 ms, and most runs write no paper

    return recovery.key(sheet, identity)


def shares(sheet: Sheet, written: Sequence[str], threshold: int) -> bytes:
    """The shares of a recovery key as a PDF, two pages a share, so that each can be given away by itself.

    Args:
        written: SLIP-39 shares.
        threshold: how many give the key back.
    """
    from casefile.exports.pdf import recovery

    return recovery.shares(sheet, written, threshold)


def share(sheet: Sheet, written: Sequence[str], threshold: int, number: int) -> bytes:
    """One share of several as a PDF of two pages, for a file of its own.

    Args:
        number: which of `written`, from 1.
    """
    from casefile.exports.pdf import recovery

    return recovery.share(sheet, written, threshold, number)


def code(text: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code of a text, as it stands on the pages: rows of modules, True for dark, the white margin included."""
    from casefile.exports.qr import modules

    return modules(text)
