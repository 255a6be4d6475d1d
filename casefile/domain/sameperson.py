"""Records that stand for one person or organisation: a relationship says so, and another that two who are called alike are two.

Nothing is merged and nothing repointed; the record with the lowest id stands for the group.
"""

from __future__ import annotations

from collections.abc import Iterable

SAME = "same_person"
"""Code of ``relationship``: both ends are one person."""
OTHER = "other_person"
"""Code of ``relationship``: somebody has looked, and they are two."""


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Id → all ids that are linked with it, over others too, itself among them."""
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found: dict[str, frozenset[str]] = {}
    for each in near:
        if each not in found:
            reached = frozenset(_reached(each, near))
            found.update(dict.fromkeys(reached, reached))
    return found


def _reached(begin: str, near: dict[str, set[str]]) -> set[str]:
    found, waiting = {begin}, [begin]
    while waiting:
        fresh = near[waiting.pop()] - found
        found |= fresh
        waiting += fresh
    return found
