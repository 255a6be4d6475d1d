"""Reading everything of a kind without holding everything."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from casefile.domain.kinds import Record
from casefile.records import schema
from casefile.records.repository import stored

_BATCH = 500


def of_kind(connection: Connection, kind: str) -> Iterator[Record]:
    """All records of one kind that are not deleted, by id; some hundred are in memory at a time."""
    table = schema.RECORDS[kind]
    last = ""
    while True:
        query = select(table).where(table.c.deleted.is_(False), table.c.id > last).order_by(table.c.id).limit(_BATCH)
        rows = connection.execute(query).all()
        if not rows:
            return
        yield from (stored(kind, row).record for row in rows)
        last = rows[-1].id
