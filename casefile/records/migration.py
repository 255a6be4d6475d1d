"""Schema versions. Every released version keeps a vault in the tests, and a step from it to the next here."""

from __future__ import annotations

from casefile.errors import Refused
from casefile.records import schema
from casefile.records.database import Database


def bring_up_to_date(database: Database) -> None:
    """Hold the database's version against the program's.

    Raises:
        Refused: the vault was written by a newer program.
    """
    with database.reading() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > schema.SCHEMA_VERSION:
        raise Refused("records.newer_vault")
    if version < schema.SCHEMA_VERSION:
        raise Refused("records.unfinished_vault")
