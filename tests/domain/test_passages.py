"""Passages of a text: where they stand, and the dates that are said in them."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.domain.passages import Span, cleaned, dates_in, paragraph_of, place_of, trimmed

TODAY = date(2024, 5, 2)
TEXT = "A heading\n\nShe was fined on 5 May 2016.\nHe was not.\n\nShe was fined on 5 May 2016."


def test_a_pasted_text_has_one_sort_of_line_end() -> None:
    assert cleaned("one \r\ntwo\rthree\fnext page\n\n") == "one\ntwo\nthree\n\nnext page"


def test_a_selection_loses_the_white_space_at_its_ends() -> None:
    assert trimmed("  a b \n", Span(0, 7)) == Span(2, 5)


def test_paragraphs_are_lines_that_hold_something() -> None:
    assert [paragraph_of(TEXT, TEXT.index(each)) for each in ("A heading", "She", "He")] == [1, 2, 3]


def test_a_passage_that_stands_twice_is_the_one_of_its_paragraph() -> None:
    words = "She was fined"
    assert place_of(TEXT, words, None) == Span(TEXT.index(words), TEXT.index(words) + len(words))
    found = place_of(TEXT, words, "paragraph 4")
    assert found is not None
    assert found.start == TEXT.rindex(words)


def test_a_passage_is_found_though_its_lines_are_broken_elsewhere() -> None:
    assert place_of("She was\nfined.", "She was fined.", None) == Span(0, 14)
    assert place_of("She was fined.", "She was freed.", None) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("On 22 July 2019, about twenty women came.", "en", ["2019-07-22"]),
        ("He was held on 17 May 2016 and freed in April 2017.", "en", ["2016-05-17", "2017-04"]),
        ("Арестован 17 мая 2016 года в Атырау.", "ru", ["2016-05-17"]),
        ("An appeal signed by 39 defenders; 2000 people.", "en", []),
        ("It was registered in 2019.", "en", ["2019"]),
    ],
)
def test_dates_are_found_where_they_are_said(text: str, language: str, expected: list[str]) -> None:
    assert [each.when.edtf for each in dates_in(text, language, TODAY)] == expected
