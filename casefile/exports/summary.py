"""The summary of one case, built once for both writers."""

from __future__ import annotations

from datetime import date

from casefile.domain.kinds import Organisation, Person
from casefile.domain.redaction import Redacted
from casefile.exports import annex, courts, cover, happenings, parties
from casefile.exports.annex import Custody
from casefile.exports.document import Document
from casefile.exports.reader import Reader


def build(redacted: Redacted, language: str, custody: Custody, exported: date) -> Document:
    """The document for a case as one audience may read it.

    Args:
        redacted: what may go out; this reads nothing else.
        language: of the document: ``en``, ``ru`` or ``kk``.
        custody: the steps of each file.
        exported: the day that stands on the first page.
    """
    reader = Reader(redacted.casefile, language)
    case = redacted.casefile.case
    title = reader.said(case.title) or case.reference or reader.t("summary.kind")
    running = " · ".join(part for part in (case.reference, title) if part)
    return Document(
        reader.t("summary.kind"),
        title,
        _spellings(reader, title),
        language,
        running,
        reader.t("summary.page", page="{page}", pages="{pages}"),
        (
            *cover.cover(reader, redacted, exported),
            *happenings.timeline(reader),
            *parties.parties(reader),
            *courts.proceedings(reader),
            *courts.measures(reader),
            *happenings.interventions(reader),
            *happenings.instruments(reader),
            *happenings.events(reader),
            *annex.evidence(reader, custody),
            *annex.sources(reader),
            *annex.account(reader, redacted),
        ),
    )


def _spellings(reader: Reader, title: str) -> str:
    """The other spellings of the name that is the title."""
    named: tuple[Person | Organisation, ...] = (*reader.casefile.of(Person), *reader.casefile.of(Organisation))
    for party in named:
        names = dict.fromkeys(name.text for name in party.names)
        if title in names:
            return " · ".join(name for name in names if name != title)
    return ""
