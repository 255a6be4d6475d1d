"""What begins time limits: the records that rules name, and what was said of their proposals before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from casefile.domain.deadlines import begins
from casefile.domain.deadlines.triggers import STARTING_KINDS
from casefile.domain.kinds import Case, DeadlineRule, Proceeding, Record, kind_of
from casefile.records import repository, schema

_MOST = 200  # records of one type that one rule is asked about: those whose limits end first
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


def begun(connection: Connection, active: Iterable[DeadlineRule], since: date, until: date) -> list[Record]:
    """The records that begin limits of `active` rules which can end between two days, those that end first first, each once.

    Of their fields only those are there that decide; `whole` has the others.
    """
    found: dict[str, Record] = {}
    for rule in active:
        first = begins(rule, since)
        if first is None:
            continue
        for kind, code in _named(rule):
            found.update((each.id, each) for each in _between(connection, kind, code, first, until))
    return list(found.values())


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


def _between(connection: Connection, kind: str, code: str, since: date, until: date) -> list[Record]:
    """One code at a time: the index gives its records in the order of their days, and is left where there are enough."""
    by, table = _BEGINS[kind], schema.RECORDS[kind].c
    first, last = table[f"{by.when}_from"], table[f"{by.when}_to"]
    # The last day can lie a month behind the first, by which the index goes.
    span = (first >= (since - _MONTH).isoformat(), first <= until.isoformat(), last >= since.isoformat())
    running = (table[name].is_(None) for name in by.ended)
    conditions = (table[by.code] == code, *span, *running)
    return repository.in_part(connection, kind, by.fields, *conditions, order=(first,), limit=_MOST)
