"""SQLite's and SQLCipher's own checks of the database file."""

from __future__ import annotations

import contextlib

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from casefile.errors import VerificationFailed

_LIMIT = 200
_DAMAGED = "HMAC verification failed for "
_NO_FAULT = ("ok", "*** in database main ***")
_VIRTUAL = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"


def faults(connection: Connection) -> list[str]:
    """What `PRAGMA cipher_integrity_check` (every page's HMAC) and `integrity_check` find wrong, a line each; empty when all is well.

    Where pages are damaged, their structure is not looked at: from the first of them on SQLCipher answers that every other is damaged too.
    """
    pages = [str(row[0]).removeprefix(_DAMAGED) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    if pages:
        return pages
    _refresh(connection)
    structure = connection.exec_driver_sql(f"PRAGMA integrity_check({_LIMIT})").scalars().all()
    lines = (line for told in structure for line in str(told).splitlines())  # a tree's faults are one row
    return [line for line in lines if line not in _NO_FAULT]


def _refresh(connection: Connection) -> None:
    """Let FTS5 notice what other connections wrote: SQLite 3.53 holds the index of today against a structure this connection read
    before, and calls that a checksum mismatch. Any row that is asked for makes it read the structure again.
    """
    for name in connection.exec_driver_sql(_VIRTUAL).scalars().all():
        with contextlib.suppress(SQLAlchemyError, VerificationFailed):  # the check itself says what is wrong
            connection.exec_driver_sql(f'SELECT rowid FROM "{name}" LIMIT 1').all()  # noqa: S608 - from the schema
