"""Rightly signed bundles with what no Casefile writes: what a colleague can make whose laptop is in other hands."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.signing import sign_note
from casefile.handover import delta, layout, statement, writing
from casefile.handover.delta import About, Part, Section, SyncFile
from casefile.handover.proofs import ORIGIN
from casefile.handover.writing import PayloadFile
from casefile.journal import multiproof
from casefile.journal.entry import Entry, FieldChange, Operation
from casefile.usecases import identity, letters, sharing
from casefile.usecases.session import Session


def change(path: str, value: Any, *seen: str) -> FieldChange:
    return FieldChange(path, value, secrets.token_bytes(32), seen)


def entry(session: Session, position: int, *changes: FieldChange, **other: Any) -> Entry:
    plain = Entry(
        session.database.device,
        session.author.id,
        position,
        position + 1,
        "2031-01-01T00:00:00+00:00",
        "person",
        secrets.token_hex(16),
        Operation.CREATE,
        changes,
    )
    return replace(plain, **other)


def forged(
    session: Session,
    path: Path,
    *entries: Entry,
    files: tuple[SyncFile, ...] = (),
    payload: tuple[PayloadFile, ...] = (),
    to: str = "Carol",
) -> Path:
    """A bundle to a contact of any entries, each signed for as the hostile colleague can: of whatever device, by their word."""
    own = Checkpoint(ORIGIN + session.database.device, 0, hashlib.sha256(b"").digest())
    sections = []
    for device in sorted({each.device for each in entries}):
        leaves = {each.position: bytes.fromhex(each.id) for each in entries if each.device == device}
        size = max(leaves) + 1
        cover = multiproof.cover(size, sorted(leaves), lambda start, end: bytes(32))
        point = Checkpoint(ORIGIN + device, size, multiproof.root(size, leaves, cover)[0])
        here = tuple(each for each in entries if each.device == device)
        if device == session.database.device:
            own = point
            sections.append(Section(device, here, tuple(cover)))
        else:
            note, key = _word(session, point)
            sections.append(Section(device, here, tuple(cover), note, key))
    whom = sharing.to(session, to)
    letter = letters.letter(session, statement.SYNC, whom.addressee, own)
    data = delta.dump(Part(tuple(sections), About(files=files)), 1)
    return writing.write(path, letter, [PayloadFile.of(layout.JOURNAL, data), *payload]).path


def _word(session: Session, point: Checkpoint) -> tuple[str, str]:
    name, key = identity.signer_name(session), identity.signing_key(session)
    return sign_note(point.text(), name, key).decode(), key.public.encode(name)
