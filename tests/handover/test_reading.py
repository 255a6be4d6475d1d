"""What was sent arrives, and anything else is refused with its own sentence."""

from __future__ import annotations

import io
import os
import random
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.crypto.age import Encryptor, HybridIdentity, ScryptIdentity, Truncated, WrongKey
from casefile.crypto.signing import SigningKey
from casefile.errors import Cancelled, CasefileError, Refused, VerificationFailed
from casefile.handover import addressing, layout, reading, statement
from casefile.handover.content import DisclosureContent
from casefile.handover.reading import Bundle
from casefile.handover.statement import PASSPHRASE, Signing
from casefile.progress import Stoppable
from tests.handover.desk import BUNDLE, SIGNER, Desk, members, retarred


def read(path: Path, desk: Desk) -> Bundle:
    with path.open("rb") as source:
        return reading.read(source, [desk.recipient])


def refused_as(path: Path, desk: Desk) -> str:
    with pytest.raises(CasefileError) as refused:
        read(path, desk)
    return refused.value.key


def test_what_was_sent_arrives(desk: Desk, bundle: Path) -> None:
    found = read(bundle, desk)
    assert found.bundle_id == BUNDLE
    assert found.signing is Signing.RIGHT
    assert found.statement is not None
    assert found.statement.sender.name == "Айгүл Ойдан"
    assert found.statement.sequence == 7
    assert found.statement.checkpoint == desk.log.checkpoint
    assert reading.addressed_to(found.statement, [desk.recipient])
    assert isinstance(found.content, DisclosureContent)
    assert found.content.disclosure == desk.disclosure
    assert found.content.disclosure.cases[0].case.title == desk.whole.case.title
    proven = found.content.proven
    assert (proven.signed, proven.others) == (sum(len(each.fields) for each in desk.entries), 0)
    assert [each.name for each in found.members] == list(found.hashes)


def test_a_passphrase_opens_what_was_made_for_one(desk: Desk, tmp_path: Path) -> None:
    path = desk.write(tmp_path / "x.age", addressee=addressing.to_passphrase("seven invented words", 10))
    with path.open("rb") as source:
        found = reading.read(source, [ScryptIdentity("seven invented words")])
    assert found.statement is not None
    assert found.statement.recipient == PASSPHRASE


def test_someone_elses(desk: Desk, bundle: Path) -> None:
    with bundle.open("rb") as source, pytest.raises(WrongKey):
        reading.read(source, [HybridIdentity.generate()])


def test_made_for_one_and_passed_on_to_another(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    court = Desk()
    found = read(court.sealed(desk.opened(bundle), tmp_path / "on.age"), court)
    assert found.signing is Signing.RIGHT
    assert found.statement is not None
    assert not reading.addressed_to(found.statement, [court.recipient])


def test_cut_anywhere_is_truncated_or_damaged(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    whole = bundle.read_bytes()
    chunks = range(len(whole) - 65552, 0, -65552)
    lengths = {0, 1, 100, 3000, *chunks, *(each - 1 for each in chunks), *(each + 1 for each in chunks), len(whole) - 1}
    for length in sorted(lengths):
        cut = tmp_path / "cut.age"
        cut.write_bytes(whole[:length])
        key = refused_as(cut, desk)
        assert key == "crypto.truncated" if length > 3000 else key.startswith("crypto."), length
    with pytest.raises(Truncated):
        read(cut, desk)


def test_any_flipped_byte_is_noticed(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    whole = bytearray(bundle.read_bytes())
    for place in random.Random(1).sample(range(len(whole)), 150):
        flipped = tmp_path / "flipped.age"
        whole[place] ^= 1 << place % 8
        flipped.write_bytes(whole)
        whole[place] ^= 1 << place % 8
        assert refused_as(flipped, desk).startswith("crypto.")


def test_any_flipped_byte_inside_is_noticed(desk: Desk, bundle: Path) -> None:
    """Whoever can encrypt to the recipient can change what is inside; that is what the signature is for."""
    tar = bytearray(desk.opened(bundle))
    for place in random.Random(2).sample(range(len(tar)), 250):
        tar[place] ^= 1 << place % 8
        try:
            found = reading.read(_sealed(bytes(tar), desk), [desk.recipient])
        except CasefileError as refused:
            assert refused.key.startswith("handover.")
        else:
            assert found.signing is not Signing.RIGHT, place
        tar[place] ^= 1 << place % 8


def _sealed(tar: bytes, desk: Desk) -> io.BytesIO:
    sealed = io.BytesIO()
    encryptor = Encryptor(sealed, [desk.recipient.recipient])
    encryptor.write(tar)
    encryptor.finish()
    sealed.seek(0)
    return sealed


@pytest.mark.threat(18)
def test_signatures_have_three_answers(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    unsigned = retarred(members(desk.opened(bundle))[1:])
    assert read(desk.sealed(unsigned, tmp_path / "missing.age"), desk).signing is Signing.MISSING
    empty = retarred([(f"casefile-{BUNDLE}/signature", b""), *members(desk.opened(bundle))[1:]])
    assert read(desk.sealed(empty, tmp_path / "empty.age"), desk).signing is Signing.MISSING
    forged = desk.write(tmp_path / "forged.age", key=SigningKey.generate())
    found = read(forged, desk)
    assert (found.signing, found.statement) == (Signing.WRONG, None)


@pytest.mark.threat(18)
def test_a_signature_of_another_bundle(desk: Desk, tmp_path: Path) -> None:
    one = members(desk.opened(desk.write(tmp_path / "one.age")))
    other = members(desk.opened(desk.write(tmp_path / "other.age", day="2031-05-03")))
    mixed = retarred([one[0], *other[1:]])
    assert refused_as(desk.sealed(mixed, tmp_path / "mixed.age"), desk) == "handover.signed_for_other_content"


def test_a_kind_of_the_future_or_another_one(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    (name, note), *others = members(desk.opened(bundle))
    said = statement.check(note)[1]
    assert said is not None
    note = statement.sign(replace(said, kind="seance"), SIGNER, desk.key)
    path = desk.sealed(retarred([(name, note), *others]), tmp_path / "x.age")
    assert refused_as(path, desk) == "handover.other_kind"
    note = statement.sign(replace(said, kind=statement.SYNC), SIGNER, desk.key)
    path = desk.sealed(retarred([(name, note), *others]), tmp_path / "x.age")
    assert refused_as(path, desk) == "handover.manifest_damaged"


@pytest.mark.parametrize("content", [b"", b"x", b"some words " * 100, bytes(65536)])
def test_what_opens_and_is_no_bundle(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = desk.sealed(content, tmp_path / "x.age")
    assert refused_as(path, desk) == "handover.not_a_bundle"
    with pytest.raises(Refused):
        read(path, desk)


def test_reading_can_be_stopped(desk: Desk, bundle: Path) -> None:
    progress = Stoppable()
    progress.stop()
    with bundle.open("rb") as source, pytest.raises(Cancelled):
        reading.read(source, [desk.recipient], progress)


def test_progress_ends_at_the_size_that_was_said(desk: Desk, bundle: Path) -> None:
    progress = Stoppable()
    with bundle.open("rb") as source:
        found = reading.read(source, [desk.recipient], progress)
    assert progress.done == progress.total == found.tar_size


def test_a_pipe_is_read_as_a_file_is(desk: Desk, bundle: Path) -> None:
    receiving, sending = os.pipe()

    def send() -> None:
        with os.fdopen(sending, "wb") as pipe:
            pipe.write(bundle.read_bytes())

    sender = threading.Thread(target=send)
    sender.start()
    with os.fdopen(receiving, "rb") as source:
        assert reading.read(source, [desk.recipient]).bundle_id == BUNDLE
    sender.join()


def test_speed_does_not_depend_on_the_number_of_flat_fields(desk: Desk, tmp_path: Path) -> None:
    """A hostile bundle of many proofs for one large record is answered in the time of reading it."""
    entry = desk.entries[0]
    desk.entries = [entry] * 3000
    path = desk.write(tmp_path / "many.age")
    begun = time.process_time()
    content = read(path, desk).content
    assert isinstance(content, DisclosureContent)
    assert content.proven.signed == len({each.path for each in entry.fields})
    assert time.process_time() - begun < 5


def test_limits_are_the_readers_not_the_writers(desk: Desk, tmp_path: Path) -> None:
    desk.summary = bytes(layout.SUMMARY_LIMIT + 1)
    with pytest.raises(Refused, match="too_much_for_one_bundle"):
        desk.write(tmp_path / "x.age")
    assert not list(tmp_path.iterdir())


def test_verification_failures_and_refusals_have_their_exit_codes() -> None:
    assert VerificationFailed.exit_code == 3
    assert Refused.exit_code == 1
    assert SIGNER.startswith("casefile-device-")
