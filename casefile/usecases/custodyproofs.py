"""What vouches for the steps in the custody of a file: signed checkpoints of the journals, audit paths to them, and who else saw these journals.

For a journal of this vault, whole here, every step is proven. Of a colleague's journal only part is here; its steps are proven as far as what came
with them allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.notes import Note
from casefile.exports.custody.account import Seen, SignedLog, Step, Witness
from casefile.journal.entry import Entry
from casefile.journal.log import LogHead, log_heads
from casefile.journal.tiles import Tiles
from casefile.journal.tree import inclusion_proof
from casefile.records.database import Connection
from casefile.usecases import checkpoints, contacts, edit
from casefile.usecases.checkpoints import ORIGIN, Statement
from casefile.usecases.session import Session, devices_of

_WITNESS = "witness/"


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
    reach: dict[str, int] = {}
    for step in steps:
        if step.is_own:
            reach[step.entry.device] = max(reach.get(step.entry.device, 0), step.entry.position)
    with session.database.reading() as connection:
        trees = _Trees(connection)
        logs = {
            device: _log(_statement(session, connection, trees.heads[device], furthest), names)
            for device, furthest in sorted(reach.items())
        }
        told = tuple(_with_proof(trees, step, logs.get(step.entry.device)) for step in steps)
        found = [
            Seen(witness, dict(_paths(trees, witness, told)))
            for device in logs
            for witness in witnesses(session, device)
            if checkpoints.fits(connection, device, witness.size, witness.root)
        ]
    return told, tuple(logs.values()), tuple(each for each in found if each.proofs)


def witnesses(session: Session, device: str) -> tuple[Witness, ...]:
    """Who confirmed that they hold the journal of a device, as their receipts say, the smallest first."""
    with session.database.reading() as connection:
        rows = session.local.all_kept(connection, f"{_WITNESS}{device}/")
    return tuple(_witness(row["note"], row) for row in rows.values())


def _witness(note: str, row: dict[str, object]) -> Witness:
    checkpoint = Checkpoint.parse(Note.parse(note.encode()).untrusted_text)
    keys = row["keys"]
    return Witness(
        str(row["name"]),
        str(row["fingerprint"]),
        str(row["time"]),
        checkpoint.origin,
        checkpoint.size,
        checkpoint.root,
        note,
        tuple(map(str, keys)) if isinstance(keys, list) else (),
    )


def _statement(session: Session, connection: Connection, head: LogHead, furthest: int) -> Statement:
    """What a device signed itself or, where that does not reach the entry at `furthest`, what the present device signs for it."""
    signed = checkpoints.largest(connection, session.local, head.device)
    if signed is not None and signed.checkpoint.size > furthest:
        return signed
    return checkpoints.vouch(connection, session.local, head)


def _log(signed: Statement, names: Names) -> SignedLog:
    return SignedLog(
        signed.device,
        signed.checkpoint.size,
        signed.checkpoint.root,
        signed.note,
        signed.keys,
        datetime.fromtimestamp(signed.moment, UTC).isoformat(),
        names.holder(signed.device),
        signed.keys[0].startswith(f"{ORIGIN}{signed.device}+"),
    )


class _Trees:
    """Audit paths in the journals that are here whole. `heads` tells how far each reaches."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.heads = {head.device: head for head in log_heads(connection)}
        self._tiles: dict[str, Tiles] = {}

    def path(self, entry: Entry, size: int) -> tuple[bytes, ...]:
        """From the leaf of `entry` to the root over the first `size` entries of its journal."""
        tiles = self._tiles.get(entry.device)
        if tiles is None:
            whole = self.heads[entry.device].size
            tiles = self._tiles[entry.device] = Tiles(self._connection, entry.device, whole)
        return inclusion_proof(entry.position, size, tiles.node)


def _with_proof(trees: _Trees, step: Step, log: SignedLog | None) -> Step:
    return step if log is None else replace(step, proof=trees.path(step.entry, log.size))


def _paths(trees: _Trees, witness: Witness, steps: Sequence[Step]) -> Iterator[tuple[int, tuple[bytes, ...]]]:
    for number, step in enumerate(steps, 1):
        if witness.checkpoint_origin == ORIGIN + step.entry.device and step.entry.position < witness.size:
            yield number, trees.path(step.entry, witness.size)
