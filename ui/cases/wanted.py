"""What the list is asked for: one of the ready-made filters and any number of others, each with its words for a chip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casefile.usecases.cases import READY_MADE, CaseFilter

OTHERS = ("kind", "status", "theme", "region", "person", "tag", "words")
"""The filters of the menu, by field of `CaseFilter`."""


@dataclass(frozen=True)
class Chosen:
    """The value of one filter (a code, an id, words as typed) and what its chip says."""

    value: str
    words: str


@dataclass(frozen=True)
class Wanted:
    """`ready` is the name of a ready-made filter, or empty for all cases; `others` the rest by field."""

    ready: str = "open"
    others: Mapping[str, Chosen] = field(default_factory=dict)

    def turned(self, ready: str) -> Wanted:
        """With a ready-made filter on, or off if it was on."""
        return replace(self, ready="" if ready == self.ready else ready)

    def having(self, name: str, chosen: Chosen | None) -> Wanted:
        """With another filter set, or with None taken away."""
        others = {key: value for key, value in self.others.items() if key != name}
        return replace(self, others={**others, name: chosen} if chosen else others)

    def as_filter(self) -> CaseFilter:
        """As the core understands it."""
        values: dict[str, object] = {name: chosen.value for name, chosen in self.others.items()}
        if "words" in values:
            values["words"] = tuple(self.others["words"].value.split())
        return replace(READY_MADE.get(self.ready, CaseFilter()), **values)  # type: ignore[arg-type]  # names of its fields
