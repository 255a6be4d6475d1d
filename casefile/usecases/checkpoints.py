"""Signed statements of how far this device's log reached, kept so that a later look can hold the log against them.

A checkpoint (C2SP tlog-checkpoint) is signed by the device with Ed25519 and cosigned with ML-DSA-44 (C2SP tlog-cosignature, whose time
is this computer's claim). One is made at each handover and backup and stays; the one made at each lock replaces the one before.
They are local rows, ``checkpoint/<device>/<size>`` and ``checkpoint/<device>/latest``, with the keys to check them by, so that those of
earlier devices of this vault go on verifying.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casefile import clock
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosignatureKey, CosigningKey, cosign, cosigned_at
from casefile.crypto.kdf import expand
from casefile.crypto.signing import SigningKey, VerifyKey, open_note, sign_note
from casefile.errors import VerificationFailed
from casefile.journal.entry import ORIGIN
from casefile.journal.log import LogHead, log_heads, root_at
from casefile.records.database import Connection, Database
from casefile.records.local import LocalRows

_PREFIX = "checkpoint/"
_LATEST = "latest"
_COSIGNING = "casefile/v1/device-cosignature"


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint that holds: the first `size` entries of the log of `device`, signed on the ISO day `day` (UTC)."""

    device: str
    size: int
    day: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A checkpoint as it was signed, to be shown to others.

    Attributes:
        device: whose log it is of.
        checkpoint: its size and root.
        note: the text with its signatures.
        keys: the vkeys of the signatures, Ed25519 first.
        moment: POSIX seconds, by the clock of who signed.
    """

    device: str
    checkpoint: Checkpoint
    note: str
    keys: tuple[str, str]
    moment: int


def sign(database: Database, local: LocalRows) -> None:
    """Sign how far this device's log reaches, and keep it for good; nothing happens where the log is empty.

    Raises:
        Refused: the vault is open for rescue, or the disk is full.
    """
    with database.maintaining() as connection:
        head = _own_head(connection, database.device)
        if head is not None:
            _keep(connection, local, head, f"{head.size:012}")


def sign_latest(database: Database, local: LocalRows) -> None:
    """As `sign`, in place of the one made here before; nothing happens where that says the same."""
    with database.reading() as connection:
        head = _own_head(connection, database.device)
        known = local.kept(connection, f"{_PREFIX}{database.device}/{_LATEST}")
    if head is None or (known is not None and known["size"] == head.size):
        return
    with database.maintaining() as connection:
        _keep(connection, local, head, _LATEST)


def latest(connection: Connection, local: LocalRows) -> Signed | None:
    """The last checkpoint that this vault's present device made, None where there is none.

    Raises:
        VerificationFailed: it is not genuine, or the log is not the one it was made of.
    """
    device = local.kept(connection, "device")
    own = local.all_kept(connection, f"{_PREFIX}{device['id']}/") if device else {}
    if not own:
        return None
    name = max(own, key=lambda each: int(own[each]["size"]))
    return _checked(connection, name, own[name])


def all_signed(connection: Connection, local: LocalRows) -> Iterator[Signed | str]:
    """Every checkpoint that is kept: what it says where it holds, else its name.

    Raises:
        VerificationFailed: a row was altered outside Casefile.
    """
    for name, kept in local.all_kept(connection, _PREFIX).items():
        try:
            yield _checked(connection, name, kept)
        except VerificationFailed:
            yield name.removeprefix(_PREFIX)


def largest(connection: Connection, local: LocalRows, device: str) -> Statement | None:
    """The checkpoint that reaches furthest of those that one device of this vault signed itself, None where there is none.

    Raises:
        VerificationFailed: it is not genuine, or the log is not the one it was made of.
    """
    own = local.all_kept(connection, f"{_PREFIX}{device}/")
    if not own:
        return None
    name = max(own, key=lambda each: int(own[each]["size"]))
    return _statement(connection, name, own[name])


def cosigning_key(seed: bytes) -> CosigningKey:
    """The ML-DSA-44 key of the device that signs with the Ed25519 key of this 32-byte seed."""
    return CosigningKey.from_seed(expand(seed, _COSIGNING))


def fits(connection: Connection, device: str, size: int, root: bytes) -> bool:
    """Whether the log of a device that is known here had this root when it had `size` entries."""
    held = next((log.size for log in log_heads(connection) if log.device == device), 0)
    return 0 < size <= held and root_at(connection, device, size) == root


def _own_head(connection: Connection, device: str) -> LogHead | None:
    return next((log for log in log_heads(connection) if log.device == device and log.size), None)


def _keep(connection: Connection, local: LocalRows, head: LogHead, under: str) -> None:
    local.keep(connection, f"{_PREFIX}{head.device}/{under}", _made(connection, local, head))


def _made(connection: Connection, local: LocalRows, head: LogHead) -> dict[str, Any]:
    """A checkpoint of `head` by the present device, as it is kept."""
    device = local.kept(connection, "device")
    if device is None:
        raise VerificationFailed("records.local_row_altered")
    signer, seed = ORIGIN + device["id"], bytes.fromhex(device["signing_seed"])
    # One seed for both: who breaks Ed25519 one day learns its scalar, a hash of the seed, and from that not the seed.
    key, cosigning = SigningKey.from_seed(seed), cosigning_key(seed)
    note = sign_note(Checkpoint(ORIGIN + head.device, head.size, head.root).text(), signer, key)
    note = cosign(note, signer, cosigning, int(clock.now().timestamp()))
    return {
        "size": head.size,
        "note": note.decode(),
        "key": key.public.encode(signer),
        "cosigning_key": cosigning.public.encode(signer),
    }


def _checked(connection: Connection, name: str, kept: Mapping[str, Any]) -> Signed:
    found = _statement(connection, name, kept)
    return Signed(found.device, found.checkpoint.size, datetime.fromtimestamp(found.moment, UTC).date().isoformat())


def _statement(connection: Connection, name: str, kept: Mapping[str, Any]) -> Statement:
    """What is kept under `name`, where the device signed it itself and it fits its log."""
    device, note = name.split("/")[1], kept["note"].encode()
    try:
        signer, key = VerifyKey.parse(kept["key"])
        cosigner, cosigner_key = CosignatureKey.parse(kept["cosigning_key"])
    except ValueError as fault:
        raise VerificationFailed("crypto.signer_unknown") from fault
    checkpoint = Checkpoint.parse(open_note(note, {signer: key}).text)
    moment = cosigned_at(note, cosigner, cosigner_key)
    if {checkpoint.origin, signer, cosigner} != {ORIGIN + device} or checkpoint.size != kept["size"]:
        raise VerificationFailed("crypto.not_a_checkpoint")
    if not fits(connection, device, checkpoint.size, checkpoint.root):
        raise VerificationFailed("records.entries_replaced")
    return Statement(device, checkpoint, kept["note"], (kept["key"], kept["cosigning_key"]), moment)
