"""The step by which version 3 has a smaller journal: ids as bytes, no commitment beside the values it follows from, one row of heads a
record. Written out, for a step says for ever what it said when it was made.
"""

from __future__ import annotations

_CONTESTED = "INSERT INTO contested SELECT NEW.record, key FROM json_each(NEW.paths) WHERE type = 'array';"
_JOURNAL = (
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
    "CREATE INDEX ix_entry_taken_back ON entry (record, operation) WHERE operation IN ('delete', 'purge')",
)
_HEADS = (
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
        END"""  # noqa: S608 - constants
        for name, event, row, insert in (
            ("written", "INSERT", "NEW", _CONTESTED),
            ("changed", "UPDATE", "NEW", _CONTESTED),
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

STATEMENTS = (*_JOURNAL, *_HEADS)
"""SQL, to be carried out in this order within one transaction."""

SHARES = {
    "INSERT INTO entry_3": 4,
    "INSERT INTO change_3": 17,
    "DROP TABLE entry": 6,
    "DROP TABLE change": 15,
    "CREATE INDEX": 3,
    "INSERT INTO head": 24,
    "DROP TABLE head_2": 6,
}
"""How a statement begins → the share of the whole step that it takes, in per cent, as measured with 30,000 cases."""
