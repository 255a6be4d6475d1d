"""Shares of a secret: enough of them give it back, and what is wrong with the others is said."""

from __future__ import annotations

import itertools
import os

import pytest

from casefile.errors import Refused
from casefile.vault import sharing

SECRET = bytes(range(32))


def test_any_two_of_three_give_the_secret_back() -> None:
    written = sharing.split(SECRET, 2, 3)
    for pair in itertools.permutations(written, 2):
        assert sharing.join([pair[0].upper(), f"  {pair[1]} "]) == SECRET
    assert sharing.join([*written, written[0]]) == SECRET


def test_what_does_not_give_it_back_is_told_apart() -> None:
    written, others = sharing.split(SECRET, 2, 3), sharing.split(os.urandom(32), 2, 2)
    wrong = written[1].replace(written[1].split()[7], "academic", 1)
    for given, refusal in (
        ([], "shares_too_few"),
        ([written[0], written[0]], "shares_too_few"),
        ([written[0], others[0]], "shares_of_several"),
        ([written[0], wrong], "share_miswritten"),
        ([written[0], "not a share"], "share_miswritten"),
    ):
        with pytest.raises(Refused, match=refusal) as raised:
            sharing.join(given)
        if refusal == "share_miswritten":
            assert raised.value.values == {"number": 2}
    for numbers in ((1, 3), (3, 2), (2, 10)):
        with pytest.raises(Refused, match="shares_of_numbers"):
            sharing.split(SECRET, *numbers)
