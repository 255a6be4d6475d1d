"""What was changed lately, told case by case: the journal's last entries, gathered under the case they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from casefile.domain.additions import split
from casefile.domain.kinds import Case
from casefile.journal import tables
from casefile.journal.entry import Operation
from casefile.records import repository, schema

_BATCH = 200
_FURTHEST = 400
"""Entries looked at, at most: after a large import the last few cases say enough."""
_THROUGH = ("record", "subject", "person")
"""Fields through which roles, citations, links and consents belong to what they speak of."""


@dataclass(frozen=True, slots=True)
class Lately:
    """What one author changed in one case in a row of entries. `time` is the ISO time of the last, `author` an id.

    `made` tells that the case itself is new; `added` counts the records added by kind, `fields` are the fields of the case that changed
    (``extra/<id>`` for one that people added), `touched` the kinds of other records that changed or went.
    """

    case: Case
    time: str
    author: str
    made: bool
    added: Mapping[str, int]
    fields: tuple[str, ...]
    touched: tuple[str, ...]


@dataclass
class _Gathered:
    time: str
    author: str
    made: bool = False
    added: Counter[str] = field(default_factory=Counter)
    fields: dict[str, None] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)


def lately(connection: Connection, limit: int) -> list[Lately]:
    """The cases changed last, newest first, each once for each of its authors."""
    gathered: dict[tuple[str, str], _Gathered] = {}
    before = None
    for _ in range(_FURTHEST // _BATCH):
        entries = _entries(connection, before)
        _gather(connection, entries, gathered)
        if len(entries) < _BATCH or len(gathered) > limit:
            break
        before = entries[-1].sequence
    wanted = list(gathered.items())[:limit]
    stored = repository.many(connection, "case", [case for (case, _), _ in wanted])
    cases = {each.record.id: each.record for each in stored if isinstance(each.record, Case)}
    return [_told(cases[case], what) for (case, _), what in wanted if case in cases]


def _told(case: Case, what: _Gathered) -> Lately:
    return Lately(case, what.time, what.author, what.made, dict(what.added), tuple(what.fields), tuple(what.touched))


def _entries(connection: Connection, before: int | None) -> list[Any]:
    entry = tables.entry
    query = select(entry).order_by(entry.c.sequence.desc()).limit(_BATCH)
    return list(connection.execute(query if before is None else query.where(entry.c.sequence < before)).all())


def _gather(connection: Connection, entries: list[Any], gathered: dict[tuple[str, str], _Gathered]) -> None:
    cases = _cases_of(connection, {entry.record for entry in entries if entry.kind != "case"})
    changed = [entry.sequence for entry in entries if entry.kind == "case" and entry.operation == Operation.CHANGE]
    fields = _fields(connection, changed)
    for entry in entries:
        belongs = (entry.record,) if entry.kind == "case" else cases.get(entry.record, ())
        for case in belongs:
            what = gathered.setdefault((case, entry.author), _Gathered(entry.time, entry.author))
            _add(what, entry, fields.get(entry.sequence, ()))


def _add(what: _Gathered, entry: Any, fields: Iterable[str]) -> None:
    if entry.operation == Operation.CREATE:
        if entry.kind == "case":
            what.made = True
        else:
            what.added[entry.kind] += 1
    elif entry.kind == "case":
        what.fields.update(dict.fromkeys(fields))
    elif entry.operation != Operation.CUSTODY:
        what.touched[entry.kind] = None


def _fields(connection: Connection, sequences: list[int]) -> dict[int, list[str]]:
    change, found = tables.change.c, dict[int, list[str]]()
    query = select(change.sequence, change.path).where(change.sequence.in_(sequences), change.path.is_not(None))
    for sequence, path in connection.execute(query.order_by(change.sequence, change.ordinal)).all():
        found.setdefault(sequence, []).append(split(path)[0])
    return found


def _cases_of(connection: Connection, records: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The cases of each record: those it names, else those of the record that it speaks of."""
    own = _targets(connection, records, ("cases",))
    through = _targets(connection, set(records) - own.keys(), _THROUGH)
    spoken_of = {target for targets in through.values() for target in targets}
    theirs = _targets(connection, spoken_of, ("cases",))
    own_cases = repository.known(connection, "case", spoken_of)
    for record, targets in through.items():
        found = [case for target in targets for case in ((target,) if target in own_cases else theirs.get(target, ()))]
        if found:
            own[record] = tuple(dict.fromkeys(found))
    return own


def _targets(connection: Connection, sources: Iterable[str], fields: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    reference, found = schema.reference.c, dict[str, tuple[str, ...]]()
    query = select(reference.source, reference.target)
    query = query.where(reference.source.in_(repository.listed(sources)), reference.field.in_(fields))
    for source, target in connection.execute(query).all():
        found[source] = (*found.get(source, ()), target)
    return found
