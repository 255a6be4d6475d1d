from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.intervals import Intervals

SETS = st.sets(st.integers(0, 40))


@given(SETS, SETS)
def test_they_are_sets(one, other):
    a, b = Intervals.of(one), Intervals.of(other)
    assert set(a) == one
    assert set(a | b) == one | other
    assert set(a - b) == one - other
    assert set(a & b) == one & other
    assert len(a) == len(one)
    assert bool(a) == bool(one)
    assert all((each in a) == (each in one) for each in range(-1, 42))


@given(SETS, SETS)
def test_one_set_has_one_form(one, other):
    assert Intervals.of(one) | Intervals.of(other) == Intervals.of(one | other)
    assert Intervals.from_json(Intervals.of(one).to_json()) == Intervals.of(one)


def test_a_million_in_order_are_one_run():
    assert Intervals.of(range(1_000_000)).to_json() == [[0, 1_000_000]]


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        [1, 2],
        [[1]],
        [[2, 1]],
        [[1, 1]],
        [[0, 2], [1, 3]],
        [[0, 1], [1, 2]],
        [[3, 4], [0, 1]],
        [[-3, 1]],
        [[0, True]],
        [["0", 1]],
        [[0, 1.5]],
    ],
)
def test_what_is_no_set_is_refused(data):
    with pytest.raises(ValueError, match="run"):
        Intervals.from_json(data)
