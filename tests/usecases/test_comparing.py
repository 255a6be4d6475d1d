"""Someone types or reads a fingerprint, digits or words: what is wrong is named."""

from __future__ import annotations

import pytest

from casefile.usecases.comparing import Comparison, Match, Wrong, compare, words

PRINT = "9c41 07be 52d8 1fa3 e06b 7d94 3a2c 58f1"
WORDS = words(PRINT)


@pytest.mark.parametrize("typed", [PRINT, PRINT.upper().replace(" ", ""), " ".join(WORDS), ", ".join(WORDS).title()])
def test_the_same_is_the_same_however_it_was_typed(typed: str) -> None:
    assert compare(typed, PRINT) == Comparison(Match.SAME)


@pytest.mark.parametrize("typed", ["", "9c41 07", "9", " ".join(WORDS[:4]), f"{WORDS[0]} {WORDS[1][:2]}"])
def test_what_is_right_so_far_is_not_called_wrong(typed: str) -> None:
    assert compare(typed, PRINT) == Comparison(Match.UNFINISHED)


def test_a_wrong_group_is_named() -> None:
    assert compare(PRINT.replace("1fa3", "1fa4"), PRINT) == Comparison(Match.DIFFERENT, (Wrong(4, "1fa4"),))
    assert compare(PRINT + " 0", PRINT) == Comparison(Match.DIFFERENT, (Wrong(9, "0"),))


def test_a_mistyped_word_is_named_and_told_from_one_of_the_list() -> None:
    typed = [*WORDS]
    typed[2], typed[6] = "abacuss", "abacus"
    found = compare(" ".join(typed), PRINT)
    assert found == Comparison(Match.DIFFERENT, (Wrong(3, "abacuss", possible=False), Wrong(7, "abacus")))


def test_words_that_look_like_digits_are_words() -> None:
    assert compare("decade", PRINT) == Comparison(Match.DIFFERENT, (Wrong(1, "decade"),))


def test_nothing_matches_where_there_is_no_fingerprint() -> None:
    assert compare("", "").match is Match.DIFFERENT
    assert compare(PRINT, "").match is Match.DIFFERENT
