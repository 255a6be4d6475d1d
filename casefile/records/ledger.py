"""Which local rows there should be.

Each local row carries its own HMAC, so none can be altered. But an old page of the database put back brings older rows back, or
rows that were dropped, or loses some, and all seals on it are genuine. So one row counts the writes to all local tables and holds
the XOR of the seals of the rows that are there: the set hash MSet-XOR-Hash of Clarke and others, "Incremental Multiset Hash
Functions and Their Application to Memory Integrity Checking", 2003. A write costs two XORs and no walk, and the deep check
holds the rows against it. The count and the seal of that row go into the sealed head outside the database, so it
cannot be put back together with the rows either.

XOR alone would not do against someone who sees the seals and chooses among many of them. Whoever sees them has the key of the
database, from which they are made anyway; whoever has only the file can exchange encrypted pages and nothing smaller.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefile.errors import VerificationFailed
from casefile.records import schema

SEAL_BYTES = 32
_ONLY = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What the head keeps of the local rows: how many `writes` there were, and the 32-byte `seal` of the row that counts them."""

    writes: int = 0
    seal: bytes = bytes(SEAL_BYTES)


def mark(connection: Connection) -> Mark:
    """The mark of the local rows as they are. Whether it is genuine is for `Ledger` to say."""
    table = schema.local_state.c
    row = connection.execute(select(table.writes, table.seal).where(table.id == _ONLY)).first()
    return Mark() if row is None else Mark(row.writes, row.seal)


class Ledger:
    """Counts writes of local rows under the vault's 32-byte `key` for them. For the one writer."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def note(self, connection: Connection, gone: bytes | None, come: bytes | None) -> None:
        """One row was written: the seal that is `gone`, if there was a row, and the one that has `come`, if there is one now.

        Raises:
            VerificationFailed: the count was altered outside Casefile.
        """
        writes, seals = self._read(connection)
        self._write(connection, writes + 1, _xor(_xor(seals, gone), come))

    def count_anew(self, connection: Connection, writes: int) -> None:
        """Take the rows as they are for the right ones, after `writes` writes."""
        self._write(connection, writes, _over_all(connection))

    def writes(self, connection: Connection) -> int:
        """How many there were.

        Raises:
            VerificationFailed: the count was altered outside Casefile.
        """
        return self._read(connection)[0]

    def holds(self, connection: Connection) -> bool:
        """Whether exactly the rows are there that were written last. Walks all of them, and trusts their own seals."""
        try:
            return self._read(connection)[1] == _over_all(connection)
        except VerificationFailed:
            return False

    def _read(self, connection: Connection) -> tuple[int, bytes]:
        table = schema.local_state
        row = connection.execute(select(table).where(table.c.id == _ONLY)).first()
        if row is None:
            return 0, bytes(SEAL_BYTES)
        if not hmac.compare_digest(row.seal, self._seal(row.writes, row.seals)):
            raise VerificationFailed("records.local_row_altered")
        return row.writes, row.seals

    def _write(self, connection: Connection, writes: int, seals: bytes) -> None:
        row = {"id": _ONLY, "writes": writes, "seals": seals, "seal": self._seal(writes, seals)}
        statement = upsert(schema.local_state).values(row)
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def _seal(self, writes: int, seals: bytes) -> bytes:
        return hmac.digest(self._key, b'["local_state"]\x00' + writes.to_bytes(8, "big") + seals, hashlib.sha256)


def _over_all(connection: Connection) -> bytes:
    combined = bytes(SEAL_BYTES)
    for table in (schema.kept, schema.blob, schema.file_text):
        for seal in connection.execute(select(table.c.seal)).scalars():
            combined = _xor(combined, seal)
    return combined


def _xor(one: bytes, other: bytes | None) -> bytes:
    if other is None:
        return one
    return (int.from_bytes(one) ^ int.from_bytes(other[:SEAL_BYTES])).to_bytes(SEAL_BYTES)
