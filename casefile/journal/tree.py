"""Merkle trees as RFC 6962 (section 2.1) hashes them, over any sequence of leaf hashes.

Pure functions over a reader of *complete-subtree* hashes, so that the same code serves a list in memory and the tiles in the database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""``node(level, index)``: hash of the complete subtree over leaves ``index * 2**level`` up to ``(index + 1) * 2**level``."""


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256 of a leaf, with the prefix 0x00 that keeps leaves and nodes apart."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(size: int, node: Node) -> bytes:
    """The tree head over the first `size` leaves."""
    if size == 0:
        return EMPTY_ROOT
    return span(0, size, node)


def inclusion_proof(index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """The audit path of leaf `index` in the tree of `size` leaves (RFC 6962, 2.1.1)."""
    if not 0 <= index < size:
        raise ValueError("the leaf lies outside the tree")
    return tuple(_path(index, 0, size, node))


def consistency_proof(old: int, new: int, node: Node) -> tuple[bytes, ...]:
    """That the tree of `new` leaves extends the one of `old` (RFC 6962, 2.1.2). Empty when they are the same or `old` is 0."""
    if not 0 <= old <= new:
        raise ValueError("a tree only grows")
    if old in (0, new):
        return ()
    return tuple(_subproof(old, 0, new, node, whole=True))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether `proof` shows that the hash `leaf` stands at `index` in the tree with head `expected` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            found = node_hash(sibling, found)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and found == expected


def verify_consistency(old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree of `new` leaves extends the one of `old` (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof
    if not 0 < old < new:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


def split(width: int) -> int:
    """Where a tree of `width` leaves, at least two, is cut: the largest power of two smaller than it (RFC 6962, 2.1)."""
    return 1 << (width - 1).bit_length() - 1


def span(start: int, end: int, node: Node) -> bytes:
    """The head of the subtree over leaves `start` up to `end`, one of those into which the tree is cut."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, start >> level)
    middle = start + split(width)
    return node_hash(span(start, middle, node), span(middle, end, node))


def _path(index: int, start: int, end: int, node: Node) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node), span(middle, end, node)]
    return [*_path(index, middle, end, node), span(start, middle, node)]


def _subproof(old: int, start: int, end: int, node: Node, *, whole: bool) -> list[bytes]:
    if old == end:
        return [] if whole else [span(start, end, node)]
    middle = start + split(end - start)
    if old <= middle:
        return [*_subproof(old, start, middle, node, whole=whole), span(middle, end, node)]
    return [*_subproof(old, middle, end, node, whole=False), span(start, middle, node)]


class Growing:
    """A tree that only remembers what its root needs: at most one hash a level. For checking a log from its first leaf on."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        carry, level = leaf, self.size
        while level & 1:
            carry, level = node_hash(self._peaks.pop(), carry), level >> 1
        self._peaks.append(carry)
        self.size += 1

    def root(self) -> bytes:
        """The tree head over what was appended."""
        if not self._peaks:
            return EMPTY_ROOT
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node_hash(peak, found)
        return found
