"""Taking single fields out of the journal together with the proof that they stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from casefile.journal.entry import FieldChange
from casefile.journal.log import LogHead, entries_of, heads_of, log_heads
from casefile.journal.tiles import Tiles
from casefile.journal.tree import inclusion_proof


@dataclass(frozen=True, slots=True)
class ProvenEntry:
    """One entry: its `skeleton`, the audit path of its leaf (RFC 6962, 2.1.1; 32 bytes each), and those of its fields that are taken out."""

    skeleton: bytes
    proof: tuple[bytes, ...]
    fields: tuple[FieldChange, ...]


class Prover:
    """Proofs against the logs as they are within one transaction.

    Attributes:
        logs: device → how far its log reaches.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.logs: dict[str, LogHead] = {head.device: head for head in log_heads(connection)}
        self._tiles = {device: Tiles(connection, device, head.size) for device, head in self.logs.items()}

    def prove(self, record: str, wanted: Callable[[FieldChange], bool]) -> Iterator[ProvenEntry]:
        """The entries that hold current fields of a record which are `wanted`, each field once. A purged field cannot be proven."""
        heads = heads_of(self._connection, record)
        found: set[str] = set()
        for entry in entries_of(self._connection, record):
            entry_id = entry.id
            current = [each for each in entry.changes if each.path and entry_id in heads.get(each.path, ())]
            fields = tuple(each for each in current if each.salt and each.path not in found and wanted(each))
            if fields:
                found.update(each.path for each in fields)
                tiles = self._tiles[entry.device]
                yield ProvenEntry(entry.skeleton(), inclusion_proof(entry.position, tiles.size, tiles.node), fields)
