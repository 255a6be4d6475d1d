"""What a person typed, answered: names first, then full text, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, bindparam, column, func, select, table, text, union

from casefile.domain.names import keys
from casefile.search.folding import fold
from casefile.search.names import Hit, bearers, names
from casefile.search.tables import FULL_TEXT, indexed

__all__ = ["NO_SPELLINGS", "Hit", "Spellings", "counts", "expression", "full_text", "names", "spans", "spellings_of"]

RANKED_UP_TO = 3000
"""Above this many hits bm25 costs more than it tells; the newest come first instead."""

Spellings = Mapping[str, frozenset[str]]
"""Folded word → the same word as it is spelled elsewhere, folded."""

NO_SPELLINGS: Spellings = MappingProxyType({})

_QUOTES = str.maketrans(dict.fromkeys("«»„“”", '"'))
_TELLING = 3
"""Letters of a key from which on it says whom one means."""

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_TOKEN = re.compile(r"\w+")


def full_text(
    connection: Connection, typed: str, kinds: Sequence[str], limit: int, spellings: Spellings = NO_SPELLINGS
) -> list[Hit]:
    """Records that hold all words and "phrases" that were typed, or `spellings` of them; the last word may be unfinished."""
    match = expression(typed, spellings)
    if not match:
        return []
    few = connection.execute(
        text(f"SELECT count(*) FROM (SELECT 1 FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH :match LIMIT :most)"),  # noqa: S608
        {"match": match, "most": RANKED_UP_TO},
    ).scalar_one()
    order = f"bm25({FULL_TEXT}, 8.0, 1.0)" if few < RANKED_UP_TO else f"{FULL_TEXT}.rowid DESC"
    within = "AND indexed.kind IN :kinds" if kinds else ""
    statement = text(
        f"SELECT indexed.record, indexed.kind FROM {FULL_TEXT} JOIN indexed ON indexed.row = {FULL_TEXT}.rowid "  # noqa: S608
        f"WHERE {FULL_TEXT} MATCH :match {within} ORDER BY {order} LIMIT :limit"
    )
    values: dict[str, object] = {"match": match, "limit": limit}
    if kinds:
        statement = statement.bindparams(bindparam("kinds", expanding=True))
        values["kinds"] = list(kinds)
    return [Hit(record, kind, by_name=False) for record, kind in connection.execute(statement, values)]


def counts(connection: Connection, typed: str, spellings: Spellings = NO_SPELLINGS) -> dict[str, int]:
    """Kind → how many records `names` and `full_text` find together, without a limit."""
    match = expression(typed, spellings)
    parts: list[Select[Any]] = [*bearers(typed)]
    if match:
        holding = text(f"{FULL_TEXT} MATCH :match").bindparams(match=match)
        rows: Select[Any] = select(column("rowid")).select_from(table(FULL_TEXT)).where(holding)
        parts.append(select(indexed.c.record, indexed.c.kind).where(indexed.c.row.in_(rows)))
    if not parts:
        return {}
    found = union(*parts).subquery()
    query = select(found.c.kind, func.count()).group_by(found.c.kind)
    return {row[0]: row[1] for row in connection.execute(query)}


def expression(typed: str, spellings: Spellings = NO_SPELLINGS) -> str:
    """FTS5's query for what was typed; empty where there is no word in it. Nothing typed can be an operator."""
    groups: list[str] = []
    found = list(_PHRASE.finditer(fold(typed).translate(_QUOTES)))
    for place, each in enumerate(found, 1):
        phrase, rest = each.groups()
        words = _TOKEN.findall(phrase or rest)
        if phrase is not None and words:
            groups.append('"' + " ".join(words) + '"')
            continue
        for at, word in enumerate(words, 1):
            last = place == len(found) and at == len(words)
            others = (f'"{spelling}"*' for spelling in sorted(spellings.get(word, frozenset()) - {word}))
            groups.append("(" + " OR ".join([f'"{word}"*' if last else f'"{word}"', *others]) + ")")
    return " AND ".join(groups)


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
