"""Sources side by side: where several speak to one thing, and where they can be read to disagree."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Citation, Happening
from casefile.domain.sidebyside import places
from casefile.domain.values import Text

TODAY = date(2024, 5, 2)
ARREST = Happening()


def _says(source: str, words: str, field: str = "when") -> Citation:
    return Citation(
        record=Ref(ARREST.id), field=field or None, source=Ref(source), passage=Text.of(words, "en") if words else None
    )


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        ("when", "He was taken on 17 May 2016.", "He was taken on 18 May 2016.", True),
        ("when", "He was taken on 17 May 2016.", "He was taken in May 2016.", False),
        ("when", "He was taken on 17 May 2016.", "Nobody says when.", False),
        ("persons_affected", "some 40 people", "about 55 people", True),
        ("persons_affected", "5,000 people", "more than 5000 people", False),
        ("title", "He was taken on 17 May 2016.", "He was taken on 18 May 2016.", False),
    ],
)
def test_disagreement_is_said_where_it_can_be_read_off(field: str, one: str, other: str, expected: bool) -> None:
    found = places(ARREST, [_says("a", one, field), _says("b", other, field)], TODAY)
    assert [(each.field, each.disagree) for each in found] == [(field, expected)]


def test_one_source_that_is_cited_twice_stands_beside_nobody() -> None:
    assert places(ARREST, [_says("a", "one"), _says("a", "another")], TODAY) == ()
    assert places(ARREST, [_says("a", "one"), _says("b", "another", "title")], TODAY) == ()


def test_disagreements_come_first_and_everything_that_was_said_stays() -> None:
    cited = [
        _says("a", "whole", ""),
        _says("b", "whole too", ""),
        _says("a", "on 17 May 2016"),
        _says("b", "on 19 May 2016"),
        _says("c", ""),
    ]
    found = places(ARREST, cited, TODAY)
    assert [(each.field, each.disagree, len(each.citations)) for each in found] == [("when", True, 3), ("", False, 2)]
