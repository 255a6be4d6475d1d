"""What waits: tasks, hearings, measures that end, cases that went quiet, what changed lately."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, or_, select

from casefile.domain.dates import bounds
from casefile.domain.kinds import Case, Measure, Task
from casefile.journal import tables
from casefile.records import caselist, repository, schema
from casefile.records.caselist import CaseFilter, CaseRow

HEARING = "hearing"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry, for "what changed lately": ISO time, author's id, kind and id of the record, what was done, how many fields."""

    time: str
    author: str
    kind: str
    record: str
    operation: str
    paths: tuple[str, ...]


def open_tasks(connection: Connection, *, hearings: bool, limit: int) -> list[Task]:
    """Tasks that are not done, the ones with a day first and by day; either the hearings or all others."""
    task = schema.RECORDS["task"].c
    is_hearing = task.kind == HEARING
    found = repository.where(
        connection,
        "task",
        task.done.is_(None),
        is_hearing if hearings else or_(task.kind.is_(None), task.kind != HEARING),
        order=(task.due_from.is_(None), task.due_from, task.time, task.id),
        limit=limit,
    )
    return [each.record for each in found if isinstance(each.record, Task)]


def measures_ending(connection: Connection, today: str, until: str, limit: int) -> list[Measure]:
    """Measures whose stated end lies between two ISO dates, by end; then those in force whose end nobody states."""
    measure = schema.RECORDS["measure"].c
    in_force = measure.ended_because.is_(None)
    ending = repository.where(
        connection, "measure", in_force, measure.end_to.between(today, until), order=(measure.end_to,), limit=limit
    )
    unstated = repository.where(
        connection,
        "measure",
        in_force,
        measure.end.is_(None),
        measure.status == "in_force",
        order=(measure.start_from.desc(),),
        limit=limit,
    )
    return [each.record for each in (*ending, *unstated) if isinstance(each.record, Measure)][:limit]


def without_next_step(connection: Connection, limit: int) -> list[tuple[CaseRow, str]]:
    """Open cases with no task, those quiet the longest first, each with the ISO time of its last change."""
    line, entry = schema.case_line.c, tables.entry.c
    wanted = CaseFilter(closed=False, next_step=False)
    query = select(line.id, entry.time).join_from(schema.case_line, tables.entry, entry.sequence == line.sequence)
    query = query.where(*caselist.conditions(wanted)).order_by(line.sequence).limit(limit)
    times = dict(map(tuple, connection.execute(query)))
    return [(row, times[row.id]) for row in caselist.lines(connection, list(times))]


def changed_lately(connection: Connection, limit: int) -> list[Change]:
    """The last entries, newest first."""
    entry, change = tables.entry.c, tables.change.c
    rows = connection.execute(select(tables.entry).order_by(entry.sequence.desc()).limit(limit)).all()
    found = []
    for row in rows:
        paths = connection.execute(select(change.path).where(change.sequence == row.sequence)).scalars()
        known = tuple(path for path in paths if path)
        found.append(Change(row.time, row.author, row.kind, row.record, row.operation, known))
    return found


def conflicts(connection: Connection, limit: int) -> list[tuple[str, str, int]]:
    """(record, path, number of versions) of the fields for which two people entered different things unseen."""
    head = tables.head.c
    query = select(head.record, head.path, func.count()).group_by(head.record, head.path).having(func.count() > 1)
    return [tuple(row) for row in connection.execute(query.limit(limit))]


def cases(connection: Connection, ids: Iterable[str]) -> dict[str, Case]:
    """Id → case, for those that are here."""
    found = repository.many(connection, "case", ids)
    return {each.record.id: each.record for each in found if isinstance(each.record, Case)}


def last_entry(connection: Connection) -> tuple[int, str | None]:
    """How many entries there are, and the ISO time of the last one."""
    entry = tables.entry.c
    row = connection.execute(select(entry.sequence, entry.time).order_by(entry.sequence.desc()).limit(1)).first()
    return (0, None) if row is None else (row.sequence, row.time)


def due_day(task: Task) -> date | None:
    """The first day on which a task may be due; None where no day is given."""
    if task.due is None:
        return None
    try:
        return bounds(task.due.edtf).earliest
    except ValueError:
        return None
