"""What a contact was sent, and what they confirmed. Local rows: ``sync/confirmed/<contact>`` and ``sync/sent/<contact>/<bundle>``.

An entry is confirmed *whole*, when all of its values went and were kept, or in *part*, when some were withheld; it goes again once they are here.
What a contact declined is offered no more. What came from a contact is theirs already, and counts as confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casefile.handover.delta import Held, held_from_json, held_to_json
from casefile.handover.receipt import Receipt
from casefile.journal.entry import Entry
from casefile.journal.intervals import Intervals
from casefile.records.database import Connection
from casefile.usecases.session import Session

NOTHING = Intervals()
_CONFIRMED, _SENT = "sync/confirmed/", "sync/sent/"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a contact has of each device's log.

    Attributes:
        files: hexadecimal SHA-256 of evidence that they know of and whose file they did not confirm.
        size, root: of the largest checkpoint of this vault's present device that they cosigned; the root is hexadecimal.
    """

    whole: Held = field(default_factory=dict)
    partial: Held = field(default_factory=dict)
    declined: Held = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    device: str = ""
    size: int = 0
    root: str = ""

    @property
    def settled(self) -> dict[str, Intervals]:
        """What need not go again, but for values that may have come since."""
        return joined(self.whole, self.partial, self.declined)

    @property
    def told(self) -> dict[str, Intervals]:
        """What need not go again, whatever values have come since."""
        return joined(self.whole, self.declined)

    def wants(self, entry: Entry) -> bool:
        """Whether an entry as it is here would tell them anything."""
        device, position = entry.device, entry.position
        if position in self.whole.get(device, NOTHING) or position in self.declined.get(device, NOTHING):
            return False
        return not (entry.withheld and position in self.partial.get(device, NOTHING))


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that went out and was not answered yet. `left` are files of its evidence that did not go along; `contact` an id."""

    contact: str
    bundle: str
    manifest: str
    time: str
    whole: Held
    partial: Held
    files: tuple[str, ...]
    left: tuple[str, ...]


def joined(*several: Held) -> dict[str, Intervals]:
    """All positions that any of them has."""
    found: dict[str, Intervals] = {}
    for held in several:
        for device, runs in held.items():
            found[device] = found.get(device, NOTHING) | runs
    return found


def without(held: Held, others: Held) -> dict[str, Intervals]:
    """Those positions that the others have not."""
    left = {device: runs - others.get(device, NOTHING) for device, runs in held.items()}
    return {device: runs for device, runs in left.items() if runs}


def common(held: Held, others: Held) -> dict[str, Intervals]:
    """Those positions that both have."""
    both = {device: runs & others.get(device, NOTHING) for device, runs in held.items()}
    return {device: runs for device, runs in both.items() if runs}


def of(session: Session, connection: Connection, contact: str) -> Confirmed:
    """What the contact with this id confirmed."""
    kept = session.local.kept(connection, _CONFIRMED + contact)
    if kept is None:
        return Confirmed()
    whole, partial, declined = (held_from_json(kept[name]) for name in ("whole", "partial", "declined"))
    return Confirmed(whole, partial, declined, frozenset(kept["files"]), kept["device"], kept["size"], kept["root"])


def keep(session: Session, connection: Connection, contact: str, now: Confirmed) -> None:
    """Remember it."""
    held = {name: held_to_json(getattr(now, name)) for name in ("whole", "partial", "declined")}
    plain = {"files": sorted(now.files), "device": now.device, "size": now.size, "root": now.root}
    session.local.keep(connection, _CONFIRMED + contact, {**held, **plain})


def note_sent(session: Session, connection: Connection, sent: Sent) -> None:
    """Remember what went, until it is answered."""
    value = {
        "manifest": sent.manifest,
        "time": sent.time,
        "whole": held_to_json(sent.whole),
        "partial": held_to_json(sent.partial),
        "files": list(sent.files),
        "left": list(sent.left),
    }
    session.local.keep(connection, f"{_SENT}{sent.contact}/{sent.bundle}", value)


def waiting(session: Session, connection: Connection, contact: str) -> list[Sent]:
    """What was sent to a contact and not answered yet, the oldest first."""
    rows = session.local.all_kept(connection, f"{_SENT}{contact}/")
    found = [_sent(contact, name.rpartition("/")[2], row) for name, row in rows.items()]
    return sorted(found, key=lambda each: each.time)


def reckoned(known: Confirmed, under_way: Iterable[Sent]) -> Confirmed:
    """What they will have once what is under way has come to them."""
    for sent in under_way:
        whole = joined(known.whole, sent.whole)
        files = (known.files | set(sent.left)) - set(sent.files)
        known = replace(known, whole=whole, partial=without(joined(known.partial, sent.partial), whole), files=files)
    return known


def answered(session: Session, connection: Connection, contact: str, receipt: Receipt) -> Confirmed:
    """Take over what a receipt of the contact says of the bundle it answers. What nobody sent them is not believed."""
    now = of(session, connection, contact)
    row = session.local.kept(connection, f"{_SENT}{contact}/{receipt.bundle_id}")
    if row is not None and row["manifest"] == receipt.manifest:
        sent = _sent(contact, receipt.bundle_id, row)
        now = _confirm(now, sent, receipt)
        session.local.forget(connection, f"{_SENT}{contact}/{receipt.bundle_id}")
    now = replace(now, whole=without(now.whole, receipt.lacking), partial=without(now.partial, receipt.lacking))
    keep(session, connection, contact, now)
    return now


def came_from(
    session: Session, connection: Connection, contact: str, whole: Held, partial: Held, files: Iterable[str]
) -> None:
    """What the contact sent is theirs: it need not go back."""
    before = of(session, connection, contact)
    now = replace(
        before,
        whole=joined(before.whole, whole),
        partial=without(joined(before.partial, partial), joined(before.whole, whole)),
        files=before.files - set(files),
    )
    if now != before:
        keep(session, connection, contact, now)


def doubt(session: Session, connection: Connection, held: Held) -> None:
    """Whatever any contact confirmed at these positions, or will confirm of what was sent already, goes again."""
    if not held:
        return
    for place in (_CONFIRMED, _SENT):
        for name, row in session.local.all_kept(connection, place).items():
            left = {each: held_to_json(without(held_from_json(row[each]), held)) for each in ("whole", "partial")}
            if any(left[each] != row[each] for each in left):
                session.local.keep(connection, name, {**row, **left})


def _confirm(now: Confirmed, sent: Sent, receipt: Receipt) -> Confirmed:
    whole = joined(now.whole, common(receipt.taken, sent.whole))
    parted = joined(common(receipt.taken, sent.partial), common(receipt.partial, joined(sent.whole, sent.partial)))
    gone = joined(sent.whole, sent.partial)
    files = (now.files | set(sent.left) | set(sent.files)) - set(receipt.files)
    return replace(
        now,
        whole=whole,
        partial=without(joined(now.partial, parted), whole),
        declined=joined(now.declined, common(receipt.declined, gone)),
        files=files,
    )


def _sent(contact: str, bundle: str, row: Mapping[str, Any]) -> Sent:
    whole, partial = held_from_json(row["whole"]), held_from_json(row["partial"])
    return Sent(contact, bundle, row["manifest"], row["time"], whole, partial, tuple(row["files"]), tuple(row["left"]))
