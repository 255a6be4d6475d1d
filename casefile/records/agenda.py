"""What waits: tasks, hearings, measures that end, cases that went quiet, what changed lately."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, func, literal_column, or_, select, true

from casefile.domain.kinds import Case, Measure, Record, Task
from casefile.journal import heads, tables
from casefile.journal.entry import DELETED
from casefile.records import casefilter, caselist, repository, schema
from casefile.records.casefilter import CaseFilter
from casefile.records.caselist import CaseRow
from casefile.records.ordering import unindexed

HEARING = "hearing"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first of a list, and how many there are in all; `more`: or more than so many, which were not counted."""

    first: tuple[T, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Conflicting:
    """A field with several versions that nobody has settled: the record, the path, and the JSON values of the versions."""

    record: Record
    path: str
    values: tuple[Any, ...]


def due(connection: Connection, today: str, until: str, limit: int) -> Some[Task]:
    """Open tasks up to the ISO date `until` and those without a day, which come last. A hearing is among them once its day is over."""
    task = schema.RECORDS["task"].c
    not_ahead = or_(task.kind.is_(None), task.kind != HEARING, task.due_to < today)
    in_time = unindexed(task.due_from) <= until
    return _tasks(connection, limit, [task.due_to.is_not(None), in_time, not_ahead], [task.due_to.is_(None), not_ahead])


def hearings(connection: Connection, today: str, until: str, limit: int) -> Some[Task]:
    """Hearings between two ISO dates, those whose day is not known last."""
    task = schema.RECORDS["task"].c
    is_hearing, in_time = task.kind == HEARING, unindexed(task.due_from) <= until
    return _tasks(connection, limit, [is_hearing, task.due_to >= today, in_time], [is_hearing, task.due_to.is_(None)])


def reminded(connection: Connection, today: str, until: str, limit: int) -> Some[Task]:
    """Open tasks that come after the ISO date `until`, of which a reminder fell due up to `today`."""
    task = schema.RECORDS["task"].c
    entry = func.json_each(task.reminders).table_valued("value")
    # A date is a string, or an object where more is known of it than its digits.
    on = func.coalesce(func.json_extract(entry.c.value, "$.on.edtf"), func.json_extract(entry.c.value, "$.on"))
    fell_due = select(1).select_from(entry).where(on <= today).exists()
    ahead = unindexed(task.due_from) > until
    return _tasks(connection, limit, [task.due_to >= until, task.reminders.is_not(None), ahead, fell_due])


def with_hour_on(connection: Connection, today: str) -> list[Task]:
    """Open tasks other than hearings that have exactly the ISO date `today` and an hour."""
    task = schema.RECORDS["task"].c
    open_ = (task.done.is_(None), task.time.is_not(None), or_(task.kind.is_(None), task.kind != HEARING))
    found = repository.where(connection, "task", task.due_from == today, task.due_to == today, *open_)
    return [each.record for each in found if isinstance(each.record, Task)]


def overdue(connection: Connection, today: str) -> int:
    """How many open tasks had their day before the ISO date `today`."""
    task = schema.RECORDS["task"].c
    return repository.count(connection, "task", task.done.is_(None), task.due_to < today)


def due_on(connection: Connection, today: str) -> int:
    """How many open tasks other than hearings have exactly the ISO date `today`."""
    task = schema.RECORDS["task"].c
    exact = (task.due_from == today, task.due_to == today)
    return repository.count(
        connection, "task", task.done.is_(None), or_(task.kind.is_(None), task.kind != HEARING), *exact
    )


def _tasks(connection: Connection, limit: int, *several: list[ColumnElement[bool]]) -> Some[Task]:
    """Open tasks that meet the first conditions, then those that meet the next. The index has all that is asked of them."""
    task, ids, total = schema.RECORDS["task"].c, list[str](), 0
    for conditions in several:
        wanted = (task.deleted.is_(False), task.done.is_(None), *conditions)
        # By the last day that is meant: what is due "in May" is not late before May is over.
        query = select(task.id).where(*wanted).order_by(task.due_to, task.time, task.id)
        ids += connection.execute(query.limit(limit - len(ids))).scalars()
        total += connection.execute(select(func.count()).where(*wanted)).scalar_one()
    found = {each.record.id: each.record for each in repository.many(connection, "task", ids)}
    return Some(tuple(record for each in ids if isinstance(record := found[each], Task)), total)


def measures_ending(connection: Connection, today: str, until: str, limit: int) -> Some[Measure]:
    """Measures whose stated end lies between two ISO dates, by end; then those in force whose end nobody states."""
    measure = schema.RECORDS["measure"].c
    running = measure.ended_because.is_(None)
    ending = (running, measure.end_to.between(today, until))
    # Written out, for an index of these alone serves only who asks in its words.
    unstated = (running, measure.end.is_(None), measure.status == literal_column("'in_force'"))
    latest = (measure.start_from.desc(), measure.id)
    found = repository.where(connection, "measure", *ending, order=(measure.end_to, *latest), limit=limit)
    found += repository.where(connection, "measure", *unstated, order=latest, limit=limit - len(found))
    measures = tuple(each.record for each in found if isinstance(each.record, Measure))
    return Some(measures, sum(repository.count(connection, "measure", *each) for each in (ending, unstated)))


def without_next_step(connection: Connection, limit: int) -> Some[tuple[CaseRow, str]]:
    """Open cases with no task, those quiet the longest first, each with the ISO time of its last change."""
    line, entry = schema.case_line.c, tables.entry.c
    wanted = CaseFilter(closed=False, next_step=False)
    quiet = select(line.id, line.sequence).where(*casefilter.conditions(connection, wanted))
    first = quiet.order_by(line.sequence).limit(limit).subquery()
    query = select(first.c.id, entry.time).join_from(first, tables.entry, entry.sequence == first.c.sequence)
    times = dict(map(tuple, connection.execute(query.order_by(first.c.sequence))))
    rows = tuple((row, times[row.id]) for row in caselist.lines(connection, list(times)))
    return Some(rows, caselist.count(connection, wanted))


def conflicts(connection: Connection, limit: int) -> Some[Conflicting]:
    """The fields for which two people entered different things unseen; who entered the same need not be asked."""
    table = tables.contested.c
    total = connection.execute(select(func.count()).where(_DIFFERING)).scalar_one()
    query = select(table.record, table.path).where(_DIFFERING).order_by(table.record, table.path).limit(limit)
    found = [tuple(row) for row in connection.execute(query)]
    records = repository.of_any_kind(connection, {record for record, _ in found}, deleted=True)
    shown = [
        Conflicting(records[record].record, path, _versions(connection, record, path))
        for record, path in found
        if record in records
    ]
    return Some(tuple(shown), total)


def _differing() -> ColumnElement[bool]:
    """That the versions of a contested field are not all the same. One against a deletion may say nothing of it, and always counts."""
    table, head, change = tables.contested.c, tables.head.c, tables.change.c
    path = func.json_each(head.paths).table_valued("key", "value", name="path")
    current = func.json_each(path.c.value).table_valued("value", name="current")
    said = (
        select(func.count(func.coalesce(change.value, "").distinct()))
        .select_from(tables.head.join(path, true()).join(current, true()))
        .join(tables.change, (change.sequence == current.c.value) & (change.path == table.path))
        .where(head.record == table.record, path.c.key == table.path)
        .correlate(tables.contested)
        .scalar_subquery()
    )
    return or_(table.path == DELETED, said > 1)


_DIFFERING = _differing()


def _versions(connection: Connection, record: str, path: str) -> tuple[Any, ...]:
    change, current = tables.change.c, heads.of_all(connection, [record])[record].get(path, [])
    query = select(change.value).where(change.sequence.in_(current), change.path == path).order_by(change.sequence)
    said = [json.loads(value) for value in connection.execute(query).scalars() if value is not None]
    # Changes that stand against a deletion say nothing of it themselves.
    return tuple(said if path != DELETED or None in said or len(said) == len(current) else [*said, None])


def cases(connection: Connection, ids: Iterable[str]) -> dict[str, Case]:
    """Id → case, for those that are here: what it is called, without the rest."""
    here = schema.RECORDS["case"].c.id.in_(repository.listed(ids))
    found = repository.in_part(connection, "case", ("reference", "title"), here)
    return {each.id: each for each in found if isinstance(each, Case)}


def last_entry(connection: Connection, own: Iterable[str]) -> tuple[int, str | None]:
    """How many entries there are, and the ISO time of the last one that was written here: a colleague's bears the time when they wrote it.

    Args:
        own: the devices that this vault has been.
    """
    entry = tables.entry.c
    total = connection.execute(select(func.max(entry.sequence))).scalar_one() or 0
    newest = select(entry.sequence, entry.time).order_by(entry.position.desc()).limit(1)
    last = [connection.execute(newest.where(entry.device == device)).first() for device in own]
    return total, max(((row.sequence, row.time) for row in last if row), default=(0, None))[1]
