"""What people add to the program: reading it, and how much is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casefile.domain.additions import NONE, Additions
from casefile.domain.kinds import Case, Term
from casefile.domain.terms import shipped_lists, term_list
from casefile.domain.values import Text, Version
from casefile.i18n import LANGUAGES
from casefile.records import additions, repository
from casefile.records.database import Connection
from casefile.records.unit import Changes
from casefile.usecases import edit
from casefile.usecases.session import Session

KINDS = frozenset({"addedfield", "term", "template"})
"""The kinds of record that say what was added."""

__all__ = ["KINDS", "NONE", "Additions", "Used", "case_kind", "load", "offer", "used"]


@dataclass(frozen=True, slots=True)
class Used:
    """Everything that was added, and by id of a field how many records hold a value of it, deleted fields included."""

    additions: Additions
    values: Mapping[str, int]


def load(session: Session) -> Additions:
    """Everything that the people of the vault added."""
    with session.database.reading() as connection:
        return additions.load(connection)


def used(session: Session) -> Used:
    """The same, and how much there is in each field."""
    with session.database.reading() as connection:
        found = additions.load(connection)
        fields = (*found.fields, *found.gone)
        counted = {each.id: sum(map(len, additions.holding(connection, each.id).values())) for each in fields}
    return Used(found, counted)


def offer(session: Session, name: str, code: str, *, offered: bool) -> Changes:
    """Offer a term of a list, or no more. Records that hold it keep it, and its words."""
    known = next((each for each in load(session).terms if (each.list, each.code) == (name, code)), None)
    term = known or Term(list=name, code=code, label=_shipped_words(name, code))
    return edit.save(session, [replace(term, hidden=None if offered else True)])


def _shipped_words(name: str, code: str) -> Text | None:
    shipped = term_list(name).find(code) if name in shipped_lists() else None
    if shipped is None:
        return None
    return Text(tuple(Version(language, shipped.labels[language], original=language == "en") for language in LANGUAGES))


def case_kind(connection: Connection, case_id: str) -> str | None:
    """The kind of a case, by which templates are chosen."""
    stored = repository.get(connection, "case", case_id) if case_id else None
    return stored.record.kind if stored is not None and isinstance(stored.record, Case) else None
