"""How much of the database lies deciphered in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from casefile.vault.database import CACHE_KIB

_MANY_KIB = 96 << 10


@contextmanager
def more_at_hand(connection: Connection) -> Iterator[None]:
    """Keep more pages at hand while very many records are written over: each page that is met again otherwise costs another decryption."""
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_MANY_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
