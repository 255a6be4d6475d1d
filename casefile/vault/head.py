"""The sealed file ``head``: what the journal held when it was last known to be whole.

A damaged, deleted or planted write-ahead log changes the content of a SQLCipher database with no error from any check of
its own. So after each commit the size and root of the journal are written here, outside the database, before the
commit is acknowledged; a database that does not extend its head has lost or swapped something.

The file is two places of 512 bytes, each a sealed statement with a counter, written in turn and in place: a power cut
spoils the one that is being written at most, and a disk that filled up with the commit still takes the head.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from casefile.crypto.seal import OVERHEAD, Unsealable, seal, unseal
from casefile.errors import VerificationFailed
from casefile.vault import durable

NAME = "head"
DIGEST_BYTES = 32
_PLACE = 512
_PLACES = 2
_FIELDS = struct.Struct(">QQ32s32sBQ32s")
_CONTEXT = b"casefile/v1/head"
_CLEAN = 1
_RESTORED = 2


@dataclass(frozen=True)
class Head:
    """A statement about the journal.

    Attributes:
        size: entries of all logs together.
        root: 32 bytes over the whole journal, zeros for an empty one.
        logs: 32 bytes, digest over size and root of every device's log, zeros for none.
        local_writes: how often rows were written that no journal vouches for.
        local_seal: 32 bytes that stand for those rows, zeros for none.
        clean: no write-ahead log belongs to the database, for it was closed whole; one that lies there is a stranger's.
        restored: this is a copy of a vault; it must continue as a new device.
    """

    size: int = 0
    root: bytes = bytes(DIGEST_BYTES)
    logs: bytes = bytes(DIGEST_BYTES)
    local_writes: int = 0
    local_seal: bytes = bytes(DIGEST_BYTES)
    clean: bool = False
    restored: bool = False


@dataclass(frozen=True)
class FoundHead:
    """The newest statement that is genuine, and whether both places held one."""

    head: Head
    whole: bool


class HeadFile:
    """The file, under the head key of its vault. For one thread at a time."""

    def __init__(self, folder: Path, key: bytes, vault_id: bytes) -> None:
        self.path = folder / NAME
        self._key = key
        self._context = _CONTEXT + vault_id
        self._counter = 0

    def create(self, head: Head) -> None:
        """Write the file anew, both places alike.

        Raises:
            Refused: the disk is full or failing; an earlier file stands.
        """
        places = {}
        for _place in range(_PLACES):
            sealed = self._seal(head)
            places[self._counter % _PLACES] = sealed
        durable.replace(self.path, b"".join(places[number] for number in range(_PLACES)))

    def write(self, head: Head) -> None:
        """Write the next place, durably. The file must be there.

        Raises:
            Refused: the disk is failing; the other place holds the earlier statement.
        """
        sealed = self._seal(head)
        durable.overwrite(self.path, sealed, at=self._counter % _PLACES * _PLACE)

    def write_both(self, head: Head) -> None:
        """As `write`, twice, so that no place says what does not hold any more."""
        for _place in range(_PLACES):
            self.write(head)

    def read(self) -> FoundHead:
        """The last head written.

        Raises:
            VerificationFailed: the file is missing, or both places were changed outside Casefile.
        """
        try:
            with durable.open_plain(self.path) as file:
                data = file.read(_PLACES * _PLACE + 1)
        except OSError as fault:
            raise VerificationFailed("vault.head_altered") from fault
        found = [self._unseal(data[at : at + _PLACE]) for at in range(0, _PLACES * _PLACE, _PLACE)]
        genuine = [each for each in found if each is not None]
        if not genuine:
            raise VerificationFailed("vault.head_altered")
        self._counter, head = max(genuine, key=lambda each: each[0])
        in_place = all(each is None or each[0] % _PLACES == place for place, each in enumerate(found))
        return FoundHead(head, whole=in_place and len(genuine) == _PLACES and len(data) == _PLACES * _PLACE)

    def _seal(self, head: Head) -> bytes:
        if {len(head.root), len(head.logs), len(head.local_seal)} != {DIGEST_BYTES}:
            raise ValueError("root, logs and the seal of local rows are 32 bytes each")
        self._counter += 1
        flags = _CLEAN * head.clean | _RESTORED * head.restored
        journal = (head.size, head.root, head.logs, flags)
        plain = _FIELDS.pack(self._counter, *journal, head.local_writes, head.local_seal)
        return seal(self._key, plain.ljust(_PLACE - OVERHEAD, b"\0"), self._context)

    def _unseal(self, sealed: bytes) -> tuple[int, Head] | None:
        """Counter and statement of one place, None where it is not genuine."""
        try:
            plain = unseal(self._key, sealed, self._context)
        except Unsealable:
            return None
        counter, size, root, logs, flags, writes, local = _FIELDS.unpack_from(plain)
        clean, restored = bool(flags & _CLEAN), bool(flags & _RESTORED)
        return counter, Head(size, root, logs, writes, local, clean=clean, restored=restored)
