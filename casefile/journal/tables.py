"""The journal's tables. Entries and changes are only ever added (a purge empties values); heads and tiles are derived from them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import (
    DDL,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    and_,
    event,
    func,
    literal_column,
    select,
    type_coerce,
)

metadata = MetaData()


class Hexadecimal(TypeDecorator[str]):
    """Bytes in the database, which are half as long; hexadecimal digits everywhere else."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy hands it over
        """See SQLAlchemy."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy hands it over
        """See SQLAlchemy."""
        return None if value is None else value.hex()


_BEGINNING = 8
ID_BEGINNING = literal_column(f"substr(id, 1, {_BEGINNING})", LargeBinary)
"""How an id begins, as its index has it."""


TAKEN_BACK: ColumnElement[bool] = literal_column("operation", String).in_(
    [literal_column("'delete'"), literal_column("'purge'")]
)
"""That an entry deletes its record or takes values out of it: few of all, and an index has them alone. It holds only for constants in the statement."""


entry = Table(
    "entry",
    metadata,
    # Order of arrival in this vault; an entry's own order is (device, position).
    Column("sequence", Integer, primary_key=True),
    Column("id", Hexadecimal, nullable=False),
    Column("device", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("lamport", Integer, nullable=False),
    Column("time", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("record", String, nullable=False),
    Column("operation", String, nullable=False),
    Index("ix_entry_record", "record"),
    # By how ids begin: that tells any two apart, and an index of all of them is one of the largest things in a full vault.
    Index("ix_entry_id", ID_BEGINNING),
    # Not unique: two leaves at one position are a fork, which is kept and shown.
    Index("ix_entry_position", "device", "position"),
    Index("ix_entry_taken_back", "record", "operation", sqlite_where=TAKEN_BACK),
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
    # What the skeleton holds; kept where path, value and salt are gone, so that the leaf can be rebuilt. Elsewhere it follows from these.
    Column("commitment", LargeBinary),
    sqlite_with_rowid=False,
    info={"role": "journal"},
)

# See `heads`.
head = Table(
    "head",
    metadata,
    Column("record", String, primary_key=True),
    # JSON: path → sequence number of the entry that is current for it, a list of them where several are.
    Column("paths", String, nullable=False),
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
CREATE TRIGGER head_{name} AFTER {event} ON head
BEGIN
    DELETE FROM contested WHERE record = {row}.record;
    {insert}
END
"""
_INSERT = "INSERT INTO contested SELECT NEW.record, key FROM json_each(NEW.paths) WHERE type = 'array';"
CONTESTED_TRIGGERS = (
    _CONTESTED.format(name="written", event="INSERT", row="NEW", insert=_INSERT),
    _CONTESTED.format(name="changed", event="UPDATE", row="NEW", insert=_INSERT),
    _CONTESTED.format(name="gone", event="DELETE", row="OLD", insert=""),
)
for trigger in CONTESTED_TRIGGERS:
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


def with_ids(ids: Iterable[str]) -> ColumnElement[bool]:
    """That an entry has one of these ids, found through the index; however many there are, the statement stays one."""
    listed = func.json_each(json.dumps(list(ids))).table_valued("value").c.value
    beginnings = select(func.unhex(func.substr(listed, 1, 2 * _BEGINNING)))
    return and_(ID_BEGINNING.in_(beginnings), type_coerce(entry.c.id, LargeBinary).in_(select(func.unhex(listed))))
