"""Reading records. Everything returned is a plain value; no cursor outlives a call."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, bindparam, func, literal_column, select, union_all

from casefile.domain.kinds import Case, Evidence, Organisation, Person, Record
from casefile.records import schema
from casefile.records.rows import record_in, record_in_part

_BATCH = 500

# One statement however many ids there are, made once: composing it anew takes longer than most answers.
_LISTED = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_WITH_IDS = {kind: select(table).where(table.c.id.in_(_LISTED)) for kind, table in schema.RECORDS.items()}
_IDS_AMONG = {kind: select(table.c.id).where(table.c.id.in_(_LISTED)) for kind, table in schema.RECORDS.items()}
_REFERENCE = schema.reference.c
_POINTING = select(_REFERENCE.kind, _REFERENCE.source).where(_REFERENCE.target.in_(_LISTED))
_POINTING_OF = _POINTING.where(
    _REFERENCE.kind.in_(select(func.json_each(bindparam("kinds")).table_valued("value").c.value))
)
_CASE = schema.RECORDS["case"].c
# Both sides by SQLite, which lowers Latin letters alone; and by the index that holds them so. Made once: an import asks for each row.
_WITH_REFERENCE = select(_CASE.id).where(
    func.lower(_CASE.reference) == func.lower(bindparam("reference", type_=String)), _CASE.deleted.is_(False)
)
_KINDS = union_all(
    *(
        select(table.c.id, literal_column(f"'{kind}'")).where(table.c.id.in_(_LISTED))
        for kind, table in schema.RECORDS.items()
    )
)


def listed(ids: Iterable[str | int]) -> Select[Any]:
    """Ids or numbers as one value, to be looked for: however many there are, the statement stays one and its parameters few."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


@dataclass(frozen=True, slots=True)
class Stored:
    """A record with what the vault knows of it: ISO times of creation and last change, by whom, and whether it is deleted."""

    record: Record
    created: str
    changed: str
    changed_by: str
    sequence: int
    deleted: bool


def get(connection: Connection, kind: str, record_id: str) -> Stored | None:
    """One record, deleted or not; None where it is unknown here."""
    return next(iter(many(connection, kind, [record_id], deleted=True)), None)


def many(connection: Connection, kind: str, ids: Iterable[str], *, deleted: bool = False) -> list[Stored]:
    """The records of one kind with the given ids, in no particular order; `deleted` includes deleted ones."""
    wanted = list(ids)
    if not wanted:
        return []
    found = (stored(kind, row) for row in connection.execute(_WITH_IDS[kind], {"ids": json.dumps(wanted)}).all())
    return [each for each in found if deleted or not each.deleted]


def parties(connection: Connection, ids: Iterable[str]) -> dict[str, Person | Organisation]:
    """The persons and organisations with the given ids, by id, without deleted ones."""
    wanted = list(ids)
    stored = [each.record for kind in ("person", "organisation") for each in many(connection, kind, wanted)]
    return {each.id: each for each in stored if isinstance(each, Person | Organisation)}


def where(
    connection: Connection,
    kind: str,
    *conditions: ColumnElement[bool],
    order: Sequence[Any] = (),
    limit: int | None = None,
) -> list[Stored]:
    """The records of one kind that are not deleted and meet SQL `conditions`."""
    table = schema.RECORDS[kind]
    query = select(table).where(table.c.deleted.is_(False), *conditions).order_by(*order).limit(limit)
    return [stored(kind, row) for row in connection.execute(query).all()]


def in_part(
    connection: Connection,
    kind: str,
    fields: Sequence[str],
    *conditions: ColumnElement[bool],
    order: Sequence[Any] = (),
    limit: int | None = None,
) -> list[Record]:
    """As `where`, with these fields alone; the records' others are empty. For looking many over, of which few are shown."""
    table = schema.RECORDS[kind].c
    query = select(table.id, *(table[name] for name in fields)).where(table.deleted.is_(False), *conditions)
    return [record_in_part(kind, fields, row) for row in connection.execute(query.order_by(*order).limit(limit)).all()]


def known(connection: Connection, kind: str, ids: Iterable[str]) -> frozenset[str]:
    """Those of `ids` that are or were records of this kind, deleted ones included."""
    return frozenset(connection.execute(_IDS_AMONG[kind], {"ids": json.dumps(list(ids))}).scalars().all())


def latest(connection: Connection, kind: str, limit: int) -> list[Stored]:
    """The records of one kind that were changed last, the latest first."""
    return where(connection, kind, order=[schema.RECORDS[kind].c.sequence.desc()], limit=limit)


def every(connection: Connection) -> Iterator[list[Stored]]:
    """All records of all kinds, deleted ones included, some hundred at a time."""
    for kind, table in schema.RECORDS.items():
        ids = list(connection.execute(select(table.c.id).order_by(table.c.id)).scalars())
        for start in range(0, len(ids), _BATCH):
            yield many(connection, kind, ids[start : start + _BATCH], deleted=True)


def count(connection: Connection, kind: str, *conditions: ColumnElement[bool]) -> int:
    """How many records of one kind are not deleted and meet SQL `conditions`."""
    table = schema.RECORDS[kind]
    return connection.execute(
        select(func.count()).select_from(table).where(table.c.deleted.is_(False), *conditions)
    ).scalar_one()


def count_all(connection: Connection) -> int:
    """How many records of any kind there are, deleted ones included."""
    counts = (connection.execute(select(func.count()).select_from(table)) for table in schema.RECORDS.values())
    return sum(found.scalar_one() for found in counts)


def cases_by_reference(connection: Connection, reference: str) -> list[Case]:
    """The cases with this reference. It is what people entered, so there may be several."""
    ids = connection.execute(_WITH_REFERENCE, {"reference": reference}).scalars().all()
    return [each.record for each in many(connection, "case", ids) if isinstance(each.record, Case)]


def evidence_of_type(connection: Connection, media_type: str) -> list[Evidence]:
    """All evidence of one media type, in the order in which it came in."""
    table = schema.RECORDS["evidence"]
    found = where(connection, "evidence", table.c.media_type == media_type, order=(table.c.created, table.c.id))
    return [each.record for each in found if isinstance(each.record, Evidence)]


def has_content(connection: Connection, sha256: str) -> bool:
    """Whether evidence, deleted or not, is the content of this hexadecimal SHA-256."""
    table = schema.RECORDS["evidence"]
    return connection.execute(select(table.c.id).where(table.c.sha256 == sha256)).first() is not None


def with_contents(connection: Connection, sha256s: Iterable[str]) -> list[str]:
    """Ids of the evidence, deleted or not, whose content has one of these hexadecimal SHA-256."""
    table, wanted = schema.RECORDS["evidence"].c, list(sha256s)
    batches = (wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH))
    queries = (select(table.id).where(table.sha256.in_(batch)) for batch in batches)
    return sorted(each for query in queries for each in connection.execute(query).scalars())


def pointing_to(
    connection: Connection, targets: Iterable[str], kinds: Iterable[str] | None = None
) -> dict[str, set[str]]:
    """Kind → ids of the records that refer to any of `targets`."""
    query = _POINTING if kinds is None else _POINTING_OF
    asked = {"ids": json.dumps(list(targets)), "kinds": json.dumps(list(kinds or ()))}
    found: dict[str, set[str]] = {}
    for kind, source in connection.execute(query, asked).all():
        found.setdefault(kind, set()).add(source)
    return found


def targets_of(connection: Connection, sources: Iterable[str]) -> set[str]:
    """Ids of the records that any of `sources` refers to."""
    table = schema.reference.c
    query = select(table.target).where(table.source.in_(_LISTED)).distinct()
    return set(connection.execute(query, {"ids": json.dumps(list(sources))}).scalars().all())


def sources_of(connection: Connection, targets: Iterable[str]) -> dict[str, set[str]]:
    """Id → ids of the records that refer to it, for those of `targets` that any refers to."""
    table = schema.reference.c
    wanted, found = list(targets), dict[str, set[str]]()
    for start in range(0, len(wanted), _BATCH):
        query = select(table.target, table.source).where(table.target.in_(wanted[start : start + _BATCH]))
        for target, source in connection.execute(query).all():
            found.setdefault(target, set()).add(source)
    return found


def cases_of(connection: Connection, records: Iterable[str]) -> set[str]:
    """Ids of the cases that any of `records` names as its own."""
    table, wanted = schema.reference.c, list(records)
    found: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        query = select(table.target).where(table.source.in_(wanted[start : start + _BATCH]), table.field == "cases")
        found.update(connection.execute(query.distinct()).scalars().all())
    return found


def kinds_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Id → kind, for the records that are here."""
    wanted = list(ids)
    if not wanted:
        return {}
    return dict(map(tuple, connection.execute(_KINDS, {"ids": json.dumps(wanted)}).all()))


def of_any_kind(connection: Connection, ids: Iterable[str], *, deleted: bool = False) -> dict[str, Stored]:
    """Id → record, for those with the given ids, whatever their kinds; `deleted` includes deleted ones."""
    by_kind: dict[str, list[str]] = {}
    for record_id, kind in kinds_of(connection, ids).items():
        by_kind.setdefault(kind, []).append(record_id)
    found = (each for kind, some in by_kind.items() for each in many(connection, kind, some, deleted=deleted))
    return {each.record.id: each for each in found}


def stored(kind: str, row: Sequence[Any]) -> Stored:
    """The record in a whole row of its table."""
    created, changed, changed_by, sequence, deleted = row[-5:]
    return Stored(record_in(kind, row), created, changed, changed_by, sequence, bool(deleted))
