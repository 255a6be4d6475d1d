"""What a recipient confirms: ``data/receipt.json`` of a receipt.

One object::

    {
      "format": "casefile-receipt", "version": 1,
      "bundle": <id of the bundle that is answered>, "manifest": <hexadecimal SHA-256 of its tag manifest>,
      "cosigned": <signed note: the checkpoint that the bundle was signed with, seen by the recipient's device>,
      "answered": <signed note: the signature file of the bundle that is answered; may be left out>,
      "keys": [<vkey, Ed25519>, <vkey, ML-DSA-44>],
      "taken": {<device>: [[first, after the last], …]},      entries that came and are kept, every value of them
      "partial": {…},                                         kept, some values withheld
      "declined": {…},                                        not wanted
      "lacking": {…},                                         the sender assumed that they are here, and they are not
      "files": [<hexadecimal SHA-256>, …],                    evidence that came and is kept
      "time": <ISO 8601 with offset>                          when, by the recipient's clock
    }

The note (C2SP tlog-checkpoint) bears a plain signature and a cosignature (C2SP tlog-cosignature) by the keys, both under the name of the recipient's device. What
it is worth is that someone else holds it: the sender's log cannot be written anew below that size without contradicting it. A checkpoint that the sender
does not hold any more they believe only by `answered`, which they signed themselves: anyone can cosign what never was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosignatureKey, CosigningKey, cosign, cosigned_at
from casefile.crypto.notes import BadSignature, NotANote, UnknownSigner
from casefile.crypto.signing import SigningKey, VerifyKey, open_note, sign_note
from casefile.errors import VerificationFailed
from casefile.handover import forms, jsonfiles, layout
from casefile.handover.delta import Held, held_from_json, held_to_json
from casefile.handover.proofs import ORIGIN

FORMAT = "casefile-receipt"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt; see the module. `keys` are two vkeys, Ed25519 and then ML-DSA-44; `files` hexadecimal SHA-256."""

    bundle_id: str
    manifest: str
    cosigned: str
    keys: tuple[str, ...]
    taken: Held = field(default_factory=dict)
    partial: Held = field(default_factory=dict)
    declined: Held = field(default_factory=dict)
    lacking: Held = field(default_factory=dict)
    files: tuple[str, ...] = ()
    time: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the cosignature of a receipt vouches for: the device `by` saw `checkpoint`, at a time that it claims."""

    by: str
    checkpoint: Checkpoint
    time: datetime


def cosigned(
    checkpoint: Checkpoint, name: str, key: SigningKey, cosigning: CosigningKey, moment: datetime
) -> tuple[str, tuple[str, str]]:
    """`cosigned` and `keys` of a receipt: the sender's checkpoint, signed under `name` by the recipient's device."""
    note = cosign(sign_note(checkpoint.text(), name, key), name, cosigning, int(moment.timestamp()))
    return note.decode("utf-8"), (key.public.encode(name), cosigning.public.encode(name))


def verified(receipt: Receipt, signer: str) -> Seen:
    """Check both signatures on the checkpoint.

    Args:
        signer: the vkey that signed the statement of the receipt; the checkpoint is to be signed by the same.

    Raises:
        VerificationFailed: one is missing or not right.
    """
    note = receipt.cosigned.encode("utf-8")
    try:
        (name, key), (cosigner, cosigning) = VerifyKey.parse(receipt.keys[0]), CosignatureKey.parse(receipt.keys[1])
        if receipt.keys[0] != signer or cosigner != name or not name.startswith(ORIGIN):
            raise VerificationFailed("handover.cosignature_wrong")
        checkpoint = Checkpoint.parse(open_note(note, {name: key}).text)
        moment = datetime.fromtimestamp(cosigned_at(note, cosigner, cosigning), UTC)
    except (BadSignature, UnknownSigner, NotANote, ValueError, OverflowError, OSError):
        raise VerificationFailed("handover.cosignature_wrong") from None
    return Seen(name.removeprefix(ORIGIN), checkpoint, moment)


def dump(receipt: Receipt) -> bytes:
    """The content of ``data/receipt.json``."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "bundle": receipt.bundle_id,
        "manifest": receipt.manifest,
        "cosigned": receipt.cosigned,
        **({"answered": receipt.answered} if receipt.answered else {}),
        "keys": list(receipt.keys),
        "taken": held_to_json(receipt.taken),
        "partial": held_to_json(receipt.partial),
        "declined": held_to_json(receipt.declined),
        "lacking": held_to_json(receipt.lacking),
        "files": list(receipt.files),
        "time": receipt.time,
    }
    return (json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def load(data: bytes) -> Receipt:
    """The inverse of `dump`, from anyone; the signatures are left to `verified`.

    Raises:
        VerificationFailed: a newer format, or not of this form.
    """
    said = jsonfiles.load(layout.RECEIPT_FILE, data)
    if said.get("format") == FORMAT and said.get("version") != VERSION:
        raise VerificationFailed("handover.newer_bundle")
    try:
        return _receipt(said)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise VerificationFailed("handover.content_unreadable", name=layout.RECEIPT_FILE) from None


def _receipt(said: Mapping[str, Any]) -> Receipt:
    if said["format"] != FORMAT:
        raise ValueError("no receipt")
    ed25519, mldsa44 = map(forms.text, said["keys"])
    return Receipt(
        forms.identifier(said["bundle"]),
        forms.sha256(said["manifest"]).hex(),
        forms.text(said["cosigned"]),
        (ed25519, mldsa44),
        held_from_json(said["taken"]),
        held_from_json(said["partial"]),
        held_from_json(said["declined"]),
        held_from_json(said["lacking"]),
        tuple(each.hex() for each in forms.sha256_list(said["files"])),
        forms.moment(said["time"]),
        forms.text(said.get("answered", "")),
    )
