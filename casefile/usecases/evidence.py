"""Evidence: taking files in, reading them inside the program, writing one out where a person asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import Evidence
from casefile.domain.values import Text
from casefile.errors import NotFound, Refused
from casefile.files import in_words
from casefile.journal.entry import Operation
from casefile.journal.log import entries_of
from casefile.progress import SILENT, Progress
from casefile.records import repository
from casefile.usecases import filetext
from casefile.usecases.description import described
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob
from casefile.vault.durable import PART, plain_faults
from casefile.vault.outflow import Outflow
from casefile.vault.system import sync_folder

_COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class CustodyStep:
    """One step in the custody of a file. `position` is that of the entry in the log of `device`; `event` tells what happened."""

    time: str
    author: str
    device: str
    position: int
    event: Mapping[str, Any]


def attach(session: Session, path: Path, details: Evidence, progress: Progress = SILENT) -> Evidence:
    """Take in a file: hash, encrypt and write in one pass, then record it with its provenance. The file itself is not touched.

    Args:
        path: an ordinary file.
        details: what is known of it; name, size and SHA-256 are filled in here, and kind, media type and date of capture where they
            are empty and the file tells them.

    Raises:
        Refused: no such file, a folder, the disk is full, or the vault is open for rescue; nothing is left behind.
        Cancelled: nothing is left behind.
    """
    session.require_writable()
    if path.is_dir():
        raise Refused("evidence.is_folder", name=path.name)
    if not path.is_file():
        raise Refused("evidence.no_such_file", name=path.name)
    with plain_faults(), path.open("rb") as source:
        return take_in(
            session, source, replace(details, original_name=in_words(path.name)), progress, path.stat().st_size
        )


def take_in(
    session: Session, source: BinaryIO, details: Evidence, progress: Progress = SILENT, total: int | None = None
) -> Evidence:
    """Take in a stream as `attach` does a file; `details` carries its original name."""
    session.require_writable()
    blob = session.vault.store.add(source, progress, total)
    try:
        # The file is safe on disk by now, so a look that takes long or breaks costs nothing of it.
        evidence = record_of(session, blob, details, progress)
        with session.database.writing() as unit:
            known = session.local.blob(unit.connection, evidence.sha256 or "")
            if known is None:
                session.local.keep_blob(unit.connection, blob)
            unit.save(evidence)
            unit.custody(evidence.id, {"event": "imported", "sha256": evidence.sha256, "size": evidence.size})
    finally:
        settle(session, blob)
    filetext.read(session, evidence, progress)
    return evidence


def settle(session: Session, blob: Blob) -> None:
    """Keep the file if a committed row refers to it, whatever happened after the commit; else sweep it. So is the second copy of a
    content that is here already."""
    with session.database.reading() as connection:
        known = session.local.knows_blob(connection, blob.name)
    if known:
        session.vault.store.confirm(blob.name)
    else:
        session.vault.store.remove(blob.name)


def _blob(session: Session, evidence_id: str) -> Blob:
    evidence = get(session, evidence_id)
    with session.database.reading() as connection:
        blob = session.local.blob(connection, evidence.sha256 or "")
    if blob is None:
        raise NotFound("evidence.file_not_here")
    return blob


def record_of(session: Session, blob: Blob, details: Evidence, progress: Progress = SILENT) -> Evidence:
    """The record of a content that lies in the store: `details`, completed with what the file tells, its size and its SHA-256."""
    with session.vault.store.read(blob) as stored:
        told = described(details, stored, progress)
    return replace(
        told,
        title=told.title or Text.of(told.original_name or blob.sha256.hex()[:8], "und"),
        sha256=blob.sha256.hex(),
        size=blob.length,
    )


def opened(session: Session, evidence_id: str) -> BinaryIO:
    """A seekable stream over a file's bytes, checked chunk by chunk as they are read. The caller closes it.

    Raises:
        NotFound: no such evidence, or its file is not in this vault.
        VerificationFailed: the file was altered outside Casefile.
    """
    return session.vault.store.read(_blob(session, evidence_id))


def extract(session: Session, evidence_id: str, destination: Path, progress: Progress = SILENT) -> Path:
    """Write one file out in plain. Nothing appears under the final name until it is whole, and logged with where it will lie: a kill
    in between leaves a line too many, never an export that nobody knows of.

    Raises:
        NotFound: no such evidence.
        Refused: something is there already, also under the name of the unfinished file, or the disk is full.
        VerificationFailed: the file was altered outside Casefile; nothing is written.
    """
    partial = destination.with_name(destination.name + PART)
    # A `.part` may be another program's, so none is taken for what a kill left here.
    for place in (destination, partial):
        if place.exists() or place.is_symlink():
            raise Refused("evidence.destination_exists", name=place.name)
    evidence = get(session, evidence_id)
    with plain_faults():
        sink = Outflow(partial)
        try:
            with sink, opened(session, evidence_id) as source:
                _copy(source, sink, progress, evidence.size)
                sink.sync()
            if not session.is_rescue:
                _log_export(session, evidence, destination)
            partial.replace(destination)
        except BaseException:
            with suppress(OSError):  # a stick that was pulled: the first fault is the one to tell
                partial.unlink(missing_ok=True)
            raise
        sync_folder(destination.parent)
    return destination


def _log_export(session: Session, evidence: Evidence, destination: Path) -> None:
    event = {"event": "exported", "to": in_words(destination.absolute()), "sha256": evidence.sha256}
    with session.database.writing() as unit:
        unit.custody(evidence.id, event)


def check(session: Session, evidence_id: str, progress: Progress = SILENT) -> str:
    """Read a whole file and compare it with its SHA-256; the ISO time of the check. Nothing is written down of it.

    Raises:
        NotFound: no such evidence, or its file is not in this vault.
        VerificationFailed: the stored file is not the one that was taken in.
    """
    session.vault.store.verify(_blob(session, evidence_id), progress)
    return clock.timestamp()


def get(session: Session, evidence_id: str) -> Evidence:
    """The record of one file, by id.

    Raises:
        NotFound: there is none.
    """
    with session.database.reading() as connection:
        stored = repository.get(connection, "evidence", evidence_id)
    if stored is None or stored.deleted or not isinstance(stored.record, Evidence):
        raise NotFound("evidence.not_found")
    return stored.record


def custody(session: Session, evidence_id: str) -> tuple[CustodyStep, ...]:
    """Who held a file and what befell it, oldest first; steps that were purged are left out."""
    with session.database.reading() as connection:
        found = entries_of(connection, evidence_id)
    return tuple(
        CustodyStep(entry.time, entry.author, entry.device, entry.position, entry.changes[0].value)
        for entry in found
        if entry.operation is Operation.CUSTODY and entry.changes
    )


def attached_to(case_id: str) -> Evidence:
    """The details of a file of which nothing is known but the case it belongs to."""
    return Evidence(cases=(Ref(case_id),))


def _copy(source: BinaryIO, sink: Outflow, progress: Progress, total: int | None) -> None:
    done = 0
    while data := source.read(_COPY_BYTES):
        progress.check()
        sink.write(data)
        done += len(data)
        progress.step(done, total)
