"""One line of the directory, in words."""

from __future__ import annotations

from casefile.i18n import Catalogue
from casefile.usecases.directory import PartyRow
from ui.directory import saying
from ui.directory.spec import DirectorySpec
from ui.parts.rows import Row

_ROLES = 3


def line(row: PartyRow, spec: DirectorySpec, language: str) -> Row:
    """Name and other spellings, in how many cases; below, the status known last and what the party was."""
    roles = saying.listed([saying.term("role", code, language) for code in row.roles[:_ROLES]])
    return Row(
        row.id,
        saying.name(row.party, language),
        second=saying.joined(saying.status(row.status, language), roles or saying.sorts(row.party, language)),
        after=saying.joined(*saying.spellings(row.party, language)),
        icon=spec.icon,
        right=Catalogue(language).text("directory.cases", n=row.cases) if row.cases else "",
        right_tone="ink3",
    )
