"""Sets of whole numbers as runs: which positions of a device's log someone holds.

A log has a million entries, and what a colleague holds of it is a few long runs of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Intervals:
    """A set of positions. `runs` are half-open (first, after the last), in order, with a gap between any two."""

    runs: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, positions: Iterable[int]) -> Intervals:
        """The set of some positions, in any order and repeated or not."""
        return cls(_joined((each, each + 1) for each in sorted(positions)))

    @classmethod
    def from_json(cls, data: object) -> Intervals:
        """The inverse of `to_json`, from anyone.

        Raises:
            ValueError: not runs in order with gaps between them.
        """
        if not isinstance(data, list):
            raise ValueError("no list of runs")
        runs, end = [], -1
        for run in data:
            if not isinstance(run, list) or len(run) != 2 or not all(type(each) is int for each in run):
                raise ValueError("a run is two whole numbers")
            if not end < run[0] < run[1]:
                raise ValueError("runs overlap or are out of order")
            runs.append((run[0], run[1]))
            end = run[1]
        return cls(tuple(runs))

    def to_json(self) -> list[list[int]]:
        """``[[first, after the last], …]``."""
        return [list(run) for run in self.runs]

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __len__(self) -> int:
        return sum(end - start for start, end in self.runs)

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(range(start, end) for start, end in self.runs)

    def __contains__(self, position: object) -> bool:
        if not isinstance(position, int):
            return False
        at = bisect_right(self.runs, position, key=_start) - 1
        return at >= 0 and position < self.runs[at][1]

    def __or__(self, other: Intervals) -> Intervals:
        return Intervals(_joined(sorted((*self.runs, *other.runs))))

    def __and__(self, other: Intervals) -> Intervals:
        return self - (self - other)

    def __sub__(self, other: Intervals) -> Intervals:
        return Intervals(tuple(_without(self.runs, other.runs)))


def _start(run: tuple[int, int]) -> int:
    return run[0]


def _joined(ordered: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    for start, end in ordered:
        if runs and start <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    return tuple(runs)


def _without(runs: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in runs:
        left = start
        while at < len(taken) and taken[at][0] < end:
            first, after = taken[at]
            if left < first:
                yield left, first
            left = max(left, after)
            if after > end:  # it reaches into the next run
                break
            at += 1
        if left < end:
            yield left, end
