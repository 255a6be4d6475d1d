"""Schema versions. Of each version from `OLDEST` on a vault is kept in the tests; a change of the tables brings a new version, and a step to
it from the one before here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from casefile.errors import Refused
from casefile.records import schema
from casefile.records.database import Database

OLDEST = 2
"""The oldest version that can be opened."""


def bring_up_to_date(database: Database) -> None:
    """Hold the database's version against the program's, and bring an older one to it: all steps become true together, or none does.

    Raises:
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
        with database.rebuilding_tables() as connection:
            for each in range(version, schema.SCHEMA_VERSION):
                _STEPS[each](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")


def _from_2_to_3(connection: Connection) -> None:
    """A contact has several signing keys, and recipients of the past."""
    for column in ("further_keys", "lost_keys", "former_recipients", "renewed"):
        connection.exec_driver_sql(f"ALTER TABLE contact ADD COLUMN {column} TEXT")
    for column in ("renewed_from", "renewed_to"):
        connection.exec_driver_sql(f"ALTER TABLE contact ADD COLUMN {column} VARCHAR")


# Written out, for a step says for ever what it said when it was made.
_CONTESTED_OF_NEW = "INSERT INTO contested SELECT NEW.record, key FROM json_each(NEW.paths) WHERE type = 'array';"
_SMALLER_JOURNAL = (
    """CREATE TABLE entry_3 (
        sequence INTEGER NOT NULL PRIMARY KEY, id BLOB NOT NULL, device VARCHAR NOT NULL, position INTEGER NOT NULL,
        author VARCHAR NOT NULL, lamport INTEGER NOT NULL, time VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        record VARCHAR NOT NULL, operation VARCHAR NOT NULL)""",
    """INSERT INTO entry_3 SELECT sequence, unhex(id), device, position, author, lamport, time, kind, record, operation
        FROM entry ORDER BY sequence""",
    """CREATE TABLE change_3 (
        sequence INTEGER NOT NULL REFERENCES entry (sequence), ordinal INTEGER NOT NULL, path VARCHAR, value VARCHAR, salt BLOB,
        seen VARCHAR NOT NULL, commitment BLOB, PRIMARY KEY (sequence, ordinal)) WITHOUT ROWID""",
    """INSERT INTO change_3 SELECT sequence, ordinal, path, value, salt, seen, CASE WHEN path IS NULL THEN commitment END
        FROM change ORDER BY sequence, ordinal""",
    "DROP TABLE entry",
    "DROP TABLE change",
    "ALTER TABLE entry_3 RENAME TO entry",
    "ALTER TABLE change_3 RENAME TO change",
    "CREATE INDEX ix_entry_id ON entry (substr(id, 1, 8))",
    "CREATE INDEX ix_entry_record ON entry (record)",
    "CREATE INDEX ix_entry_position ON entry (device, position)",
)
_HEADS_BY_RECORD = (
    "DROP TRIGGER head_contested",
    "DROP TRIGGER head_settled",
    "ALTER TABLE head RENAME TO head_2",
    "DELETE FROM contested",
    "CREATE TABLE head (record VARCHAR NOT NULL PRIMARY KEY, paths VARCHAR NOT NULL) WITHOUT ROWID",
    *(
        f"""CREATE TRIGGER head_{name} AFTER {event} ON head
        BEGIN
            DELETE FROM contested WHERE record = {row}.record;
            {insert}
        END"""
        for name, event, row, insert in (
            ("written", "INSERT", "NEW", _CONTESTED_OF_NEW),
            ("changed", "UPDATE", "NEW", _CONTESTED_OF_NEW),
            ("gone", "DELETE", "OLD", ""),
        )
    ),
    """INSERT INTO head SELECT record, coalesce((
            SELECT json_group_object(path, json(current)) FROM (
                SELECT path, CASE count(*) WHEN 1 THEN max(sequence) ELSE json_group_array(sequence) END AS current
                FROM head_2 WHERE head_2.record = spoken.record GROUP BY path)
        ), '{}')
        FROM (
            SELECT record FROM entry WHERE operation <> 'custody'
            GROUP BY record HAVING count(*) > 1 OR max(operation = 'purge')
        ) AS spoken""",
    "DROP TABLE head_2",
)

_STEPS: Mapping[int, Callable[[Connection], None]] = {2: _from_2_to_3}
