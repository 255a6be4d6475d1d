"""Choosing a record for a reference: what it is called, what is likely meant, what was searched for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.domain.additions import NONE, Additions
from casefile.domain.dates import show
from casefile.domain.deadlines import shipped
from casefile.domain.definition import Shape
from casefile.domain.kinds import KINDS, Case, Person, Record, Source, kind_of
from casefile.domain.values import When
from casefile.i18n import Catalogue
from casefile.records import additions, casefiles, repository
from casefile.records.database import Connection
from casefile.search.texts import display_title, names_of
from casefile.usecases import search
from casefile.usecases.session import Session

NO_RECORDS = ("addedfield", "term", "template")
"""Kinds that say how the vault's people work, and are no part of what they record."""

ANY = tuple(
    kind
    for kind in KINDS
    if kind not in ("citation", "role", "link", "relationship", "consent", "contact", "deadlinerule", *NO_RECORDS)
)
"""What a reference may point to where its definition names no kind."""

_DATES = ("when", "date", "start", "due", "captured", "opened")
_SORTS = ("type", "role", "use", "stance", "kind", "sort")
_SPELLINGS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record as a field names it: `line` in one line, and apart from each other `title` and what tells it from others of the name."""

    id: str
    kind: str
    title: str
    second: str = ""
    line: str = ""
    deleted: bool = False


def candidate(record: Record, language: str, *, deleted: bool = False, additions: Additions = NONE) -> Candidate:
    """How a record is named in `language`."""
    title, date = called(record, language, additions), _date(record, language)
    second = _spellings(record, title) or date
    if isinstance(record, Case) and record.reference:
        return Candidate(record.id, "case", title, record.reference, f"{record.reference} · {title}", deleted)
    if isinstance(record, Source):
        line = record.short or title
    else:
        line = ", ".join(part for part in (title, date) if part) if _happened(record) else title
    return Candidate(record.id, kind_of(record).name, title, second, line, deleted)


def called(record: Record, language: str, additions: Additions = NONE) -> str:
    """What a record is called: its name or title, else what sort of thing it is."""
    found = display_title(record, language)
    if found:
        return found
    for name in _SORTS:
        code = getattr(record, name, None)
        if isinstance(code, str):
            terms = kind_of(record).field(name).about.terms
            return additions.list(terms).label(code, language) if terms else code
    return Catalogue(language).text(f"kind.{kind_of(record).name}")


def named(session: Session, ids: Iterable[str], language: str) -> Mapping[str, Candidate]:
    """Id → how it is named, for those of `ids` that are here."""
    with session.database.reading() as connection:
        return named_in(connection, ids, language)


def named_in(connection: Connection, ids: Iterable[str], language: str) -> dict[str, Candidate]:
    """The same inside a reading transaction."""
    ids = frozenset(ids)
    added = additions.load(connection)
    return {
        **{rule.id: candidate(rule, language) for rule in shipped() if rule.id in ids},
        **{
            record_id: candidate(each.record, language, deleted=each.deleted, additions=added)
            for record_id, each in repository.of_any_kind(connection, ids, deleted=True).items()
        },
    }


def likely(
    session: Session, kinds: Sequence[str], cases: Sequence[str], language: str, limit: int = 12
) -> tuple[Candidate, ...]:
    """What is likely meant before anything is typed: records of the cases, then what was changed last."""
    kinds = tuple(kinds) or ANY
    found: dict[str, Record] = {}
    with session.database.reading() as connection:
        for record in _in_cases(connection, cases):
            if kind_of(record).name in kinds:
                found.setdefault(record.id, record)
        for kind in kinds:
            if len(found) >= limit:
                break
            found.update((each.record.id, each.record) for each in repository.latest(connection, kind, limit))
        added = additions.load(connection)
    if "deadlinerule" in kinds:
        found = {**{rule.id: rule for rule in shipped()}, **found}
    return tuple(candidate(record, language, additions=added) for record in list(found.values())[:limit])


def matching(
    session: Session, typed: str, kinds: Sequence[str], language: str, limit: int = 12
) -> tuple[Candidate, ...]:
    """What was searched for by name, in any spelling, or by words."""
    found = search.find(session, typed, tuple(kinds) or ANY, language, limit)
    with session.database.reading() as connection:
        added = additions.load(connection)
    return tuple(candidate(each.record, language, additions=added) for each in found[:limit])


def _in_cases(connection: Connection, cases: Sequence[str]) -> Iterable[Record]:
    for stored in repository.many(connection, "case", cases):
        if isinstance(stored.record, Case):
            whole = casefiles.load(connection, stored.record)
            yield from sorted(whole, key=_order)


def _order(record: Record) -> tuple[str, str]:
    when = _when(record)
    return (when.edtf if when else "~", called(record, "en"))


def _happened(record: Record) -> bool:
    return any(field.name == "cases" and field.shape is Shape.REFS for field in kind_of(record).fields)


def _when(record: Any) -> When | None:
    return next((value for name in _DATES if isinstance(value := getattr(record, name, None), When)), None)


def _date(record: Record, language: str) -> str:
    when = _when(record)
    try:
        return show(when, language) if when else ""
    except ValueError:
        return when.edtf if when else ""


def _spellings(record: Record, title: str) -> str:
    others = [name for name in dict.fromkeys(names_of(record)) if name != title][:_SPELLINGS]
    if isinstance(record, Person) and not others and record.occupation:
        return str(record.occupation)
    return " · ".join(others)
