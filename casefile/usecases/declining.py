"""What of a bundle is not taken: what a person declined, and what is not what the sender believes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casefile.handover.delta import Held, held_from_json, held_to_json
from casefile.journal import holding
from casefile.journal.intervals import Intervals
from casefile.records.database import Connection
from casefile.usecases import confirmed
from casefile.usecases.session import Session

_KEPT = "sync/declined"


@dataclass(frozen=True, slots=True)
class Declined:
    """Ids of records that were declined, and the positions of the entries of them that came."""

    records: frozenset[str] = frozenset()
    held: Held = field(default_factory=dict)


def declined(session: Session, connection: Connection) -> Declined:
    """What was declined so far."""
    kept = session.local.kept(connection, _KEPT)
    return Declined(frozenset(kept["records"]), held_from_json(kept["held"])) if kept else Declined()


def note(
    session: Session, connection: Connection, records: Iterable[str], wanted: Iterable[str], held: Held, taken: Held
) -> None:
    """Remember that `records` are declined, and that `held` came and was not taken. What was `taken` after all, of records that are `wanted`, is
    declined no more."""
    before = declined(session, connection)
    now = Declined(
        (before.records | frozenset(records)).difference(wanted),
        confirmed.without(confirmed.joined(before.held, held), taken),
    )
    if now != before:
        value = {"records": sorted(now.records), "held": held_to_json(now.held)}
        session.local.keep(connection, _KEPT, value)


def lacking(session: Session, connection: Connection, supposed: Held) -> dict[str, Intervals]:
    """What a sender believes to be here, and is neither here nor was declined."""
    return holding.missing(connection, confirmed.without(supposed, declined(session, connection).held))


def contradicted(connection: Connection, came: Mapping[tuple[str, int], str]) -> list[tuple[str, int]]:
    """The (device, position) of entries that came, by their ids, at which only another entry is here."""
    by_device: dict[str, list[int]] = {}
    for device, position in came:
        by_device.setdefault(device, []).append(position)
    found = []
    for device, positions in by_device.items():
        for position, ids in holding.ids_at(connection, device, Intervals.of(positions)).items():
            if came[device, position] not in ids:
                found.append((device, position))
    return found


def here_at(connection: Connection, device: str, position: int) -> set[str]:
    """Ids of the entries that are here of one place in a log."""
    return set(holding.ids_at(connection, device, Intervals.of([position])).get(position, ()))
