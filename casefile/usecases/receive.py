"""Receiving a bundle: everything is checked before anything is kept, and what is kept is kept as it came.

A disclosure is a read-only copy. It is never merged: the decrypted bag becomes one piece of evidence, to be opened and shown by itself.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from casefile.crypto.age import Identity
from casefile.domain.definition import Ref
from casefile.domain.kinds import Contact, Evidence, Source
from casefile.domain.kinds.knowledge import DISCLOSURE
from casefile.domain.values import Text, When
from casefile.errors import NotFound, Refused, VerificationFailed
from casefile.handover import layout
from casefile.handover.content import DisclosureContent
from casefile.handover.opened import OpenedBundle
from casefile.handover.passes import Pass
from casefile.handover.plaintext import Plaintext
from casefile.handover.reading import Bundle
from casefile.handover.statement import Sender
from casefile.progress import SILENT, Progress
from casefile.records import repository
from casefile.usecases import bundles, evidence, identity, inspection
from casefile.usecases.inspection import Checked, Signature
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob


@dataclass(frozen=True, slots=True)
class Incoming:
    """A disclosure that may be received: `contact` is the sender where we know them, `received` the id of the evidence it became earlier."""

    checked: Checked
    content: DisclosureContent
    contact: Contact | None
    received: str | None


@dataclass(frozen=True, slots=True)
class Received:
    """A bundle that was received: the id of its evidence; `event` is what its custody says of it, `time` ISO 8601.

    `event` has ``bundle``, ``manifest``, ``sender``, ``sender_key``, ``fingerprint``, ``sequence`` and ``checkpoint`` (``origin``, ``size``, ``root``).
    """

    evidence: Evidence
    time: str
    event: Mapping[str, Any]


def preview(session: Session, path: Path, passphrase: str | None = None, progress: Progress = SILENT) -> Incoming:
    """Check a bundle and say what it is. Nothing is written; an unknown signer is told, not refused.

    Args:
        passphrase: of the bundle, where it was locked with one.

    Raises:
        WrongKey: it is for someone else. NotAge, Refused: it is no disclosure, or was made for someone else and passed on.
        Damaged, Truncated, VerificationFailed: damaged, unsigned, wrongly signed, or could do harm; each with its own sentence.
        Cancelled
    """
    with inspection.open_bundle(path) as source:
        return _read(session, source, bundles.identities(session, passphrase), progress)[0]


def receive(
    session: Session,
    path: Path,
    passphrase: str | None = None,
    trusted: str | None = None,
    progress: Progress = SILENT,
) -> Received:
    """Check a bundle and keep it. One that was received before changes nothing.

    Args:
        passphrase: of the bundle, where it was locked with one.
        trusted: the fingerprint of a sender who is no contact yet, in digits or words, as they told it over another way; they
            become one.

    Raises:
        As `preview`; and Refused: the signer is unknown, or is not the trusted one, or the disk is full. Nothing is left behind.
    """
    session.require_writable()
    identities = bundles.identities(session, passphrase)
    with inspection.open_bundle(path) as source:
        incoming, bundle = _read(session, source, identities, Pass(0, progress))
        if incoming.received is not None:
            return _received(session, evidence.get(session, incoming.received))
        sender = bundles.require_sender(session, incoming.checked.sender, trusted)
        source.seek(0)
        blob = _quarantined(session, Plaintext(source, identities, Pass(1, progress)), bundle)
    kept = _keep(session, incoming, sender, blob)
    return _received(session, kept)


def received(session: Session) -> tuple[Received, ...]:
    """What was received, in the order of its coming."""
    with session.database.reading() as connection:
        found = repository.evidence_of_type(connection, DISCLOSURE)
    return tuple(_received(session, each) for each in found)


def open_received(session: Session, evidence_id: str) -> OpenedBundle:
    """The cases and files of a bundle that was received, read-only. The caller closes it.

    Raises:
        NotFound: there is none.
        VerificationFailed: its file was altered outside Casefile.
    """
    if evidence.get(session, evidence_id).media_type != DISCLOSURE:
        raise NotFound("evidence.not_found")
    return OpenedBundle(evidence.opened(session, evidence_id))


def open_file(session: Session, evidence_id: str, name: str) -> BinaryIO:
    """A seekable stream over one payload file of a bundle that was received, by its name there: a summary, or a file of
    `Disclosure.files`. The caller closes it.

    Raises:
        NotFound: no such bundle was received, or no such file came with it.
        VerificationFailed: the bundle was altered outside Casefile.
    """
    bundle = open_received(session, evidence_id)
    try:
        return _FileOfBundle(bundle, bundle.open(name))
    except BaseException:
        bundle.close()
        raise


class _FileOfBundle(io.BufferedReader):
    """Closes its bundle with itself."""

    def __init__(self, bundle: OpenedBundle, file: BinaryIO) -> None:
        self._bundle = bundle
        super().__init__(file)  # type: ignore[arg-type]  # typeshed asks for a raw stream

    def close(self) -> None:
        super().close()
        self._bundle.close()


def _read(
    session: Session, source: BinaryIO, identities: list[Identity], progress: Progress
) -> tuple[Incoming, Bundle]:
    opened = bundles.read(session, source, identities, progress)
    found = opened.checked
    if not isinstance(found.content, DisclosureContent):
        raise Refused("handover.not_a_disclosure", kind=found.kind)
    return Incoming(found, found.content, opened.contact, _earlier(session, found)), opened.bundle


def _earlier(session: Session, found: Checked) -> str | None:
    for each in received(session):
        if (each.event.get("bundle"), each.event.get("manifest")) == (found.bundle_id, found.manifest):
            return each.evidence.id
    return None


def _quarantined(session: Session, plaintext: Plaintext, bundle: Bundle) -> Blob:
    """The decrypted bag as an evidence file that no record refers to yet."""
    blob = session.vault.store.add(plaintext, SILENT, bundle.tar_size)
    if blob.sha256.hex() != bundle.tar_sha256:
        session.vault.store.remove(blob.name)
        raise VerificationFailed("handover.changed_meanwhile")
    return blob


def _keep(session: Session, incoming: Incoming, sender: Sender, blob: Blob) -> Evidence:
    source, kept = _records(incoming, sender, blob)
    try:
        with session.database.writing() as unit:
            if session.local.blob(unit.connection, blob.sha256.hex()) is None:
                session.local.keep_blob(unit.connection, blob)
            unit.save(source)
            unit.save(kept)
            unit.custody(kept.id, _event(incoming.checked, sender))
            # What this vault made itself before it was restored is signed with a key that it has no more.
            own = identity.has_recipient(session, sender.recipient)
            if incoming.checked.signature is Signature.UNKNOWN and not own:
                unit.save(bundles.made_of(session, sender))
    finally:  # also where it was committed and the head could not be written: then the file is a row's, and stays
        evidence.settle(session, blob)
    return kept


def _records(incoming: Incoming, sender: Sender, blob: Blob) -> tuple[Source, Evidence]:
    found, cases = incoming.checked, incoming.content.disclosure.cases
    titles = [each.case.title or Text.of(each.case.reference or each.case.id, "und") for each in cases]
    name = (incoming.contact.name if incoming.contact else None) or sender.name or sender.fingerprint
    source = Source(title=Text.of(name, "und"), kind="handover", date=When(found.day))
    kept = Evidence(
        title=titles[0],
        description=Text.of("\n".join(map(str, titles)), "und") if titles[1:] else None,
        original_name=f"{layout.root(found.bundle_id)}.tar",
        media_type=DISCLOSURE,
        size=blob.length,
        sha256=blob.sha256.hex(),
        obtained_from=name,
        source=Ref(source.id),
    )
    return source, kept


def _event(found: Checked, sender: Sender) -> dict[str, Any]:
    return {
        "event": "received",
        "bundle": found.bundle_id,
        "manifest": found.manifest,
        "sender": sender.name,
        "sender_key": sender.key,
        "fingerprint": sender.fingerprint,
        "sequence": found.sequence,
        "checkpoint": {"origin": found.origin, "size": found.entries, "root": found.root},
    }


def _received(session: Session, kept: Evidence) -> Received:
    for step in evidence.custody(session, kept.id):
        if step.event.get("event") == "received":
            return Received(kept, step.time, step.event)
    return Received(kept, "", {})
