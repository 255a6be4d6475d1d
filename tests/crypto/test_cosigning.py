"""Checkpoints and the cosignatures on them."""

from __future__ import annotations

import base64
import hashlib
import struct

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from casefile.crypto.checkpoint import Checkpoint, NotACheckpoint
from casefile.crypto.cosigning import CosignatureKey, CosigningKey, cosign, cosigned_at
from casefile.crypto.notes import BadSignature, NotANote, Note, UnknownSigner
from casefile.crypto.signing import SigningKey, open_note, sign_note

# From https://c2sp.org/tlog-checkpoint
SPECIFIED = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
HEAD = Checkpoint("device/7f3a", 4711, hashlib.sha256(b"root").digest())
DEVICE = SigningKey.from_seed(bytes(32))
WITNESS = CosigningKey.from_seed(bytes(range(32)))
NOTE = sign_note(HEAD.text(), HEAD.origin, DEVICE)
SEEN = cosign(NOTE, "dana", WITNESS, 1_714_640_760)


def test_the_checkpoint_of_the_specification() -> None:
    checkpoint = Checkpoint.parse(SPECIFIED)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.root.hex().startswith("0ac5186a")
    assert checkpoint.text() == SPECIFIED


def test_extension_lines_are_kept() -> None:
    assert Checkpoint.parse(SPECIFIED + "one\ntwo\n").extensions == ("one", "two")
    assert Checkpoint.parse(SPECIFIED + "one\n").text() == SPECIFIED + "one\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        SPECIFIED[:-1],
        SPECIFIED + "\n",
        "\n" + SPECIFIED,
        SPECIFIED.replace("20852163", "020852163"),
        SPECIFIED.replace("20852163", "-1"),
        SPECIFIED.replace("20852163", "9223372036854775808"),
        SPECIFIED.replace("20852163", "٣"),
        SPECIFIED.replace("q2I=", "q2J="),
        SPECIFIED.replace("CsUY", ""),
        "origin\n0\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotACheckpoint):
        Checkpoint.parse(text)


def test_no_impossible_checkpoint_is_made() -> None:
    for impossible in (("", 0, bytes(32)), ("a\nb", 0, bytes(32)), ("a", -1, bytes(32)), ("a", 0, bytes(31))):
        with pytest.raises(ValueError, match=r"checkpoint|tree"):
            Checkpoint(*impossible)


def test_a_cosigned_checkpoint_still_carries_its_own_signature() -> None:
    assert open_note(SEEN, {HEAD.origin: DEVICE.public}).text == HEAD.text()
    assert cosigned_at(SEEN, "dana", WITNESS.public) == 1_714_640_760


def test_the_signed_message_is_that_of_the_specification() -> None:
    [_, line] = Note.parse(SEEN).signatures
    time = struct.pack(">Q", 1_714_640_760)
    message = b"subtree/v1\n\0" + b"\4dana" + time + b"\x0bdevice/7f3a" + struct.pack(">QQ", 0, 4711) + HEAD.root
    assert line.key_id == hashlib.sha256(b"dana\n\x06" + WITNESS.public.public).digest()[:4]
    assert line.value[:8] == time
    MLDSA44PublicKey.from_public_bytes(WITNESS.public.public).verify(line.value[8:], message)
    assert SEEN.decode().splitlines()[-1] == "— dana " + base64.b64encode(line.key_id + line.value).decode()


def test_unknown_wrong_and_missing_are_different_answers() -> None:
    with pytest.raises(UnknownSigner):
        cosigned_at(NOTE, "dana", WITNESS.public)
    with pytest.raises(UnknownSigner):
        cosigned_at(SEEN, "dana", CosigningKey.generate().public)
    with pytest.raises(UnknownSigner):
        cosigned_at(SEEN, "asel", WITNESS.public)
    with pytest.raises(BadSignature):
        cosigned_at(SEEN.replace(b"4711", b"4712"), "dana", WITNESS.public)
    with pytest.raises(BadSignature):
        cosigned_at(SEEN.replace(b"7f3a\n", b"7f3b\n", 1), "dana", WITNESS.public)
    with pytest.raises(NotACheckpoint):
        cosigned_at(sign_note("a letter\n", "dana", DEVICE), "dana", WITNESS.public)
    with pytest.raises(NotANote):
        cosign(HEAD.text().encode(), "dana", WITNESS, 0)


def test_a_changed_time_or_signature_is_noticed() -> None:
    note = Note.parse(SEEN)
    own, line = note.signatures
    for place in (0, 7, 8, 100, len(line.value) - 1):
        value = bytearray(line.value)
        value[place] ^= 0x80
        changed = Note(note.untrusted_text, (own, type(line)(line.name, line.key_id, bytes(value)))).serialise()
        with pytest.raises(BadSignature):
            cosigned_at(changed, "dana", WITNESS.public)
    short = Note(note.untrusted_text, (type(line)(line.name, line.key_id, line.value[:-1]),)).serialise()
    with pytest.raises(BadSignature):
        cosigned_at(short, "dana", WITNESS.public)


def test_of_several_times_the_latest_counts() -> None:
    assert cosigned_at(cosign(SEEN, "dana", WITNESS, 5), "dana", WITNESS.public) == 1_714_640_760


def test_keys_survive_keeping() -> None:
    assert CosigningKey.from_seed(WITNESS.seed()).public == WITNESS.public
    assert CosignatureKey.parse(WITNESS.public.encode("dana")) == ("dana", WITNESS.public)
    for wrong in (DEVICE.public.encode("dana"), WITNESS.public.encode("dana").replace("dana", "asel")):
        with pytest.raises(ValueError, match="verifier key"):
            CosignatureKey.parse(wrong)
    with pytest.raises(ValueError, match="32 bytes"):
        CosigningKey.from_seed(b"short")
    assert not CosignatureKey(b"short").verifies(bytes(2420), b"")


def test_impossible_times_are_not_signed() -> None:
    for time in (-1, 2**63):
        with pytest.raises(ValueError, match="time"):
            cosign(NOTE, "dana", WITNESS, time)
