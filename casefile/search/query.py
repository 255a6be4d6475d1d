"""What a person typed, answered: names first, then full text, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, column, func, select, table, text, union

from casefile.domain.names import keys
from casefile.search.folding import fold
from casefile.search.tables import FULL_TEXT, indexed, name_key

RANKED_UP_TO = 3000
"""Above this many hits bm25 costs more than it tells; the newest come first instead."""

_QUOTES = str.maketrans(dict.fromkeys("«»„“”", '"'))
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its id, kind, and whether its name was meant."""

    record: str
    kind: str
    by_name: bool


def names(connection: Connection, typed: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    """People, organisations and places whose name has all the words that were typed, in any spelling; the last may be unfinished."""
    wanted = keys(typed)
    if not wanted:
        return []
    query = _named(wanted)
    if kinds:
        query = query.where(name_key.c.kind.in_(kinds))
    whole = name_key.alias("whole")
    others = select(func.count()).where(whole.c.record == name_key.c.record).scalar_subquery()
    closeness = (name_key.c.kind != "person", others, func.min(func.length(name_key.c.key)))
    query = query.group_by(name_key.c.record, name_key.c.kind).order_by(*closeness).limit(limit)
    return [Hit(record, kind, by_name=True) for record, kind in connection.execute(query)]


def full_text(connection: Connection, typed: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    """Records that hold all words and "phrases" that were typed; the last word may be unfinished."""
    match = expression(typed)
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


def counts(connection: Connection, typed: str) -> dict[str, int]:
    """Kind → how many records `names` and `full_text` find together, without a limit."""
    wanted, match = keys(typed), expression(typed)
    parts: list[Select[Any]] = [_named(wanted)] if wanted else []
    if match:
        holding = text(f"{FULL_TEXT} MATCH :match").bindparams(match=match)
        rows: Select[Any] = select(column("rowid")).select_from(table(FULL_TEXT)).where(holding)
        parts.append(select(indexed.c.record, indexed.c.kind).where(indexed.c.row.in_(rows)))
    if not parts:
        return {}
    found = union(*parts).subquery()
    query = select(found.c.kind, func.count()).group_by(found.c.kind)
    return {row[0]: row[1] for row in connection.execute(query)}


def expression(typed: str) -> str:
    """FTS5's query for what was typed; empty where there is no word in it. Nothing typed can be an operator."""
    folded = fold(typed).translate(_QUOTES)
    parts = [found.group(1) or found.group(2) for found in _PHRASE.finditer(folded)]
    quoted = [found.group(1) is not None for found in _PHRASE.finditer(folded)]
    terms = []
    for part, whole in zip(parts, quoted, strict=True):
        words = _TOKEN.findall(part)
        if whole and words:
            terms.append('"' + " ".join(words) + '"')
        else:
            terms += [f'"{word}"' for word in words]
    if terms and quoted and not quoted[-1]:
        terms[-1] += "*"
    return " ".join(terms)


def spans(original: str, typed: str) -> list[tuple[int, int]]:
    """Where in `original` the typed words begin a word, as (start, end) of the NFC form."""
    folded = fold(original)
    wanted = _TOKEN.findall(fold(typed))
    found = [match.span() for word in wanted for match in re.finditer(rf"(?<!\w){re.escape(word)}", folded)]
    return sorted(found)


def _named(wanted: Sequence[str]) -> Select[Any]:
    """(record, kind) of whoever has all keys among those of its names."""
    query = select(name_key.c.record, name_key.c.kind).where(_begins(wanted[0]))
    for each in wanted[1:]:
        query = query.where(name_key.c.record.in_(select(name_key.c.record).where(_begins(each))))
    return query


def _begins(key: str) -> ColumnElement[bool]:
    return name_key.c.key.between(key, key + "\x7f")
