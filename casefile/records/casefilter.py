"""What the list of cases can be narrowed to, as SQL over its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from casefile.records import schema
from casefile.records.ordering import unindexed
from casefile.records.sameperson import groups

Named = Select[tuple[str]] | None
"""Ids of the cases among which a filter looks; None for all."""

Mark = tuple[str, str]
"""The sort and the code of a mark."""

_SORTS = ("kind", "status", "region", "theme", "tag")
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


def conditions(connection: Connection, wanted: CaseFilter, named: Named = None) -> list[ColumnElement[bool]]:
    """A filter as SQL over `schema.case_line`, for counting and gathering."""
    line = schema.case_line.c
    flags = ((line.closed, wanted.closed), (line.detained, wanted.detained), (line.next_step, wanted.next_step))
    found: list[ColumnElement[bool]] = [column.is_(value) for column, value in flags if value is not None]
    found += [line.id.in_(select(schema.case_mark.c.case).where(*is_mark(*each))) for each in marks(wanted)]
    if named is not None:
        found.append(line.id.in_(named))
    if wanted.person:
        found.append(line.id.in_(_with_role(groups(connection).members(wanted.person))))
    return found


def while_reading(connection: Connection, wanted: CaseFilter, named: Named) -> list[ColumnElement[bool]]:
    """The same for lines that are read one after the other in an order; but a few that are known by their words or by a person are looked up
    and put in order."""
    line, mark = schema.case_line.c, schema.case_mark
    flags = ((line.closed, wanted.closed), (line.detained, wanted.detained), (line.next_step, wanted.next_step))
    found: list[ColumnElement[bool]] = [unindexed(column).is_(value) for column, value in flags if value is not None]
    found += [select(mark.c.case).where(*is_mark(*each), mark.c.case == line.id).exists() for each in marks(wanted)]
    if named is not None:
        few = _number(connection, named) < _FEW
        found.append(line.id.in_(named) if few else named.where(named.selected_columns[0] == line.id).exists())
    if wanted.person:
        found.append(line.id.in_(_with_role(groups(connection).members(wanted.person))))
    return found


def marks(wanted: CaseFilter) -> list[Mark]:
    """Sort and code of each mark that a filter asks for."""
    return [(sort, code) for sort in _SORTS if (code := getattr(wanted, sort))]


def without(wanted: CaseFilter, mark: Mark) -> CaseFilter:
    """A filter that asks for all the same but this mark."""
    nothing: dict[str, Any] = {mark[0]: None}
    return replace(wanted, **nothing)


def is_mark(sort: str, code: str) -> tuple[ColumnElement[bool], ...]:
    """That a row of `schema.case_mark` is this mark."""
    return schema.case_mark.c.sort == sort, schema.case_mark.c.code == code


def rarest_mark(connection: Connection, wanted: CaseFilter) -> Mark | None:
    """Of the marks that a filter asks for, the one that fewest cases have."""
    asked = marks(wanted)
    if len(asked) < 2:
        return asked[0] if asked else None
    return min(asked, key=lambda mark: _number(connection, select(schema.case_mark.c.case).where(*is_mark(*mark))))


def _number(connection: Connection, ids: Select[tuple[str]]) -> int:
    """How many there are, at most `_FEW`."""
    return connection.execute(select(func.count()).select_from(ids.limit(_FEW).subquery())).scalar_one()


def _with_role(parties: Sequence[str]) -> Select[Any]:
    """Ids of what someone has a role in, under any of the records that stand for them."""
    role, named = schema.RECORDS["role"].c, schema.reference.c
    return (
        select(role.record)
        .join_from(schema.reference, schema.RECORDS["role"], role.id == named.source)
        .where(named.target.in_(parties), named.kind == "role", named.field == "party")
    )
