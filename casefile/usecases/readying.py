"""Getting ready to write over very many records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from casefile.records import pages
from casefile.records.unit import UnitOfWork
from casefile.search import index
from casefile.usecases import bulk

_MANY = 500
"""Records from which on it is worth while."""


@contextmanager
def ready_for(unit: UnitOfWork, records: int) -> Iterator[None]:
    """Be ready for so many records, new or changed; all that is written inside is to be flushed there."""
    if records < _MANY:
        yield
        return
    with bulk.collecting_seldom(), pages.more_at_hand(unit.connection), index.growing_much(unit.connection):
        yield
