"""One line of the list of cases, in words."""

from __future__ import annotations

from datetime import date

from casefile.domain.dates import show
from casefile.domain.values import When
from casefile.i18n import Catalogue
from casefile.usecases.cases import CaseRow
from ui.parts.rows import Row
from ui.words import term_list

_ICONS = {
    "person_at_risk": "user-round",
    "group_at_risk": "users",
    "incident": "zap",
    "organisation_under_pressure": "building-2",
    "law_or_policy": "scroll-text",
    "situation": "map-pin",
}


def line(row: CaseRow, language: str, today: date) -> Row:
    """Title, reference, the status known last (or what kind of case it is), and the day on which something is due."""
    title = row.title.best(language).text if row.title else Catalogue(language).text("cases.untitled")
    overdue = row.due is not None and row.due < today.isoformat()
    return Row(
        row.id,
        title,
        second=_second(row, language),
        reference=row.reference or "",
        icon=_ICONS.get(row.kind or "", "folder"),
        right=due_words(row.due, language, today) if row.due else "",
        right_tone="due",
        overdue=overdue,
    )


def due_words(due: str, language: str, today: date) -> str:
    """``6 May``; with its year where that is another one."""
    words = show(When(due), language, "short")
    if due[:4] == str(today.year):
        return words
    return Catalogue(language).text("dates.short.with_year", date=words, year=due[:4])


def _second(row: CaseRow, language: str) -> str:
    status = row.status
    if status is not None and status.detail:
        return status.detail.best(language).text
    if status is not None and status.status:
        return term_list("person_status").label(status.status, language)
    return term_list("case_kind").label(row.kind, language) if row.kind else ""
