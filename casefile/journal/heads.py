"""The current heads of each record: one row a record, so that a page of the database is touched once for it.

Of a record of which one entry alone says something, no row says again what is plain: that entry is the head of each of its paths. Every
other record has a row, be it empty, and so has one that a purge names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import Connection, bindparam, func, select

from casefile.journal import tables
from casefile.journal.entry import Operation
from casefile.journal.inserting import put_all

Heads = Mapping[str, Sequence[int]]
"""Path → sequence numbers of the entries that are current for it; more than one is a conflict."""

_SILENT = (Operation.CUSTODY, Operation.PURGE)
"""Entries of these sorts make no plain head: custody says nothing of a field, and whether a purge counts depends on who asked for it."""


# Made once: composing a statement takes longer than most answers.
_HEAD, _ENTRY, _CHANGE = tables.head.c, tables.entry.c, tables.change.c
_LISTED = select(func.json_each(bindparam("listed")).table_valued("value").c.value)
_WRITTEN = select(_HEAD.record, _HEAD.paths).where(_HEAD.record.in_(_LISTED))
_PLAIN = (
    select(_ENTRY.record, _CHANGE.path, _ENTRY.sequence)
    .join_from(tables.entry, tables.change, _CHANGE.sequence == _ENTRY.sequence)
    .where(_ENTRY.record.in_(_LISTED), _ENTRY.operation.not_in(_SILENT), _CHANGE.path.is_not(None))
)
_IDS = select(_ENTRY.sequence, _ENTRY.id).where(_ENTRY.sequence.in_(_LISTED))


def of(connection: Connection, record: str) -> dict[str, tuple[tuple[int, str], ...]]:
    """Path → sequence number and id of each entry that is current for it."""
    heads = of_all(connection, [record])[record]
    wanted = set(chain.from_iterable(heads.values()))
    ids = dict(map(tuple, connection.execute(_IDS, _listed(wanted)))) if wanted else {}
    return {path: tuple((each, ids[each]) for each in current if each in ids) for path, current in heads.items()}


def of_all(connection: Connection, records: Sequence[str]) -> dict[str, dict[str, list[int]]]:
    """The heads of each of `records`; empty of those that are not here."""
    found = {record: dict[str, list[int]]() for record in records}
    written = {row.record: json.loads(row.paths) for row in connection.execute(_WRITTEN, _listed(records))}
    for record, paths in written.items():
        found[record] = {path: each if isinstance(each, list) else [each] for path, each in paths.items()}
    plain = [record for record in records if record not in written]
    for record, path, sequence in connection.execute(_PLAIN, _listed(plain)) if plain else ():
        found[record].setdefault(path, []).append(sequence)
    return found


def origins(connection: Connection, record: str) -> tuple[tuple[int, str], ...]:
    """Sequence number and id of the entries that made a record; where these have not come, of all that have."""
    query = select(_ENTRY.sequence, _ENTRY.id, _ENTRY.operation)
    query = query.where(_ENTRY.record == record, _ENTRY.operation != Operation.CUSTODY)
    found = connection.execute(query).all()
    made = [row for row in found if row.operation == Operation.CREATE]
    return tuple((row.sequence, row.id) for row in made or found)


def having_rows(connection: Connection, records: Iterable[str]) -> set[str]:
    """Those of `records` that have a row."""
    wanted = list(records)
    return {row.record for row in connection.execute(_WRITTEN, _listed(wanted))} if wanted else set()


def write(connection: Connection, heads: Mapping[str, Heads]) -> None:
    """Put these in place of all heads that the records had. Triggers note the paths that have several."""
    put_all(connection, tables.head, [(record, _packed(paths)) for record, paths in heads.items()])


def _packed(paths: Heads) -> str:
    shown = {path: current[0] if len(current) == 1 else sorted(current) for path, current in paths.items() if current}
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _listed(values: Iterable[str] | Iterable[int]) -> dict[str, str]:
    """Values as one parameter: however many there are, the statement stays one."""
    return {"listed": json.dumps(list(values))}
