"""The Merkle tree is RFC 6962's, whichever way it is stored, and its proofs hold and fail where they should."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.journal import tree


def reference_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + reference_root(leaves[:split]) + reference_root(leaves[split:])).digest()


def leaves(count: int) -> list[bytes]:
    return [tree.leaf_hash(str(number).encode()) for number in range(count)]


def node_of(hashes: list[bytes]) -> tree.Node:
    return lambda level, index: reference_root(hashes[index << level : (index + 1) << level])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 300))
def test_root_is_that_of_the_rfc(size):
    hashes = leaves(size)
    growing = tree.Growing()
    for leaf in hashes:
        growing.append(leaf)
    assert tree.root(size, node_of(hashes)) == growing.root() == reference_root(hashes)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_inclusion_holds_for_the_leaf_alone(data):
    size = data.draw(st.integers(1, 300))
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    proof = tree.inclusion_proof(index, size, node_of(hashes))
    root = reference_root(hashes)
    assert tree.verify_inclusion(hashes[index], index, size, proof, root)
    assert not tree.verify_inclusion(tree.leaf_hash(b"another"), index, size, proof, root)
    assert not tree.verify_inclusion(hashes[index], index, size, proof, tree.leaf_hash(b"another"))
    if size > 1:
        assert not tree.verify_inclusion(hashes[index], (index + 1) % size, size, proof, root)
        assert not tree.verify_inclusion(hashes[index], index, size, proof[:-1], root)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_consistency_holds_for_what_was_extended_alone(data):
    new = data.draw(st.integers(1, 300))
    old = data.draw(st.integers(1, new))
    hashes = leaves(new)
    proof = tree.consistency_proof(old, new, node_of(hashes))
    before, after = reference_root(hashes[:old]), reference_root(hashes)
    assert tree.verify_consistency(old, before, new, after, proof)
    if old < new:
        assert not tree.verify_consistency(old, tree.leaf_hash(b"x"), new, after, proof)
        assert not tree.verify_consistency(old, before, new, tree.leaf_hash(b"x"), proof)


def test_proof_outside_the_tree_is_refused():
    with pytest.raises(ValueError, match="outside"):
        tree.inclusion_proof(3, 3, node_of(leaves(3)))
    with pytest.raises(ValueError, match="grows"):
        tree.consistency_proof(4, 3, node_of(leaves(3)))
