"""The search tables. All are derived: they can be thrown away and made anew from the records."""

from __future__ import annotations

from sqlalchemy import DDL, Column, Index, Integer, String, Table, event

from casefile.journal.tables import metadata

indexed = Table(
    "indexed",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("record", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    info={"role": "derived"},
)

BESIDE = 4
"""Letters of each key that stand in `name_key.beside`."""

name_key = Table(
    "name_key",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column(
        "word", String, primary_key=True
    ),  # as it is spelled, so that the exact spelling is found among a thousand of the key
    Column("record", String, primary_key=True),
    Column(
        "beside", String, nullable=False
    ),  # how all keys of the record begin, so that a second word costs no second look
    Index("ix_name_key_record", "record"),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

FULL_TEXT = "full_text"
# `secure_delete` does not reach the terms inside an FTS5 index; its own option does (threats.md).
for _statement in (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {FULL_TEXT} USING fts5(title, body, tokenize=\"unicode61 remove_diacritics 0\", prefix='1 2 3')",
    f"INSERT INTO {FULL_TEXT}({FULL_TEXT}, rank) VALUES('secure-delete', 1)",
):
    event.listen(indexed, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
