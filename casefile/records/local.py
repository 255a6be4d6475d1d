"""What belongs to this vault alone and never travels: where files lie, this device, its keys. Sealed row by row.

The journal vouches for records; nothing vouches for these rows but their own HMAC, so each carries one and is refused without it. That
they are the rows last written, and all of them, is for the `ledger` to say, which every write here is told of.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from casefile.errors import VerificationFailed
from casefile.records import schema
from casefile.records.ledger import Ledger
from casefile.vault.blobs import Blob


class LocalRows:
    """Reads and writes the local tables under the vault's 32-byte `key` for them."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._ledger = Ledger(key)

    def keep(self, connection: Connection, name: str, value: Mapping[str, Any]) -> None:
        """Store a JSON object under a name."""
        self._put(connection, schema.kept.c.name, self._kept_row(name, value))

    def kept(self, connection: Connection, name: str) -> dict[str, Any] | None:
        """What is stored under a name, or None.

        Raises:
            VerificationFailed: the row was altered outside Casefile.
        """
        row = connection.execute(select(schema.kept).where(schema.kept.c.name == name)).first()
        if row is None:
            return None
        self._check(row.seal, "kept", name, row.value)
        found: dict[str, Any] = json.loads(row.value)
        return found

    def all_kept(self, connection: Connection, prefix: str) -> dict[str, dict[str, Any]]:
        """Name → object, of all whose name begins with `prefix`.

        Raises:
            VerificationFailed: a row was altered outside Casefile.
        """
        query = select(schema.kept)
        if prefix:  # as a range, for which the table's key serves; LIKE would walk all of it
            after = prefix[:-1] + chr(ord(prefix[-1]) + 1)
            query = query.where(schema.kept.c.name >= prefix, schema.kept.c.name < after)
        found: dict[str, dict[str, Any]] = {}
        for row in connection.execute(query.order_by(schema.kept.c.name)):
            self._check(row.seal, "kept", row.name, row.value)
            found[row.name] = json.loads(row.value)
        return found

    def forget(self, connection: Connection, name: str) -> None:
        """Drop the object under a name; nothing happens where there is none."""
        self._drop(connection, schema.kept.c.name, name)

    def keep_blob(self, connection: Connection, blob: Blob) -> None:
        """Remember where a content lies."""
        self._put(connection, schema.blob.c.sha256, self._blob_row(blob))

    def blob(self, connection: Connection, sha256: str) -> Blob | None:
        """Where the content with this hexadecimal SHA-256 lies, or None where it is not in this vault.

        Raises:
            VerificationFailed: the row was altered outside Casefile.
        """
        row = connection.execute(select(schema.blob).where(schema.blob.c.sha256 == sha256)).first()
        return None if row is None else self._blob(row)

    def blobs(self, connection: Connection) -> list[Blob]:
        """All contents of this vault.

        Raises:
            VerificationFailed: a row was altered outside Casefile.
        """
        return [self._blob(row) for row in connection.execute(select(schema.blob).order_by(schema.blob.c.name))]

    def forget_blob(self, connection: Connection, sha256: str) -> None:
        """Drop the row of a content that is no longer here."""
        self._drop(connection, schema.blob.c.sha256, sha256)

    def knows_blob(self, connection: Connection, name: str) -> bool:
        """Whether a file of this name in ``evidence/`` is one of ours."""
        return connection.execute(select(schema.blob.c.sha256).where(schema.blob.c.name == name)).first() is not None

    def keep_text(self, connection: Connection, sha256: str, text: str) -> None:
        """Store the text of the content with this hexadecimal SHA-256; empty where it was looked into and has none."""
        self._put(connection, schema.file_text.c.sha256, self._text_row(sha256, text))

    def forget_text(self, connection: Connection, sha256: str) -> None:
        """Drop the text of a content; nothing happens where there is none."""
        self._drop(connection, schema.file_text.c.sha256, sha256)

    def _texts(self, connection: Connection) -> Iterator[tuple[str, str]]:
        """(SHA-256, text) of every content that was looked into, each checked and one at a time, for they may be long."""
        table = schema.file_text
        for sha256 in connection.execute(select(table.c.sha256).order_by(table.c.sha256)).scalars().all():
            row = connection.execute(select(table).where(table.c.sha256 == sha256)).one()
            self._check(row.seal, "file_text", sha256, row.text.encode())
            yield sha256, row.text

    def reseal(self, connection: Connection, key: bytes) -> LocalRows:
        """Seal every row anew under another 32-byte key, each checked first; what reads and writes them from then on.

        Raises:
            VerificationFailed: a row was altered outside Casefile.
        """
        successor, writes = LocalRows(key), self._ledger.writes(connection)
        kept = [successor._kept_row(name, value) for name, value in self.all_kept(connection, "").items()]
        blobs = [successor._blob_row(blob) for blob in self.blobs(connection)]
        for table, rows in ((schema.kept, kept), (schema.blob, blobs)):
            if rows:
                connection.execute(delete(table))
                connection.execute(insert(table), rows)
        for sha256, text in self._texts(connection):
            row = successor._text_row(sha256, text)
            connection.execute(
                update(schema.file_text).where(schema.file_text.c.sha256 == sha256).values(seal=row["seal"])
            )
        successor._ledger.count_anew(connection, writes + 1)  # beyond the head, as after any write
        return successor

    def are_the_last(self, connection: Connection) -> bool:
        """Whether exactly the rows are here that were written last, in all tables. Walks all of them.

        Raises:
            VerificationFailed: a row was altered outside Casefile.
        """
        self.all_kept(connection, "")
        self.blobs(connection)
        for _ in self._texts(connection):
            pass
        return self._ledger.holds(connection)

    def _put(self, connection: Connection, key: Column[str], row: Mapping[str, Any]) -> None:
        before = _seal_at(connection, key, row[key.name])
        if before == row["seal"]:
            return
        statement = upsert(key.table).values(row).on_conflict_do_update(index_elements=[key.name], set_=row)
        connection.execute(statement)
        self._ledger.note(connection, before, row["seal"])

    def _drop(self, connection: Connection, key: Column[str], value: str) -> None:
        before = _seal_at(connection, key, value)
        if before is not None:
            connection.execute(delete(key.table).where(key == value))
            self._ledger.note(connection, before, None)

    def _kept_row(self, name: str, value: Mapping[str, Any]) -> dict[str, Any]:
        data = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        return {"name": name, "value": data, "seal": self._seal("kept", name, data)}

    def _blob_row(self, blob: Blob) -> dict[str, Any]:
        return {
            "sha256": blob.sha256.hex(),
            "name": blob.name,
            "header_mac": blob.header_mac,
            "length": blob.length,
            "seal": self._seal_blob(blob),
        }

    def _text_row(self, sha256: str, text: str) -> dict[str, Any]:
        return {"sha256": sha256, "text": text, "seal": self._seal("file_text", sha256, text.encode())}

    def _blob(self, row: Any) -> Blob:
        blob = Blob(name=row.name, header_mac=row.header_mac, sha256=bytes.fromhex(row.sha256), length=row.length)
        self._check(row.seal, "blob", blob.name, _blob_bytes(blob))
        return blob

    def _seal_blob(self, blob: Blob) -> bytes:
        return self._seal("blob", blob.name, _blob_bytes(blob))

    def _seal(self, table: str, name: str, data: bytes) -> bytes:
        return hmac.digest(self._key, json.dumps([table, name]).encode() + b"\x00" + data, hashlib.sha256)

    def _check(self, seal: bytes, table: str, name: str, data: bytes) -> None:
        if not hmac.compare_digest(seal, self._seal(table, name, data)):
            raise VerificationFailed("records.local_row_altered")


def _seal_at(connection: Connection, key: Column[str], value: str) -> bytes | None:
    """The seal of the row with this key, or None where there is none."""
    return connection.execute(select(key.table.c.seal).where(key == value)).scalar()


def _blob_bytes(blob: Blob) -> bytes:
    return blob.sha256 + blob.header_mac + blob.length.to_bytes(8, "big")
