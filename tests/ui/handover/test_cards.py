"""What becomes of contacts and fingerprints, without a window."""

from __future__ import annotations

import pytest

from casefile.usecases import contacts
from tests.ui.handover.invented import contact
from ui import words
from ui.handover import cards, wording
from ui.handover.colleagues import fingerprint, is_classical

PRINT = "9c41 07be 52d8 1fa3 e06b 7d94 3a2c 58f1"


@pytest.mark.parametrize(
    ("typed", "same"),
    [(PRINT, True), (PRINT.upper().replace(" ", ""), True), ("9c41 07", None), ("9c42", False), (PRINT + "0", False)],
)
def test_a_fingerprint_is_the_same_only_whole(typed: str, same: bool | None) -> None:
    assert cards.same_fingerprint(typed, PRINT) is same


def test_a_sender_without_fingerprint_matches_nothing() -> None:
    assert cards.same_fingerprint("", "") is False


def test_what_was_pasted_is_a_card_or_not() -> None:
    someone = contact("Someone", "")
    bare, _ = cards.read(f"my key: {someone.recipient}")
    assert bare is not None and bare.fingerprint is None
    for text in ("hello", "age1thisisnokeyatallbutlooksabitlikeone"):
        assert cards.read(text) == (None, "This is not a contact card, nor a recipient that Casefile can encrypt to.")
    assert cards.read("casefile.card/v1\nname x\n")[1].startswith("This card is not as it was signed")


def test_a_comparison_is_told_in_the_readers_language_whatever_it_was_made_in() -> None:
    compared = contacts.compared(contact("Someone", ""), "phone")
    assert wording.compared(compared).startswith("Compared by phone, ")
    words.use("ru")
    assert wording.compared(compared).startswith("Сверено по телефону, ")
    assert wording.compared(contacts.without_key(compared, contacts.keys_of(compared))) == ""


def test_a_purpose_that_was_not_changed_keeps_its_translations() -> None:
    someone = contact("Someone", "updates")
    assert cards.named(someone, " Other ", "updates").purpose is someone.purpose
    assert cards.named(someone, "Other", "").purpose is None
    assert cards.named(someone, " Other ", "x").name == "Other"


def test_keys_have_a_fingerprint_of_eight_groups() -> None:
    someone = contact("Someone", "")
    assert [len(group) for group in fingerprint(someone).split(" ")] == [4] * 8
    assert not is_classical(someone)
