"""What begins time limits: the records that rules name, and what was said of their proposals before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, select

from casefile.domain.deadlines import begins, reckon
from casefile.domain.deadlines.triggers import STARTING_KINDS
from casefile.domain.kinds import Case, DeadlineRule, Proceeding, Record, kind_of
from casefile.domain.values import When
from casefile.records import repository, schema

_MONTH = timedelta(31)


@dataclass(frozen=True, slots=True)
class _Begins:
    """How records of a kind begin limits: the field that rules name by its codes, the date, and what else decides."""

    code: str
    when: str
    also: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    """Fields which, where they hold something, say that no limit runs."""

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.code, self.when, *self.also)


_BEGINS = {
    "happening": _Begins("type", "when", ("time", "proceeding")),
    "measure": _Begins("type", "start", ended=("end", "ended_because")),
    "proceeding": _Begins("stage", "stage_as_of", ("type",)),
    "intervention": _Begins("type", "date"),
}


def rules(connection: Connection) -> tuple[list[DeadlineRule], frozenset[str]]:
    """The rules that are records of this vault, and the ids of those that were deleted."""
    table = schema.RECORDS["deadlinerule"].c
    gone = connection.execute(select(table.id).where(table.deleted)).scalars()
    found = repository.where(connection, "deadlinerule", order=(table.created, table.id))
    return [each.record for each in found if isinstance(each.record, DeadlineRule)], frozenset(gone)


@dataclass(frozen=True, slots=True)
class Begun:
    """Records that begin limits, of which nobody has accepted or dismissed all; `more`: there are others that end later."""

    records: tuple[Record, ...]
    more: bool


def begun(connection: Connection, active: Iterable[DeadlineRule], since: date, until: date, most: int) -> Begun:
    """The records that begin limits of `active` rules which can end between two days, those that end first, at most so many.

    Of their fields only those are there that decide; `whole` has the others.
    """
    streams = []
    for rule in active:
        first = begins(rule, since)
        if first is not None:
            streams += [_between(connection, rule, *named, first, until, most) for named in _named(rule)]
    # Of each stream only as much is reckoned as stands in front of the others.
    found = list(islice(merge(*streams, key=_Beginning.end), most + 1))
    ids: dict[str, list[str]] = {}
    for each in found[:most]:
        ids.setdefault(each.kind, []).append(each.id)
    records = (record for kind, some in ids.items() for record in _in_part(connection, kind, some))
    return Begun(tuple(records), len(found) > most)


def whole(connection: Connection, records: Iterable[Record]) -> dict[str, Record]:
    """Id → record with all its fields, for those that are here."""
    wanted: dict[str, list[str]] = {}
    for each in records:
        wanted.setdefault(kind_of(each).name, []).append(each.id)
    stored = (each for kind, ids in wanted.items() for each in repository.many(connection, kind, ids))
    return {each.record.id: each.record for each in stored}


def of_case(connection: Connection, case: Case) -> dict[str, Record]:
    """Id → record, of all kinds of a case that can begin a limit."""
    pointing = repository.pointing_to(connection, [case.id], STARTING_KINDS)
    stored = (each for kind, ids in pointing.items() for each in repository.many(connection, kind, ids))
    return {each.record.id: each.record for each in stored}


def proceedings(connection: Connection, ids: Collection[str]) -> dict[str, Proceeding]:
    """Id → proceeding, for those that are here."""
    found = repository.many(connection, "proceeding", ids)
    return {each.record.id: each.record for each in found if isinstance(each.record, Proceeding)}


def settled(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of the tasks with `ids` that there are or were: accepted, or dismissed, which is a task that was deleted at once."""
    return repository.known(connection, "task", ids)


def _named(rule: DeadlineRule) -> Iterator[tuple[str, str]]:
    """The kinds and codes of what begins the limit."""
    codes = {
        "happening": rule.happening_types,
        "measure": rule.measure_types,
        "proceeding": rule.stages,
        "intervention": rule.intervention_types,
    }
    return ((kind, code) for kind, wanted in codes.items() for code in wanted)


class _Beginning(NamedTuple):
    """A record that begins the limit of a rule, and the ISO date on which it begins at the earliest."""

    rule: DeadlineRule
    kind: str
    id: str
    day: str

    def end(self) -> date:
        """When the limit ends at the earliest."""
        return _end(self.rule, self.day)


@lru_cache(maxsize=4096)
def _end(rule: DeadlineRule, day: str) -> date:
    reckoning = reckon(rule, When(day))
    return reckoning.earliest if reckoning else date.max


def _between(
    connection: Connection, rule: DeadlineRule, kind: str, code: str, since: date, until: date, most: int
) -> list[_Beginning]:
    """One code at a time: the index gives its records in the order of their days, with all that is asked, and is left where there are enough."""
    by, table, task = _BEGINS[kind], schema.RECORDS[kind].c, schema.RECORDS["task"].c
    first, last = table[f"{by.when}_from"], table[f"{by.when}_to"]
    # The last day can lie a month behind the first, by which the index goes.
    span = (first >= (since - _MONTH).isoformat(), first <= until.isoformat(), last >= since.isoformat())
    running = (table.deleted.is_(False), *(table[name].is_(None) for name in by.ended))
    settled = select(task.id).where(task.about == table.id, task.rule == rule.id).exists()
    query = select(table.id, first).where(table[by.code] == code, *span, *running, ~settled)
    rows = connection.execute(query.order_by(first).limit(most + 1)).all()
    return [_Beginning(rule, kind, record_id, day) for record_id, day in rows]


def _in_part(connection: Connection, kind: str, ids: Iterable[str]) -> list[Record]:
    here = schema.RECORDS[kind].c.id.in_(repository.listed(ids))
    return repository.in_part(connection, kind, _BEGINS[kind].fields, here)
