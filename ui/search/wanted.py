"""What is searched for: words, a kind, and filters, each with what its chip says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from casefile.usecases.narrowing import SavedSearch
from casefile.usecases.search import EVERYTHING, Narrowing
from ui.words import language, term_list

FILTERS = ("when", "theme", "region", "role", "person", "case", "tag")
"""In the order of their chips. ``when`` is both ends of the time in `Narrowing`."""
_CODES = ("theme", "role")


@dataclass(frozen=True)
class Chosen:
    """The value of one filter (a code, an id, a tag, or two days for ``when``) and what its chip says."""

    value: str | tuple[str, str]
    words: str


@dataclass(frozen=True)
class Wanted:
    """Filters as the core understands them, and their words by name."""

    narrowing: Narrowing = EVERYTHING
    words: Mapping[str, str] = field(default_factory=dict)

    def having(self, name: str, chosen: Chosen | None) -> Wanted:
        """With a filter set, or with None taken away."""
        words = {key: said for key, said in self.words.items() if key != name}
        if chosen is not None:
            words[name] = chosen.words
        value = None if chosen is None else chosen.value
        if name == "when":
            since, until = value if isinstance(value, tuple) else (None, None)
            return Wanted(replace(self.narrowing, since=since, until=until), words)
        narrowing = replace(self.narrowing, **{name: value})  # type: ignore[arg-type]  # one of its fields of text
        return Wanted(narrowing, words)

    def value(self, name: str) -> str | None:
        """What a filter is set to; of ``when`` the first day."""
        found: str | None = getattr(self.narrowing, "since" if name == "when" else name)
        return found

    def chips(self) -> Iterator[tuple[str, str]]:
        """(name, words) of the filters that are set. Codes are said in the reader's language, whatever it was when they were set."""
        for name in FILTERS:
            value = self.value(name)
            if value is not None:
                yield name, term_list(name).label(value, language()) if name in _CODES else self.words.get(name, value)

    def saved(self, name: str, typed: str, kind: str) -> SavedSearch:
        """To be kept under a name."""
        return SavedSearch(name, typed, kind, self.narrowing, self.words)


def wanted_of(saved: SavedSearch) -> Wanted:
    """The filters of a search that was kept."""
    return Wanted(saved.narrowing, saved.words)


def in_words(saved: SavedSearch) -> str:
    """What a kept search looks for, in one line."""
    return " · ".join([*([saved.typed] if saved.typed else []), *(words for _, words in wanted_of(saved).chips())])
