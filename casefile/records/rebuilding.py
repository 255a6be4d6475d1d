"""Records as the journal says they are: what the tables are held against, and what they are written from when history itself changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from casefile.domain.kinds import KINDS
from casefile.journal import tables
from casefile.journal.entry import Entry, Operation
from casefile.journal.log import entries_of_all
from casefile.journal.replay import heads_after, state_of
from casefile.records.rows import row_of


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A record as its entries leave it.

    `row` has every column of its table; it is None where all that was ever said of the record was taken away. `heads` are the
    (path, sequence of the entry) that are current.
    """

    kind: str
    id: str
    row: dict[str, Any] | None
    heads: frozenset[tuple[str, int]]

    @property
    def current(self) -> dict[str, list[int]]:
        """`heads` by path."""
        found: dict[str, list[int]] = {}
        for path, sequence in self.heads:
            found.setdefault(path, []).append(sequence)
        return found


def rebuilt(connection: Connection, records: Iterable[str], own: Collection[str]) -> Iterator[Rebuilt]:
    """Each of `records` that has entries other than of custody; `own` are the devices of this vault. Of kinds that this version does not
    know there is nothing but the journal."""
    histories: dict[str, list[Entry]] = {}
    wanted = list(records)
    for entry in entries_of_all(connection, wanted):
        if entry.operation is not Operation.CUSTODY and entry.kind in KINDS:
            histories.setdefault(entry.record, []).append(entry)
    sequences = _sequences(connection, wanted)
    for record, history in histories.items():
        yield _rebuilt(record, history, sequences, own)


def _rebuilt(record: str, history: Sequence[Entry], sequences: dict[str, int], own: Collection[str]) -> Rebuilt:
    heads = heads_after(history, own)
    current = frozenset((path, sequences[head]) for path, found in heads.items() for head in found)
    kind = history[0].kind
    if not heads and any(entry.withheld for entry in history):
        return Rebuilt(kind, record, None, current)
    # The id as well: where a log was forked, two stand at one position.
    ordered = sorted(history, key=lambda entry: (entry.lamport, entry.device, entry.position, entry.id))
    first, last, state = ordered[0], ordered[-1], state_of(heads)
    row = {
        "id": record,
        **row_of(KINDS[kind], state.paths),
        "created": first.time,
        "changed": last.time,
        "changed_by": last.author,
        "sequence": max(sequences[entry.id] for entry in history),
        "deleted": state.deleted,
    }
    return Rebuilt(kind, record, row, current)


def _sequences(connection: Connection, records: Sequence[str]) -> dict[str, int]:
    entry, found = tables.entry.c, dict[str, int]()
    for start in range(0, len(records), 500):
        query = select(entry.id, entry.sequence).where(entry.record.in_(records[start : start + 500]))
        found.update(map(tuple, connection.execute(query)))
    return found
