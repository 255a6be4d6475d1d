"""One entry of the journal, and how its hash commits to it.

The leaf of the device's Merkle tree is the entry's *skeleton*: RFC 8785 canonical JSON that names record and operation and holds, for
each changed field, a salted commitment to name and value and the entries that were its heads for the author (`seen`). Names and values lie
outside the skeleton, so that one of them can be withheld or purged while the tree still verifies. The id of an entry is its leaf hash;
hence `seen` binds the past as well.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import rfc8785

from casefile.journal.tree import leaf_hash

SKELETON_VERSION = 1
SALT_BYTES = 32
"""As long as the hash: an unsalted or short-salted commitment to a name would be found by trying names."""

DELETED = "@deleted"
"""Path under which a record's deletion is kept, so that delete against change is an ordinary conflict."""


class Operation(StrEnum):
    """What an entry does to its record."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    RESTORE = "restore"
    PURGE = "purge"
    RESOLVE = "resolve"
    LINK = "link"
    CUSTODY = "custody"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A new value for one path of a record.

    `path` is a field's name, or ``name/key`` for one element of a repeated field; `value` is its JSON, None where it was emptied; `seen` are
    the ids of the entries this one replaces.
    """

    path: str
    value: Any
    salt: bytes
    seen: tuple[str, ...] = ()

    @property
    def commitment(self) -> str:
        """SHA-256 over salt and canonical ``[path, value]``, hexadecimal."""
        return hashlib.sha256(self.salt + rfc8785.dumps([self.path, self.value])).hexdigest()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A changed path that is not here, purged or never shared: its commitment (hexadecimal) and what it replaced stay, so the tree verifies."""

    commitment: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `device`, `author` and `record` are 32 hexadecimal digits, `position` counts from 0 in the device's log, `time` is a claim."""

    device: str
    author: str
    position: int
    lamport: int
    time: str
    kind: str
    record: str
    operation: Operation
    changes: tuple[FieldChange, ...]
    withheld: tuple[Withheld, ...] = ()

    def skeleton(self) -> bytes:
        """The canonical bytes that the tree commits to. Fields stand in the order of their commitments, which tells nothing."""
        return rfc8785.dumps(
            {
                "version": SKELETON_VERSION,
                "device": self.device,
                "author": self.author,
                "position": self.position,
                "lamport": self.lamport,
                "time": self.time,
                "kind": self.kind,
                "record": self.record,
                "operation": self.operation.value,
                "fields": [
                    {"commitment": commitment, "seen": seen}
                    for commitment, seen in sorted(
                        (each.commitment, sorted(each.seen)) for each in (*self.changes, *self.withheld)
                    )
                ],
            }
        )

    @property
    def id(self) -> str:
        """The leaf hash, hexadecimal."""
        return leaf_hash(self.skeleton()).hex()


def new_change(path: str, value: Any, seen: Sequence[str] = ()) -> FieldChange:
    """A change with a fresh salt."""
    return FieldChange(path, value, secrets.token_bytes(SALT_BYTES), tuple(seen))


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """An entry as it travels in a bundle: every value that is here with its salt."""
    return {
        "device": entry.device,
        "author": entry.author,
        "position": entry.position,
        "lamport": entry.lamport,
        "time": entry.time,
        "kind": entry.kind,
        "record": entry.record,
        "operation": entry.operation.value,
        "changes": [
            {"path": change.path, "value": change.value, "salt": change.salt.hex(), "seen": list(change.seen)}
            for change in entry.changes
        ],
        "withheld": [{"commitment": each.commitment, "seen": list(each.seen)} for each in entry.withheld],
    }


def entry_from_json(data: Mapping[str, Any]) -> Entry:
    """The inverse of `entry_to_json`.

    Raises:
        KeyError, ValueError, TypeError: the data is not an entry.
    """
    changes = tuple(
        FieldChange(change["path"], change["value"], bytes.fromhex(change["salt"]), tuple(change["seen"]))
        for change in data["changes"]
    )
    if any(len(change.salt) != SALT_BYTES for change in changes):
        raise ValueError("a salt has 32 bytes")
    withheld = tuple(Withheld(each["commitment"], tuple(each["seen"])) for each in data["withheld"])
    return Entry(
        data["device"],
        data["author"],
        data["position"],
        data["lamport"],
        data["time"],
        data["kind"],
        data["record"],
        Operation(data["operation"]),
        changes,
        withheld,
    )
