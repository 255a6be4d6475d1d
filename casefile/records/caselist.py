"""The list of cases: one derived line each, so that the first page costs the same however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, func, or_, select

from casefile.domain.dates import bounds
from casefile.domain.kinds import Case, Organisation, Person, Record, StatusAsOf
from casefile.domain.values import Text
from casefile.journal.inserting import insert_all
from casefile.records import repository, schema
from casefile.records.sameperson import groups

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

Named = Select[tuple[str]] | None
"""Ids of the cases among which a filter looks; None for all."""

_FEW = 2000


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list shows. None means that it does not matter.

    `kind`, `status`, `theme`, `tag` are codes; `region` and `person` ids. `words` must all begin words of title or reference; who asks hands
    over the ids of the cases `named` so, for the words stand in the search index.
    """

    closed: bool | None = None
    detained: bool | None = None
    next_step: bool | None = None
    kind: str | None = None
    status: str | None = None
    theme: str | None = None
    tag: str | None = None
    region: str | None = None
    person: str | None = None
    words: tuple[str, ...] = field(default=())


READY_MADE: Mapping[str, CaseFilter] = MappingProxyType(
    {
        "open": CaseFilter(closed=False),
        "detained": CaseFilter(detained=True),
        "no_next_step": CaseFilter(closed=False, next_step=False),
        "closed": CaseFilter(closed=True),
    }
)


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
    line = schema.case_line.c
    query = select(schema.case_line).where(*conditions(connection, wanted, named))
    if after is not None:
        query = query.where(_behind(after))
    # `due` is empty for all that wait for nothing, so it does not disturb their order.
    query = query.order_by(line.waits, line.due, line.sequence.desc(), line.id).limit(limit)
    return _rows(connection, connection.execute(query).all())


def lines(connection: Connection, ids: list[str]) -> list[CaseRow]:
    """The lines of the cases with these ids, in the order of the ids."""
    found = connection.execute(select(schema.case_line).where(schema.case_line.c.id.in_(ids))).all()
    return sorted(_rows(connection, found), key=lambda row: ids.index(row.id))


def count(connection: Connection, wanted: CaseFilter, named: Named = None) -> int:
    """How many cases meet a filter."""
    alone = _only_mark(wanted) if named is None else None
    if alone is not None:
        mark = schema.case_mark.c
        marked = select(func.count()).where(mark.sort == alone[0], mark.code == alone[1])
        return connection.execute(marked).scalar_one()
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
    marks = (marks_of(case) for case in present.values() if isinstance(case, Case))
    insert_all(connection, schema.case_mark, [mark for found in marks for mark in sorted(found)])


def marks_of(case: Case) -> set[tuple[str, str, str]]:
    """The rows of a case in `schema.case_mark`."""
    single = (("kind", case.kind), ("status", case.status), ("region", case.region))
    several = (("theme", case.themes), ("tag", case.tags))
    return {
        *((sort, code, case.id) for sort, code in single if code is not None),
        *((sort, code, case.id) for sort, codes in several for code in codes),
    }


def latest_status(record: Case | Person | Organisation) -> StatusAsOf | None:
    """The status that was known last."""
    return max(record.statuses, key=_as_of, default=None)


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
        .where(reference.target.in_(_listed(cases)), reference.kind == "task", reference.field == "cases")
        .where(task.done.is_(None), task.deleted.is_(False))
        .group_by(reference.target)
    )
    return {case: (tasks, due) for case, tasks, due in connection.execute(query)}


def _with_line(connection: Connection, cases: Iterable[str]) -> list[str]:
    line = schema.case_line.c
    return list(connection.execute(select(line.id).where(line.id.in_(_listed(cases)))).scalars())


def _listed(ids: Iterable[str]) -> Select[Any]:
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def _rows(connection: Connection, found: Iterable[Any]) -> list[CaseRow]:
    listed = list(found)
    cases = {each.record.id: each.record for each in repository.many(connection, "case", [row.id for row in listed])}
    return [_row(row, case) for row in listed if isinstance(case := cases.get(row.id), Case)]


def _row(row: Any, case: Case) -> CaseRow:
    return CaseRow(case.id, case.reference, case.title, case.kind, latest_status(case), row.due, row.sequence)


def _behind(after: CaseRow) -> ColumnElement[bool]:
    line = schema.case_line.c
    same_due = line.due == after.due if after.due else line.waits == 1
    later = or_(line.due > after.due, line.waits == 1) if after.due else line.waits > 1
    within = or_(line.sequence < after.sequence, and_(line.sequence == after.sequence, line.id > after.id))
    return or_(later, and_(same_due, within))


def conditions(connection: Connection, wanted: CaseFilter, named: Named = None) -> list[ColumnElement[bool]]:
    """A filter as SQL over `schema.case_line`."""
    line = schema.case_line.c
    flags = ((line.closed, wanted.closed), (line.detained, wanted.detained), (line.next_step, wanted.next_step))
    marks = (
        ("kind", wanted.kind),
        ("status", wanted.status),
        ("region", wanted.region),
        ("theme", wanted.theme),
        ("tag", wanted.tag),
    )
    found: list[ColumnElement[bool]] = [column.is_(value) for column, value in flags if value is not None]
    found += [_marked(connection, sort, code) for sort, code in marks if code]
    if named is not None:
        found.append(line.id.in_(named))
    if wanted.person:
        found.append(line.id.in_(_with_role(groups(connection).members(wanted.person))))
    return found


def _only_mark(wanted: CaseFilter) -> tuple[str, str] | None:
    """Sort and code of the one mark that a filter asks for, where it asks for nothing else: the marks themselves are counted then."""
    for sort in ("kind", "status", "region", "theme", "tag"):
        code = getattr(wanted, sort)
        if code and wanted == replace(CaseFilter(), **{sort: code}):
            return sort, code
    return None


def _marked(connection: Connection, sort: str, code: str) -> ColumnElement[bool]:
    """A few cases are looked up and put in order; among many the list is read in its order until the page is full."""
    line, mark = schema.case_line.c, schema.case_mark.c
    here = (mark.sort == sort, mark.code == code)
    first = select(mark.case).where(*here).limit(_FEW).subquery()
    if connection.execute(select(func.count()).select_from(first)).scalar_one() < _FEW:
        return line.id.in_(select(mark.case).where(*here))
    return select(mark.case).where(*here, mark.case == line.id).exists()


def _with_role(parties: Sequence[str]) -> Select[Any]:
    """Ids of what someone has a role in, under any of the records that stand for them."""
    role, named = schema.RECORDS["role"].c, schema.reference.c
    return (
        select(role.record)
        .join_from(schema.reference, schema.RECORDS["role"], role.id == named.source)
        .where(named.target.in_(parties), named.kind == "role", named.field == "party")
    )
