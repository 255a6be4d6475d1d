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
_DAYS_OFF = timedelta(14)


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
        for kind, conditions in _named(rule, today - still - _longest(rule)):
            order = (schema.RECORDS[kind].c[f"{_BEGINS[kind]}_from"].desc(),)
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


_BEGINS = {"happening": "when", "measure": "start", "proceeding": "stage_as_of", "intervention": "date"}


def _longest(rule: DeadlineRule) -> timedelta:
    """No limit of the rule runs longer, days off included."""
    assert rule.length is not None and rule.unit is not None
    by_days_off = rule.unit != "hours" and (rule.counting == "working" or bool(rule.moves_to_working_day))
    days = _DAYS[rule.unit] * rule.length * (2 if rule.counting == "working" else 1)
    return timedelta(days) + (_DAYS_OFF if by_days_off else timedelta(1))


def _named(rule: DeadlineRule, since: date) -> Iterator[tuple[str, tuple[ColumnElement[bool], ...]]]:
    codes = {
        "happening": ("type", rule.happening_types),
        "measure": ("type", rule.measure_types),
        "proceeding": ("stage", rule.stages),
        "intervention": ("type", rule.intervention_types),
    }
    for kind, (name, wanted) in codes.items():
        if wanted:
            table = schema.RECORDS[kind].c
            first, last = table[f"{_BEGINS[kind]}_from"], table[f"{_BEGINS[kind]}_to"]
            # The last day can lie a month behind the first; the first is the one with an index.
            span = (first >= (since - _MONTH).isoformat(), last >= since.isoformat())
            yield kind, (*span, table[name].in_(wanted))
