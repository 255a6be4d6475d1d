"""What a person typed, answered: names first, then full text, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, select, table, text

from casefile.domain.names import keys
from casefile.search.folding import fold
from casefile.search.names import Hit, names
from casefile.search.tables import FULL_TEXT, indexed
from casefile.search.typed import Part, parts

__all__ = [
    "NO_SPELLINGS", "Hit", "Spellings", "allowed", "expression", "full_text", "holding", "names", "of_kinds", "spans",
    "spellings_of", "titled", "unwanted", "word_spans",
]  # fmt: skip

RANKED_UP_TO = 3000
"""Above this many hits bm25 costs more than it tells; the newest come first instead."""

Spellings = Mapping[str, frozenset[str]]
"""Folded word → the same word as it is spelled elsewhere, folded."""

NO_SPELLINGS: Spellings = MappingProxyType({})

_TELLING = 3
"""Letters of a key from which on it says whom one means."""

_TOKEN = re.compile(r"\w+")
_TEXT = table(FULL_TEXT, column("rowid"))
_HOLDING = text(f"{FULL_TEXT} MATCH :match")


def full_text(
    connection: Connection,
    typed: str,
    kinds: Sequence[str],
    limit: int,
    spellings: Spellings = NO_SPELLINGS,
    conditions: Sequence[ColumnElement[bool]] = (),
) -> list[Hit]:
    """Records that hold all words and "phrases" that were typed, or `spellings` of them, and no -word; the last word may be unfinished.

    `conditions` are on `indexed`. With them alone, and nothing typed, the newest records that meet them.
    """
    match = expression(typed, spellings)
    if not match:
        return _newest(connection, kinds, limit, conditions) if conditions and not typed.strip() else []
    few = connection.execute(
        text(f"SELECT count(*) FROM (SELECT 1 FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH :match LIMIT :most)"),  # noqa: S608
        {"match": match, "most": RANKED_UP_TO},
    ).scalar_one()
    order = f"bm25({FULL_TEXT}, 8.0, 1.0)" if few < RANKED_UP_TO else f"{FULL_TEXT}.rowid DESC"
    within = select(indexed.c.record, indexed.c.kind).join_from(_TEXT, indexed, indexed.c.row == _TEXT.c.rowid)
    query = within.where(_HOLDING, *of_kinds(kinds), *conditions).order_by(text(order)).limit(limit)
    return [Hit(record, kind, by_name=False) for record, kind in connection.execute(query, {"match": match})]


def _newest(
    connection: Connection, kinds: Sequence[str], limit: int, conditions: Sequence[ColumnElement[bool]]
) -> list[Hit]:
    query = select(indexed.c.record, indexed.c.kind).where(*of_kinds(kinds), *conditions)
    rows = connection.execute(query.order_by(indexed.c.row.desc()).limit(limit))
    return [Hit(record, kind, by_name=False) for record, kind in rows]


def of_kinds(kinds: Sequence[str]) -> list[ColumnElement[bool]]:
    """That a row of `indexed` is of one of these kinds; nothing where there are none."""
    return [indexed.c.kind.in_(list(kinds))] if kinds else []


def allowed(connection: Connection, hits: Sequence[Hit], conditions: Sequence[ColumnElement[bool]]) -> list[Hit]:
    """Those of `hits` that meet `conditions`, in their order."""
    if not conditions:
        return list(hits)
    query = select(indexed.c.record).where(indexed.c.record.in_([hit.record for hit in hits]), *conditions)
    kept = set(connection.execute(query).scalars())
    return [hit for hit in hits if hit.record in kept]


def unwanted(typed: str) -> list[ColumnElement[bool]]:
    """That a row of `indexed` holds none of the -words that were typed."""
    match = " OR ".join(_phrase(part) for part in parts(typed) if part.unwanted)
    return [indexed.c.row.not_in(_rows("unwanted", match))] if match else []


def holding(phrases: Sequence[Part]) -> list[ColumnElement[bool]]:
    """That a row of `indexed` holds all of these phrases."""
    match = " AND ".join(map(_phrase, phrases))
    return [indexed.c.row.in_(_rows("phrases", match))] if match else []


def _rows(name: str, match: str) -> Select[Any]:
    return select(_TEXT.c.rowid).where(text(f"{FULL_TEXT} MATCH :{name}").bindparams(**{name: match}))


def titled(kind: str, words: Iterable[str]) -> Select[tuple[str]] | None:
    """Ids of the records of a kind in whose title (and reference) all `words` begin a word; None where there are no words."""
    phrases = [" ".join(_TOKEN.findall(fold(word))) for word in words]
    match = " AND ".join(f'"{phrase}"*' for phrase in phrases if phrase)
    if not match:
        return None
    rows = _rows("titled", f"title : ({match})")
    return select(indexed.c.record).where(indexed.c.kind == kind, indexed.c.row.in_(rows))


def expression(typed: str, spellings: Spellings = NO_SPELLINGS) -> str:
    """FTS5's query for what was typed; empty where no word is wanted. Nothing typed can be an operator."""
    groups = [
        group
        for part in parts(typed)
        if not part.unwanted
        for group in ([_phrase(part)] if part.phrase else _each_word(part, spellings))
    ]
    without = [_phrase(part) for part in parts(typed) if part.unwanted]
    match = " AND ".join(groups)
    return f"({match}) NOT ({' OR '.join(without)})" if match and without else match


def _phrase(part: Part) -> str:
    """Words that follow one another; of what is unwanted every word that begins so."""
    words = " ".join(map(fold, part.words))
    return f'"{words}"*' if part.unfinished or (part.unwanted and not part.phrase) else f'"{words}"'


def _each_word(part: Part, spellings: Spellings) -> Iterator[str]:
    words = [fold(word) for word in part.words]
    for at, word in enumerate(words, 1):
        last = part.unfinished and at == len(words)
        others = (f'"{spelling}"*' for spelling in sorted(spellings.get(word, frozenset()) - {word}))
        yield "(" + " OR ".join([f'"{word}"*' if last else f'"{word}"', *others]) + ")"


def spellings_of(typed: str, names: Iterable[str]) -> Spellings:
    """For each word that was typed, how the same word is spelled in `names`, folded. Case endings follow by themselves, as ends left open."""
    written = {word for name in names for word in _TOKEN.findall(fold(name))}
    return {
        word: frozenset(
            other
            for other in written
            if any(key.startswith(own) for key in keys(other) for own in keys(word) if len(own) >= _TELLING)
        )
        for word in _TOKEN.findall(fold(typed))
    }


def spans(original: str, typed: str) -> list[tuple[int, int]]:
    """Where in `original` the typed words begin a word, as (start, end) of the NFC form; the longest of several at one place."""
    wanted = _beginnings(typed)
    return [] if wanted is None else [match.span() for match in wanted.finditer(fold(original))]


@lru_cache(maxsize=64)
def _beginnings(typed: str) -> re.Pattern[str] | None:
    """One pattern for all words that were typed: a page of results asks for them some hundred times."""
    words = sorted(set(_TOKEN.findall(fold(typed))), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})") if words else None


def word_spans(original: str, stems: frozenset[str]) -> list[tuple[int, int]]:
    """The words of `original` that begin with one of the folded `stems`, whole, as (start, end) of the NFC form."""
    return [match.span() for match in _words_from(stems).finditer(fold(original))] if stems else []


@lru_cache(maxsize=64)
def _words_from(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(stems)))})\w*")
