"""SQLite's and SQLCipher's own checks of the database file."""

from __future__ import annotations

from sqlalchemy import Connection

_LIMIT = 20


def faults(connection: Connection) -> list[str]:
    """What `PRAGMA cipher_integrity_check` (every page's HMAC) and `integrity_check` find wrong; empty when all is well."""
    pages = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    structure = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_LIMIT})")]
    return [*pages[:_LIMIT], *(line for line in structure if line != "ok")]
