"""Where one is, above the title: from the case down to the kind of record, through the forms one came from."""

from __future__ import annotations

from collections.abc import Callable

from casefile.domain.labels import kinds_key
from casefile.usecases.recordform import Opened
from ui.shell.desk import Desk
from ui.words import t

Trail = tuple[tuple[str, Callable[[], None] | None], ...]
"""Words, and what a click on them does; the last one is where one is."""


def trail_of(desk: Desk, opened: Opened, before: Trail = ()) -> Trail:
    """Case, then the plural of the kind; after the trail of the form that one came from, if any."""
    kind = opened.draft.kind
    if before:
        return (*before[:-1], (before[-1][0], None), (t(f"picking.new.{kind}"), None))
    case = opened.case
    above: Trail = ((case.line, lambda: desk.go("cases", case.id)),) if case is not None else ()
    return (*above, (t(kinds_key(kind)), None))
