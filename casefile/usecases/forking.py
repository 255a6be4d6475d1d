"""A log that turns out to have gone two ways: what colleagues confirmed by position no longer tells which of the entries there they have."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.journal import holding
from casefile.journal.intervals import Intervals
from casefile.records.database import Connection
from casefile.usecases import confirmed
from casefile.usecases.session import Session

_Leaves = dict[str, dict[int, tuple[str, ...]]]


class Forking:
    """Notices which logs are forked by what is about to be taken in."""

    def __init__(self, connection: Connection, places: Iterable[tuple[str, int]]) -> None:
        """`places` are the (device, position) of which two entries are known, here or in what comes."""
        self._places: dict[str, Intervals] = {}
        for device, position in places:
            self._places[device] = self._places.get(device, Intervals()) | Intervals.of([position])
        self._before = self._leaves(connection)

    def send_both_ways(self, session: Session, connection: Connection) -> None:
        """Once it is taken in: what is new at a forked place goes to all again, with what they may have of it."""
        fresh = {
            device: Intervals.of(
                position
                for position, ids in found.items()
                if len(ids) > 1 and set(ids) != set(self._before[device].get(position, ()))
            )
            for device, found in self._leaves(connection).items()
        }
        confirmed.doubt(session, connection, {device: runs for device, runs in fresh.items() if runs})

    def _leaves(self, connection: Connection) -> _Leaves:
        return {device: holding.ids_at(connection, device, runs) for device, runs in self._places.items()}
