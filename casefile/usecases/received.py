"""Checkpoints that came with received bundles: each is what its sender signed, and no two tell the same log differently.

A received bundle is kept whole, its signature with it, so the statement is held against the sender's key once more. Two
checkpoints of one log with the same number of entries and another root mean that the sender's log was forked. Where the log is known here,
as that of an earlier device of this vault is, the checkpoint must fit it.
"""

from __future__ import annotations

from typing import BinaryIO

from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.kinds import Evidence
from casefile.domain.kinds.knowledge import DISCLOSURE
from casefile.errors import CasefileError
from casefile.handover import layout, statement
from casefile.handover.opened import OpenedBundle
from casefile.journal.entry import ORIGIN, Operation
from casefile.journal.log import entries_of, log_heads
from casefile.progress import Progress
from casefile.records import repository
from casefile.records.database import Connection
from casefile.usecases import checkpoints
from casefile.usecases.session import Session


def differing(session: Session, connection: Connection, progress: Progress) -> tuple[list[str], int]:
    """Ids of the received bundles whose checkpoint does not hold, and how many bundles there are."""
    known = {log.device for log in log_heads(connection)}
    roots: dict[tuple[str, int], bytes] = {}
    wrong, found = [], repository.evidence_of_type(connection, DISCLOSURE)
    for each in found:
        progress.check()
        noted = _noted(connection, each)
        device = noted.origin.removeprefix(ORIGIN) if noted else ""
        holds = noted is not None and roots.setdefault((noted.origin, noted.size), noted.root) == noted.root
        if holds and noted and device in known:
            holds = checkpoints.fits(connection, device, noted.size, noted.root)
        if not holds or not _is_what_was_signed(session, connection, each, noted):
            wrong.append(each.id)
    return wrong, len(found)


def _noted(connection: Connection, bundle: Evidence) -> Checkpoint | None:
    """The checkpoint that the journal says came with a bundle."""
    for entry in entries_of(connection, bundle.id):
        event = entry.changes[0].value if entry.operation is Operation.CUSTODY and entry.changes else {}
        if event.get("event") == "received":
            said = event["checkpoint"]
            return Checkpoint(said["origin"], said["size"], bytes.fromhex(said["root"]))
    return None


def _is_what_was_signed(session: Session, connection: Connection, bundle: Evidence, noted: Checkpoint | None) -> bool:
    blob = session.local.blob(connection, bundle.sha256 or "")
    if blob is None:  # purged, or not taken along: there is nothing to hold against it
        return True
    try:
        with session.vault.store.read(blob) as tar:
            return _signed(tar) == noted
    except CasefileError:
        return False


def _signed(tar: BinaryIO) -> Checkpoint | None:
    with OpenedBundle(tar) as opened, opened.open(layout.SIGNATURE) as note:
        said = statement.check(note.read())[1]
    return said.checkpoint if said else None
