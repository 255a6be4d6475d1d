"""The gathered pairs are told apart as well as the people who use this may expect, in the half nobody looked at too."""

import pytest

from casefile.domain.names import compare, keys

from .gathered import HALVES, Pair, near_misses, variants, written_later

RECALL, PRECISION, TAKEN_FOR_ONE = 0.98, 0.97, 0.03


def sets() -> list[tuple[list[Pair], list[Pair]]]:
    return [*((variants(half), near_misses(half)) for half in HALVES), written_later()]


SETS = pytest.mark.parametrize(("ours", "theirs"), sets(), ids=[*HALVES, "written later"])


def test_there_are_enough_of_them():
    pairs = [(each.one, each.other) for ours, theirs in sets() for each in (*ours, *theirs)]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert sum(len(variants(half)) for half in HALVES) >= 400
    assert sum(len(near_misses(half)) for half in HALVES) >= 250


@SETS
def test_recall_and_precision(ours, theirs):
    missed = [each for each in ours if not compare(each.one, each.other).same]
    taken = [each for each in theirs if compare(each.one, each.other).same]
    found = len(ours) - len(missed)
    assert found / len(ours) >= RECALL, missed
    assert found / (found + len(taken)) >= PRECISION, taken
    assert len(taken) / len(theirs) <= TAKEN_FOR_ONE, taken


@SETS
def test_what_is_taken_for_one_person_shares_a_key(ours, theirs):
    same = [each for each in ours if compare(each.one, each.other).same]
    assert [each for each in same if not set(keys(each.one)) & set(keys(each.other))] == []
