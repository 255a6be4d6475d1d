"""The list of cases: one derived line each, so that the first page costs the same however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, func, or_, select, tuple_

from casefile.domain.dates import bounds
from casefile.domain.kinds import Case, Organisation, Person, Record, StatusAsOf
from casefile.domain.values import Text
from casefile.journal.inserting import insert_all
from casefile.records import repository, schema
from casefile.records.casefilter import (
    CaseFilter,
    Mark,
    Named,
    conditions,
    is_mark,
    marks,
    rarest_mark,
    while_reading,
    without,
)
from casefile.records.ordering import unindexed

DETAINED = frozenset(
    {
        "detained",
        "in_pretrial_detention",
        "under_house_arrest",
        "in_prison",
        "in_solitary_confinement",
        "extradition_pending",
    }
)
"""Statuses of a case in which someone is held."""


@dataclass(frozen=True, slots=True)
class InUse:
    """What cases that are here hold: codes of `kinds`, `statuses`, `themes` and `tags`, ids of `regions`."""

    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    themes: tuple[str, ...]
    tags: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list. `due` is an ISO date; `sequence` grows with each change of the case or of what belongs to it."""

    id: str
    reference: str | None
    title: Text | None
    kind: str | None
    status: StatusAsOf | None
    due: str | None
    sequence: int


def page(
    connection: Connection, wanted: CaseFilter, after: CaseRow | None, limit: int, named: Named = None
) -> list[CaseRow]:
    """The lines that follow `after`: those with something due by date, then the others by last change."""
    rarest = rarest_mark(connection, wanted)
    if rarest is None:
        query = _in_order(connection, wanted, after, named)
    else:
        query = _in_order_of_mark(connection, wanted, after, named, rarest)
    return _rows(connection, connection.execute(query.limit(limit)).all())


def lines(connection: Connection, ids: list[str]) -> list[CaseRow]:
    """The lines of the cases with these ids, in the order of the ids."""
    found = connection.execute(select(schema.case_line).where(schema.case_line.c.id.in_(ids))).all()
    return sorted(_rows(connection, found), key=lambda row: ids.index(row.id))


def count(connection: Connection, wanted: CaseFilter, named: Named = None) -> int:
    """How many cases meet a filter."""
    asked = marks(wanted)
    if named is None and len(asked) == 1 and without(wanted, asked[0]) == CaseFilter():
        return connection.execute(select(func.count()).where(*is_mark(*asked[0]))).scalar_one()
    query = select(func.count()).select_from(schema.case_line).where(*conditions(connection, wanted, named))
    return connection.execute(query).scalar_one()


def in_use(connection: Connection) -> InUse:
    """What a filter can be set to and find something."""
    return InUse(*(_codes(connection, sort) for sort in ("kind", "status", "theme", "tag", "region")))


def _codes(connection: Connection, sort: str) -> tuple[str, ...]:
    """The codes of one sort, from one to the next: walking all marks would take as long as there are cases."""
    mark = schema.case_mark.c
    found: list[str] = []
    query = select(func.min(mark.code)).where(mark.sort == sort)
    code = connection.execute(query).scalar()
    while code is not None:
        found.append(code)
        code = connection.execute(query.where(mark.code > code)).scalar()
    return tuple(found)


def refresh(connection: Connection, cases: Mapping[str, int], known: Mapping[str, Record | None]) -> None:
    """Make the lines of cases anew; `cases` maps each to the sequence number of the last entry that touched it, `known` holds those
    of them that are at hand, None for one that was deleted."""
    if not cases:
        return
    elsewhere = repository.many(connection, "case", [each for each in cases if each not in known])
    present = {each.record.id: each.record for each in elsewhere} | {
        each: known[each] for each in cases if each in known
    }
    gone = [{"gone": each} for each in _with_line(connection, cases)]
    if gone:
        connection.execute(delete(schema.case_line).where(schema.case_line.c.id == bindparam("gone")), gone)
        connection.execute(delete(schema.case_mark).where(schema.case_mark.c.case == bindparam("gone")), gone)
    waiting = _waiting(connection, cases)
    rows = [
        _line(case, cases[record_id], waiting.get(record_id, (0, None)))
        for record_id, case in present.items()
        if isinstance(case, Case)
    ]
    insert_all(connection, schema.case_line, [tuple(row.values()) for row in rows])
    lines_of = {row["id"]: row for row in rows}
    marked = (marks_of(case, lines_of[case.id]) for case in present.values() if isinstance(case, Case))
    insert_all(connection, schema.case_mark, [mark for found in marked for mark in sorted(found)])


def marks_of(case: Case, line: Mapping[str, Any]) -> set[tuple[str, str, int, str, int, str]]:
    """The rows in `schema.case_mark` of a case with this `line`."""
    single = (("kind", case.kind), ("status", case.status), ("region", case.region))
    several = (("theme", case.themes), ("tag", case.tags))
    place = (line["waits"], line["due"] or "", -line["sequence"], case.id)
    return {
        *((sort, code, *place) for sort, code in single if code is not None),
        *((sort, code, *place) for sort, codes in several for code in codes),
    }


def latest_status(*records: Case | Person | Organisation) -> StatusAsOf | None:
    """The status that was known last, of a record or of several that stand for one person; of equals the one named first."""
    return max((status for each in records for status in each.statuses), key=_as_of, default=None)


def _as_of(status: StatusAsOf) -> str:
    try:
        return bounds(status.as_of.edtf).latest.isoformat() if status.as_of else ""
    except ValueError:
        return ""


def line(connection: Connection, case: Case, sequence: int) -> dict[str, Any]:
    """The row of a case in `schema.case_line`, after the change numbered `sequence`."""
    return _line(case, sequence, _waiting(connection, [case.id]).get(case.id, (0, None)))


def _line(case: Case, sequence: int, waiting: tuple[int, str | None]) -> dict[str, Any]:
    tasks, due = waiting
    status = latest_status(case)
    return {
        "id": case.id,
        "waits": 1 if due is None else 0,
        "due": due,
        "sequence": sequence,
        "next_step": tasks > 0,
        "detained": status is not None and status.status in DETAINED,
        "closed": case.status == "closed",
    }


def _waiting(connection: Connection, cases: Iterable[str]) -> dict[str, tuple[int, str | None]]:
    """For each case with open tasks how many these are, and the first day on which one is due."""
    task, reference = schema.RECORDS["task"].c, schema.reference.c
    query = (
        select(reference.target, func.count(), func.min(task.due_from))
        .join_from(schema.reference, schema.RECORDS["task"], task.id == reference.source)
        .where(reference.target.in_(repository.listed(cases)), reference.kind == "task", reference.field == "cases")
        .where(task.done.is_(None), task.deleted.is_(False))
        .group_by(reference.target)
    )
    return {case: (tasks, due) for case, tasks, due in connection.execute(query)}


def _with_line(connection: Connection, cases: Iterable[str]) -> list[str]:
    line = schema.case_line.c
    return list(connection.execute(select(line.id).where(line.id.in_(repository.listed(cases)))).scalars())


def _rows(connection: Connection, found: Iterable[Any]) -> list[CaseRow]:
    listed = list(found)
    cases = {each.record.id: each.record for each in repository.many(connection, "case", [row.id for row in listed])}
    return [_row(row, case) for row in listed if isinstance(case := cases.get(row.id), Case)]


def _row(row: Any, case: Case) -> CaseRow:
    return CaseRow(case.id, case.reference, case.title, case.kind, latest_status(case), row.due, row.sequence)


def _in_order(connection: Connection, wanted: CaseFilter, after: CaseRow | None, named: Named) -> Select[Any]:
    """The lines that meet a filter, read in their order until there are enough."""
    line = schema.case_line.c
    query = select(schema.case_line).where(*while_reading(connection, wanted, named))
    if after is not None:
        query = query.where(_behind(after))
    # `due` is empty for all that wait for nothing, so it does not disturb their order.
    return query.order_by(line.waits, line.due, line.sequence.desc(), line.id)


def _in_order_of_mark(
    connection: Connection, wanted: CaseFilter, after: CaseRow | None, named: Named, rarest: Mark
) -> Select[Any]:
    """The same, read in the order of the `rarest` of the marks that are asked for."""
    line, mark = schema.case_line.c, schema.case_mark.alias("leading")
    place = (mark.c.waits, mark.c.due, mark.c.place, mark.c.case)
    query = (
        select(schema.case_line)
        .join_from(mark, schema.case_line, line.id == unindexed(mark.c.case))
        .where(
            mark.c.sort == rarest[0],
            mark.c.code == rarest[1],
            *while_reading(connection, without(wanted, rarest), named),
        )
    )
    if after is not None:
        last = (0 if after.due else 1, after.due or "", -after.sequence, after.id)
        query = query.where(tuple_(*place) > tuple_(*last))
    return query.order_by(*place)


def _behind(after: CaseRow) -> ColumnElement[bool]:
    line = schema.case_line.c
    further = or_(line.sequence < after.sequence, line.id > after.id)
    within = and_(line.sequence <= after.sequence, further)
    if not after.due:
        return and_(line.waits == 1, line.due.is_(None), within)
    return or_(line.due > after.due, line.waits == 1, and_(line.due == after.due, within))
