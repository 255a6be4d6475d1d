"""A survey of what was found as the page lists it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from babel.numbers import format_decimal

from casefile.usecases.search import KindFound
from ui import finding
from ui.shell.answers import Answer, Found, FoundGroup
from ui.words import at_least, language, t

EACH = 6
"""Results of each kind while all kinds are shown."""
MOST = 200
"""Results of one kind. Whoever has more types another word."""


@dataclass(frozen=True)
class KindFilter:
    """A filter above the results: ``kind`` is empty for all of them."""

    kind: str
    words: str


def filters(found: Sequence[KindFound]) -> tuple[KindFilter, ...]:
    """All, then every kind of which something was found, with the numbers."""
    names = [(each.kind, finding.group(each.kind, (), each.total).words, [each]) for each in _ordered(found)]
    return tuple(
        KindFilter(kind, f"{words} {total(some)}") for kind, words, some in (("", t("search.all"), found), *names)
    )


def answer(found: Sequence[KindFound], kind: str, typed: str = "") -> Answer:
    """The best of every kind with a way to the others, or all that was read of `kind`; first the case whose reference was `typed`."""
    groups = (_group(each, kind) for each in _ordered(found) if each.best and kind in ("", each.kind))
    return Answer(tuple(finding.by_reference_first(groups, typed)))


def total(found: Sequence[KindFound]) -> str:
    """How many there are of these kinds, or at least."""
    count = number(sum(each.total for each in found))
    return at_least(count) if any(each.more for each in found) else count


def number(count: int) -> str:
    """A number as the reader writes it."""
    return str(format_decimal(count, locale=language()))


def _ordered(found: Sequence[KindFound]) -> list[KindFound]:
    return sorted(found, key=lambda each: finding.place_of(each.kind))


def _group(found: KindFound, kind: str) -> FoundGroup:
    group = finding.group(found.kind, found.best, found.total)
    if kind or (found.total <= len(found.best) and not found.more):
        return group
    every = t("search.show_all", number=total([found]))
    return replace(
        group, found=(*group.found, Found(f"all:{found.kind}", "arrow-right", ((every, False),), target=found.kind))
    )
