"""What begins time limits: the records that rules name, and what was said of their proposals before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, select

from casefile.domain.deadlines.triggers import STARTING_KINDS
from casefile.domain.kinds import Case, DeadlineRule, Proceeding, Record
from casefile.records import repository, schema

_MOST = 500  # records that one rule is asked about: the latest of them
_MONTH = timedelta(31)
_DAYS = {"hours": 1 / 24, "days": 1.0, "months": 31.0}
_SLACK = timedelta(14)  # days off at the end


def rules(connection: Connection) -> tuple[list[DeadlineRule], frozenset[str]]:
    """The rules that are records of this vault, and the ids of those that were deleted."""
    table = schema.RECORDS["deadlinerule"].c
    gone = connection.execute(select(table.id).where(table.deleted)).scalars()
    found = repository.where(connection, "deadlinerule", order=(table.created, table.id))
    return [each.record for each in found if isinstance(each.record, DeadlineRule)], frozenset(gone)


def lately(connection: Connection, active: Iterable[DeadlineRule], today: date, still: timedelta) -> dict[str, Record]:
    """Id → record, of those that can have begun a limit of an active rule that ended at most `still` ago."""
    found: dict[str, Record] = {}
    for rule in active:
        if rule.length is None or rule.unit not in _DAYS:
            continue
        running = timedelta(_DAYS[rule.unit] * rule.length * (1.5 if rule.counting == "working" else 1))
        since = (today - still - running - _SLACK - _MONTH).isoformat()
        for kind, conditions in _named(rule, since):
            order = (schema.RECORDS[kind].c[_BEGINS[kind]].desc(),)
            stored = repository.where(connection, kind, *conditions, order=order, limit=_MOST)
            found.update((each.record.id, each.record) for each in stored)
    return found


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
    return frozenset(each.record.id for each in repository.many(connection, "task", ids, deleted=True))


_BEGINS = {
    "happening": "when_from",
    "measure": "start_from",
    "proceeding": "stage_as_of_from",
    "intervention": "date_from",
}


def _named(rule: DeadlineRule, since: str) -> Iterator[tuple[str, tuple[ColumnElement[bool], ...]]]:
    codes = {
        "happening": ("type", rule.happening_types),
        "measure": ("type", rule.measure_types),
        "proceeding": ("stage", rule.stages),
        "intervention": ("type", rule.intervention_types),
    }
    for kind, (name, wanted) in codes.items():
        if wanted:
            table = schema.RECORDS[kind].c
            yield kind, (table[_BEGINS[kind]] >= since, table[name].in_(wanted))
