"""Hours as people read them."""

from __future__ import annotations

from casefile import clock
from casefile.domain.deadlines import clocks


def hour(recorded: str | None) -> str:
    """An hour as recorded (``14:30+05:00``), without its offset where that is the one of this computer."""
    if not recorded:
        return ""
    found = clocks.read(recorded)
    if found is None:
        return recorded
    short = f"{found:%H:%M}"
    if found.tzinfo is None or found.utcoffset() == clock.now().utcoffset():
        return short
    return f"{short} {clocks.offset(found)}"
