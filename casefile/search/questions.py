"""An answer to a question that no record holds word for word: in other forms of the words, in other words, in another language, or in part.

Of what is asked for as much as possible must be there, and at least half. What is rare counts more, what was typed more than a likeness,
a title more than a text. Only some hundreds of candidates are read, those of the rarest words first, however full the vault is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import log, sqrt

from sqlalchemy import Connection, column, func, select, table, text

from casefile.domain.names import word_keys
from casefile.search.folding import fold
from casefile.search.names import Hit
from casefile.search.narrowing import Narrowed
from casefile.search.tables import FULL_TEXT, indexed, name_key
from casefile.search.vocabulary import Concept, Wording, concepts

_MOST_CONCEPTS = 6
_CANDIDATES = 150
"""Records that are read for each part of the question that has to be there."""
_ASKED = 2000
"""Records that are asked whether they meet conditions."""
_COUNTED = 2000
"""Beyond this many records it does not matter how common a word is."""
_READ = 6000
"""Characters of a text that are looked at: more than any record says, and the beginning of a file."""
_IN_TITLE = 1.6
_SPELLED = 0.95
_SPELLINGS = 12
_TELLING = 3
"""Letters of a key from which on it says whom one means."""
_USUAL_LENGTH = 3000
"""Characters beyond which a text holds this and that."""
_KINDS = {"case": 1.25, "happening": 1.2, "person": 1.1, "organisation": 1.1}
_KINDS |= dict.fromkeys(("role", "link", "citation", "relationship"), 0.6)
"""What is likelier to be the answer than what only ties it to something."""
_WITH_NAMES = ("person", "organisation", "place")
_TEXT = table(FULL_TEXT, column("rowid"), column("title"), column("body"))


@dataclass(frozen=True, slots=True)
class _Row:
    record: str
    kind: str
    title: str
    body: str


def answers(connection: Connection, asked: Sequence[Concept], limit: int, under: Narrowed, least: int) -> list[Hit]:
    """Records that answer best first, at most `limit`.

    `asked` as `understood` gives it; `under` is what must be true of them; `least` is how much of what is asked for must be there.
    """
    if not asked:
        return []
    counted = {each: _count(connection, each) for each in asked}
    present = sorted((each for each in asked if counted[each]), key=lambda each: counted[each])[:_MOST_CONCEPTS]
    rows: dict[str, _Row] = {}
    for needed in range(len(present), 0, -1):
        if needed < least or len(rows) >= limit:
            break
        for row in _holding(connection, present, needed, under):
            rows.setdefault(row.record, row)
    rarity = {each: 1 + log(_COUNTED / min(counted[each], _COUNTED)) for each in present}
    ranked = sorted(rows.values(), key=lambda row: -_score(row, rarity))
    return [Hit(row.record, row.kind, by_name=False) for row in ranked[:limit]]


def understood(connection: Connection, typed: str) -> tuple[Concept, ...]:
    """What a question asks for, names in it with all spellings under which their bearers are known."""
    return tuple(_named(connection, each) for each in concepts(typed))


def _named(connection: Connection, concept: Concept) -> Concept:
    """With what bears the same name in any script. Words that mean something else are taken for no name."""
    if concept.number or len(concept.wordings) > 1 or len(concept.wordings[0].words) > 1:
        return concept
    keys = {key for stem in concept.stems for key in word_keys(stem) if len(key) >= _TELLING}
    bearing = name_key.c.kind.in_(_WITH_NAMES) & name_key.c.key.in_(sorted(keys))  # as the table is ordered
    query = select(name_key.c.word).distinct().where(bearing).limit(_SPELLINGS)
    spelled = {fold(word) for word in connection.execute(query).scalars().all()}
    return replace(concept, wordings=(*concept.wordings, *(Wording(((each,),), _SPELLED) for each in sorted(spelled))))


def _holding(connection: Connection, asked: Sequence[Concept], needed: int, under: Narrowed) -> list[_Row]:
    """Records with at least `needed` of what is asked for, the newest first. With conditions only the newest thousands are asked for them."""
    parts = (" AND ".join(map(_match, chosen)) for chosen in combinations(asked, needed))
    match = " OR ".join(f"({part})" for part in parts)
    hits = select(_TEXT.c.rowid).where(text(f"{FULL_TEXT} MATCH :match"), *under.among(_TEXT.c.rowid))
    newest = hits.order_by(_TEXT.c.rowid.desc()).limit(_ASKED if under.conditions else _CANDIDATES).subquery()
    kept = select(indexed).join_from(newest, indexed, indexed.c.row == newest.c.rowid).where(*under.conditions)
    some = kept.order_by(indexed.c.row.desc()).limit(_CANDIDATES).subquery()
    found = select(some.c.record, some.c.kind, _TEXT.c.title, func.substr(_TEXT.c.body, 1, _READ).label("body"))
    rows = connection.execute(found.join_from(some, _TEXT, _TEXT.c.rowid == some.c.row), {"match": match}).all()
    return [_Row(*row) for row in rows]


def _count(connection: Connection, concept: Concept) -> int:
    """How many records have it, not counting further than it matters."""
    rows = select(_TEXT.c.rowid).where(text(f"{FULL_TEXT} MATCH :match")).limit(_COUNTED).subquery()
    query = select(func.count()).select_from(rows)
    return connection.execute(query, {"match": _match(concept)}).scalar_one()


def _match(concept: Concept) -> str:
    """As FTS5 asks for it. Stems are letters and digits alone, so that none can be an operator."""
    wordings = (" AND ".join(map(_any_form, wording.words)) for wording in concept.wordings)
    return "(" + " OR ".join(f"({each})" for each in dict.fromkeys(wordings)) + ")"


def _any_form(stems: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{stem}"*' for stem in stems) + ")"


def _score(row: _Row, rarity: Mapping[Concept, float]) -> float:
    found = sum(rare * _likeness(row, concept) for concept, rare in rarity.items())
    return found * _KINDS.get(row.kind, 1.0) / sqrt(1 + log(1 + len(row.body) / _USUAL_LENGTH))


def _likeness(row: _Row, concept: Concept) -> float:
    """How well a record has it: the best wording, more where it stands in the title; 0 where it has none."""
    best = 0.0
    for wording in concept.wordings:
        if wording.weight * _IN_TITLE > best and _has(row.title, wording):
            best = wording.weight * _IN_TITLE
        elif wording.weight > best and _has(row.body, wording):
            best = wording.weight
    return best


def _has(folded: str, wording: Wording) -> bool:
    return all(any(_beginning(stem).search(folded) for stem in stems) for stems in wording.words)


@lru_cache(maxsize=4096)
def _beginning(stem: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stem)}")
