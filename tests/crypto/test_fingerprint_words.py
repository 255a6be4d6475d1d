"""A fingerprint said in words is the same 128 bits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.crypto import wordlist
from casefile.crypto.fingerprint import from_words, in_words


def test_words_are_those_of_the_list_in_its_order() -> None:
    assert len(wordlist.words()) == len(set(wordlist.words())) == 7776
    assert wordlist.words()[0] == "abacus" and wordlist.words()[-1] == "zoom"
    assert in_words("0" * 32) == ("abacus",) * 10
    assert in_words("0" * 31 + "1")[-1] == wordlist.words()[1]


@given(st.integers(0, 2**128 - 1))
def test_each_fingerprint_has_one_way_to_be_said(number: int) -> None:
    digits = f"{number:032x}"
    said = in_words(digits)
    assert len(said) == 10
    assert from_words(said).replace(" ", "") == digits


@pytest.mark.parametrize("said", [("zoom",) * 10, ("abacus",) * 9, ("abacus",) * 9 + ("nonword",)])
def test_what_says_no_fingerprint_is_refused(said: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"words|said"):
        from_words(said)
