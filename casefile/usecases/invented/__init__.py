"""Invented cases in any number, the same for the same seed: for practice, and to measure a full vault with.

Pure: records come out one after the other and nothing is read but the word lists of ``resources/sample/invented``. Names are put together
from parts, so whoever bears one of them in life is not meant. What stands in a list by itself carries the tag ``invented``, and the
references begin with ``INV``.
"""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.kinds import Record
from casefile.usecases.invented.cases import records_of
from casefile.usecases.invented.dice import Dice
from casefile.usecases.invented.world import World


def records(cases: int, seed: int) -> Iterator[Record]:
    """The places, bodies and officials that the cases share, then `cases` cases, each with all that belongs to it.

    Some three people and ten records come to a case. A case is the same however many there are beside it.
    """
    world = World.of(seed)
    yield from world.records
    for number in range(cases):
        yield from records_of(number, Dice(f"{seed}/{number}"), world)


def about(cases: int) -> int:
    """How many records `records` will give, as an estimate for telling progress."""
    return 1300 + cases * 10
