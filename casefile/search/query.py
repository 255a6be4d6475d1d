"""What a person typed, answered: names first, then full text, each with where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, select, table, text

from casefile.domain.names import keys
from casefile.progress import SILENT, Progress
from casefile.records.repository import listed
from casefile.search.folding import fold
from casefile.search.names import Hit, names
from casefile.search.narrowing import ALL, Narrowed, rows_of_few
from casefile.search.tables import FULL_TEXT, indexed
from casefile.search.typed import Part, parts

__all__ = [
    "NO_SPELLINGS", "Hit", "Spellings", "allowed", "beyond", "expression", "full_text", "holding", "is_in_many", "names", "of_kinds", "spans",
    "spellings_of", "titled", "unwanted", "word_spans",
]  # fmt: skip

RANKED_UP_TO = 3000
"""Above this many hits bm25 costs more than it tells; the newest come first instead."""

Spellings = Mapping[str, frozenset[str]]
"""Folded word → the same word as it is spelled elsewhere, folded."""

NO_SPELLINGS: Spellings = MappingProxyType({})

_AT_ONCE = 100
"""Hits that are asked together whether they meet conditions, of the first; then twice as many each time, up to `_AT_MOST`."""
_AT_MOST = 1600
_NEWEST = 2
"""Where nothing was typed so many times as many records are asked: there is no text to be looked for."""
_SURVEYED = 3_000
"""The newest and the oldest of so many hits are looked through for kinds of records."""
_HIGHEST_ROW = (1 << 63) - 1
_BEST = f"bm25({FULL_TEXT}, 8.0, 1.0)"

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
    narrowed: Narrowed = ALL,
    furthest: int | None = None,
    progress: Progress = SILENT,
) -> list[Hit]:
    """Records that hold all words and "phrases" that were typed, or `spellings` of them, and no -word; the last word may be unfinished.

    With `narrowed` alone, and nothing typed, the newest records that it leaves. At most `furthest` hits are asked whether it leaves them.

    Raises:
        Cancelled: as `progress` says, where very many are asked.
    """
    match = expression(typed, spellings)
    if narrowed.conditions and match:
        return _narrowed(connection, match, kinds, limit, narrowed, furthest, progress)
    if not match:
        return [] if typed.strip() else _newest(connection, kinds, limit, narrowed, furthest)
    are_few = _number(connection, _asked(match, None)) < RANKED_UP_TO
    if kinds and not are_few and (rows := rows_of_few(connection, kinds)) is not None:
        return _narrowed(connection, match, kinds, limit, Narrowed(rows=rows), furthest, progress)
    order = _BEST if are_few else f"{FULL_TEXT}.rowid DESC"
    within = select(indexed.c.record, indexed.c.kind).join_from(_TEXT, indexed, indexed.c.row == _TEXT.c.rowid)
    query = within.where(_HOLDING, *of_kinds(kinds)).order_by(text(order)).limit(limit)
    return [Hit(record, kind, by_name=False) for record, kind in connection.execute(query, {"match": match}).all()]


def beyond(connection: Connection, typed: str, spellings: Spellings, kinds: Collection[str]) -> list[Hit]:
    """Hits of other kinds than `kinds`, among the newest and the oldest some thousand: of which kinds there are hits at all."""
    match, found = expression(typed, spellings), dict[str, Hit]()
    for order in ("DESC", "ASC"):
        ends = text(f"{_rows_holding({})} ORDER BY rowid {order} LIMIT {_SURVEYED}").columns(column("rowid"))
        rows = ends.subquery()
        query = select(indexed.c.record, indexed.c.kind).join_from(rows, indexed, indexed.c.row == rows.c.rowid)
        others = query.where(indexed.c.kind.not_in(list(kinds)))
        for record, kind in connection.execute(others, {"match": match}).all():
            found[record] = Hit(record, kind, by_name=False)
    return list(found.values())


def _narrowed(
    connection: Connection,
    match: str,
    kinds: Sequence[str],
    limit: int,
    narrowed: Narrowed,
    furthest: int | None,
    progress: Progress,
) -> list[Hit]:
    """The hits in their order, some hundred at a time, until enough meet the conditions: most need never be asked."""
    conditions, found, looked_at = [*of_kinds(kinds), *narrowed.conditions], list[Hit](), 0
    for rows in _in_order(connection, match, narrowed.rows):
        progress.check()
        found += _hits(connection, rows, conditions)
        looked_at += len(rows)
        if len(found) >= limit or looked_at >= (furthest or looked_at + 1):
            break
    return found[:limit]


def _in_order(connection: Connection, match: str, within: Collection[int] | None) -> Iterator[Sequence[int]]:
    """The rows that a text is in, only those `within` where they are given: the best first where they are few, else the newest."""
    asked = {**_asked(match, within), "before": _HIGHEST_ROW, "at_once": _AT_ONCE}
    if _number(connection, asked) < RANKED_UP_TO:
        rows = connection.execute(text(f"{_rows_holding(asked)} ORDER BY {_BEST}"), asked).scalars().all()
        yield from (rows[start : start + _AT_MOST // 4] for start in range(0, len(rows), _AT_MOST // 4))
        return
    older = text(f"{_rows_holding(asked)} AND rowid < :before ORDER BY rowid DESC LIMIT :at_once")
    while rows := connection.execute(older, asked).scalars().all():
        yield rows
        asked |= {"before": rows[-1], "at_once": min(2 * asked["at_once"], _AT_MOST)}


def _asked(match: str, within: Collection[int] | None) -> dict[str, Any]:
    if within is None:
        return {"match": match}
    bounds = {"first": min(within, default=0), "last": max(within, default=0)}
    return {"match": match, "rows": json.dumps(list(within)), **bounds}


def _rows_holding(asked: Mapping[str, Any]) -> str:
    # Without the plus sign FTS5 would be asked again for each of the rows.
    within = " AND rowid BETWEEN :first AND :last AND +rowid IN (SELECT value FROM json_each(:rows))"
    return f"SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH :match{within if 'rows' in asked else ''}"  # noqa: S608


def is_in_many(
    connection: Connection, typed: str, spellings: Spellings, narrowed: Narrowed, many: int | None = None
) -> bool:
    """Whether at least so `many` texts (`RANKED_UP_TO`) hold what was typed, of those that are known to be left where `narrowed` knows them."""
    match = expression(typed, spellings)
    wanted = many or RANKED_UP_TO
    return bool(match) and _number(connection, _asked(match, narrowed.rows), wanted) >= wanted


def _number(connection: Connection, asked: Mapping[str, Any], most: int | None = None) -> int:
    """How many rows hold a text, counted to `most` (`RANKED_UP_TO`)."""
    query = f"SELECT count(*) FROM ({_rows_holding(asked)} LIMIT {most or RANKED_UP_TO})"  # noqa: S608
    number: int = connection.execute(text(query), asked).scalar_one()
    return number


def _hits(connection: Connection, rows: Sequence[int], conditions: Sequence[ColumnElement[bool]]) -> list[Hit]:
    """Those of `rows` that meet `conditions`, in their order."""
    query = select(indexed.c.row, indexed.c.record, indexed.c.kind).where(indexed.c.row.in_(listed(rows)), *conditions)
    kept = {row: Hit(record, kind, by_name=False) for row, record, kind in connection.execute(query).all()}
    return [kept[row] for row in rows if row in kept]


def _newest(
    connection: Connection, kinds: Sequence[str], limit: int, narrowed: Narrowed, furthest: int | None
) -> list[Hit]:
    if not narrowed.conditions:
        return []
    asked = indexed.alias("asked")
    newest = select(asked.c.row).order_by(asked.c.row.desc()).limit(furthest and _NEWEST * furthest)
    is_asked = [] if narrowed.rows is not None or furthest is None else [indexed.c.row.in_(newest)]
    query = select(indexed.c.record, indexed.c.kind).where(*is_asked, *of_kinds(kinds), *narrowed.conditions)
    rows = connection.execute(query.order_by(indexed.c.row.desc()).limit(limit)).all()
    return [Hit(record, kind, by_name=False) for record, kind in rows]


def of_kinds(kinds: Sequence[str]) -> list[ColumnElement[bool]]:
    """That a row of `indexed` is of one of these kinds; nothing where there are none."""
    return [indexed.c.kind.in_(list(kinds))] if kinds else []


def allowed(connection: Connection, hits: Sequence[Hit], conditions: Sequence[ColumnElement[bool]]) -> list[Hit]:
    """Those of `hits` that meet `conditions`, in their order."""
    if not conditions:
        return list(hits)
    query = select(indexed.c.record).where(indexed.c.record.in_([hit.record for hit in hits]), *conditions)
    kept = set(connection.execute(query).scalars().all())
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
