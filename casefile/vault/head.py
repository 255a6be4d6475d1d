"""The sealed file ``head``: what the journal held when it was last known to be whole.

A damaged, deleted or planted write-ahead log changes the content of a SQLCipher database with no error from any check of
its own. So after each commit the size and root of the journal are written here, outside the database, before the
commit is acknowledged; a database that does not extend its head has lost or swapped something.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from casefile.crypto.seal import Unsealable, seal, unseal
from casefile.errors import VerificationFailed
from casefile.vault import durable

NAME = "head"
DIGEST_BYTES = 32
_PLAIN = struct.Struct(">Q32s32sB55x")  # 128 bytes
_CONTEXT = b"casefile/v1/head"
_CLEAN = 1
_RESTORED = 2
_SEALED_LIMIT = 1024


@dataclass(frozen=True)
class Head:
    """A statement about the journal.

    Attributes:
        size: entries of all logs together.
        root: 32 bytes over the whole journal, zeros for an empty one.
        logs: 32 bytes, digest over size and root of every device's log, zeros for none.
        clean: no write-ahead log belongs to the database, for it was closed whole; one that lies there is a stranger's.
        restored: this is a copy of a vault; it must continue as a new device.
    """

    size: int = 0
    root: bytes = bytes(DIGEST_BYTES)
    logs: bytes = bytes(DIGEST_BYTES)
    clean: bool = False
    restored: bool = False


class HeadFile:
    """The file, under the head key of its vault."""

    def __init__(self, folder: Path, key: bytes, vault_id: bytes) -> None:
        self.path = folder / NAME
        self._key = key
        self._context = _CONTEXT + vault_id

    def write(self, head: Head) -> None:
        """Seal and replace, durably.

        Raises:
            Refused: the disk is full or failing; the earlier head stands.
        """
        if len(head.root) != DIGEST_BYTES or len(head.logs) != DIGEST_BYTES:
            raise ValueError("root and logs are 32 bytes each")
        flags = _CLEAN * head.clean | _RESTORED * head.restored
        plain = _PLAIN.pack(head.size, head.root, head.logs, flags)
        durable.replace(self.path, seal(self._key, plain, self._context))

    def read(self) -> Head:
        """The last head written.

        Raises:
            VerificationFailed: it is missing, or was changed outside Casefile.
        """
        try:
            with self.path.open("rb") as file:
                plain = unseal(self._key, file.read(_SEALED_LIMIT), self._context)
        except (OSError, Unsealable) as fault:
            raise VerificationFailed("vault.head_altered") from fault
        size, root, logs, flags = _PLAIN.unpack(plain)
        return Head(size, root, logs, clean=bool(flags & _CLEAN), restored=bool(flags & _RESTORED))
