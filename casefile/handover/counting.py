"""What the entries of a sync bundle are, counted while they stream by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from casefile.handover.delta import Vouched


@dataclass(frozen=True, slots=True)
class Origin:
    """A log of which entries came: how many, and whether the device itself signed for all of them, by the name of its key."""

    device: str
    entries: int
    by_origin: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is.

    Attributes:
        entries: kind of record → entries.
        records: kind of record → records, a case being one of the kind ``case``.
        withheld: entries of which some values did not come.
        first, last: ISO 8601, the earliest and the latest time that an entry claims; None where there are no entries.
        origins: by device.
    """

    entries: Mapping[str, int]
    records: Mapping[str, int]
    withheld: int
    first: str | None
    last: str | None
    origins: tuple[Origin, ...]


class Counting:
    """Counts file after file.

    Entries come by record, so those of one record are in one file or in neighbours, and only the records of the last file are remembered: memory does
    not grow with the bundle. Of a sender who orders otherwise records are counted more than once.
    """

    def __init__(self) -> None:
        self._entries: Counter[str] = Counter()
        self._records: Counter[str] = Counter()
        self._withheld = 0
        self._first: tuple[datetime, str] | None = None
        self._last: tuple[datetime, str] | None = None
        self._origins: dict[str, Origin] = {}
        self._before: set[tuple[str, str]] = set()

    def add(self, sections: Sequence[Vouched]) -> None:
        """Count one file."""
        here: set[tuple[str, str]] = set()
        for each in sections:
            self._count_origin(each)
            for entry in each.section.entries:
                here.add((entry.kind, entry.record))
                self._entries[entry.kind] += 1
                self._withheld += bool(entry.withheld)
                self._count_time(entry.time)
        self._records.update(kind for kind, _ in here - self._before)
        self._before = here

    def _count_time(self, time: str) -> None:
        found = (datetime.fromisoformat(time), time)
        self._first = min(self._first or found, found)
        self._last = max(self._last or found, found)

    def _count_origin(self, each: Vouched) -> None:
        device, entries = each.section.device, len(each.section.entries)
        known = self._origins.get(device, Origin(device, 0, True))
        self._origins[device] = Origin(device, known.entries + entries, known.by_origin and each.is_by_origin)

    def counts(self) -> Counts:
        """What was counted so far."""
        return Counts(
            dict(sorted(self._entries.items())),
            dict(sorted(self._records.items())),
            self._withheld,
            self._first and self._first[1],
            self._last and self._last[1],
            tuple(self._origins[device] for device in sorted(self._origins)),
        )
