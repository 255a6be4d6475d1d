"""Sources that speak to the same thing, side by side. Nothing is chosen between them and nothing merged.

That they disagree is only said where it can be read off: the dates or the figures that they give for a field have nothing in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casefile.domain.dates import bounds
from casefile.domain.definition import Shape
from casefile.domain.kinds import Citation, Record, kind_of
from casefile.domain.passages import dates_in

_DATED = (Shape.WHEN,)
_COUNTED = (Shape.NUMBER, Shape.QUANTITY, Shape.AMOUNT, Shape.LENGTH)
_FIGURE = re.compile(r"\d+(?:[ \u00a0\u202f,.]\d{3})*")


@dataclass(frozen=True, slots=True)
class Place:
    """What several sources speak to: `field` of a record (``end``, ``conditions/<id>``; empty for the whole of it), and their citations."""

    field: str
    citations: tuple[Citation, ...]
    disagree: bool


def places(record: Record, citations: Iterable[Citation], today: date) -> tuple[Place, ...]:
    """The places of a record for which two sources or more are cited; those on which they disagree first."""
    by_field: dict[str, list[Citation]] = {}
    for each in citations:
        if each.record == record.id and each.source:
            by_field.setdefault(each.field or "", []).append(each)
    found = [
        Place(field, tuple(cited), disagree(record, field, cited, today))
        for field, cited in by_field.items()
        if len({each.source for each in cited}) > 1
    ]
    return tuple(sorted(found, key=lambda each: (not each.disagree, each.field)))


def disagree(record: Record, field: str, citations: Iterable[Citation], today: date) -> bool:
    """Whether two sources give dates, or figures, for a field that have nothing in common. False where nothing can be read."""
    shape = next((each.shape for each in kind_of(record).fields if each.name == field), None)
    said: dict[str, set[str]] = {}
    for each in citations:
        passage = each.passage.best() if each.passage and each.passage.versions else None
        if passage is None:
            continue
        values = (
            _dates(passage.text, passage.language, today)
            if shape in _DATED
            else _figures(passage.text)
            if shape in _COUNTED
            else set()
        )
        said.setdefault(str(each.source), set()).update(values)
    spoken = [values for values in said.values() if values]
    return any(
        not any(_meet(shape, a, b) for a in one for b in other)
        for place, one in enumerate(spoken)
        for other in spoken[place + 1 :]
    )


def _meet(shape: Shape | None, one: str, other: str) -> bool:
    if shape not in _DATED:
        return one == other
    ours, theirs = bounds(one), bounds(other)
    return ours.earliest <= theirs.latest and theirs.earliest <= ours.latest


def _dates(text: str, language: str, today: date) -> set[str]:
    return {each.when.edtf for each in dates_in(text, language, today)}


def _figures(text: str) -> set[str]:
    return {re.sub(r"\D", "", each) for each in _FIGURE.findall(text)}
