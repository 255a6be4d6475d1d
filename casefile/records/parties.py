"""The directory of people and organisations: a page at a time in the order of the alphabet, each with what it was and in how many cases.

One derived line a party and language, so that a page costs the same however many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import CompoundSelect, Connection, Select, bindparam, delete, func, select, tuple_, union
from sqlalchemy.dialects.sqlite import insert

from casefile.domain.definition import Shape
from casefile.domain.kinds import KINDS, Organisation, Person, Record, StatusAsOf, kind_of
from casefile.domain.names import alphabetical
from casefile.domain.shown import name_of
from casefile.i18n import LANGUAGES
from casefile.journal.inserting import insert_all
from casefile.records import repository, schema
from casefile.records.caselist import latest_status
from casefile.records.sameperson import Groups, groups

Party = Person | Organisation
PartyKind = Literal["person", "organisation"]

_BATCH = 500
KINDS_OF_PARTY: tuple[PartyKind, ...] = ("person", "organisation")

IN_CASES = tuple(
    kind.name
    for kind in KINDS.values()
    if any(each.name == "cases" and each.shape is Shape.REFS for each in kind.fields)
)
"""Kinds that name the cases they belong to: whoever is named in one has to do with those cases."""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One line of the directory.

    `sort` is its place in the alphabet; `roles` are codes of ``role``, the most frequent first; `cases` counts those it is named in; `status` is
    the one that was known last. Roles and cases are also those of `others`: the records that stand for the same person.
    """

    party: Party
    sort: str
    roles: tuple[str, ...]
    cases: int
    status: StatusAsOf | None
    others: tuple[Party, ...] = ()

    @property
    def id(self) -> str:
        """The id of the person or organisation."""
        return self.party.id


class PartyLines:
    """Keeps the lines in step with the records."""

    def update(self, connection: Connection, changed: Mapping[str, Record | None]) -> None:
        """Make the lines of what was changed anew; None stands for a record that was deleted."""
        line = schema.party_line
        wanted = [each for each, record in changed.items() if record is None or isinstance(record, Party)]
        query = select(line.c.id, line.c.kind).where(line.c.id.in_(repository.listed(wanted))).distinct()
        known = {row.id: row.kind for row in connection.execute(query)}
        if known:
            gone = [{"party": each} for each in known]
            connection.execute(delete(line).where(line.c.id == bindparam("party")), gone)
        present = [each for each in changed.values() if isinstance(each, Party)]
        insert_all(connection, line, [tuple(row.values()) for each in present for row in rows_of(each)])
        _add_up(connection, Counter(kind_of(each).name for each in present), Counter(known.values()))


def _add_up(connection: Connection, came: Counter[str], went: Counter[str]) -> None:
    table = schema.party_total
    for kind in KINDS_OF_PARTY:
        if more := came[kind] - went[kind]:
            row = insert(table).values(kind=kind, number=more)
            added = {"number": table.c.number + more}
            connection.execute(row.on_conflict_do_update(index_elements=["kind"], set_=added))


def totals() -> Select[Any]:
    """What `schema.party_total` should hold."""
    line = schema.party_line.c
    query = select(line.kind, func.count().label("number")).where(line.language == LANGUAGES[0])
    return query.group_by(line.kind)


def rows_of(party: Party) -> list[dict[str, str]]:
    """The rows of `schema.party_line` that a party has."""
    return [
        {
            "kind": kind_of(party).name,
            "language": language,
            "sort": alphabetical(name_of(party, language)),
            "id": party.id,
        }
        for language in LANGUAGES
    ]


def page(connection: Connection, kind: PartyKind, language: str, after: PartyRow | None, limit: int) -> list[PartyRow]:
    """The lines that follow `after` in the alphabet of `language`; of those who are one person, only the one that stands for all."""
    line = schema.party_line.c
    one_person = groups(connection)
    query = select(line.id, line.sort).where(
        line.kind == kind, line.language == language, line.id.not_in(repository.listed(one_person.behind))
    )
    if after is not None:
        query = query.where(tuple_(line.sort, line.id) > tuple_(after.sort, after.id))
    found = connection.execute(query.order_by(line.sort, line.id).limit(limit)).all()
    return _rows(connection, kind, {each.id: each.sort for each in found}, one_person)


def lines(connection: Connection, kind: PartyKind, ids: Sequence[str], language: str) -> list[PartyRow]:
    """The lines of these people or organisations, in the order of the ids, each person once."""
    line = schema.party_line.c
    one_person = groups(connection)
    wanted = list(dict.fromkeys(map(one_person.canonical, ids)))
    query = select(line.id, line.sort).where(line.id.in_(wanted), line.kind == kind, line.language == language)
    found = {each.id: each.sort for each in connection.execute(query)}
    return _rows(connection, kind, {each: found[each] for each in wanted if each in found}, one_person)


def count(connection: Connection, kind: PartyKind) -> int:
    """How many there are, each person once."""
    line, total = schema.party_line.c, schema.party_total.c
    everyone = connection.execute(select(total.number).where(total.kind == kind)).scalar() or 0
    here = (line.kind == kind, line.language == LANGUAGES[0])  # each has a line in every language
    behind = select(func.count()).where(*here, line.id.in_(repository.listed(groups(connection).behind)))
    return everyone - connection.execute(behind).scalar_one()


def mentions(connection: Connection, party: str, limit: int) -> list[tuple[str, str, str]]:
    """(kind, id, field) of the roles of a party and of what names it in some case, those changed last first, at most `limit` of each kind."""
    reference = schema.reference.c
    found: list[tuple[str, str, str]] = []
    for kind in ("role", *IN_CASES):
        record = schema.RECORDS[kind].c
        query = (
            select(reference.kind, reference.source, reference.field)
            .join_from(schema.reference, schema.RECORDS[kind], record.id == reference.source)
            .where(reference.target == party, reference.kind == kind)
            .order_by(record.sequence.desc())
            .limit(limit)
        )
        found += [(each.kind, each.source, each.field) for each in connection.execute(query)]
    return found


def _rows(connection: Connection, kind: PartyKind, sorts: Mapping[str, str], one_person: Groups) -> list[PartyRow]:
    stands_for = {member: each for each in sorts for member in one_person.members(each)}
    stored = {each.record.id: each.record for each in repository.many(connection, kind, stands_for)}
    roles, cases = _roles(connection, stands_for), _cases(connection, stands_for)
    found: list[PartyRow] = []
    for each, sort in sorts.items():
        records = [stored[member] for member in one_person.members(each) if member in stored]
        party, *others = [record for record in records if isinstance(record, Party)]
        status = latest_status(party, *others)
        found.append(PartyRow(party, sort, tuple(roles.get(each, ())), cases.get(each, 0), status, tuple(others)))
    return found


def _roles(connection: Connection, stands_for: Mapping[str, str]) -> dict[str, list[str]]:
    reference, role = schema.reference.c, schema.RECORDS["role"].c
    query = (
        select(reference.target, role.role, func.count())
        .join_from(schema.reference, schema.RECORDS["role"], role.id == reference.source)
        .where(reference.target.in_(list(stands_for)), reference.kind == "role", reference.field == "party")
        .where(role.role.is_not(None))
        .group_by(reference.target, role.role)
    )
    found: dict[str, Counter[str]] = {}
    for party, code, times in connection.execute(query):
        found.setdefault(stands_for[party], Counter())[code] += times
    return {party: sorted(codes, key=lambda code: (-codes[code], code)) for party, codes in found.items()}


def _cases(connection: Connection, stands_for: Mapping[str, str]) -> dict[str, int]:
    each = _within(list(stands_for)).subquery()
    alone = [member for member, party in stands_for.items() if member == party]
    query = select(each.c.party, func.count()).where(each.c.party.in_(alone)).group_by(each.c.party)
    found = {row[0]: row[1] for row in connection.execute(query)}
    linked = {party for member, party in stands_for.items() if member != party}
    if linked:
        cases: dict[str, set[str]] = {}
        for party, case in connection.execute(select(each.c.party, each.c.of_case)):
            cases.setdefault(stands_for[party], set()).add(case)
        found.update((party, len(cases.get(party, ()))) for party in linked)
    return found


def cases_of(connection: Connection, parties: Sequence[str]) -> dict[str, list[str]]:
    """Id of a party → ids of the cases in which it has a role or is named, under just this record."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(parties), _BATCH):
        some = list(parties[start : start + _BATCH])
        each = _within(some).subquery()
        of_cases = select(each.c.party, each.c.of_case).join(schema.case_line, schema.case_line.c.id == each.c.of_case)
        for party, case in connection.execute(of_cases.order_by(each.c.of_case)):
            found.setdefault(party, []).append(case)
    return found


def _within(parties: list[str]) -> CompoundSelect[Any]:
    """(party, of_case) for every case in which a party has a role or is named, each once."""
    return union(_by_roles(parties), _by_mentions(parties), _by_mentions_in_several(parties))


def _by_roles(parties: list[str]) -> Select[Any]:
    """(party, case) for every role in a case or in something that belongs to one."""
    named, role = schema.reference.alias("named"), schema.RECORDS["role"]
    inside = schema.reference.alias("inside")
    belongs = (inside.c.source == role.c.record) & (inside.c.field == "cases")
    return (
        select(named.c.target.label("party"), func.coalesce(inside.c.target, role.c.record).label("of_case"))
        .select_from(named.join(role, role.c.id == named.c.source).outerjoin(inside, belongs))
        .where(named.c.target.in_(parties), named.c.kind == "role", named.c.field == "party")
    )


def _by_mentions(parties: list[str]) -> Select[Any]:
    """(party, case) for everything in one case that names the party."""
    named = schema.reference.c
    return select(named.target, named.case).where(
        named.target.in_(parties), named.kind.in_(IN_CASES), named.case.is_not(None)
    )


def _by_mentions_in_several(parties: list[str]) -> Select[Any]:
    """(party, case) for everything in several cases that names the party."""
    named, inside = schema.reference.alias("naming"), schema.reference.alias("belonging")
    belongs = (inside.c.source == named.c.source) & (inside.c.field == "cases")
    return (
        select(named.c.target.label("party"), inside.c.target.label("of_case"))
        .select_from(named.join(inside, belongs))
        .where(named.c.target.in_(parties), named.c.kind.in_(IN_CASES), named.c.case.is_(None))
    )
