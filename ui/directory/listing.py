"""One line of the directory, in words."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.i18n import Catalogue
from casefile.usecases.directory import PartyRow
from casefile.usecases.sameperson import Pair
from ui.directory import saying
from ui.directory.spec import DirectorySpec
from ui.parts.rows import Row
from ui.words import t

_ROLES = 3


def line(row: PartyRow, spec: DirectorySpec, language: str) -> Row:
    """Name and other spellings, in how many cases; below, the status known last and what the party was."""
    names = [
        spelling
        for each in (row.party, *row.others)
        for spelling in (saying.name(each, language), *saying.spellings(each, language))
    ]
    roles = saying.listed([saying.term("role", code, language) for code in row.roles[:_ROLES]])
    return Row(
        row.id,
        saying.name(row.party, language),
        second=saying.joined(saying.status(row.status, language), roles or saying.sorts(row.party, language)),
        after=saying.joined(*dict.fromkeys(names[1:])),
        icon=spec.icon,
        right=Catalogue(language).text("directory.cases", n=row.cases) if row.cases else "",
        right_tone="ink3",
    )


def alike(pairs: Sequence[Pair], spec: DirectorySpec) -> list[Row]:
    """A line for each record that may stand for somebody who has another: whom, and why."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        found.setdefault(pair.first.id, pair)
    return [
        Row(
            pair.first.id,
            pair.first.title,
            second=saying.joined(
                t("same.may_be", name=pair.other.candidate.title), t(pair.other.reason, **pair.other.values)
            ),
            after=pair.first.second,
            icon=spec.icon,
        )
        for pair in found.values()
    ]
