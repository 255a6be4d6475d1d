"""Filters of a search as a person says them, turned into what the search understands; and searches kept under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace

from casefile import clock
from casefile.domain import dates
from casefile.domain.values import new_id
from casefile.errors import NotFound, Refused
from casefile.search.narrowing import Narrowing
from casefile.usecases import additions, cases, edit, search
from casefile.usecases.session import Session

PREFIX = "search/"
"""Of the names of the local rows of saved searches; the id follows."""


@dataclass(frozen=True, slots=True)
class Said:
    """Filters in words: `since` and `until` as people write dates, `theme` and `role` a code or its words in any language, `region` and
    `person` a name in any spelling or an id, `case` a reference or an id."""

    since: str | None = None
    until: str | None = None
    theme: str | None = None
    region: str | None = None
    tag: str | None = None
    role: str | None = None
    person: str | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What was searched for, kept under a name in this vault: it never travels. `kind` is empty for all kinds; `words` say the filters,
    by field of `Narrowing`, as they were called when the search was kept."""

    name: str
    typed: str
    kind: str = ""
    narrowing: Narrowing = search.EVERYTHING
    words: Mapping[str, str] = field(default_factory=dict)
    id: str = field(default_factory=new_id)


def narrowing(session: Session, said: Said) -> Narrowing:
    """What the search is narrowed to.

    Raises:
        Refused: a date cannot be read, a code is in no list, or a name is nobody's.
        NotFound: there is no such case.
    """
    return Narrowing(
        since=said.since and _day(said.since, last=False),
        until=said.until and _day(said.until, last=True),
        theme=said.theme and code(session, "theme", said.theme),
        region=said.region and _named(session, said.region, ("place",)),
        tag=said.tag,
        role=said.role and code(session, "role", said.role),
        person=said.person and _named(session, said.person, ("person", "organisation")),
        case=said.case and cases.find(session, said.case).id,
    )


def save(session: Session, wanted: SavedSearch) -> SavedSearch:
    """Keep a search; one of the same name gives way."""
    kept = replace(wanted, name=" ".join(wanted.name.split()))
    with session.database.maintaining() as connection:
        for key, row in session.local.all_kept(connection, PREFIX).items():
            if row["name"] == kept.name:
                session.local.forget(connection, key)
        value = asdict(kept)
        session.local.keep(connection, PREFIX + value.pop("id"), value)
    return kept


def saved(session: Session) -> tuple[SavedSearch, ...]:
    """All searches that are kept, by name."""
    with session.database.reading() as connection:
        rows = session.local.all_kept(connection, PREFIX)
    found = (
        SavedSearch(**{**row, "id": key.removeprefix(PREFIX), "narrowing": Narrowing(**row["narrowing"])})
        for key, row in rows.items()
    )
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def forget(session: Session, search_id: str) -> None:
    """Keep a search no longer; nothing happens where there is none."""
    with session.database.maintaining() as connection:
        session.local.forget(connection, PREFIX + search_id)


def days(words: str, language: str) -> tuple[str, str] | None:
    """The first and the last day, as ISO dates, that a date can mean as people write it; None where it cannot be read."""
    found = dates.read(words, language, clock.now().date())
    if found is None:
        return None
    extent = dates.bounds(found.edtf)
    return extent.earliest.isoformat(), extent.latest.isoformat()


def code(session: Session, terms: str, words: str) -> str:
    """The code in the list `terms` that a person means by it or by its words in any language.

    Raises:
        Refused: it is not in the list.
    """
    known = additions.load(session).list(terms)
    for term in known:
        if words.casefold() in {term.code, *(label.casefold() for label in term.labels.values())}:
            return term.code
    raise Refused("search.no_term", words=words, codes=", ".join(term.code for term in known))


def _day(words: str, *, last: bool) -> str:
    found = days(words, "en")
    if found is None:
        raise Refused("search.no_date", words=words)
    return found[1] if last else found[0]


def _named(session: Session, words: str, kinds: Sequence[str]) -> str:
    found = search.find(session, words, kinds, limit=1)
    if found and (found[0].title_marks or any(found[0].spelling_marks)):
        return found[0].id
    for kind in kinds:
        with suppress(NotFound):
            return edit.read(session, kind, words).record.id
    raise Refused("search.no_name", words=words)
