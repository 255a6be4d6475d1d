"""What is remembered of a bundle that was taken in, and the answer to its sender. Local rows ``sync/bundle/<id>`` and ``sync/withheld``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from casefile import clock
from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.kinds import Contact
from casefile.handover import receipt
from casefile.handover.content import SyncContent
from casefile.handover.delta import Vouched
from casefile.handover.receipt import Receipt
from casefile.journal.entry import Entry, Operation
from casefile.journal.intervals import Intervals
from casefile.journal.log import entries_by_id, entries_of_all
from casefile.records import repository
from casefile.records.database import Connection
from casefile.records.unit import UnitOfWork
from casefile.usecases import confirmed, declining, identity, letters, peers, purge
from casefile.usecases.inspection import Checked
from casefile.usecases.session import Session

_BUNDLE, _WITHHELD, _ASKED = "sync/bundle/", "sync/withheld", "sync/asked"


@dataclass
class Found:
    """What of a bundle is here now: positions by device, of entries with all values (`whole`), with some (`partial`), and of those declined.

    `declined_records` (ids) were declined by a person, `left_records` stay out because they were removed from this vault.
    """

    whole: dict[str, list[int]] = field(default_factory=dict)
    partial: dict[str, list[int]] = field(default_factory=dict)
    declined: dict[str, list[int]] = field(default_factory=dict)
    declined_records: set[str] = field(default_factory=set)
    left_records: set[str] = field(default_factory=set)
    withheld_records: set[str] = field(default_factory=set)
    taken_records: set[str] = field(default_factory=set)
    asked_records: set[str] = field(default_factory=set)
    keys: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    here_before: frozenset[str] = frozenset()

    def note_entries(self, connection: Connection, came: Sequence[Entry], declined: Collection[str]) -> None:
        """Sort the entries of one file, after those not declined were taken in."""
        partly = {entry.id: entry for entry in came if entry.withheld and entry.record not in declined}
        for here in entries_by_id(connection, sorted(partly)):
            if not here.withheld:
                del partly[here.id]
        for entry in came:
            if entry.record in declined:
                kept = self.declined
            elif entry.withheld and entry.id in partly:
                kept = self.partial
                self.withheld_records.add(entry.record)
            else:
                kept = self.whole
            kept.setdefault(entry.device, []).append(entry.position)
            if entry.record not in declined:
                self.taken_records.add(entry.record)
                if entry.operation is Operation.PURGE:
                    self.asked_records.add(entry.record)

    def note_origin(self, section: Vouched) -> None:
        """Remember whose key signed for a log of another device."""
        if section.is_by_origin:
            self.keys[section.section.device] = section.key

    def held(self) -> tuple[dict[str, Intervals], dict[str, Intervals], dict[str, Intervals]]:
        """`whole`, `partial` and `declined` as sets."""
        whole, partial, declined = (
            {device: Intervals.of(positions) for device, positions in kept.items()}
            for kept in (self.whole, self.partial, self.declined)
        )
        return whole, partial, declined


def receipt_of(session: Session, connection: Connection, found: Checked) -> Receipt | None:
    """The receipt that answered this very bundle, None where it was not received."""
    kept = session.local.kept(connection, _BUNDLE + found.bundle_id)
    if kept is None or kept["manifest"] != found.manifest:
        return None
    return receipt.load(kept["receipt"].encode("utf-8"))


def was_received(session: Session, connection: Connection, bundle_id: str, manifest: str) -> bool:
    """Whether this bundle was taken in. Anyone can give another of theirs the same id; where the `manifest` is not known, the id has to do."""
    kept = session.local.kept(connection, _BUNDLE + bundle_id)
    return kept is not None and manifest in ("", kept["manifest"])


def asked_of(session: Session, connection: Connection) -> list[str]:
    """Ids of the records of which others asked to take values out."""
    return list((session.local.kept(connection, _ASKED) or {"records": []})["records"])


def came_in_part(session: Session, connection: Connection) -> list[str]:
    """Ids of the records of which some values never came here."""
    return list((session.local.kept(connection, _WITHHELD) or {"records": []})["records"])


def note(session: Session, unit: UnitOfWork, checked: Checked, contact: Contact, found: Found) -> None:
    """Remember what the bundle brought, and write into the custody of each file that it came."""
    connection = unit.connection
    assert isinstance(checked.content, SyncContent) and checked.sender is not None
    whole, partial, declined = found.held()
    peers.note_sender(session, connection, checked)
    peers.note_origins(session, connection, found.keys)
    confirmed.came_from(session, connection, contact.id, whole, partial, found.files)
    taken = confirmed.joined(whole, partial)
    declining.note(session, connection, found.declined_records, found.taken_records, declined, taken)
    _note_authors(session, connection, checked.content)
    _note_gaps(session, connection, found)
    for sha256 in found.files:
        for record in repository.with_contents(connection, [sha256]):
            if record in found.taken_records:
                unit.custody(record, _event(checked, sha256, here_before=sha256 in found.here_before))


def answer(session: Session, unit: UnitOfWork, checked: Checked, found: Found) -> Receipt:
    """Make the receipt and keep it."""
    assert isinstance(checked.content, SyncContent)
    assert checked.origin is not None and checked.entries is not None and checked.root is not None
    point = Checkpoint(checked.origin, checked.entries, bytes.fromhex(checked.root))
    key, cosigning = identity.signing_key(session), letters.cosigning_key(session)
    note, keys = receipt.cosigned(point, identity.signer_name(session), key, cosigning, clock.now())
    whole, partial, declined = found.held()
    lacking = declining.lacking(session, unit.connection, checked.content.about.assumes)
    made = Receipt(
        checked.bundle_id,
        checked.manifest,
        note,
        keys,
        whole,
        confirmed.without(partial, whole),
        declined,
        lacking,
        found.files,
        clock.timestamp(),
        checked.note,
    )
    row = {"manifest": checked.manifest, "receipt": receipt.dump(made).decode("utf-8")}
    session.local.keep(unit.connection, _BUNDLE + checked.bundle_id, row)
    return made


def _event(checked: Checked, sha256: str, *, here_before: bool) -> dict[str, object]:
    """What custody says. Of a file that was here already it says so: to others that is no reason to ask for it."""
    sender = checked.sender
    assert sender is not None
    return {
        "event": "received",
        "kind": checked.kind,
        "bundle": checked.bundle_id,
        "manifest": checked.manifest,
        "sender": sender.name,
        "sender_key": sender.key,
        "fingerprint": sender.fingerprint,
        "sequence": checked.sequence,
        "checkpoint": {"origin": checked.origin, "size": checked.entries, "root": checked.root},
        "sha256": sha256,
        **({"here_before": True} if here_before else {}),
    }


def _note_authors(session: Session, connection: Connection, content: SyncContent) -> None:
    """Names of authors whom nobody told of yet: nobody is given another name by a bundle."""
    known = session.local.kept(connection, "authors") or {}
    now = {**content.about.authors, **known}
    if now != known:
        session.local.keep(connection, "authors", now)


def _note_gaps(session: Session, connection: Connection, found: Found) -> None:
    """Values that never came are no fault, and requests wait; what was removed here and came back whole is removed no more, and what belongs to it and
    was left out is removed as well."""
    for name, records in ((_WITHHELD, found.withheld_records), (_ASKED, found.asked_records)):
        before = set((session.local.kept(connection, name) or {"records": []})["records"])
        if not records <= before:
            session.local.keep(connection, name, {"records": sorted(before | records)})
    removed = purge.removed_ever(session, connection)
    back = sorted(removed & found.taken_records)
    gaps = {entry.record for entry in entries_of_all(connection, back) if entry.withheld}
    now = (removed | found.left_records) - (set(back) - gaps)
    if now != removed:
        session.local.keep(connection, purge.REMOVED, {"records": sorted(now)})
