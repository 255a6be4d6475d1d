"""The sealed head outside the database, and whether the database still extends it."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from casefile.errors import VerificationFailed
from casefile.journal import tables
from casefile.journal.log import LogHead, log_heads, root_at
from casefile.records import ledger
from casefile.vault.head import DIGEST_BYTES, Head


def head_of(connection: Connection, device: str) -> Head:
    """The head that stands for the database as it is: entries of all logs, the root of this device's, a digest over all; the local rows."""
    logs = log_heads(connection)
    own = next((log.root for log in logs if log.device == device), bytes(DIGEST_BYTES))
    local = ledger.mark(connection)
    return Head(sum(log.size for log in logs), own, digest(logs), local.writes, local.seal)


def digest(logs: Iterable[LogHead]) -> bytes:
    """SHA-256 over device, size and root of every log, in the order of the devices' ids; zeros for none."""
    rows = [f"{log.device} {log.size} {log.root.hex()}\n" for log in sorted(logs, key=lambda log: log.device)]
    return hashlib.sha256("".join(rows).encode()).digest() if rows else bytes(DIGEST_BYTES)


def check(connection: Connection, head: Head) -> int:
    """Hold the database against the sealed head; return how many entries it holds beyond it (a crash before the head was written).

    Raises:
        VerificationFailed: entries that the head vouches for are missing or are not the same, or local rows are older ones.
    """
    logs = log_heads(connection)
    held = connection.execute(select(func.max(tables.entry.c.sequence))).scalar_one() or 0
    if held < head.size:
        raise VerificationFailed("records.entries_missing", first=held + 1, last=head.size)
    if sum(log.size for log in logs) != held or digest(_earlier(connection, logs, head.size)) != head.logs:
        raise VerificationFailed("records.entries_replaced")
    _check_local(connection, head)
    return held - head.size


def _check_local(connection: Connection, head: Head) -> None:
    """A write more than the head knows of is a crash between the two; a write less, or another one, was put back."""
    found = ledger.mark(connection)
    if found.writes < head.local_writes or (
        found.writes == head.local_writes and not hmac.compare_digest(found.seal, head.local_seal)
    ):
        raise VerificationFailed("records.local_rows_older")


def _earlier(connection: Connection, logs: Iterable[LogHead], size: int) -> list[LogHead]:
    """The logs as they were when the vault held `size` entries."""
    # Counted here: grouping would make SQLite walk the devices' index over all entries, however few are later.
    later = select(tables.entry.c.device).where(tables.entry.c.sequence > size)
    added = Counter(connection.execute(later).scalars())
    then = [(log.device, log.size - added[log.device]) for log in logs]
    return [LogHead(device, length, root_at(connection, device, length)) for device, length in then if length > 0]
