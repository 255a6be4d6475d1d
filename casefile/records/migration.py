"""Schema versions. Of each version from `OLDEST` on a vault is kept in the tests; a change of the tables brings a new version, and a step to
it from the one before here."""

from __future__ import annotations

from casefile.errors import Refused
from casefile.records import schema
from casefile.records.database import Database

OLDEST = 2
"""The oldest version that can be opened."""


def bring_up_to_date(database: Database) -> None:
    """Hold the database's version against the program's.

    Raises:
        Refused: the vault was written by a newer program, by one that was never released, or was never finished.
    """
    with database.reading() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > schema.SCHEMA_VERSION:
        raise Refused("records.newer_vault")
    if version == 0:
        raise Refused("records.unfinished_vault")
    if version < OLDEST:
        raise Refused("records.unreleased_vault")
