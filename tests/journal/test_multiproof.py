from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal import multiproof, tree


def leaf(position: int) -> bytes:
    return hashlib.sha256(str(position).encode()).digest()


def node(level: int, index: int) -> bytes:
    return leaf(index) if level == 0 else tree.node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))


def span(start: int, end: int) -> bytes:
    return tree.span(start, end, node)


@st.composite
def trees(draw: st.DrawFn) -> tuple[int, list[int]]:
    size = draw(st.integers(1, 70))
    return size, sorted(draw(st.sets(st.integers(0, size - 1))))


@given(trees())
def test_leaves_and_their_cover_give_the_head(case):
    size, positions = case
    cover = multiproof.cover(size, positions, span)
    found, nodes = multiproof.root(size, {each: leaf(each) for each in positions}, cover)
    assert found == tree.root(size, node)
    assert all(hashed == span(*place) for place, hashed in nodes.items())
    assert sum(end - start for start, end in nodes) + len(positions) == size


@given(trees())
def test_each_leaf_can_be_proven_by_itself_from_the_cover(case):
    size, positions = case
    leaves = {each: leaf(each) for each in positions}
    _, nodes = multiproof.root(size, leaves, multiproof.cover(size, positions, span))
    for position in positions:
        assert multiproof.audit_path(size, position, leaves, nodes) == tree.inclusion_proof(position, size, node)


@given(trees(), st.integers(0, 69), st.binary(min_size=32, max_size=32))
def test_another_leaf_gives_another_head(case, which, other):
    size, positions = case
    cover = multiproof.cover(size, positions, span)
    leaves = {each: leaf(each) for each in positions}
    if positions:
        leaves[positions[which % len(positions)]] = other
        assert multiproof.root(size, leaves, cover)[0] != tree.root(size, node)


def test_a_whole_log_needs_no_hash():
    assert multiproof.cover(13, range(13), span) == []


def test_one_entry_of_a_million_needs_twenty():
    assert len(multiproof.cover(1 << 20, [77], lambda start, end: bytes(32))) == 20


@pytest.mark.parametrize("wrong", [[], [bytes(32)] * 9])
def test_a_cover_of_other_leaves_is_refused(wrong):
    with pytest.raises(ValueError, match="cover"):
        multiproof.root(8, {3: leaf(3)}, wrong)


@pytest.mark.parametrize("position", [-1, 8, 1 << 61])
def test_a_leaf_outside_is_refused(position):
    with pytest.raises(ValueError, match="outside"):
        multiproof.root(8, {position: bytes(32)}, [bytes(32)] * 3)
