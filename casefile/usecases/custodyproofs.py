"""What vouches for the steps in the custody of a file: signed checkpoints of the journals, audit paths to them, and who else saw these journals.

A journal of this vault is here whole, up to the last checkpoint of its device. Of a colleague's journal only part is here; its steps are proven
as far as the proofs that came with them reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from casefile.crypto.checkpoint import Checkpoint
from casefile.exports.custody.account import Seen, SignedLog, Step, Witness
from casefile.handover import delta
from casefile.journal import multiproof
from casefile.journal.entry import ORIGIN, Entry
from casefile.journal.tiles import Tiles
from casefile.journal.tree import inclusion_proof, verify_inclusion
from casefile.records.database import Connection
from casefile.usecases import checkpoints, contacts, edit, identity, letters, origins, receipts
from casefile.usecases.checkpoints import Statement
from casefile.usecases.session import Session, devices_of


class Names:
    """Who wrote an entry, as far as that is known here: by the id of the author, else by the device of a contact."""

    def __init__(self, session: Session) -> None:
        self._authors = edit.authors(session)
        self._devices = {
            key.partition("+")[0]: each.name or ""
            for each in contacts.known(session)
            for key in (*each.further_keys, each.signing_key or "")
        }
        self._own = frozenset(devices_of(session.kept("device")))
        self._self = session.author.name

    def is_own(self, device: str) -> bool:
        """Whether it is, or was, a device of this vault."""
        return device in self._own

    def author(self, entry: Entry) -> str:
        """The name of an entry's author, or an empty string."""
        return self._authors.get(entry.author) or self._devices.get(ORIGIN + entry.device, "")

    def holder(self, device: str) -> str:
        """Whose device it is, or an empty string."""
        return self._self if self.is_own(device) else self._devices.get(ORIGIN + device, "")


def proven(session: Session, steps: Sequence[Step]) -> tuple[tuple[Step, ...], tuple[SignedLog, ...], tuple[Seen, ...]]:
    """The steps with their proofs, the signed journals that these lead to, and what witnesses saw.

    Raises:
        VerificationFailed: a checkpoint is not genuine, or the journal is not the one it was made of.
    """
    names = Names(session)
    with session.database.reading() as connection:
        grounds = {
            device: _ground(session, connection, device, several) for device, several in _by_device(steps).items()
        }
        told = tuple(_with_proof(step, grounds[step.entry.device]) for step in steps)
        seen = [
            Seen(witness, dict(_paths(connection, witness, told)))
            for device in grounds
            if names.is_own(device)
            for witness in witnesses(session, device)
            if checkpoints.fits(connection, device, witness.size, witness.root)
        ]
    logs = tuple(each.log(names) for each in grounds.values() if each is not None)
    return told, logs, tuple(each for each in seen if each.proofs)


def witnesses(session: Session, device: str) -> tuple[Witness, ...]:
    """Who confirmed that they saw the journal of a device of this vault, as their receipts say, the smallest first."""
    return tuple(_witness(session, each) for each in receipts.witnesses(session) if each.device == device)


def _witness(session: Session, found: receipts.Witness) -> Witness:
    contact = contacts.signed_by(session, found.keys[0])
    fingerprint = contacts.fingerprint_of(contact.recipient, contact.signing_key) if contact else None
    return Witness(
        found.contact,
        fingerprint or "",
        found.time,
        ORIGIN + found.device,
        found.size,
        bytes.fromhex(found.root),
        found.note,
        found.keys,
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """A signed checkpoint of the journal of a device, and `path`: the audit path to its root of an entry, None where it does not reach it."""

    device: str
    checkpoint: Checkpoint
    note: str
    keys: tuple[str, ...]
    time: str
    path: Callable[[Entry], tuple[bytes, ...] | None]

    def log(self, names: Names) -> SignedLog:
        """The same, to be told."""
        size, root = self.checkpoint.size, self.checkpoint.root
        return SignedLog(self.device, size, root, self.note, self.keys, self.time, names.holder(self.device))


def _by_device(steps: Iterable[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.entry.device, []).append(step)
    return found


def _ground(session: Session, connection: Connection, device: str, steps: Sequence[Step]) -> _Ground | None:
    if not steps[0].is_own:
        return _relayed(session, connection, [step.entry for step in steps])
    signed = checkpoints.largest(connection, session.local, device)
    return None if signed is None else _own(connection, signed)


def _relayed(session: Session, connection: Connection, entries: Sequence[Entry]) -> _Ground | None:
    """Of the checkpoints by the entries' own device that came with them, the one that proves most of them."""
    own, key = letters.own_checkpoint(session, connection), identity.card(session).signing_key
    found = [delta.vouched(each, own, key) for each in origins.sections(session, connection, entries, own)]
    by_origin = [each for each in found if each.is_by_origin]
    if not by_origin:
        return None
    best = max(by_origin, key=lambda each: len(each.section.entries))
    leaves = {each.position: bytes.fromhex(each.id) for each in best.section.entries}

    def path(entry: Entry) -> tuple[bytes, ...] | None:
        if entry.position not in leaves:
            return None
        return multiproof.audit_path(best.checkpoint.size, entry.position, leaves, best.nodes)

    return _Ground(best.section.device, best.checkpoint, best.section.note, (best.key,), "", path)


def _own(connection: Connection, signed: Statement) -> _Ground:
    size = signed.checkpoint.size
    node = Tiles(connection, signed.device, size).node

    def path(entry: Entry) -> tuple[bytes, ...] | None:
        return inclusion_proof(entry.position, size, node) if entry.position < size else None

    time = datetime.fromtimestamp(signed.moment, UTC).isoformat()
    return _Ground(signed.device, signed.checkpoint, signed.note, signed.keys, time, path)


def _with_proof(step: Step, ground: _Ground | None) -> Step:
    """A proof that does not hold is none: of two entries at one place, a fork, the journal of the device has one."""
    path = None if ground is None else ground.path(step.entry)
    if ground is None or path is None:
        return step
    size, root, leaf = ground.checkpoint.size, ground.checkpoint.root, bytes.fromhex(step.entry.id)
    return replace(step, proof=path) if verify_inclusion(leaf, step.entry.position, size, path, root) else step


def _paths(connection: Connection, witness: Witness, steps: Sequence[Step]) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    """Audit paths to what the witness signed, which the journal here is known to have been."""
    node = Tiles(connection, witness.checkpoint_origin.removeprefix(ORIGIN), witness.size).node
    for number, step in enumerate(steps, 1):
        if witness.checkpoint_origin == ORIGIN + step.entry.device and step.entry.position < witness.size:
            path = inclusion_proof(step.entry.position, witness.size, node)
            leaf = bytes.fromhex(step.entry.id)
            if verify_inclusion(leaf, step.entry.position, witness.size, path, witness.root):
                yield number, path
