"""Other devices: the keys they sign with, and what their logs were like when they were last seen. Local rows ``sync/device/<device>``.

A device's key is pinned when it is first seen. A key that a colleague told of another's device gives way to the one that the device itself comes with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from casefile.crypto.signing import SigningKey
from casefile.handover.delta import Consistency
from casefile.handover.proofs import ORIGIN
from casefile.journal.tree import verify_consistency
from casefile.records.database import Connection
from casefile.usecases.inspection import Checked
from casefile.usecases.session import Session, seeds_of

_KEPT = "sync/device/"
_POINTS = 100


class Standing(StrEnum):
    """How the log that a bundle speaks of stands to what was seen of it before.

    NEW: it was not seen. SAME: as it was. EXTENDS: proven to go on from there. LATER: larger, with no proof that goes with what is remembered.
    OLDER: a bundle from before. FORKED: it contradicts what was seen: the laptop was put back to an earlier day, or copied.
    """

    NEW = "new"
    SAME = "same"
    EXTENDS = "extends"
    LATER = "later"
    OLDER = "older"
    FORKED = "forked"


def own_keys(session: Session) -> dict[str, str | None]:
    """Device of this vault, present or past → the vkey it signs with; None where its seed is not here any more."""
    kept = session.kept("device")
    seeds = {each["id"]: bytes.fromhex(each["signing_seed"]) for each in seeds_of(kept)}
    return {
        device: SigningKey.from_seed(seeds[device]).public.encode(ORIGIN + device) if device in seeds else None
        for device in session.database.devices
    }


def pins(session: Session, connection: Connection, signing: Iterable[str]) -> dict[str, set[str]]:
    """Device → the vkeys that are known to be its own: from contacts (`signing`), and from bundles that it signed itself."""
    found: dict[str, set[str]] = {}
    for key in signing:
        # An imported contact may have any word for a key: it signs nothing, and stops nothing.
        name = key.partition("+")[0]
        if name.startswith(ORIGIN):
            found.setdefault(name.removeprefix(ORIGIN), set()).add(key)
    for name, row in session.local.all_kept(connection, _KEPT).items():
        if row["direct"]:
            found.setdefault(name.removeprefix(_KEPT), set()).add(row["key"])
    return found


def standing(session: Session, connection: Connection, found: Checked, consistency: Consistency | None) -> Standing:
    """How the sender's log stands to what is remembered of it."""
    points = _points(session, connection, found.device or "")
    size, root = found.entries or 0, found.root or ""
    if not points:
        return Standing.NEW
    if size in points:
        return Standing.SAME if points[size] == root else Standing.FORKED
    if size < max(points):
        return Standing.OLDER
    remembered = points.get(consistency.size) if consistency else None
    if consistency is None or remembered is None:
        return Standing.LATER
    old, new = bytes.fromhex(remembered), bytes.fromhex(root)
    proven = verify_consistency(consistency.size, old, size, new, consistency.proof)
    return Standing.EXTENDS if proven else Standing.FORKED


def note_sender(session: Session, connection: Connection, found: Checked) -> None:
    """Remember the key and the checkpoint of the device that signed a bundle."""
    assert found.sender is not None and found.device is not None
    points = {**_points(session, connection, found.device), found.entries or 0: found.root or ""}
    kept = sorted(points.items())[-_POINTS:]
    row = {"key": found.sender.key, "direct": True, "points": [[size, root] for size, root in kept]}
    session.local.keep(connection, _KEPT + found.device, row)


def note_origins(session: Session, connection: Connection, keys: Mapping[str, str]) -> None:
    """Remember the keys of devices that others told of, where nothing is known of them."""
    for device, key in keys.items():
        if session.local.kept(connection, _KEPT + device) is None:
            session.local.keep(connection, _KEPT + device, {"key": key, "direct": False, "points": []})


def _points(session: Session, connection: Connection, device: str) -> dict[int, str]:
    row = session.local.kept(connection, _KEPT + device)
    return dict(row["points"]) if row else {}
