"""What the header of a person or an organisation says, in plain values."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.i18n import Catalogue
from casefile.usecases.directory import Dossier
from ui.directory import saying


@dataclass(frozen=True)
class PartyHeading:
    """Name, other `spellings`, the status as last known, and the line beside it."""

    title: str
    spellings: tuple[str, ...]
    status: str
    meta: str


def heading(dossier: Dossier, language: str) -> PartyHeading:
    """The header of a dossier."""
    cases = Catalogue(language).text("directory.cases", n=len(dossier.cases)) if dossier.cases else ""
    return PartyHeading(
        saying.name(dossier.party, language),
        saying.spellings(dossier.party, language),
        saying.status(dossier.status, language),
        saying.joined(saying.sorts(dossier.party, language), cases),
    )
