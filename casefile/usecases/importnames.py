"""Names in an import: which records of the vault they mean, and who of the new ones may be here already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.domain.kinds import Organisation, Person, Place, Record, Source, kind_of
from casefile.domain.names import POSSIBLE, compare, keys
from casefile.importers.lists import folded
from casefile.records import repository
from casefile.records.database import Connection
from casefile.search import names, query
from casefile.search.texts import names_of

_LOOKED_AT = 20
_NEAREST = 4
_SPELLINGS = 2
_MOST_COMPARED = 300

_Spelling = tuple[str, str]
"""Id of a record, and one of its names."""


@dataclass(frozen=True, slots=True)
class Likely:
    """Two who may be one: a new record and how it is called, one that is here (or new too), and how sure it is, 0 to 1."""

    new_id: str
    new_name: str
    other_id: str
    other_name: str
    score: float


class InVault:
    """What is in the vault, for `importers.lists.Known`. Answers are kept: a list names the same town a thousand times."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._answers: dict[tuple[str, str], tuple[str, ...]] = {}

    def case(self, reference: str) -> tuple[str, ...]:
        """Ids of the cases with a reference, which may be an id."""
        return self._answer("case", reference)

    def named(self, kind: str, name: str) -> tuple[str, ...]:
        """Ids of the records of a kind that have exactly this name or title, apart from case and ё."""
        return self._answer(kind, name)

    def _answer(self, kind: str, name: str) -> tuple[str, ...]:
        known = self._answers.get((kind, name))
        if known is None:
            known = self._answers[kind, name] = self._case(name) if kind == "case" else self._named(kind, name)
        return known

    def _case(self, reference: str) -> tuple[str, ...]:
        return tuple(case.id for case in repository.cases_by_reference(self._connection, reference))

    def _named(self, kind: str, name: str) -> tuple[str, ...]:
        search = names.names if kind in ("person", "organisation", "place") else query.full_text
        hits = search(self._connection, name, [kind], _LOOKED_AT)
        found = repository.many(self._connection, kind, dict.fromkeys(hit.record for hit in hits))
        return tuple(sorted(each.record.id for each in found if folded(name) in map(folded, _called(each.record))))


def likely(connection: Connection, fresh: Iterable[Record]) -> tuple[Likely, ...]:
    """Who of the new people and organisations may be somebody who is here, or another of the new ones; the surest first.

    The first `_MOST_COMPARED` are looked at, each beside the few whose keys are nearest: comparing takes its time.
    """
    found: list[Likely] = []
    earlier: dict[tuple[str, str], list[_Spelling]] = {}
    people = [each for each in fresh if isinstance(each, Person | Organisation)][:_MOST_COMPARED]
    for record in people:
        kind = kind_of(record).name
        for name in names_of(record)[:_SPELLINGS]:
            near = [*_in_vault(connection, kind, name), *_in_file(earlier, kind, record.id, name)]
            found += _alike(record.id, name, near)
        for name in names_of(record):
            for key in keys(name):
                earlier.setdefault((kind, key), []).append((record.id, name))
    best: dict[tuple[str, str], Likely] = {}
    for each in sorted(found, key=lambda pair: pair.score):
        best[each.new_id, each.other_id] = each
    return tuple(sorted(best.values(), key=lambda pair: (-pair.score, pair.new_name)))


def _in_vault(connection: Connection, kind: str, name: str) -> Iterator[_Spelling]:
    hits = names.names(connection, name, [kind], _NEAREST)
    for each in repository.many(connection, kind, dict.fromkeys(hit.record for hit in hits)):
        yield from ((each.record.id, other) for other in names_of(each.record)[:_SPELLINGS])


def _in_file(
    earlier: Mapping[tuple[str, str], Sequence[_Spelling]], kind: str, record: str, name: str
) -> list[_Spelling]:
    """The few names met before that share the most keys with this one."""
    shared = Counter(each for key in keys(name) for each in earlier.get((kind, key), ()) if each[0] != record)
    return [each for each, _ in shared.most_common(_NEAREST)]


def _alike(record: str, name: str, others: Iterable[_Spelling]) -> Iterator[Likely]:
    for other_id, other in others:
        score = compare(name, other).score
        if score >= POSSIBLE:
            yield Likely(record, name, other_id, other, score)


def _called(record: Record) -> tuple[str, ...]:
    if isinstance(record, Source):
        titles = tuple(version.text for version in record.title.versions) if record.title else ()
        return (*titles, record.short or "")
    return names_of(record) if isinstance(record, Person | Organisation | Place) else ()
