"""Entries with their proofs, in one file and out of it again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.signing import SigningKey, sign_note
from casefile.errors import VerificationFailed
from casefile.handover import delta
from casefile.handover.delta import About, Consistency, Part, Scope, Section, SyncFile
from casefile.handover.proofs import ORIGIN
from casefile.journal import multiproof, tree
from casefile.journal.entry import Entry, FieldChange, Operation, Withheld
from casefile.journal.intervals import Intervals

DEVICE, OTHER, AUTHOR = "1" * 32, "2" * 32, "a" * 32
KEY, OTHERS_KEY = SigningKey.generate(), SigningKey.generate()
VKEY = KEY.public.encode(ORIGIN + DEVICE)


def invented(position: int, device: str = DEVICE) -> Entry:
    change = FieldChange("title", [{"language": "en", "text": f"Invented {position}"}], bytes(32), ("c" * 64,))
    return Entry(
        device, AUTHOR, position, position + 1, "2026-01-02T03:04:05Z", "case", "d" * 32, Operation.CHANGE, (change,)
    )


def logged(device: str = DEVICE, size: int = 9) -> tuple[list[Entry], Checkpoint, multiproof.Span]:
    entries = [invented(each, device) for each in range(size)]

    def node(level: int, index: int) -> bytes:
        if level == 0:
            return bytes.fromhex(entries[index].id)
        return tree.node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))

    def span(start: int, end: int) -> bytes:
        return tree.span(start, end, node)

    return entries, Checkpoint(ORIGIN + device, size, tree.root(size, node)), span


def section(device: str = DEVICE) -> tuple[Section, Checkpoint]:
    entries, checkpoint, span = logged(device)
    return Section(device, (entries[2], entries[7]), tuple(multiproof.cover(9, [2, 7], span))), checkpoint


def about() -> About:
    return About(
        Scope("cases", ("d" * 32,)),
        {DEVICE: Intervals.of([0, 1, 4])},
        Consistency(5, (bytes(32),)),
        {AUTHOR: "Invented Colleague"},
        (SyncFile("data/evidence/0001.jpg", 7, "e" * 64),),
    )


def test_what_was_written_is_read():
    first = Part((section()[0],), about())
    assert delta.load("x", delta.dump(first, 1), 1) == first
    second = Part((section()[0],))
    assert delta.load("x", delta.dump(second, 2), 2) == second


def test_entries_of_the_sender_stand_in_the_signed_log():
    sent, checkpoint = section()
    found = delta.vouched(sent, checkpoint, VKEY)
    assert found.checkpoint == checkpoint
    assert found.is_by_origin
    assert len(found.nodes) == len(sent.cover)


def test_relayed_entries_stand_in_the_log_that_their_origin_signed():
    sent, checkpoint = section(OTHER)
    note = sign_note(checkpoint.text(), ORIGIN + OTHER, OTHERS_KEY).decode()
    relayed = replace(sent, note=note, key=OTHERS_KEY.public.encode(ORIGIN + OTHER))
    own = Checkpoint(ORIGIN + DEVICE, 1, bytes(32))
    assert delta.vouched(relayed, own, VKEY).is_by_origin


def test_the_sender_may_give_their_word_and_it_shows():
    sent, checkpoint = section(OTHER)
    note = sign_note(checkpoint.text(), ORIGIN + DEVICE, KEY).decode()
    assert not delta.vouched(replace(sent, note=note, key=VKEY), checkpoint, VKEY).is_by_origin


def test_nobody_else_can_vouch():
    sent, checkpoint = section(OTHER)
    stranger = "casefile-device-" + "9" * 32
    note = sign_note(checkpoint.text(), stranger, OTHERS_KEY).decode()
    with pytest.raises(VerificationFailed):
        delta.vouched(replace(sent, note=note, key=OTHERS_KEY.public.encode(stranger)), checkpoint, VKEY)


def altered_value(sent: Section) -> Section:
    entry = sent.entries[0]
    change = replace(entry.changes[0], value={"en": "Something else"})
    return replace(sent, entries=(replace(entry, changes=(change,)), *sent.entries[1:]))


@pytest.mark.parametrize(
    "alter",
    [
        altered_value,
        lambda sent: replace(sent, entries=sent.entries[:1]),
        lambda sent: replace(sent, entries=(*sent.entries, sent.entries[0])),
        lambda sent: replace(sent, cover=sent.cover[1:]),
        lambda sent: replace(sent, cover=(bytes(32), *sent.cover[1:])),
        lambda sent: replace(sent, entries=(replace(sent.entries[0], position=3), *sent.entries[1:])),
        lambda sent: replace(sent, device=OTHER),
        lambda sent: replace(sent, note="no note", key=VKEY),
    ],
)
def test_what_does_not_stand_there_is_refused(alter):
    sent, checkpoint = section()
    with pytest.raises(VerificationFailed):
        delta.vouched(alter(sent), checkpoint, VKEY)


def test_a_withheld_value_proves_as_well():
    sent, checkpoint = section()
    entry = sent.entries[0]
    without = replace(entry, changes=(), withheld=tuple(Withheld(each.commitment, each.seen) for each in entry.changes))
    delta.vouched(replace(sent, entries=(without, *sent.entries[1:])), checkpoint, VKEY)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("device", "../x"), ("position", -1), ("position", True), ("position", 1.5), ("lamport", "1"), ("time", "yesterday"),
        ("time", "2026-01-02T03:04:05"), ("kind", ""), ("kind", 3), ("record", "D" * 32), ("operation", "explode"), ("changes", None),
        ("withheld", [{"commitment": "zz", "seen": []}]), ("author", None),
    ],
)  # fmt: skip
def test_an_entry_that_is_none_is_refused(where, what):
    said = json.loads(delta.dump(Part((section()[0],), about()), 1))
    said["sections"][0]["entries"][0][where] = what
    with pytest.raises(VerificationFailed):
        delta.load("x", json.dumps(said).encode(), 1)
