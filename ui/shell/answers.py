"""What the palette shows, in plain values. The search itself is the core's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Marked = tuple[tuple[str, bool], ...]  # pieces of a text, True for those found


@dataclass(frozen=True)
class Found:
    """One record or action. `page` and `target` are where Enter leads, or `act` names what it does; `right` is a reference, date or note."""

    key: str
    icon: str
    title: Marked
    second: Marked = ()
    right: str = ""
    page: str = ""
    target: object = None
    act: str = ""


@dataclass(frozen=True)
class FoundGroup:
    """Results of one kind: `kind` names it, `words` say it, `total` counts all of which `found` are the first; `more`: or more than so many."""

    kind: str
    words: str
    total: int
    found: tuple[Found, ...]
    more: bool = False

    @property
    def number(self) -> str:
        """How many there are, as it is shown."""
        return f"{self.total}+" if self.more else str(self.total)


@dataclass(frozen=True)
class Answer:
    """What was found for a query, kind by kind, in the order to show."""

    groups: tuple[FoundGroup, ...] = ()

    @property
    def total(self) -> int:
        """All results of all kinds."""
        return sum(group.total for group in self.groups)

    @property
    def number(self) -> str:
        """How many there are in all, as it is shown."""
        return f"{self.total}+" if any(group.more for group in self.groups) else str(self.total)


class PaletteSource(Protocol):
    """Answers the palette. Called on the pool, never on the window's thread; may raise a CasefileError."""

    def find(self, query: str, every_spelling: bool) -> Answer:
        """The best results for `query` (what was typed; may be empty: then what is likely wanted next)."""
