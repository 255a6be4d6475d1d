"""A search from the box to the hits: names, then what holds all that was typed, then what answers in other words or in part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casefile.progress import SILENT, Progress
from casefile.search import names, query, questions
from casefile.search.narrowing import EVERYTHING, Narrowed, Narrowing, narrowed
from casefile.search.query import Hit, Spellings
from casefile.search.typed import parts, wanted
from casefile.search.vocabulary import Concept, concepts, is_sentence

ENOUGH = 10
"""With as many hits nobody needs others in other words."""
COUNTED_UP_TO = query.RANKED_UP_TO
"""Above this nobody reads the number, and counting takes as long as there are records."""
ASKED_AT_ONCE = 600
"""So many hits are asked whether a narrowing leaves them while somebody types, before it is said that there are more."""
_NAMED = {"person", "organisation", "place"}
_LOOSE = 60
_BEARERS = 20
_FIRST_BEARERS = 60

Named = Callable[[Sequence[Hit]], Iterable[str]]
"""The names under which the bearers are known that were hit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, and without its -words; `spellings` of the names in it; `narrowed`: what is true of all hits.

    `bearers` are the first who bear such a name, of any kind: both their spellings and the hits are read off them.
    """

    typed: str
    named: str
    spellings: Spellings
    narrowed: Narrowed
    bearers: tuple[Hit, ...]


def asked(connection: Connection, typed: str, called: Named | None, narrowing: Narrowing = EVERYTHING) -> Asked:
    """What a search is for. Without `called` a name is found only as it was typed."""
    named = wanted(typed)
    spellings = query.NO_SPELLINGS
    bearers = tuple(query.names(connection, named, (), _FIRST_BEARERS))
    if called is not None:
        spellings = query.spellings_of(named, called(bearers[:_BEARERS]))
    return Asked(typed, named, spellings, narrowed(connection, narrowing), bearers)


def exactly(connection: Connection, asked: Asked, kinds: Sequence[str], limit: int) -> list[Hit]:
    """Names first, then texts that hold everything, at most `limit` of each; where names alone are that many, of kinds that bear names, no texts."""
    under = [*asked.narrowed.conditions, *query.unwanted(asked.typed)]
    by_name = query.allowed(connection, _bearers(connection, asked, kinds, limit), under)
    if len(by_name) >= limit and kinds and set(kinds) <= _NAMED:
        return by_name
    known = {hit.record for hit in by_name}
    texts = query.full_text(connection, asked.typed, kinds, limit, asked.spellings, asked.narrowed)
    return [*by_name, *(hit for hit in texts if hit.record not in known)]


def _bearers(connection: Connection, asked: Asked, kinds: Sequence[str], limit: int) -> Sequence[Hit]:
    everyone_is_known = len(asked.bearers) < _FIRST_BEARERS
    if everyone_is_known or (not kinds and limit <= _FIRST_BEARERS):
        return [hit for hit in asked.bearers if not kinds or hit.kind in kinds][:limit]
    return query.names(connection, asked.named, kinds, limit)


@dataclass(frozen=True, slots=True)
class Counted:
    """Hits by kind, each once, names first. Where there are `more` than `COUNTED_UP_TO`, of the texts only the newest."""

    hits: Mapping[str, Sequence[Hit]]
    more: bool


def counted(
    connection: Connection, asked: Asked, furthest: int | None = ASKED_AT_ONCE, progress: Progress = SILENT
) -> Counted:
    """What `exactly` would find of each kind, as far as it is counted: of a narrowed search among the `furthest` first hits, or among all.

    Raises:
        Cancelled: whoever asked wants to know no longer.
    """
    under = [*asked.narrowed.conditions, *query.unwanted(asked.typed)]
    texts, more = _counted_texts(connection, asked, furthest, progress)
    bearers = asked.bearers
    if len(bearers) == _FIRST_BEARERS and not more:
        bearers = (*bearers, *names.several(connection, asked.named, COUNTED_UP_TO))
    found: dict[str, dict[str, Hit]] = {}
    for hit in (*query.allowed(connection, bearers, under), *texts):
        found.setdefault(hit.kind, {}).setdefault(hit.record, hit)
    more = more or len(bearers) >= COUNTED_UP_TO
    return Counted({kind: list(hits.values()) for kind, hits in found.items()}, more)


def _counted_texts(
    connection: Connection, asked: Asked, furthest: int | None, progress: Progress
) -> tuple[list[Hit], bool]:
    """The texts that are counted, and whether there are more; then of the kinds that are not among these some, so that none is hidden."""
    what = asked.typed, asked.spellings, asked.narrowed
    found = query.full_text(connection, asked.typed, (), COUNTED_UP_TO, *what[1:], furthest, progress)
    if asked.narrowed.conditions:
        is_all = furthest is None or not query.is_in_many(connection, *what, furthest)
        return found, not is_all or len(found) >= COUNTED_UP_TO
    more = query.is_in_many(connection, *what)
    return (found + query.beyond(connection, *what[:2], {hit.kind for hit in found}) if more else found), more


def question(connection: Connection, asked: Asked) -> tuple[Concept, ...]:
    """What is asked for beside the phrases, which stand for themselves alone."""
    plain = " ".join(word for part in parts(asked.named) if not part.phrase for word in part.words)
    return questions.understood(connection, plain) if asked.spellings or is_sentence(plain) else concepts(plain)


def loosely(connection: Connection, asked: Asked, question: Sequence[Concept], kinds: Sequence[str]) -> list[Hit]:
    """What answers the question in other forms of the words, in other words or in part, best first. Phrases must be there as they are.

    A question of which no record holds half is answered by what holds any of it, what tells most first: better than nothing.
    """
    phrases = [part for part in parts(asked.named) if part.phrase]
    under = asked.narrowed.also(*query.unwanted(asked.typed), *query.of_kinds(kinds), *query.holding(phrases))
    found = questions.answers(connection, question, _LOOSE, under, least(asked, question))
    return found or (questions.answers(connection, question, _LOOSE, under, 1) if is_sentence(asked.named) else [])


def least(asked: Asked, question: Sequence[Concept]) -> int:
    """How much of the question must be there: half of a sentence, of a few words nearly all."""
    half = (len(question) + 1) // 2
    return half if is_sentence(asked.named) else max(min(2, len(question)), half)
