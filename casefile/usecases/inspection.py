"""Checking and reading a bundle with no vault: what a recipient, a court or a script does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from casefile.crypto.age import Identity, ScryptIdentity, parse_identity_file
from casefile.errors import VerificationFailed
from casefile.handover import extracting, parts, reading, statement
from casefile.handover.content import CardContent, Content, DisclosureContent, ReceiptContent, SyncContent
from casefile.handover.disclosure import Disclosure
from casefile.handover.passes import Pass
from casefile.handover.proofs import ORIGIN, Proven
from casefile.handover.reading import Bundle
from casefile.handover.statement import Sender, Signing, Statement
from casefile.handover.ustar import Member, shown
from casefile.progress import SILENT, Progress

__all__ = [
    "AddressedTo", "CardContent", "Checked", "Content", "Disclosure", "DisclosureContent", "Identity", "Member", "Proven",
    "ReceiptContent", "Sender", "Signature", "SyncContent", "checked", "extract", "inspect", "key_file", "locked_with",
    "open_bundle", "require_signature", "shown",
]  # fmt: skip


class Signature(StrEnum):
    """Who vouches for a bundle. Each is another answer.

    KNOWN: right, and by a key that was asked about. LOST: right, by a key that counts no more, for it may be in other hands. UNKNOWN: right,
    by some key. WRONG: text, signature or key were changed. MISSING: nobody.
    """

    KNOWN = "known"
    LOST = "lost"
    UNKNOWN = "unknown"
    WRONG = "wrong"
    MISSING = "missing"


class AddressedTo(StrEnum):
    """For whom the sender made a bundle, beside the fact that it opened.

    YOU: for the key that opened it. PASSPHRASE: for whoever knows it. ANOTHER: for someone else, who passed it on. UNSAID: no right signature says.
    """

    YOU = "you"
    PASSPHRASE = "passphrase"  # noqa: S105 - a word, not a secret
    ANOTHER = "another"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle of which every byte was checked; authenticity and addressee are two answers.

    Attributes:
        kind: ``disclosure``, ``sync``, ``receipt`` or ``card``; by it, `content`.
        sender: by the signature; None where that is wrong or missing.
        recipient: for whom it was made, as `statement.named` says it, ``passphrase``, or None.
        sequence: its number among the bundles of the sender's device.
        day: ISO date of its making, the sender's claim.
        members: payload files with their sizes; `hashes` their hexadecimal SHA-256.
        origin, entries, root: the sender's checkpoint; the root is hexadecimal.
        note: what the sender signed, with the signature (C2SP signed note); empty where it is wrong or missing.
    """

    bundle_id: str
    manifest: str
    kind: str
    signature: Signature
    addressed: AddressedTo
    sender: Sender | None
    recipient: str | None
    sequence: int | None
    day: str
    members: tuple[Member, ...]
    hashes: dict[str, str]
    content: Content
    origin: str | None
    entries: int | None
    root: str | None
    note: str = ""

    @property
    def device(self) -> str | None:
        """The sender's device, by the name of its log."""
        return self.origin.removeprefix(ORIGIN) if self.origin else None


def key_file(text: str) -> list[Identity]:
    """The identities in a key file.

    Raises:
        BadKey
    """
    return parse_identity_file(text)


def locked_with(passphrase: str) -> list[Identity]:
    """What opens a bundle that was made for a passphrase."""
    return [ScryptIdentity(passphrase)]


def inspect(
    path: Path, identities: Sequence[Identity], signers: Sequence[str] = (), progress: Progress = SILENT
) -> Checked:
    """Read and check a whole bundle; nothing is written.

    Args:
        signers: signing keys (vkeys) that the reader knows and trusts to be the sender's.
        progress: bytes.

    Raises:
        WrongKey: it is for someone else. NotAge, Refused: it is no bundle.
        Damaged, Truncated, VerificationFailed: it is not as it was made, or could do harm.
        Cancelled
    """
    with open_bundle(path) as source:
        return checked(reading.read(source, identities, progress), identities, signers)


def extract(
    path: Path,
    identities: Sequence[Identity],
    folder: Path,
    signers: Sequence[str] = (),
    progress: Progress = SILENT,
) -> tuple[Checked, Path | None]:
    """As `inspect`, and write the bundle's files into `folder`, as one folder ``casefile-<id>``, if all is right, the signature included.

    Returns:
        What was found, and the folder; None where the signature is wrong or missing, and nothing was written.

    Raises:
        As `inspect`; and Refused: the folder is there already, or the disk is full; nothing is left behind.
    """
    with open_bundle(path) as source:
        bundle = reading.read(source, identities, Pass(0, progress))
        found = checked(bundle, identities, signers)
        if bundle.signing is not Signing.RIGHT:
            return found, None
        return found, extracting.extract(source, identities, bundle, folder, Pass(1, progress))


def checked(
    bundle: Bundle, identities: Sequence[Identity], signers: Collection[str], lost: Collection[str] = ()
) -> Checked:
    """The answers of a bundle that was read; what is signed with a key (vkey) that is `lost` is nobody's word."""
    said = bundle.statement
    return Checked(
        bundle_id=bundle.bundle_id,
        manifest=bundle.manifest,
        kind=bundle.kind,
        signature=_signature(bundle, signers, lost),
        addressed=addressed(bundle.statement, identities),
        sender=said.sender if said else None,
        recipient=said.recipient if said else None,
        sequence=said.sequence if said else None,
        day=bundle.info.day,
        members=bundle.members,
        hashes=dict(bundle.hashes),
        content=bundle.content,
        origin=said.checkpoint.origin if said else None,
        entries=said.checkpoint.size if said else None,
        root=said.checkpoint.root.hex() if said else None,
        note=bundle.note.decode("utf-8") if said else "",
    )


def require_signature(found: Checked) -> None:
    """Raise VerificationFailed, each with its own sentence, for a bundle whose signature is wrong or missing."""
    if found.signature in (Signature.WRONG, Signature.MISSING):
        raise VerificationFailed(f"handover.signature_{found.signature}")


def open_bundle(path: Path) -> AbstractContextManager[BinaryIO]:
    """The file at `path`, to be read; where it is one of several parts, all of them as one.

    Raises:
        NotFound: there is none, or a part is missing.
        VerificationFailed: the parts do not belong together.
    """
    return parts.opened(path)


def addressed(said: Statement | None, identities: Sequence[Identity]) -> AddressedTo:
    """For whom a bundle was made that these opened, by what is signed."""
    if said is None:
        return AddressedTo.UNSAID
    if said.recipient == statement.PASSPHRASE:
        return AddressedTo.PASSPHRASE
    return AddressedTo.YOU if reading.addressed_to(said, identities) else AddressedTo.ANOTHER


def _signature(bundle: Bundle, signers: Collection[str], lost: Collection[str]) -> Signature:
    if bundle.signing is Signing.WRONG:
        return Signature.WRONG
    if bundle.statement is None:
        return Signature.MISSING
    if bundle.statement.sender.key in lost:
        return Signature.LOST
    return Signature.KNOWN if bundle.statement.sender.key in signers else Signature.UNKNOWN
