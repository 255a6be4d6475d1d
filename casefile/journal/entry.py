"""One entry of the journal, and how its hash commits to it.

The leaf of the device's Merkle tree is the entry's *skeleton*: RFC 8785 canonical JSON that names record and operation and holds, for
each changed field, a salted commitment to name and value and the entries that were its heads for the author (`seen`). Names and values lie
outside the skeleton, so that one of them can be withheld or purged while the tree still verifies. The id of an entry is its leaf hash;
hence `seen` binds the past as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from casefile.journal import canonical
from casefile.journal.canonical import number, string
from casefile.journal.tree import leaf_hash

SKELETON_VERSION = 1
SALT_BYTES = 32
"""As long as the hash: an unsalted or short-salted commitment to a name would be found by trying names."""

ORIGIN = "casefile-device-"
"""What the name of a device's log, and of its keys, begins with; its id follows."""

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
        return commitment(self.salt, canonical.dumps(self.path), canonical.dumps(self.value)).hex()


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
    _leaf: str = field(default="", init=False, repr=False, compare=False)

    def skeleton(self) -> bytes:
        """The canonical bytes that the tree commits to. Fields stand in the order of their commitments, which tells nothing."""
        fields = [(each.commitment, each.seen) for each in self.changes]
        return skeleton(self, fields + [(each.commitment, each.seen) for each in self.withheld])

    @property
    def id(self) -> str:
        """The leaf hash, hexadecimal; computed once, for it costs a hash for each change and is asked for at every step of a merge."""
        if not self._leaf:
            object.__setattr__(self, "_leaf", leaf_hash(self.skeleton()).hex())
        return self._leaf


class Stamp(NamedTuple):
    """An entry without its fields, in the order in which the journal's table has them."""

    device: str
    position: int
    author: str
    lamport: int
    time: str
    kind: str
    record: str
    operation: Operation


def skeleton(stamp: Entry | Stamp, fields: Sequence[tuple[str, tuple[str, ...]]]) -> bytes:
    """The canonical bytes of an entry; `fields` are the commitments of its changes, each with the entries it replaces."""
    listed = ",".join([f'{{"commitment":{string(each)},"seen":[{_listed(seen)}]}}' for each, seen in sorted(fields)])
    # The names stand in the order that RFC 8785 asks for; as one text this costs a fifth.
    return (
        f'{{"author":{string(stamp.author)},"device":{string(stamp.device)},"fields":[{listed}],'
        f'"kind":{string(stamp.kind)},"lamport":{number(stamp.lamport)},"operation":"{stamp.operation.value}",'
        f'"position":{number(stamp.position)},"record":{string(stamp.record)},"time":{string(stamp.time)},'
        f'"version":{SKELETON_VERSION}}}'
    ).encode()


def _listed(seen: Sequence[str]) -> str:
    return ",".join(map(string, sorted(seen))) if seen else ""


def commitment(salt: bytes, path: bytes, value: bytes) -> bytes:
    """SHA-256 over `salt` and canonical ``[path, value]``; `path` and `value` are canonical JSON."""
    return hashlib.sha256(b"".join((salt, b"[", path, b",", value, b"]"))).digest()


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
