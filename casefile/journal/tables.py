"""The journal's tables. Entries and changes are only ever added (a purge empties values); heads and tiles are derived from them."""

from __future__ import annotations

from sqlalchemy import DDL, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, event

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    # Order of arrival in this vault; an entry's own order is (device, position).
    Column("sequence", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("device", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("lamport", Integer, nullable=False),
    Column("time", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("record", String, nullable=False),
    Column("operation", String, nullable=False),
    Index("ix_entry_record", "record"),
    # Not unique: two leaves at one position are a fork, which is kept and shown.
    Index("ix_entry_position", "device", "position"),
    info={"role": "journal"},
)

change = Table(
    "change",
    metadata,
    Column("sequence", ForeignKey(entry.c.sequence), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("path", String),
    Column("value", String),
    Column("salt", LargeBinary),
    Column("seen", String, nullable=False),
    # What the skeleton holds; kept so that the leaf can be rebuilt after path, value and salt are purged.
    Column("commitment", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    info={"role": "journal"},
)

head = Table(
    "head",
    metadata,
    Column("record", String, primary_key=True),
    Column("path", String, primary_key=True),
    Column("sequence", ForeignKey(entry.c.sequence), primary_key=True),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

# The fields with several heads, which wait for a person: few among millions of heads. Triggers keep it, so that no way to write heads,
# of one's own work or of a colleague's, can forget it.
contested = Table(
    "contested",
    metadata,
    Column("record", String, primary_key=True),
    Column("path", String, primary_key=True),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

_CONTESTED = """
CREATE TRIGGER head_contested AFTER INSERT ON head
WHEN EXISTS (SELECT 1 FROM head WHERE record = NEW.record AND path = NEW.path AND sequence <> NEW.sequence)
BEGIN INSERT OR IGNORE INTO contested VALUES (NEW.record, NEW.path); END
"""
_SETTLED = """
CREATE TRIGGER head_settled AFTER DELETE ON head
BEGIN
    DELETE FROM contested WHERE record = OLD.record AND path = OLD.path
        AND (SELECT count(*) FROM head WHERE record = OLD.record AND path = OLD.path) < 2;
END
"""
for trigger in (_CONTESTED, _SETTLED):
    event.listen(head, "after_create", DDL(trigger))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so

tile = Table(
    "tile",
    metadata,
    Column("device", String, primary_key=True),
    # Level 0 holds leaf hashes; one tile's head is one hash of the level above.
    Column("level", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

log = Table(
    "log",
    metadata,
    Column("device", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("lamport", Integer, nullable=False),
    info={"role": "derived"},
)
