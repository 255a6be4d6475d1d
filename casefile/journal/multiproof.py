"""That some entries stand in a log, for many entries at once.

An inclusion proof for each (RFC 6962, 2.1.1) would repeat itself. The *cover* of some leaves is instead the hash of every largest subtree that holds
none of them, from left to right; with the leaves it gives the tree head, and nothing in it stands twice.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from casefile.journal.tree import EMPTY_ROOT, node_hash, split

Span = Callable[[int, int], bytes]
"""``span(start, end)``: hash of the subtree over leaves `start` up to `end`, as RFC 6962 splits the tree."""

MAX_SIZE = 1 << 60


def cover(size: int, positions: Sequence[int], span: Span) -> list[bytes]:
    """The cover of the leaves at `positions`, which are in order, distinct and in the tree of `size` leaves."""
    found: list[bytes] = []

    def walk(start: int, end: int, first: int, after: int) -> None:
        if first == after:
            found.append(span(start, end))
        elif end - start > after - first:
            middle = start + split(end - start)
            between = bisect_left(positions, middle, first, after)
            walk(start, middle, first, between)
            walk(middle, end, between, after)

    if size:
        walk(0, size, 0, len(positions))
    return found


def root(
    size: int, leaves: Mapping[int, bytes], covering: Sequence[bytes]
) -> tuple[bytes, dict[tuple[int, int], bytes]]:
    """The tree head that leaf hashes and their cover give, and the subtrees, by start and end, of which the cover holds the hashes.

    Raises:
        ValueError: this is not the cover of these leaves.
    """
    positions, rest = sorted(leaves), iter(covering)
    nodes: dict[tuple[int, int], bytes] = {}

    def walk(start: int, end: int, first: int, after: int) -> bytes:
        if first == after:
            nodes[start, end] = _next(rest)
            return nodes[start, end]
        if end - start == 1:
            return leaves[start]
        middle = start + split(end - start)
        between = bisect_left(positions, middle, first, after)
        return node_hash(walk(start, middle, first, between), walk(middle, end, between, after))

    if not 0 <= size <= MAX_SIZE or (positions and not 0 <= positions[0] <= positions[-1] < size):
        raise ValueError("a leaf lies outside the tree")
    found = walk(0, size, 0, len(positions)) if size else EMPTY_ROOT
    if next(rest, None) is not None:
        raise ValueError("more hashes than the cover has")
    return found, nodes


def audit_path(
    size: int, position: int, leaves: Mapping[int, bytes], nodes: Mapping[tuple[int, int], bytes]
) -> tuple[bytes, ...]:
    """The inclusion proof (RFC 6962, 2.1.1) of one of the leaves, from what `root` was given and gave back.

    Raises:
        KeyError: these do not make up a tree of `size` leaves.
    """

    def head(start: int, end: int) -> bytes:
        if (start, end) in nodes:
            return nodes[start, end]
        if end - start == 1:
            return leaves[start]
        middle = start + split(end - start)
        return node_hash(head(start, middle), head(middle, end))

    start, end, found = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + split(end - start)
        if position < middle:
            found.append(head(middle, end))
            end = middle
        else:
            found.append(head(start, middle))
            start = middle
    return tuple(reversed(found))


def _next(hashes: Iterator[bytes]) -> bytes:
    found = next(hashes, None)
    if found is None:
        raise ValueError("fewer hashes than the cover has")
    return found
