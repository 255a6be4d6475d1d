"""What belongs to this vault alone and never travels: where files lie, this device, its keys. Sealed row by row.

The journal vouches for records; nothing vouches for these rows but their own HMAC, so each carries one and is refused without it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from casefile.errors import VerificationFailed
from casefile.records import schema
from casefile.vault.blobs import Blob


class LocalRows:
    """Reads and writes the local tables under the vault's 32-byte `key` for them."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def keep(self, connection: Connection, name: str, value: Mapping[str, Any]) -> None:
        """Store a JSON object under a name."""
        data = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
        row = {"name": name, "value": data, "seal": self._seal("kept", name, data)}
        connection.execute(upsert(schema.kept).values(row).on_conflict_do_update(index_elements=["name"], set_=row))

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
        query = select(schema.kept).where(schema.kept.c.name.startswith(prefix, autoescape=True))
        found: dict[str, dict[str, Any]] = {}
        for row in connection.execute(query.order_by(schema.kept.c.name)):
            self._check(row.seal, "kept", row.name, row.value)
            found[row.name] = json.loads(row.value)
        return found

    def forget(self, connection: Connection, name: str) -> None:
        """Drop the object under a name; nothing happens where there is none."""
        connection.execute(delete(schema.kept).where(schema.kept.c.name == name))

    def keep_blob(self, connection: Connection, blob: Blob) -> None:
        """Remember where a content lies."""
        row = {
            "sha256": blob.sha256.hex(),
            "name": blob.name,
            "header_mac": blob.header_mac,
            "length": blob.length,
            "seal": self._seal_blob(blob),
        }
        connection.execute(upsert(schema.blob).values(row).on_conflict_do_update(index_elements=["sha256"], set_=row))

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
        connection.execute(delete(schema.blob).where(schema.blob.c.sha256 == sha256))

    def knows_blob(self, connection: Connection, name: str) -> bool:
        """Whether a file of this name in ``evidence/`` is one of ours."""
        return connection.execute(select(schema.blob.c.sha256).where(schema.blob.c.name == name)).first() is not None

    def reseal(self, connection: Connection, key: bytes) -> LocalRows:
        """Seal every row anew under another 32-byte key, each checked first; what reads and writes them from then on.

        Raises:
            VerificationFailed: a row was altered outside Casefile.
        """
        successor = LocalRows(key)
        for name, value in self.all_kept(connection, "").items():
            successor.keep(connection, name, value)
        for blob in self.blobs(connection):
            successor.keep_blob(connection, blob)
        return successor

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


def _blob_bytes(blob: Blob) -> bytes:
    return blob.sha256 + blob.header_mac + blob.length.to_bytes(8, "big")
