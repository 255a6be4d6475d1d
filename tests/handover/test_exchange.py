"""Entries and confirmations travel as disclosures do: whole, proven, signed, and small."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.crypto.cosigning import CosigningKey
from casefile.crypto.signing import SigningKey
from casefile.errors import CasefileError, VerificationFailed
from casefile.handover import card, delta, layout, reading, receipt, writing
from casefile.handover.content import CardContent, ReceiptContent, SyncContent
from casefile.handover.counting import Origin
from casefile.handover.delta import About, Consistency, Part, Scope, Section, Vouched
from casefile.handover.reading import Bundle
from casefile.handover.statement import Signing
from casefile.handover.writing import PayloadFile
from casefile.journal.intervals import Intervals
from casefile.vault.padding import padded_length
from tests.handover import exchange
from tests.handover.desk import BUNDLE, DEVICE, SIGNER, Desk, members, refusal, retarred
from tests.handover.exchange import AUTHOR, OTHER, OTHERS_KEY, OTHERS_NAME, OWN_LOG


def read(path: Path, desk: Desk) -> Bundle:
    with path.open("rb") as source:
        return reading.read(source, [desk.recipient])


def sent(desk: Desk, tmp_path: Path, *parts: Part) -> Path:
    return writing.write(tmp_path / "x.age", exchange.sync_letter(desk), exchange.sync_payload(desk, parts)).path


def test_entries_arrive_file_by_file_and_proven(desk: Desk, sync_bundle: Path) -> None:
    came: list[tuple[Part, list[Vouched]]] = []
    with sync_bundle.open("rb") as source:
        found = reading.read(source, [desk.recipient], take_part=lambda part, proven: came.append((part, [*proven])))
    assert [part for part, _ in came] == exchange.sync_parts(desk)
    assert [[each.section.device for each in proven] for _, proven in came] == [[DEVICE, OTHER], [DEVICE]]
    content = found.content
    assert isinstance(content, SyncContent)
    assert (found.kind, content.parts, content.sections) == (layout.SYNC, 2, 3)
    assert content.about == came[0][0].about
    counts = content.counts
    assert (counts.entries, counts.records) == ({"happening": 8}, {"happening": 6})
    assert counts.origins == (Origin(DEVICE, 6, True), Origin(OTHER, 2, True))
    assert counts.first == counts.last == "2031-05-01T10:00:00+05:00"


def test_a_receipt_tells_what_it_answers_and_who_saw_what(desk: Desk, receipt_bundle: Path) -> None:
    content = read(receipt_bundle, desk).content
    assert isinstance(content, ReceiptContent)
    assert replace(content.receipt, cosigned="") == replace(exchange.receipt_of(desk), cosigned="")
    assert content.seen.by == OTHER
    assert content.seen.checkpoint == exchange.checkpoint(OWN_LOG)
    assert content.seen.time == exchange.MOMENT


def test_a_card_is_carried_as_it_is(desk: Desk, tmp_path: Path) -> None:
    content = read(exchange.write(desk, layout.CARD, tmp_path / "card.age"), desk).content
    assert isinstance(content, CardContent)
    assert content.card == exchange.card_of(desk) == card.read(content.data)


@pytest.mark.threat(18)
def test_a_card_that_is_none_or_of_somebody_else_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = Desk()
    theirs = card.sign(exchange.card_of(other), [(SIGNER, other.key)])
    own = card.sign(exchange.card_of(desk), [(SIGNER, desk.key)])
    given_up = card.sign(
        replace(exchange.card_of(desk), recipient=desk.letter().sender.recipient, previous_recipients=()),
        [(SIGNER, desk.key)],
    )
    for number, (data, key) in enumerate(
        (
            (theirs, "handover.card_of_another"),
            (given_up, "handover.card_of_another"),
            (own.replace("Ойдан".encode(), "Ойдон".encode()), "contacts.card_damaged"),
            (b"casefile.card/v1\nname Invented\n", "contacts.card_damaged"),
            (own.replace(b"card/v1", b"card/v2"), "contacts.card_newer"),
        )
    ):
        path = tmp_path / f"{number}.age"
        writing.write(path, exchange.card_letter(desk), [PayloadFile.of(layout.CARD_FILE, data)])
        assert refusal(path, desk).key == key


@pytest.mark.parametrize("kind", [layout.SYNC, layout.RECEIPT, layout.CARD])
@pytest.mark.threat(18)
def test_without_a_signature_there_is_nothing_to_take(desk: Desk, tmp_path: Path, kind: str) -> None:
    tar = desk.opened(exchange.write(desk, kind, tmp_path / "sound.age"))
    assert len(tar) == padded_length(len(tar), 1)
    unsigned = desk.sealed(short(retarred(members(tar)[1:])), tmp_path / "unsigned.age")
    assert refusal(unsigned, desk).key == "handover.signature_missing"
    empty = retarred([(f"casefile-{BUNDLE}/signature", b""), *members(tar)[1:]])
    assert refusal(desk.sealed(short(empty), tmp_path / "empty.age"), desk).key == "handover.signature_missing"
    note = members(tar)[0][1].replace("Ойдан".encode(), "Ойдон".encode())
    wrong = retarred([(f"casefile-{BUNDLE}/signature", note), *members(tar)[1:]])
    assert refusal(desk.sealed(short(wrong), tmp_path / "wrong.age"), desk).key == "handover.signature_wrong"


def short(tar: bytes) -> bytes:
    """A tar without the padding of a disclosure."""
    bare = tar.rstrip(b"\0")
    bare += bytes(-len(bare) % 512 + 1024)
    return bare + bytes(padded_length(len(bare), 1) - len(bare))


def own(*positions: int) -> Section:
    return exchange.section(OWN_LOG, positions)


def about(desk: Desk) -> About:
    found = exchange.sync_parts(desk)[0].about
    assert found is not None
    return found


def test_an_entry_that_was_altered_after_it_was_logged(desk: Desk, tmp_path: Path) -> None:
    section = own(2, 5)
    change = replace(section.entries[0].changes[0], value=[{"language": "kk", "text": "Басқа"}])
    altered = replace(section, entries=(replace(section.entries[0], changes=(change,)), section.entries[1]))
    assert refusal(sent(desk, tmp_path, Part((altered,), about(desk))), desk).key == "handover.proof_wrong"


def test_a_second_file_with_an_altered_entry_is_noticed_too(desk: Desk, tmp_path: Path) -> None:
    section = own(2, 5)
    other = replace(section, entries=(replace(section.entries[0], lamport=99), section.entries[1]))
    path = sent(desk, tmp_path, Part((own(0),), about(desk)), Part((other,)))
    assert refusal(path, desk).key == "handover.proof_wrong"


def test_entries_of_a_log_that_somebody_else_signs(desk: Desk, tmp_path: Path) -> None:
    relayed = exchange.relayed(exchange.logged(OTHER, 5), [1, 4], "casefile-device-" + "9" * 32, SigningKey.generate())
    assert refusal(sent(desk, tmp_path, Part((relayed,), about(desk))), desk).key == "handover.checkpoint_differs"


def test_the_word_of_the_sender_for_another_log_shows(desk: Desk, tmp_path: Path) -> None:
    relayed = exchange.relayed(exchange.logged(OTHER, 5), [1, 4], SIGNER, desk.key)
    content = read(sent(desk, tmp_path, Part((relayed,), about(desk))), desk).content
    assert isinstance(content, SyncContent)
    assert content.counts.origins == (Origin(OTHER, 2, False),)


def test_files_that_are_not_those_that_are_listed(desk: Desk, tmp_path: Path) -> None:
    listed = about(desk)
    for number, files in enumerate(
        [listed.files[:1], (), listed.files[::-1], (replace(listed.files[0], size=1), listed.files[1])]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = sent(desk, folder, Part((own(0),), replace(listed, files=files)))
        assert refusal(path, desk).key == "handover.content_unreadable"


@pytest.mark.parametrize("value", ["\ud800", 10**30, {"\udfff": 1}])
def test_a_value_that_no_journal_can_hold(desk: Desk, tmp_path: Path, value: object) -> None:
    section = own(2)
    change = replace(section.entries[0].changes[0], path="of_a_newer_colleague", value="HERE")
    part = Part((replace(section, entries=(replace(section.entries[0], changes=(change,)),)),), about(desk))
    data = delta.dump(part, 1).replace(b'"HERE"', _escaped(value))
    payload = [PayloadFile.of(layout.JOURNAL, data), *exchange.sync_payload(desk)[2:]]
    path = writing.write(tmp_path / "x.age", exchange.sync_letter(desk), payload).path
    assert refusal(path, desk).key == "handover.proof_wrong"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title", "text"), ("title", {}), ("title", []), ("title/x", {"order": 1}), ("tags", ["x"]), ("tags/x", {}), ("tags/x", {"order": "1"}),
        ("tags/x", 5), ("when", 7), ("when", {"date": "2031"}), ("ordinal", "1"),
        ("title", [{"language": "kk", "text": 5}]), ("title", [{"language": "kk", "text": "x", "checked": "yes"}]), ("when", {"edtf": 7}),
        ("title", [{"language": "kk", "text": "x", "by": []}]), ("length", {"unit": "day", "number": "x"}), ("cases", []), ("proceeding", ["x"]),
    ],
)  # fmt: skip
def test_a_value_that_would_make_its_record_unreadable(desk: Desk, tmp_path: Path, path: str, value: object) -> None:
    entry = replace(OWN_LOG[2], changes=(replace(OWN_LOG[2].changes[0], path=path, value=value),))
    log = [*OWN_LOG[:2], entry, *OWN_LOG[3:]]
    letter = replace(exchange.sync_letter(desk), checkpoint=exchange.checkpoint(log))
    payload = exchange.sync_payload(desk, [Part((exchange.section(log, [2]),), about(desk))])
    written = writing.write(tmp_path / "x.age", letter, payload).path
    assert refusal(written, desk).key == "handover.content_unreadable"


def _escaped(value: object) -> bytes:
    return json.dumps(value).encode()


def test_a_confirmation_that_its_sender_did_not_sign(desk: Desk, tmp_path: Path) -> None:
    right = exchange.receipt_of(desk)
    checkpoint, name = exchange.checkpoint(OWN_LOG), OTHERS_NAME
    stranger = receipt.cosigned(checkpoint, name, SigningKey.generate(), exchange.OTHERS_COSIGNING, exchange.MOMENT)
    unlike = receipt.cosigned(checkpoint, name, OTHERS_KEY, CosigningKey.generate(), exchange.MOMENT)
    forged = [
        replace(right, cosigned=stranger[0], keys=stranger[1]),
        replace(right, cosigned=stranger[0]),
        replace(right, cosigned=unlike[0]),
        replace(right, cosigned=right.cosigned.replace("\n20\n", "\n19\n")),
        replace(right, cosigned=right.cosigned.rsplit("\n", 2)[0] + "\n"),
        replace(right, cosigned=""),
        replace(right, keys=(right.keys[1], right.keys[0])),
    ]
    for each in forged:
        with pytest.raises(VerificationFailed, match="cosignature_wrong"):
            receipt.verified(receipt.load(receipt.dump(each)), right.keys[0])
    payload = [PayloadFile.of(layout.RECEIPT_FILE, receipt.dump(forged[0]))]
    path = writing.write(tmp_path / "x.age", exchange.receipt_letter(desk), payload).path
    assert refusal(path, desk).key == "handover.cosignature_wrong"


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("format", "x"), ("version", 2), ("bundle", "../x"), ("manifest", "F" * 64), ("cosigned", None), ("keys", ["x"]),
        ("keys", "xy z"), ("taken", []), ("taken", {"x": []}), ("partial", {DEVICE: [[3, 1]]}), ("declined", {DEVICE: [[0, 1 << 70]]}),
        ("lacking", None), ("files", "f" * 64), ("files", ["zz"]), ("time", "2031-05-03T14:30:00"), ("time", 7),
    ],
)  # fmt: skip
def test_a_receipt_that_is_none(desk: Desk, where: str, what: object) -> None:
    said = json.loads(receipt.dump(exchange.receipt_of(desk)))
    with pytest.raises(VerificationFailed):
        receipt.load(json.dumps({**said, where: what}).encode())


@pytest.mark.parametrize("kind", [layout.SYNC, layout.RECEIPT])
@pytest.mark.threat(17)
def test_any_flipped_byte_inside_is_refused(desk: Desk, tmp_path: Path, kind: str) -> None:
    """Whoever can encrypt to the recipient can change what is inside; no byte of it may differ and be taken."""
    desk.files = (b"photo", b"")
    desk.__post_init__()
    tar = bytearray(desk.opened(exchange.write(desk, kind, tmp_path / "sound.age")))
    path = tmp_path / "flipped.age"
    for place in range(3, len(tar), 97):
        tar[place] ^= 1 << place % 8
        desk.sealed(bytes(tar), path)
        with pytest.raises(CasefileError) as refused:
            read(path, desk)
        assert refused.value.key.startswith("handover."), place
        tar[place] ^= 1 << place % 8


def test_one_edited_field_is_a_small_file(desk: Desk, tmp_path: Path) -> None:
    """Of a log of a million entries: twenty hashes prove where one stands."""
    cover = tuple(bytes([n]) * 32 for n in range(21))
    section = replace(own(18), cover=cover)
    consistency = Consistency(999_000, cover)
    about = About(Scope("all"), {DEVICE: Intervals(((0, 999_999),))}, consistency, {AUTHOR: "Айгүл Ойдан"})
    payload = [PayloadFile.of(layout.JOURNAL, delta.dump(Part((section,), about), 1))]
    path = writing.write(tmp_path / "x.age", exchange.sync_letter(desk), payload).path
    assert path.stat().st_size < 20_000
    assert exchange.write(desk, layout.RECEIPT, tmp_path / "y.age").stat().st_size < 24_000
    assert exchange.write(desk, layout.CARD, tmp_path / "z.age").stat().st_size < 20_000
    foretold = writing.padded_size(payload, layout.SYNC)
    assert abs(foretold / path.stat().st_size - 1) < 0.15


def test_a_sound_one_is_signed(desk: Desk, sync_bundle: Path, receipt_bundle: Path) -> None:
    assert read(sync_bundle, desk).signing is read(receipt_bundle, desk).signing is Signing.RIGHT
