"""QR codes (ISO/IEC 18004) of recovery keys and shares, for paper and for the screen."""

from __future__ import annotations

import segno

_QUIET_ZONE = 4  # modules, as the standard asks


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The code of a text: rows of modules, True for dark, the white margin that readers need included."""
    made = segno.make(text, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in made.matrix_iter(border=_QUIET_ZONE))
