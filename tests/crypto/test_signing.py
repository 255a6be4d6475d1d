"""Signed notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.crypto.notes import BadSignature, NotANote, Note, UnknownSigner
from casefile.crypto.signing import SigningKey, VerifyKey, open_note, sign_note
from casefile.errors import VerificationFailed

# From https://c2sp.org/signed-note
SPECIFIED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPECIFIED_NOTE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXs"
    "YjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
ASEL = SigningKey.from_seed(bytes(32))
DANA = SigningKey.generate()
NOTE = sign_note("handed over\n\n3 cases\n", "asel", ASEL)


def test_the_note_of_the_specification() -> None:
    name, key = VerifyKey.parse(SPECIFIED_KEY)
    assert name == "example.com/foo"
    assert key.encode(name) == SPECIFIED_KEY
    opened = open_note(SPECIFIED_NOTE, {name: key})
    assert opened.text == "This is an example message.\n"
    assert opened.signers == (name,)


def test_a_note_says_who_signed() -> None:
    opened = open_note(NOTE, {"asel": ASEL.public, "dana": DANA.public})
    assert opened.text == "handed over\n\n3 cases\n"
    assert opened.signers == ("asel",)


def test_known_unknown_wrong_and_missing_are_different_answers() -> None:
    with pytest.raises(UnknownSigner):
        open_note(NOTE, {"dana": DANA.public})
    with pytest.raises(UnknownSigner):
        open_note(NOTE, {"asel": DANA.public})
    with pytest.raises(BadSignature):
        open_note(NOTE.replace(b"3 cases", b"4 cases"), {"asel": ASEL.public})
    with pytest.raises(NotANote):
        open_note(b"handed over\n", {"asel": ASEL.public})
    assert issubclass(BadSignature, VerificationFailed)


def test_signatures_of_strangers_are_ignored_and_one_false_one_spoils_all() -> None:
    by_dana = Note.parse(sign_note("handed over\n\n3 cases\n", "dana", DANA)).signatures
    by_asel = Note.parse(NOTE).signatures
    both = Note(Note.parse(NOTE).untrusted_text, (*by_dana, *by_asel))
    assert open_note(both.serialise(), {"asel": ASEL.public}).signers == ("asel",)
    assert open_note(both.serialise(), {"asel": ASEL.public, "dana": DANA.public}).signers == ("dana", "asel")
    false = Note("another text\n", both.signatures).serialise()
    with pytest.raises(BadSignature):
        open_note(false, {"dana": DANA.public})


def test_any_changed_byte_is_noticed() -> None:
    for place in range(len(NOTE)):
        changed = bytearray(NOTE)
        changed[place] ^= 1
        with pytest.raises(VerificationFailed):
            open_note(bytes(changed), {"asel": ASEL.public})


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8", min_codepoint=32), max_size=60), st.integers(0, 3))
def test_any_text_survives(line: str, more: int) -> None:
    text = f"{line}\n" + "\n" * more + f"{line}\n"
    assert open_note(sign_note(text, "asel", ASEL), {"asel": ASEL.public}).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"text\n",
        b"text\n\n",
        NOTE[:-1],
        NOTE + b"\n",
        NOTE + b"more\n",
        b"\xff" + NOTE,
        b"tab\t" + NOTE,
        NOTE.replace(b"asel", b"as el"),
        NOTE.replace(b"asel", b"as+el"),
        NOTE.replace(b"asel ", b" "),
        NOTE.replace("—".encode(), b"-"),
        "text\n\n— asel AAAA\n".encode(),
        "text\n\n— asel AAAAAAB=\n".encode(),
        b"text\n\n" + "— asel AAAAAAA=\n".encode() * 65,
        b"x" * 2_000_000 + NOTE,
    ],
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(NotANote):
        open_note(data, {"asel": ASEL.public})


def test_what_no_note_can_hold_is_not_signed() -> None:
    for text in ("no line feed", "a\rb\n", "a\0b\n"):
        with pytest.raises(ValueError, match="note"):
            sign_note(text, "asel", ASEL)
    for name in ("", "a b", "a+b", "a\u00a0b", "a\nb"):
        with pytest.raises(ValueError, match="name"):
            sign_note("text\n", name, ASEL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "asel",
        SPECIFIED_KEY.replace("530d", "530e"),
        SPECIFIED_KEY.replace("foo", "bar"),
        SPECIFIED_KEY.replace("+Ae", "+Be"),
        SPECIFIED_KEY[:-4],
    ],
)
def test_a_mistyped_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        VerifyKey.parse(text)


def test_a_key_survives_keeping_and_is_never_shown() -> None:
    assert SigningKey.from_seed(DANA.seed()).public == DANA.public
    assert repr(DANA.seed()) not in f"{DANA!r} {DANA}"
    with pytest.raises(ValueError, match="32 bytes"):
        SigningKey.from_seed(b"short")


def test_what_is_no_key_verifies_nothing() -> None:
    assert not VerifyKey(b"short").verifies(bytes(64), b"")
    assert not ASEL.public.verifies(b"short", b"")
