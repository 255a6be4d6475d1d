"""Chance that falls the same way for the same seed, on every computer and in every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from casefile.domain.definition import Ref

T = TypeVar("T")

_VERSION = 0x4 << 76 | 0x8 << 60
_NO_VERSION = ~(0xF << 76 | 0xC << 60)


class Dice:
    """Draws that follow from a text. Only `Random.random` and `getrandbits` are used, whose sequences Python promises to keep."""

    def __init__(self, seed: str) -> None:
        source = Random(seed)  # noqa: S311 - nothing here is secret
        self._fraction = source.random
        self._bits = source.getrandbits

    def id(self) -> Ref:
        """32 hexadecimal digits of a UUID, version 4."""
        return Ref(f"{self._bits(128) & _NO_VERSION | _VERSION:032x}")

    def chance(self, probability: float) -> bool:
        """Whether something that happens so often happens now."""
        return self._fraction() < probability

    def below(self, limit: int) -> int:
        """A whole number from 0 up to `limit`, which is left out."""
        return int(self._fraction() * limit)

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._fraction() * (most - least + 1))

    def few(self, least: int, most: int) -> int:
        """As `between`, but the small numbers come far more often than the large."""
        fraction = self._fraction()
        return least + int(fraction * fraction * fraction * (most - least + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of them."""
        return choices[int(self._fraction() * len(choices))]
