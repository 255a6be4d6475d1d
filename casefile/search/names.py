"""Who is meant by a name that was typed: in any script and order, the last word or all of them unfinished, exact spellings first.

However many people there are, only as many rows are read as can be shown: the word that fewest bear leads, the others are looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select

from casefile.domain.names import begun, spelled, word_keys, words_of
from casefile.records.repository import listed
from casefile.search.tables import BESIDE, name_key

_AT_LEAST = 60
"""People who are looked at to find the best, where fewer are asked for."""
_COUNTED = 1000
_PEOPLE_FIRST = "person"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: its id, kind, and whether its name was meant."""

    record: str
    kind: str
    by_name: bool


@dataclass(frozen=True, slots=True)
class _Typed:
    """A word that was typed: how it is spelled, its keys, and how the keys begin of what it may become."""

    word: str
    whole: tuple[str, ...]
    begun: tuple[str, ...]


def names(connection: Connection, typed: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    """People, organisations and places whose name has all the words that were typed, in any spelling; each may be unfinished."""
    found: dict[str, str] = {}
    for words in _readings(typed):
        for kind in _kinds(connection, kinds):
            found.update(dict.fromkeys(_candidates(connection, words, kind, max(limit, _AT_LEAST)), kind))
        if len(found) >= limit:
            break
    ranked = _ranked(connection, found, _typed(typed))
    return [Hit(record, found[record], by_name=True) for record in ranked[:limit]]


def several(connection: Connection, typed: str, limit: int) -> list[Hit]:
    """As `names`, very many of each kind and in no order: to be counted."""
    found = {
        record: kind
        for words in _readings(typed)
        for kind in _kinds(connection, ())
        for record in _candidates(connection, words, kind, limit)
    }
    return [Hit(record, kind, by_name=True) for record, kind in found.items()]


def _readings(typed: str) -> list[list[_Typed]]:
    """What was typed, and where it is hyphenated the same without hyphens."""
    found = [_typed(each) for each in dict.fromkeys([typed, typed.replace("-", "")])]
    return [each for each in found if each]


def _typed(typed: str) -> list[_Typed]:
    words = {spelled(each): each for each in words_of(typed)}
    return [_Typed(word, word_keys(each), begun(each)) for word, each in words.items() if word_keys(each)]


def _kinds(connection: Connection, wanted: Sequence[str]) -> list[str]:
    """The kinds that have names, people first."""
    found: list[str] = []
    last = ""
    while (kind := connection.execute(_NEXT_KIND, {"last": last}).scalar()) is not None:
        found.append(kind)
        last = kind
    return sorted((each for each in found if not wanted or each in wanted), key=lambda each: each != _PEOPLE_FIRST)


_NEXT_KIND = select(func.min(name_key.c.kind)).where(name_key.c.kind > bindparam("last"))


def _candidates(connection: Connection, words: Sequence[_Typed], kind: str, limit: int) -> list[str]:
    """Ids of those who have all words, exact spellings of the rarest first, then its exact keys, then what begins with it."""
    rarest = min(words, key=lambda each: _count(connection, each, kind)) if len(words) > 1 else words[0]
    others = [_also(each) for each in words if each is not rarest]
    exact = (name_key.c.key.in_(rarest.whole)) & (name_key.c.word == rarest.word)
    found: dict[str, None] = {}
    for condition in (exact, *map(_begins, rarest.begun)):
        query = select(name_key.c.record).where(name_key.c.kind == kind, condition, *others)
        if len(found) < limit:
            rows = connection.execute(query.order_by(name_key.c.key, name_key.c.word).limit(2 * limit)).scalars().all()
            found.update(dict.fromkeys(rows))
    return list(found)[:limit]


def _count(connection: Connection, word: _Typed, kind: str) -> int:
    """How many rows begin as the word does, range by range: a single OR would make the database read them all."""
    total = 0
    for each in map(_begins, word.begun):
        rows = select(name_key.c.record).where(name_key.c.kind == kind, each).limit(_COUNTED).subquery()
        total += connection.execute(select(func.count()).select_from(rows)).scalar_one()
    return total


def _also(word: _Typed) -> ColumnElement[bool]:
    """That the record has a key of this word, too."""
    other = name_key.alias()
    ranges = or_(*(other.c.key.between(each, each + "\x7f") for each in word.begun))
    likely = or_(*(func.instr(name_key.c.beside, f" {each[:BESIDE]}") > 0 for each in word.begun))
    if all(len(each) <= BESIDE for each in word.begun):
        return likely
    return likely & select(other.c.key).where(other.c.record == name_key.c.record, ranges).exists()


def _ranked(connection: Connection, found: Iterable[str], words: Sequence[_Typed]) -> list[str]:
    """People first; those whose words are spelled as typed, then those who have the same keys, then those whose names are shortest."""
    order = {record: place for place, record in enumerate(found)}
    spellings: dict[str, set[tuple[str, str]]] = {each: set() for each in order}
    query = select(name_key.c.record, name_key.c.kind, name_key.c.key, name_key.c.word)
    people: set[str] = set()
    for row in connection.execute(query.where(name_key.c.record.in_(listed(order)))).all():
        spellings[row.record].add((row.key, row.word))
        if row.kind == _PEOPLE_FIRST:
            people.add(row.record)

    def rank(record: str) -> tuple[bool, int, int, int, int]:
        rows = spellings[record]
        written, keys = {word for _, word in rows}, {key for key, _ in rows}
        exact = sum(each.word in written for each in words)
        near = sum(not keys.isdisjoint(each.whole) for each in words)
        return record not in people, -exact, -near, len(written), order[record]

    return sorted(order, key=rank)


def _begins(key: str) -> ColumnElement[bool]:
    return name_key.c.key.between(key, key + "\x7f")
