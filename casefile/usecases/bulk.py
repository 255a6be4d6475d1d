"""Adding very many records at once: what the importers, the sample and the generator write through.

All of it is one transaction, however long it takes, so that nothing is ever half imported. What came in is handed to the database a
batch at a time, so that memory does not grow with it.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from casefile.domain.kinds import Record, kind_of
from casefile.progress import SILENT, Progress
from casefile.records.unit import Changes
from casefile.search import index
from casefile.usecases.session import Session

_BATCH = 4000
"""Records in memory at a time. Of more of them more fall on one page of the database, which costs a decryption and an encryption each time."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it: how many records were given, by kind, and the kinds and ids that views must read again.

    `changes` holds the ids of records that were here before; what is new stands on no page yet.
    """

    given: Mapping[str, int]
    changes: Changes


def add(session: Session, records: Iterable[Record], progress: Progress = SILENT, total: int | None = None) -> Added:
    """Create or change records, all of them or none. An id may come only once.

    Args:
        records: read lazily, a batch at a time; what it raises ends the transaction, and nothing was added.
        total: how many there will be, where it is known.

    Raises:
        Cancelled: nothing was added.
        Refused: the vault is open for rescue, or the disk is full; nothing was added.
    """
    given: Counter[str] = Counter()
    before: set[str] = set()
    with collecting_seldom(), session.database.writing_much() as unit, index.growing_much(unit.connection):
        for batch in _batches(records):
            progress.check()
            before |= unit.save_all(batch)
            unit.flush()
            given.update(kind_of(record).name for record in batch)
            progress.step(given.total(), total)
            del batch  # what is still held would be looked through
            gc.collect(1)
        progress.check()
    return Added(given, Changes(frozenset(before), frozenset(given)))


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    remaining = iter(records)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let nobody look for garbage while this lasts: millions of objects come and go, none of them in a circle, and looking through them again
    and again is a tenth of the work. What little there is, the caller collects after each batch."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
