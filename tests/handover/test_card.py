"""The signed card: strict to read, signed by every key that it names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.crypto.age import HybridIdentity
from casefile.crypto.notes import Note
from casefile.crypto.signing import SigningKey
from casefile.errors import VerificationFailed
from casefile.handover import card
from casefile.handover.card import SignedCard

NOW, BEFORE = SigningKey.from_seed(bytes(32)), SigningKey.from_seed(bytes([1]) * 32)
NAME, EARLIER = "casefile-device-" + "1" * 32, "casefile-device-" + "2" * 32
RECIPIENT, FORMER = (HybridIdentity.from_seed(bytes([n]) * 32).recipient.encode() for n in (3, 4))
CARD = SignedCard("Выдуман Выдуманов", RECIPIENT, NOW.public.encode(NAME), "1" * 32, "2031-05-02")
RENEWED = replace(CARD, previous_recipients=(FORMER,), previous_keys=(BEFORE.public.encode(EARLIER),))
NOTE = card.sign(CARD, [(NAME, NOW)])
RENEWED_NOTE = card.sign(RENEWED, [(NAME, NOW), (EARLIER, BEFORE)])


@pytest.mark.parametrize(("note", "said"), [(NOTE, CARD), (RENEWED_NOTE, RENEWED)])
def test_a_card_is_read_as_it_was_signed(note: bytes, said: SignedCard) -> None:
    assert card.read(note) == said


def test_a_previous_key_that_did_not_sign_vouches_for_nothing() -> None:
    with pytest.raises(VerificationFailed, match="card_damaged"):
        card.read(card.sign(RENEWED, [(NAME, NOW)]))
    with pytest.raises(VerificationFailed, match="card_damaged"):
        card.read(card.sign(RENEWED, [(EARLIER, BEFORE)]))
    forged = card.sign(RENEWED, [(NAME, NOW), (EARLIER, SigningKey.generate())])
    with pytest.raises(VerificationFailed, match="card_damaged"):
        card.read(forged)


@given(place=st.integers(0, len(RENEWED_NOTE) - 1), value=st.integers(0, 255))
def test_no_byte_can_be_another(place: int, value: int) -> None:
    altered = bytearray(RENEWED_NOTE)
    if altered[place] == value:
        return
    altered[place] = value
    with pytest.raises(VerificationFailed):
        card.read(bytes(altered))


@given(length=st.integers(0, len(RENEWED_NOTE) - 1))
def test_a_card_that_was_cut_is_none(length: int) -> None:
    with pytest.raises(VerificationFailed):
        card.read(RENEWED_NOTE[:length])


@pytest.mark.parametrize(
    "other",
    [
        replace(CARD, device="2" * 32),
        replace(CARD, device="1" * 31),
        replace(CARD, day="2031-02-30"),
        replace(CARD, day="2031-5-2"),
        replace(CARD, recipient="age1qqqq"),
        replace(CARD, recipient=RECIPIENT.upper()),
        replace(CARD, previous_recipients=(RECIPIENT,)),
        replace(CARD, previous_recipients=(FORMER,) * (card.MOST + 1)),
        replace(CARD, previous_keys=(CARD.key,)),
        replace(CARD, key="casefile-device"),
    ],
)
def test_what_no_card_says_is_refused_though_it_is_signed(other: SignedCard) -> None:
    with pytest.raises(VerificationFailed, match="card_damaged"):
        card.read(card.sign(other, [(NAME, NOW)]))


def test_a_signed_text_that_is_no_card_is_refused() -> None:
    for text in (CARD.text() + "more\n", CARD.text().replace("name ", "name  "), "casefile.card/v1\n"):
        signed = Note(text, Note.parse(NOTE).signatures).serialise()
        with pytest.raises(VerificationFailed, match="card_damaged"):
            card.read(signed)


def test_a_card_of_a_newer_program_says_so() -> None:
    with pytest.raises(VerificationFailed, match="card_newer"):
        card.read(NOTE.replace(b"card/v1", b"card/v2"))


@given(st.text())
def test_any_name_stays_one_line(name: str) -> None:
    said = replace(CARD, name=name)
    read = card.read(card.sign(said, [(NAME, NOW)]))
    assert "\n" not in read.name and card.read(card.sign(read, [(NAME, NOW)])) == read
