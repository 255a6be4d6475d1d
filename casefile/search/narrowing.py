"""Filters of a search as conditions on `indexed`: of a case, a theme, a region, a tag, a person, a role, a time.

A record is of a case when it is that case, belongs to it, hangs on something that does (a role, a citation), or is a party with a role in
it. It has the themes, regions and tags of its cases beside its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    case,
    false,
    func,
    or_,
    select,
)

from casefile.domain.definition import Shape
from casefile.domain.kinds import KINDS
from casefile.records import schema
from casefile.records.ordering import unindexed
from casefile.records.repository import listed
from casefile.search.tables import indexed

_BY_HAPPENINGS = ("case", "person", "organisation")
"""Kinds whose own dates (when a file was opened, a birth) are not what one asks for."""
_PARTIES = ("person", "organisation")
_NAMING_CASES = tuple(name for name, kind in KINDS.items() if any(field.name == "cases" for field in kind.fields))
"""Kinds that say themselves of which cases they are."""
_LONGEST = 500
"""Things in which one person has a role, that are looked at."""
_FEW = 200
"""Of so many cases or roles all that is of them is looked up first; of more, each hit is asked whether it is of one."""
_FEW_OF_KIND = 1000
_FIRST, _LAST = "0000", "9999-12-31"
_Meant = Callable[[ColumnElement[str]], ColumnElement[bool]]
"""Whether the id in a column is that of a case that is meant."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the results have in common. None means that it does not matter.

    `since` and `until` are ISO days, both included: a date that may touch them counts. `theme` and `role` are codes, `region`, `person`
    (a party of either kind) and `case` ids. With `person`, `role` is what that person was.
    """

    since: str | None = None
    until: str | None = None
    theme: str | None = None
    region: str | None = None
    tag: str | None = None
    role: str | None = None
    person: str | None = None
    case: str | None = None


EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What must be true of a row of `indexed`: that it is among `rows`, where these are known beforehand, and all `conditions`.

    The `conditions` say by themselves that it is among the rows; with these at hand a text need be looked for in no others.
    """

    conditions: tuple[ColumnElement[bool], ...] = ()
    rows: tuple[int, ...] | None = None

    def also(self, *conditions: ColumnElement[bool]) -> Narrowed:
        """With further conditions."""
        return Narrowed((*self.conditions, *conditions), self.rows)

    def among(self, row: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """That a number of a text is one of the rows, where these are known; FTS5 is not asked again for each of them."""
        if self.rows is None:
            return []
        return [
            row.between(min(self.rows, default=0), max(self.rows, default=0)),
            unindexed(row).in_(listed(self.rows)),
        ]


ALL = Narrowed()


def narrowed(connection: Connection, wanted: Narrowing) -> Narrowed:
    """What a row must be to be within `wanted`."""
    known = list(_known(connection, wanted))
    rows = _rows_of(connection, set.intersection(*known)) if known else None
    found = [] if rows is None else [indexed.c.row.in_(listed(rows))]
    return Narrowed((*found, *_asked_of_each(connection, wanted)), rows)


def _known(connection: Connection, wanted: Narrowing) -> Iterator[set[str]]:
    """The records that a part of the narrowing leaves, of each part that leaves few."""
    if wanted.case:
        yield _near(connection, [wanted.case]) | _of_records(connection, [wanted.case])
    if wanted.person:
        yield _about(connection, wanted.person, wanted.role)
    if wanted.theme and (cases := _few_marked(connection, "theme", wanted.theme)) is not None:
        yield _of_records(connection, cases)
    if wanted.role and not wanted.person and (roles := _few_roles(connection, wanted.role)) is not None:
        yield _named_by(connection, roles)


def _asked_of_each(connection: Connection, wanted: Narrowing) -> Iterator[ColumnElement[bool]]:
    """What each hit is asked, the other parts."""
    if wanted.since or wanted.until:
        yield _dated(wanted)
    if wanted.theme and _few_marked(connection, "theme", wanted.theme) is None:
        yield _of_marked_case("theme", wanted.theme)
    if wanted.tag:
        yield or_(_of_marked_case("tag", wanted.tag), _tagged(wanted.tag))
    if wanted.region:
        yield or_(_of_marked_case("region", wanted.region), _points_to(wanted.region), _is(wanted.region))
    if wanted.role and not wanted.person and _few_roles(connection, wanted.role) is None:
        yield _with_role(wanted.role)


def _few_marked(connection: Connection, sort: str, code: str) -> list[str] | None:
    """The cases with a mark; None where they are many."""
    mark = schema.case_mark.c
    return _few(connection, select(mark.case).where(mark.sort == sort, mark.code == code))


def _few_roles(connection: Connection, code: str) -> list[str] | None:
    """The roles of this code that anyone has; None where they are many."""
    role = schema.RECORDS["role"].c
    return _few(connection, select(role.id).where(role.role == code))


def _few(connection: Connection, query: Select[Any]) -> list[str] | None:
    found: list[str] = list(connection.execute(query.limit(_FEW + 1)).scalars().all())
    return found if len(found) <= _FEW else None


def _named_by(connection: Connection, roles: Iterable[str]) -> set[str]:
    """Whose roles these are, and in what."""
    reference = schema.reference.c
    query = select(reference.target).where(
        reference.source.in_(listed(roles)), reference.field.in_(("party", "record"))
    )
    return set(connection.execute(query).scalars().all())


def rows_of_few(connection: Connection, kinds: Iterable[str]) -> tuple[int, ...] | None:
    """The rows of all records of these kinds; None where they are many."""
    ids: list[str] = []
    for kind in kinds:
        table = schema.RECORDS[kind].c
        ids += connection.execute(select(table.id).order_by(table.sequence).limit(_FEW_OF_KIND + 1)).scalars().all()
    return _rows_of(connection, set(ids)) if len(ids) <= _FEW_OF_KIND else None


def _rows_of(connection: Connection, records: set[str]) -> tuple[int, ...]:
    return tuple(connection.execute(select(indexed.c.row).where(indexed.c.record.in_(listed(records)))).scalars().all())


def _is(record: str) -> ColumnElement[bool]:
    return indexed.c.record == record


def _points_to(record: str) -> ColumnElement[bool]:
    """The row's record refers to it, or to something that does.

    Looked for from the row's record on: what refers to a region are thousands. The plus sign keeps SQLite from their index.
    """
    one, two = schema.reference.alias(), schema.reference.alias()
    directly = select(one.c.source).where(one.c.source == indexed.c.record, unindexed(one.c.target) == record)
    further = select(one.c.source).join_from(one, two, two.c.source == one.c.target)
    further = further.where(one.c.source == indexed.c.record, unindexed(two.c.target) == record)
    hangs = indexed.c.kind.not_in(_NAMING_CASES)  # what names its cases has their regions
    return or_(directly.exists(), and_(hangs, further.where(two.c.field != "within").exists()))


def _near(connection: Connection, records: Iterable[str]) -> set[str]:
    """These records, what refers to them, and what refers to that: a handful beside all that a word is found in, so they are looked up first."""
    own = set(records)
    rows = _references_to(connection, own)
    directly = {row.source for row in rows if row.field != "within"}
    further = _references_to(connection, directly)
    return own | {row.source for row in rows} | {row.source for row in further}


def _of_records(connection: Connection, records: Iterable[str]) -> set[str]:
    """What belongs to these records, cases as a rule; what hangs on that; and the parties with a role in either."""
    own, reference = set(records), schema.reference.c
    rows = _references_to(connection, own)
    belonging = {row.source for row in rows if row.field == "cases"}
    hanging = _references_to(connection, belonging)
    roles = {row.source for row in (*rows, *hanging) if row.kind == "role" and row.field == "record"}
    of_roles = (reference.source.in_(listed(roles)), reference.field == "party")
    parties = connection.execute(select(reference.target).where(*of_roles)).scalars().all()
    return own | {row.source for row in (*rows, *hanging)} | set(parties)


def _references_to(connection: Connection, targets: set[str]) -> Sequence[Any]:
    reference = schema.reference
    return connection.execute(select(reference).where(reference.c.target.in_(listed(targets)))).all()


def _of_marked_case(sort: str, code: str) -> ColumnElement[bool]:
    mark = schema.case_mark

    def marked(target: ColumnElement[str]) -> ColumnElement[bool]:
        here = mark.alias()
        return select(here.c.case).where(here.c.sort == sort, here.c.code == code, here.c.case == target).exists()

    return _of(marked)


def _of(meant: _Meant) -> ColumnElement[bool]:
    """The row's record is a case that is `meant`, or of one. By its kind, since each of the ways is a look into another table."""
    kind = indexed.c.kind
    of_parties = or_(_party_of(meant).exists(), _party_in(meant).exists())
    return case(
        (kind == "case", meant(indexed.c.record)),
        (kind.in_(_NAMING_CASES), _belonging(meant, "cases").exists()),
        (kind.in_(_PARTIES), or_(_belonging(meant).exists(), of_parties)),
        else_=or_(_belonging(meant).exists(), _hanging(meant).exists()),
    ).is_(True)


def _belonging(meant: _Meant, *fields: str) -> Select[tuple[str]]:
    one = schema.reference.alias()
    query = select(one.c.source).where(one.c.source == indexed.c.record, meant(one.c.target))
    return query.where(one.c.field.in_(fields)) if fields else query


def _hanging(meant: _Meant) -> Select[tuple[str]]:
    one, two = schema.reference.alias(), schema.reference.alias()
    query = select(one.c.source).join_from(one, two, two.c.source == one.c.target)
    return query.where(one.c.source == indexed.c.record, two.c.field == "cases", meant(two.c.target))


def _party_of(meant: _Meant) -> Select[tuple[str]]:
    named, taken = _roles_of_the_row()
    return select(taken.c.source).join_from(named, taken, taken.c.source == named.c.source).where(meant(taken.c.target))


def _party_in(meant: _Meant) -> Select[tuple[str]]:
    named, taken = _roles_of_the_row()
    further = schema.reference.alias()
    query = select(taken.c.source).join_from(named, taken, taken.c.source == named.c.source)
    query = query.join(further, and_(further.c.source == taken.c.target, further.c.field == "cases"))
    return query.where(meant(further.c.target))


def _roles_of_the_row() -> tuple[FromClause, FromClause]:
    """References by which roles name the row's record as their party, and those by which the roles name what they are in."""
    reference = schema.reference
    query = select(reference).where(reference.c.target == indexed.c.record, reference.c.kind == "role")
    named = query.where(reference.c.field == "party").correlate(indexed).subquery()
    taken = select(reference).where(reference.c.field == "record").subquery()
    return named, taken


def _tagged(tag: str) -> ColumnElement[bool]:
    """The row's record has a tag itself."""
    return _by_kind({name: _holds(each, _has_key(each, tag)) for name, each in schema.RECORDS.items()})


def _holds(each: Table, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(each.c.id).where(each.c.id == indexed.c.record, condition).exists()


def _by_kind(conditions: Mapping[str, ColumnElement[bool]]) -> ColumnElement[bool]:
    """The condition for the row's kind; not met by other kinds. Only the tables of one kind are looked into."""
    return case(conditions, value=indexed.c.kind, else_=false()).is_(True)


def _has_key(each: Table, tag: str) -> ColumnElement[bool]:
    """`tags` is an object whose keys are the tags; see `records.rows`."""
    entry = func.json_each(each.c.tags).table_valued("key")
    return select(entry.c.key).where(entry.c.key == tag).exists()


def _about(connection: Connection, person: str, code: str | None) -> set[str]:
    """The records that are a person, or about one: what names them, is what they have a role in, or belongs to a case in which they have one."""
    role, named = schema.RECORDS["role"].c, schema.reference.c
    query = select(role.record).join_from(schema.reference, schema.RECORDS["role"], role.id == named.source)
    query = query.where(named.target == person, named.kind == "role", named.field == "party").limit(_LONGEST)
    if code:
        query = query.where(role.role == code)
    taken_part = [each for each in connection.execute(query).scalars().all() if each]
    there = _of_records(connection, taken_part)
    return there if code else there | _near(connection, [person])


def _with_role(code: str) -> ColumnElement[bool]:
    """The row's record is a party that has this role anywhere, or something in which anyone has it."""
    reference, role = schema.reference, schema.RECORDS["role"]
    query = select(role.c.id).join_from(reference, role, role.c.id == reference.c.source)
    query = query.where(reference.c.target == indexed.c.record, reference.c.kind == "role", role.c.role == code)
    return query.where(reference.c.field.in_(("party", "record"))).exists()


def _dated(wanted: Narrowing) -> ColumnElement[bool]:
    """A date of the row's record touches the days that are wanted; of a case or a party, a happening's in which it was."""
    conditions = {
        name: _holds(each, or_(*touching))
        for name, each in schema.RECORDS.items()
        if name not in _BY_HAPPENINGS and (touching := list(_touching(name, wanted)))
    }
    of_party = _in_happening(wanted).exists()
    return _by_kind(
        {**conditions, "case": _with_happening(wanted).exists(), "person": of_party, "organisation": of_party}
    )


def _touching(kind: str, wanted: Narrowing) -> Iterator[ColumnElement[bool]]:
    columns = schema.RECORDS[kind].c
    for field in KINDS[kind].fields:
        if field.shape is Shape.WHEN:
            first, last = columns[f"{field.name}_from"], columns[f"{field.name}_to"]
            yield and_(first <= (wanted.until or _LAST), last >= (wanted.since or _FIRST))


def _with_happening(wanted: Narrowing) -> Select[tuple[str]]:
    """Happenings of the row's record, a case, on the days that are wanted."""
    happening, named = schema.RECORDS["happening"].alias(), schema.reference.alias()
    query = select(happening.c.id).join_from(named, happening, happening.c.id == named.c.source)
    return query.where(named.c.target == indexed.c.record, named.c.kind == "happening", _during(happening, wanted))


def _in_happening(wanted: Narrowing) -> Select[tuple[str]]:
    """Happenings on the days that are wanted in which the row's record, a party, has a role."""
    happening = schema.RECORDS["happening"].alias()
    named, taken = _roles_of_the_row()
    query = select(happening.c.id).join_from(named, taken, taken.c.source == named.c.source)
    return query.join(happening, happening.c.id == taken.c.target).where(_during(happening, wanted))


def _during(happening: FromClause, wanted: Narrowing) -> ColumnElement[bool]:
    return and_(happening.c.when_from <= (wanted.until or _LAST), happening.c.when_to >= (wanted.since or _FIRST))
