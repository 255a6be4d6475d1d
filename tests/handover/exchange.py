"""Small bundles of entries, and confirmations of them, between invented people and without any vault."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casefile.crypto.age import HybridIdentity
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosigningKey
from casefile.crypto.signing import SigningKey, sign_note
from casefile.handover import card, delta, layout, receipt, writing
from casefile.handover.card import SignedCard
from casefile.handover.delta import About, Part, Scope, Section, SyncFile
from casefile.handover.proofs import ORIGIN
from casefile.handover.receipt import Receipt
from casefile.handover.statement import Sender
from casefile.handover.writing import Letter, PayloadFile
from casefile.journal import multiproof, tree
from casefile.journal.entry import Entry, FieldChange, Operation
from casefile.journal.intervals import Intervals
from tests.handover.desk import BUNDLE, DEVICE, SIGNER, Desk, subtrees

OTHER, AUTHOR = "e" * 32, "a" * 32
OTHERS_NAME = ORIGIN + OTHER
OTHERS_KEY, OTHERS_COSIGNING = SigningKey.from_seed(bytes(32)), CosigningKey.from_seed(bytes(32))
RENEWED = HybridIdentity.from_seed(bytes(32))
MOMENT = datetime(2031, 5, 3, 9, 30, tzinfo=UTC)


def logged(device: str, size: int) -> list[Entry]:
    """The whole log of a device: each record is created, and two entries later its title is changed."""
    entries: list[Entry] = []
    for position in range(size):
        changes = position % 4 > 1
        value = [{"language": "kk", "text": f"Ойдан шығарылған {position}"}]
        seen = (entries[position - 2].id,) if changes else ()
        entries.append(
            Entry(
                device,
                AUTHOR,
                position,
                position + 1,
                "2031-05-01T10:00:00+05:00",
                "happening",
                device[0] + f"{position - 2 * changes:031x}",
                Operation.CHANGE if changes else Operation.CREATE,
                (FieldChange("title", value, _salt(device, position), seen),),
            )
        )
    return entries


def _salt(device: str, position: int) -> bytes:
    return hashlib.sha256(f"{device} {position}".encode()).digest()


OWN_LOG = logged(DEVICE, 20)


def checkpoint(entries: Sequence[Entry]) -> Checkpoint:
    """How far a log of these entries reaches."""
    return Checkpoint(ORIGIN + entries[0].device, len(entries), tree.root(len(entries), _node(entries)))


def section(entries: Sequence[Entry], positions: Sequence[int]) -> Section:
    """Some entries of a log, proven against its `checkpoint`, which the statement signs."""
    node = _node(entries)
    cover = multiproof.cover(len(entries), positions, lambda start, end: tree.span(start, end, node))
    return Section(entries[0].device, tuple(entries[each] for each in positions), tuple(cover))


def relayed(entries: Sequence[Entry], positions: Sequence[int], name: str, key: SigningKey) -> Section:
    """The same of another device's log, with a checkpoint that is signed under `name`."""
    note = sign_note(checkpoint(entries).text(), name, key).decode()
    return replace(section(entries, positions), note=note, key=key.public.encode(name))


def _node(entries: Sequence[Entry]) -> tree.Node:
    return subtrees([bytes.fromhex(each.id) for each in entries])


def sync_parts(desk: Desk) -> list[Part]:
    """Two files of entries: six of the sender's twenty in two sections, and two that another device signed."""
    own, others = OWN_LOG, logged(OTHER, 5)
    files = tuple(
        SyncFile(layout.evidence_name(n, "image/jpeg", None), len(data), each.sha256 or "")
        for n, (data, each) in enumerate(zip(desk.files, desk.evidence, strict=True), 1)
    )
    about = About(Scope("cases", ("c" * 32,)), {OTHER: Intervals.of(range(3))}, None, {AUTHOR: "Айгүл Ойдан"}, files)
    return [
        Part((section(own, [0, 2, 3, 9, 16]), relayed(others, [1, 4], OTHERS_NAME, OTHERS_KEY)), about),
        Part((section(own, [18]),)),
    ]


def sync_payload(desk: Desk, parts: Sequence[Part] | None = None) -> list[PayloadFile]:
    """The payload of a sync bundle; `parts` instead of those of `sync_parts`."""
    journals = [
        PayloadFile.of(layout.journal_name(number), delta.dump(part, number))
        for number, part in enumerate(sync_parts(desk) if parts is None else parts, 1)
    ]
    evidence = [
        PayloadFile(
            layout.evidence_name(n, "image/jpeg", None), len(data), each.sha256 or "", lambda d=data: io.BytesIO(d)
        )  # type: ignore[misc]
        for n, (data, each) in enumerate(zip(desk.files, desk.evidence, strict=True), 1)
    ]
    return [*journals, *evidence]


def sync_letter(desk: Desk) -> Letter:
    """The letter that goes with it."""
    return desk.letter(kind=layout.SYNC, checkpoint=checkpoint(OWN_LOG))


def receipt_of(desk: Desk) -> Receipt:
    """What the other device confirms to the sender of `sync_letter`."""
    note, keys = receipt.cosigned(checkpoint(OWN_LOG), OTHERS_NAME, OTHERS_KEY, OTHERS_COSIGNING, MOMENT)
    return Receipt(
        BUNDLE,
        "f" * 64,
        note,
        keys,
        {DEVICE: Intervals.of([0, 2, 3, 9]), OTHER: Intervals.of([1])},
        {DEVICE: Intervals.of([16])},
        {DEVICE: Intervals.of([18])},
        {OTHER: Intervals.of([0, 2])},
        tuple(each.sha256 or "" for each in desk.evidence),
        "2031-05-03T14:30:00+05:00",
    )


def receipt_letter(desk: Desk) -> Letter:
    """The letter that goes with it, from the other device."""
    sender = Sender("Дана Ойдан", desk.recipient.recipient.encode(), OTHERS_KEY.public.encode(OTHERS_NAME))
    letter = desk.letter(kind=layout.RECEIPT, sender=sender, signer=OTHERS_NAME, key=OTHERS_KEY)
    return replace(letter, checkpoint=checkpoint(logged(OTHER, 5)))


def card_of(desk: Desk) -> SignedCard:
    """The card of who sits at the desk, who renewed what is encrypted to."""
    sender = desk.letter().sender
    return SignedCard(sender.name, RENEWED.recipient.encode(), sender.key, DEVICE, "2031-05-02", (sender.recipient,))


def card_letter(desk: Desk) -> Letter:
    """The letter that goes with it."""
    sender = replace(desk.letter().sender, recipient=RENEWED.recipient.encode())
    return desk.letter(kind=layout.CARD, sender=sender)


def write(desk: Desk, kind: str, path: Path) -> Path:
    """A sound bundle of any kind for the recipient of `desk`."""
    if kind == layout.DISCLOSURE:
        return desk.write(path)
    if kind == layout.SYNC:
        return writing.write(path, sync_letter(desk), sync_payload(desk)).path
    if kind == layout.RECEIPT:
        payload = [PayloadFile.of(layout.RECEIPT_FILE, receipt.dump(receipt_of(desk)))]
        return writing.write(path, receipt_letter(desk), payload).path
    payload = [PayloadFile.of(layout.CARD_FILE, card.sign(card_of(desk), [(SIGNER, desk.key)]))]
    return writing.write(path, card_letter(desk), payload).path
