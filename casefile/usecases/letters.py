"""What stands on every bundle that this vault makes: who sends it, its number, and how far the sender's log reaches."""

from __future__ import annotations

import secrets

from casefile import clock
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosigningKey
from casefile.handover.addressing import Addressee
from casefile.handover.proofs import ORIGIN
from casefile.handover.statement import Sender
from casefile.handover.writing import Letter
from casefile.journal.log import LogHead, log_heads
from casefile.journal.tree import EMPTY_ROOT
from casefile.records.database import Connection
from casefile.usecases import checkpoints, identity
from casefile.usecases.session import Session

_KEPT = "handover"


def letter(session: Session, kind: str, addressee: Addressee, checkpoint: Checkpoint) -> Letter:
    """A letter of today, with the next number. The number is counted up before anything is written: it is never given twice, though one may be
    missing after a failure."""
    card = identity.card(session)
    return Letter(
        secrets.token_hex(16),
        kind,
        clock.now().date().isoformat(),
        Sender(card.author, card.recipient, card.signing_key),
        addressee,
        _next_number(session),
        checkpoint,
        identity.signer_name(session),
        identity.signing_key(session),
    )


def own_checkpoint(session: Session, connection: Connection) -> Checkpoint:
    """How far the log of this device reaches, be it empty."""
    device = session.database.device
    head = next((each for each in log_heads(connection) if each.device == device), LogHead(device, 0, EMPTY_ROOT))
    return Checkpoint(ORIGIN + device, head.size, head.root)


def cosigning_key(session: Session) -> CosigningKey:
    """The ML-DSA-44 key with which this device says what it saw of other logs."""
    return checkpoints.cosigning_key(bytes.fromhex(session.kept("device")["signing_seed"]))


def _next_number(session: Session) -> int:
    with session.database.maintaining() as connection:
        number = int((session.local.kept(connection, _KEPT) or {"sequence": 0})["sequence"]) + 1
        session.local.keep(connection, _KEPT, {"sequence": number})
    return number
