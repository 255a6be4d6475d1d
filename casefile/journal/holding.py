"""Which entries of which device's log are here, asked by position: what one vault has and another may lack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, select, text

from casefile.journal import tables
from casefile.journal.entry import Operation
from casefile.journal.intervals import Intervals

Held = Mapping[str, Intervals]
"""Device → positions of its log."""

_ENTRY = tables.entry.c
_NOTHING = Intervals()

_AMONG = """
FROM json_each(:runs) AS run CROSS JOIN entry
ON entry.device = :device AND entry.position >= run.value ->> 0 AND entry.position < run.value ->> 1
"""
"""The entries of a device at some positions: one statement however many runs there are. CROSS JOIN keeps SQLite from walking all entries of
the device, which it takes for few, to look for each among the runs."""
# Made once: composing a statement takes longer than most answers.
_RECORDS_AMONG = text(f"SELECT DISTINCT entry.record {_AMONG}")
_IDS_AMONG = text(f"SELECT entry.position, hex(entry.id) {_AMONG}")


def reach(connection: Connection) -> dict[str, int]:
    """Device → position after the last of its entries that is here."""
    devices = connection.execute(select(tables.log.c.device)).scalars().all()
    last = select(func.max(_ENTRY.position))
    return {device: connection.execute(last.where(_ENTRY.device == device)).scalar_one() + 1 for device in devices}


def records_outside(connection: Connection, held: Held) -> set[str]:
    """Ids of the records of which any entry is not among `held`. Looks only where something may be missing."""
    found: set[str] = set()
    for device, size in reach(connection).items():
        rest = Intervals(((0, size),)) - held.get(device, _NOTHING)
        if rest:
            found.update(connection.execute(_RECORDS_AMONG, _places(device, rest)).scalars())
    return found


def records_among(connection: Connection, held: Held) -> set[str]:
    """Ids of the records of which any entry is among `held`."""
    found: set[str] = set()
    for device, runs in held.items():
        found.update(connection.execute(_RECORDS_AMONG, _places(device, runs)).scalars())
    return found


def positions_of(connection: Connection, records: Sequence[str]) -> dict[str, Intervals]:
    """Device → positions of all entries of some records."""
    listed = select(func.json_each(json.dumps(list(records))).table_valued("value").c.value)
    found: dict[str, list[int]] = {}
    for device, position in connection.execute(select(_ENTRY.device, _ENTRY.position).where(_ENTRY.record.in_(listed))):
        found.setdefault(device, []).append(position)
    return {device: Intervals.of(positions) for device, positions in found.items()}


def missing(connection: Connection, supposed: Held) -> dict[str, Intervals]:
    """Those of the `supposed` positions at which there is no entry here."""
    found = {device: _absent(connection, device, runs) for device, runs in supposed.items()}
    return {device: runs for device, runs in found.items() if runs}


def ids_at(connection: Connection, device: str, runs: Intervals) -> dict[int, tuple[str, ...]]:
    """Position → ids of the entries there; more than one is a fork."""
    found: dict[int, tuple[str, ...]] = {}
    for position, entry in connection.execute(_IDS_AMONG, _places(device, runs)):
        found[position] = (*found.get(position, ()), entry.lower())
    return found


def taken_back(connection: Connection) -> set[str]:
    """Ids of the records that were ever deleted or purged."""
    return set(connection.execute(select(_ENTRY.record).where(tables.TAKEN_BACK).distinct()).scalars())


def taken_back_among(connection: Connection, held: Held, whole: Held) -> set[str]:
    """Ids of the records that were ever deleted or purged, of which some entries are among `held`. Those of which all are among `whole` may be
    left out: that makes it quick where nearly all is held, or nearly nothing."""
    found = taken_back(connection)
    inside = sum(map(len, held.values()))
    outside = sum(reach(connection).values()) - sum(map(len, whole.values()))
    if len(found) > min(inside, outside):
        found &= records_among(connection, held) if inside < outside else records_outside(connection, whole)
    return _known(connection, found, held)


def purged_among(connection: Connection, records: Sequence[str]) -> set[str]:
    """Those of `records` of which anyone asked to take values out."""
    listed = select(func.json_each(json.dumps(list(records))).table_valued("value").c.value)
    query = select(_ENTRY.record).where(
        _ENTRY.record.in_(listed), tables.TAKEN_BACK, _ENTRY.operation == Operation.PURGE
    )
    return set(connection.execute(query.distinct()).scalars())


def records_at(connection: Connection, device: str, position: int) -> set[str]:
    """Ids of the records of the entries at one position; several where the log was forked."""
    query = select(_ENTRY.record).where(_ENTRY.device == device, _ENTRY.position == position)
    return set(connection.execute(query).scalars())


def records_since(connection: Connection, sequence: int, *operations: Operation) -> set[str]:
    """Ids of the records of which entries of these sorts arrived after the one with this sequence number."""
    query = select(_ENTRY.record).where(_ENTRY.sequence > sequence, _ENTRY.operation.in_(operations)).distinct()
    return set(connection.execute(query).scalars())


def last(connection: Connection) -> int:
    """The sequence number of the entry that arrived last; 0 where there is none."""
    return connection.execute(select(func.max(_ENTRY.sequence))).scalar_one() or 0


def kinds_in_journal(connection: Connection, records: list[str]) -> Iterator[tuple[str, str]]:
    """(id, kind) as entries that are here have it, of those of `records` that any entry names."""
    listed = select(func.json_each(json.dumps(records)).table_valued("value").c.value)
    query = select(_ENTRY.record, _ENTRY.kind).where(_ENTRY.record.in_(listed)).distinct()
    yield from (tuple(row) for row in connection.execute(query))


def highest_counter(connection: Connection) -> int:
    """The highest Lamport counter of any log here."""
    return connection.execute(select(func.max(tables.log.c.lamport))).scalar_one() or 0


def _absent(connection: Connection, device: str, runs: Intervals) -> Intervals:
    absent: list[tuple[int, int]] = []
    for start, end in runs.runs:
        here = _ENTRY.position.between(start, end - 1)
        count = select(func.count(_ENTRY.position.distinct())).where(_ENTRY.device == device, here)
        if connection.execute(count).scalar_one() < end - start:
            positions = connection.execute(select(_ENTRY.position).where(_ENTRY.device == device, here)).scalars()
            absent += (Intervals(((start, end),)) - Intervals.of(positions)).runs
    return Intervals(tuple(absent))


def _known(connection: Connection, records: Iterable[str], held: Held) -> set[str]:
    """Those of `records` of which any entry is among `held`."""
    listed = select(func.json_each(json.dumps(list(records))).table_valued("value").c.value)
    query = select(_ENTRY.record, _ENTRY.device, _ENTRY.position).where(_ENTRY.record.in_(listed))
    return {record for record, device, position in connection.execute(query) if position in held.get(device, _NOTHING)}


def _places(device: str, runs: Intervals) -> dict[str, str]:
    return {"device": device, "runs": json.dumps(runs.to_json())}
