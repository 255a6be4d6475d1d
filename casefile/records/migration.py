"""Schema versions. Of each version from `OLDEST` on a vault is kept in the tests; a change of the tables brings a new version, and a step to
it from the one before here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from casefile.errors import Refused
from casefile.progress import SILENT, Progress
from casefile.records import listing3, namekeys3, schema, smallerjournal
from casefile.records.database import Database

_WHOLE = 100
OLDEST = 2
"""The oldest version that can be opened."""


def bring_up_to_date(database: Database, progress: Progress = SILENT) -> None:
    """Hold the database's version against the program's, and bring an older one to it: all steps become true together, or none does.

    Raises:
        Cancelled: by `progress`, which is told per cent; the vault is as it was.
        Refused: the vault was written by a newer program, by one that was never released, or was never finished; or the disk is full.
        VerificationFailed: a page that is needed is damaged.
    """
    with database.reading() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > schema.SCHEMA_VERSION:
        raise Refused("records.newer_vault")
    if version == 0:
        raise Refused("records.unfinished_vault")
    if version < OLDEST:
        raise Refused("records.unreleased_vault")
    if version < schema.SCHEMA_VERSION:
        with database.rebuilding_tables(progress) as connection:
            for each in range(version, schema.SCHEMA_VERSION):
                _STEPS[each](connection, progress)
            progress.check()  # what is committed can be stopped no longer
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def _from_2_to_3(connection: Connection, progress: Progress) -> None:
    """A contact has several signing keys, and recipients of the past. The journal takes less room.
    Names have the keys that the comparison has learned since."""
    progress.step(0, _WHOLE)
    for column in ("further_keys", "lost_keys", "former_recipients", "renewed"):
        connection.exec_driver_sql(f"ALTER TABLE contact ADD COLUMN {column} TEXT")
    for column in ("renewed_from", "renewed_to"):
        connection.exec_driver_sql(f"ALTER TABLE contact ADD COLUMN {column} VARCHAR")
    done = 0
    for statement in smallerjournal.STATEMENTS:
        connection.exec_driver_sql(statement)
        done += next((share for begun, share in smallerjournal.SHARES.items() if statement.startswith(begun)), 0)
        progress.step(done, _WHOLE)
    listing3.to_3(connection)
    namekeys3.to_3(connection)
    progress.step(_WHOLE, _WHOLE)


_STEPS: Mapping[int, Callable[[Connection, Progress], None]] = {2: _from_2_to_3}
