"""What the list is asked for: one of the ready-made filters and any number of others, each with its words for a chip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casefile.usecases.cases import CaseFilter
from casefile.usecases.savedviews import SavedView, case_filter
from ui.words import language, term_list

OTHERS = ("kind", "status", "theme", "region", "person", "tag", "words")
"""The filters of the menu, by field of `CaseFilter`."""
TERMS = {"kind": "case_kind", "status": "case_status", "theme": "theme"}
"""Those that are codes, and of which list."""


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

    def values(self) -> dict[str, str]:
        """What the filters of the menu are set to, by name."""
        return {name: chosen.value for name, chosen in self.others.items()}

    def said(self) -> list[str]:
        """What the chips of the menu's filters say, in their order."""
        return [self.others[name].words for name in OTHERS if name in self.others]

    def as_filter(self) -> CaseFilter:
        """As the core understands it."""
        return case_filter(self.ready, self.values())

    def view(self, name: str) -> SavedView:
        """To be kept under a name."""
        return SavedView(name, self.ready, self.values(), {key: chosen.words for key, chosen in self.others.items()})


def wanted_of(view: SavedView) -> Wanted:
    """The filters of a view that was kept. Codes are said in the reader's language, whatever it was when the view was kept."""
    others = {name: Chosen(value, _words(name, value, view)) for name, value in view.values.items()}
    return Wanted(view.ready, others)


def _words(name: str, value: str, view: SavedView) -> str:
    return term_list(TERMS[name]).label(value, language()) if name in TERMS else view.words.get(name, value)
