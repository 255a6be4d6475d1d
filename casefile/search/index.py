"""Keeping the index in step with the records, inside the transaction that changes them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, text

from casefile.domain.kinds import Record, kind_of
from casefile.domain.names import keys
from casefile.search.folding import fold
from casefile.search.tables import FULL_TEXT, indexed, name_key
from casefile.search.texts import names_of, searchable

_BATCH = 500
_ADD = text(f"INSERT INTO {FULL_TEXT}(rowid, title, body) VALUES (:row, :title, :body)")  # noqa: S608 - a constant
_DROP = text(f"DELETE FROM {FULL_TEXT} WHERE rowid = :row")  # noqa: S608 - a constant


class SearchIndex:
    """The projection of records onto the search tables."""

    def update(self, connection: Connection, changed: Mapping[str, Record | None]) -> None:
        """Index the given records anew; None stands for one that was deleted."""
        self._forget(connection, list(changed))
        present = {record_id: record for record_id, record in changed.items() if record is not None}
        if not present:
            return
        last = connection.execute(select(indexed.c.row).order_by(indexed.c.row.desc()).limit(1)).scalar() or 0
        rows, texts, names = [], [], []
        for row, (record_id, record) in enumerate(present.items(), last + 1):
            kind = kind_of(record).name
            found = searchable(record)
            rows.append({"row": row, "record": record_id, "kind": kind})
            texts.append({"row": row, "title": fold("\n".join(found.title)), "body": fold("\n".join(found.body))})
            spelled = {key for name in names_of(record) for key in keys(name)}
            names += [{"key": key, "record": record_id, "kind": kind} for key in sorted(spelled)]
        connection.execute(insert(indexed), rows)
        connection.execute(_ADD, texts)
        if names:
            connection.execute(insert(name_key), names)

    def _forget(self, connection: Connection, records: list[str]) -> None:
        for start in range(0, len(records), _BATCH):
            batch = records[start : start + _BATCH]
            rows = connection.execute(select(indexed.c.row).where(indexed.c.record.in_(batch))).scalars().all()
            if rows:
                connection.execute(_DROP, [{"row": row} for row in rows])
                connection.execute(delete(indexed).where(indexed.c.row.in_(rows)))
                connection.execute(delete(name_key).where(name_key.c.record.in_(batch)))


def faults(connection: Connection) -> list[str]:
    """What FTS5's own check finds wrong with the index; empty when all is well."""
    try:
        connection.exec_driver_sql(f"INSERT INTO {FULL_TEXT}({FULL_TEXT}, rank) VALUES('integrity-check', 1)")
    except Exception as fault:  # noqa: BLE001 - whichever way SQLite words it, the index is damaged
        return [type(fault).__name__]
    return []
