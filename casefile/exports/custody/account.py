"""What a custody report tells, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casefile.domain.values import Text, When
from casefile.journal.entry import Entry, FieldChange

EVENT = "event"
"""The path under which an entry of custody says what happened."""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the journal about the file.

    Attributes:
        entry: the entry whole; only `fields` of it are told.
        fields: what it says of the file; empty where that was taken out for good.
        who: the name of its author, empty where it is not known.
        is_own: whether a device of this vault wrote it.
        proof: the audit path (RFC 6962, 2.1.1) to the root of its device's `SignedLog`; None where there is none that reaches it.
        withheld: how many of its fields are left out of this report, though they are here.
    """

    entry: Entry
    fields: tuple[FieldChange, ...]
    who: str
    is_own: bool
    proof: tuple[bytes, ...] | None = None
    withheld: int = 0

    @property
    def event(self) -> Mapping[str, Any]:
        """What befell the file; empty for an entry that says something of its record instead."""
        return next((each.value for each in self.fields if each.path == EVENT and isinstance(each.value, dict)), {})

    @property
    def sha256(self) -> str:
        """The SHA-256 that the entry names, hexadecimal; empty where it names none."""
        named = next((each.value for each in self.fields if each.path == "sha256"), None)
        return str(self.event.get("sha256") or named or "")


@dataclass(frozen=True, slots=True)
class SignedLog:
    """How far the journal of one device reached, signed by that device.

    Attributes:
        root: 32 bytes, over its first `size` entries.
        note: the checkpoint as signed (C2SP signed-note, tlog-checkpoint, tlog-cosignature).
        keys: the vkeys of the signatures on it, Ed25519 first.
        time: of the signature, ISO 8601, by the clock of the device; empty where it says none.
        who: whose device it is, empty where that is not known.
    """

    device: str
    size: int
    root: bytes
    note: str
    keys: tuple[str, ...]
    time: str
    who: str


@dataclass(frozen=True, slots=True)
class Witness:
    """A colleague who held the journal of a device, as their receipt says.

    Attributes:
        name: what the colleague is called here; `fingerprint` that of their card, empty where it is not known.
        time: ISO 8601, the colleague's claim.
        checkpoint_origin: ``casefile-device-<id>``, the journal they saw.
        size: how many entries it had; `root` 32 bytes over them.
        note: the checkpoint with the colleague's signatures, made with `keys` (vkeys).
    """

    name: str
    fingerprint: str
    time: str
    checkpoint_origin: str
    size: int
    root: bytes
    note: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one witness saw of the steps: number of the step, from 1 → audit path to the root that they signed."""

    witness: Witness
    proofs: Mapping[int, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that a report tells of one file.

    `record` is the id of its record; `size` bytes; `captured` and what follows are claims of the record. `made_by` and `made_on` are of the
    report; `signing_key` (vkey) and `fingerprint` are those of the card of the vault that made it.
    """

    record: str
    title: Text | None
    name: str
    sha256: str
    size: int
    captured: When | None
    captured_by: str
    obtained_from: str
    made_by: str
    made_on: date
    signing_key: str
    fingerprint: str
    steps: tuple[Step, ...]
    logs: tuple[SignedLog, ...]
    seen: tuple[Seen, ...] = ()

    @property
    def is_nameless(self) -> bool:
        """Whether names were left out of it."""
        return not self.made_by

    def is_own(self, device: str) -> bool:
        """Whether a device that wrote a step is one of the vault that made the report."""
        return any(step.is_own for step in self.steps if step.entry.device == device)
