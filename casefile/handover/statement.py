"""What the sender of a bundle signs, and whose signature it is.

The file ``signature`` is a C2SP signed note (https://c2sp.org/signed-note) with one Ed25519 signature by the sender's device. Its text has these
lines, in this order, each once::

    casefile.bundle/v1
    manifest <hexadecimal SHA-256 of tagmanifest-sha256.txt>
    id <32 hexadecimal digits>
    kind <disclosure, sync, receipt or card>
    sender <name>
    sender-recipient <age recipient of the sender, for an answer>
    sender-key <signed-note vkey of the sender's device>
    recipient <age recipient of the one for whom this file is, or: passphrase; in all but disclosures short, as `named` says>
    sequence <number of this bundle among those of the sender's device>
    checkpoint-origin <the sender's log>
    checkpoint-size <its number of entries>
    checkpoint-root <its RFC 6962 root, base64>

As the manifest vouches for every other file, the signature does for all, and for whom they were made: a bundle that is passed on to someone else
still says for whom it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from casefile.crypto.age import BadKey, HybridRecipient, parse_recipient
from casefile.crypto.canonical import NotCanonical, decode_padded, encode_padded
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.fingerprint import fingerprint
from casefile.crypto.notes import BadSignature, NotANote, Note, UnknownSigner
from casefile.crypto.signing import SigningKey, VerifyKey, open_note, sign_note
from casefile.errors import VerificationFailed
from casefile.handover import bag, layout

_ANY_FORMAT = "casefile.bundle/"
FORMAT = _ANY_FORMAT + "v1"
DISCLOSURE, SYNC, RECEIPT, CARD = KINDS = layout.KINDS
PASSPHRASE = "passphrase"  # noqa: S105 - the word that stands for any
_SHORT = "sha256:"
_NAMES = (
    "manifest", "id", "kind", "sender", "sender-recipient", "sender-key", "recipient", "sequence",
    "checkpoint-origin", "checkpoint-size", "checkpoint-root",
)  # fmt: skip
_HEX32 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)


class Signing(StrEnum):
    """What became of the check of a signature, before it is asked whether the signer is known."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands over: `name` as colleagues see it, `recipient` an age recipient, `key` the vkey of the signing device."""

    name: str
    recipient: str
    key: str

    @property
    def fingerprint(self) -> str:
        """What is compared with the sender over another way: 32 hexadecimal digits in groups of four.

        Raises:
            BadKey, ValueError: no such keys.
        """
        return fingerprint(HybridRecipient.parse(self.recipient), VerifyKey.parse(self.key)[1])


@dataclass(frozen=True, slots=True)
class Statement:
    """The signed text. `manifest` is hexadecimal; `recipient` is what `named` gives."""

    manifest: str
    bundle_id: str
    kind: str
    sender: Sender
    recipient: str
    sequence: int
    checkpoint: Checkpoint

    def text(self) -> str:
        """The text as it is signed."""
        point = self.checkpoint
        values = (
            self.manifest, self.bundle_id, self.kind, _one_line(self.sender.name), self.sender.recipient, self.sender.key,
            self.recipient, self.sequence, point.origin, point.size, encode_padded(point.root).decode("ascii"),
        )  # fmt: skip
        return "\n".join([FORMAT, *(f"{name} {value}" for name, value in zip(_NAMES, values, strict=True))]) + "\n"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The inverse of `text`, every value checked for its form.

        Raises:
            VerificationFailed: another format, or not as it is written here.
        """
        first, *lines = text.split("\n")
        pairs = [line.partition(" ") for line in lines[:-1]]
        if first != FORMAT or lines[-1:] != [""] or tuple(pair[0] for pair in pairs) != _NAMES:
            raise VerificationFailed("handover.statement_damaged")
        try:
            found = cls._of({name: value for name, _, value in pairs})
        except (ValueError, NotCanonical, BadKey):
            raise VerificationFailed("handover.statement_damaged") from None
        if found.text() != text:
            raise VerificationFailed("handover.statement_damaged")
        return found

    @classmethod
    def _of(cls, said: dict[str, str]) -> Self:
        if not _HEX32.fullmatch(said["manifest"]) or not _ID.fullmatch(said["id"]):
            raise ValueError("no hash or no id")
        if len(said["sender"]) > layout.MAX_NAME or not all(
            map(_NUMBER.fullmatch, (said["sequence"], said["checkpoint-size"]))
        ):
            raise ValueError("no name or no number")
        HybridRecipient.parse(said["sender-recipient"])
        VerifyKey.parse(said["sender-key"])
        sender = Sender(said["sender"], said["sender-recipient"], said["sender-key"])
        _check_recipient(said["recipient"])
        root = decode_padded(said["checkpoint-root"].encode("ascii"))
        checkpoint = Checkpoint(said["checkpoint-origin"], int(said["checkpoint-size"]), root)
        return cls(
            said["manifest"], said["id"], said["kind"], sender, said["recipient"], int(said["sequence"]), checkpoint
        )


def named(recipient: str, kind: str) -> str:
    """How a statement names the one for whom a bundle is: `recipient`, an age recipient or `PASSPHRASE`, as it is in a disclosure, which others may have
    to read. Elsewhere ``sha256:`` and the hexadecimal SHA-256 of it: the two thousand characters of a recipient would be a tenth of a delta."""
    if kind == DISCLOSURE or recipient == PASSPHRASE:
        return recipient
    return _SHORT + bag.sha256(recipient.encode("ascii"))


def sign(statement: Statement, name: str, key: SigningKey) -> bytes:
    """The content of the file ``signature``."""
    return sign_note(statement.text(), name, key)


def check(note: bytes) -> tuple[Signing, Statement | None]:
    """Whether the key that the statement names made the signature over it; a statement only where the signature is right.

    Raises:
        VerificationFailed: made by a newer Casefile, or signed and not a statement.
    """
    try:
        untrusted_text = Note.parse(note).untrusted_text
    except NotANote:
        return Signing.MISSING, None
    if untrusted_text.startswith(_ANY_FORMAT) and not untrusted_text.startswith(FORMAT + "\n"):
        raise VerificationFailed("handover.newer_bundle")
    try:
        name, key = VerifyKey.parse(_claimed_key(untrusted_text))
        text = open_note(note, {name: key}).text
    except (BadSignature, UnknownSigner, ValueError):
        return Signing.WRONG, None
    return Signing.RIGHT, Statement.parse(text)


def _check_recipient(recipient: str) -> None:
    if recipient.startswith(_SHORT):
        if not _HEX32.fullmatch(recipient.removeprefix(_SHORT)):
            raise ValueError("no hash")
    elif recipient != PASSPHRASE:
        parse_recipient(recipient)


def _claimed_key(untrusted_text: str) -> str:
    found = re.search(r"^sender-key ([!-~]+)$", untrusted_text, re.MULTILINE)
    if found is None:
        raise ValueError("the note names no key")
    return found[1]


def _one_line(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[: layout.MAX_NAME]
