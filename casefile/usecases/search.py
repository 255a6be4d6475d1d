"""Finding anything: one box, names in any script first, then full text with the place where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.domain.additions import Additions
from casefile.domain.definition import Shape
from casefile.domain.kinds import Record, kind_of
from casefile.records import additions, repository
from casefile.records.database import Connection
from casefile.search import query
from casefile.search.texts import display_title, names_of, searchable
from casefile.usecases.session import Session

_LIMIT = 50
_AROUND = 60
_BEARERS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found.

    `snippet` is a passage around the first place that matches, `marks` the (start, end) places in it; `title_marks` those in the title;
    `spellings` the other names of a person, and `spelling_marks` the places that match in each; `cases` ids of the cases it belongs to;
    `record` the record itself.
    """

    id: str
    kind: str
    title: str
    title_marks: tuple[tuple[int, int], ...]
    snippet: str
    marks: tuple[tuple[int, int], ...]
    spellings: tuple[str, ...]
    spelling_marks: tuple[tuple[tuple[int, int], ...], ...]
    cases: tuple[str, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class KindFound:
    """Of one kind, the best results, and how many there are in all."""

    kind: str
    total: int
    best: tuple[Found, ...]


def survey(session: Session, typed: str, language: str, each: int, kinds: Sequence[str] = ()) -> tuple[KindFound, ...]:
    """What was found kind by kind, the best `each` of every kind or, of `kinds` alone, with the totals of all others as well."""
    with session.database.reading() as connection:
        spellings = _spellings(connection, query.names(connection, typed, (), _BEARERS), typed)
        totals = query.counts(connection, typed, spellings)
        best = {
            kind: _answered(connection, _Asked(typed, (kind,), language, each), spellings)[:each]
            for kind in totals
            if not kinds or kind in kinds
        }
    return tuple(KindFound(kind, total, best.get(kind, ())) for kind, total in totals.items())


def find(
    session: Session,
    typed: str,
    kinds: Sequence[str] = (),
    language: str = "en",
    limit: int = _LIMIT,
    *,
    every_spelling: bool = True,
) -> tuple[Found, ...]:
    """What was found, names first, at most `limit` of each. `every_spelling` also finds a name in texts where it is spelled otherwise."""
    with session.database.reading() as connection:
        spellings = query.NO_SPELLINGS
        if every_spelling:
            spellings = _spellings(connection, query.names(connection, typed, (), _BEARERS), typed)
        return _answered(connection, _Asked(typed, tuple(kinds), language, limit), spellings)


@dataclass(frozen=True, slots=True)
class _Asked:
    typed: str
    kinds: tuple[str, ...]
    language: str
    limit: int


def _answered(connection: Connection, asked: _Asked, spellings: query.Spellings) -> tuple[Found, ...]:
    by_name = query.names(connection, asked.typed, asked.kinds, asked.limit)
    known = {hit.record for hit in by_name}
    texts = query.full_text(connection, asked.typed, asked.kinds, asked.limit, spellings)
    hits = [*by_name, *(hit for hit in texts if hit.record not in known)]
    records = _records(connection, hits)
    marked = " ".join([asked.typed, *(word for words in spellings.values() for word in words)])
    added = additions.load(connection)
    return tuple(_found(records[hit.record], marked, asked.language, added) for hit in hits if hit.record in records)


def _spellings(connection: Connection, bearers: Iterable[query.Hit], typed: str) -> query.Spellings:
    """How the names that were typed are spelled by those who bear them."""
    records = _records(connection, bearers).values()
    return query.spellings_of(typed, (name for record in records for name in names_of(record)))


def _records(connection: Connection, hits: Iterable[query.Hit]) -> dict[str, Record]:
    wanted: dict[str, list[str]] = {}
    for hit in hits:
        wanted.setdefault(hit.kind, []).append(hit.record)
    return {
        stored.record.id: stored.record
        for kind, ids in wanted.items()
        for stored in repository.many(connection, kind, ids)
    }


def _found(record: Record, typed: str, language: str, added: Additions) -> Found:
    title = unicodedata.normalize("NFC", display_title(record, language))
    snippet, marks = _snippet(record, title, typed, added)
    names = (unicodedata.normalize("NFC", name) for name in names_of(record))
    spellings = tuple(dict.fromkeys(name for name in names if name != title))
    return Found(
        record.id,
        kind_of(record).name,
        title,
        tuple(query.spans(title, typed)),
        snippet,
        marks,
        spellings,
        tuple(tuple(query.spans(each, typed)) for each in spellings),
        _cases(record),
        record,
    )


def _snippet(
    record: Record, title: str, typed: str, added: Additions
) -> tuple[str, tuple[tuple[int, int], ...]]:
    texts = searchable(record, added)
    for text in (*texts.body, *texts.title):
        original = unicodedata.normalize("NFC", text)
        if original == title or not (spans := query.spans(original, typed)):
            continue
        start = max(0, spans[0][0] - _AROUND)
        start = original.rfind(" ", 0, start) + 1 if start else 0
        passage = original[start : spans[0][1] + 2 * _AROUND]
        before, after = "… " if start else "", " …" if start + len(passage) < len(original) else ""
        shown = f"{before}{passage}{after}"
        return shown, tuple(query.spans(shown, typed))
    return "", ()


def _cases(record: Record) -> tuple[str, ...]:
    fields = {field.name: field.shape for field in kind_of(record).fields}
    return tuple(getattr(record, "cases", ())) if fields.get("cases") is Shape.REFS else ()
