"""Argon2 at the floor, asked only once for each question.

A vault of a test costs a third of a second of Argon2 when it is made and again at each opening, which is most of what thousands of tests take.
The answer depends on nothing but the question, so it is kept. What asks, and all that is done with the answer, is the program's own; `tests/crypto`
and `tests/benchmarks` ask anew each time, and so does every other process that a test starts.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.crypto import kdf
from casefile.crypto.kdf import FLOOR

_AT_THE_FLOOR = {"iterations": FLOOR.passes, "lanes": FLOOR.lanes, "memory_cost": FLOOR.memory_kib}
_answers: dict[bytes, bytes] = {}


class Remembered:
    """In place of `Argon2id`: what is not the floor, such as a measurement of this computer, is not remembered."""

    def __init__(self, **question: int | bytes | None) -> None:
        self._question = question

    def derive(self, typed: bytes) -> bytes:
        """The key."""
        if any(self._question[name] != value for name, value in _AT_THE_FLOOR.items()):
            return Argon2id(**self._question).derive(typed)  # type: ignore[arg-type]  # it is handed on as it came
        known_by = hashlib.sha256(repr((typed, sorted(self._question.items()))).encode()).digest()
        if known_by not in _answers:
            _answers[known_by] = Argon2id(**self._question).derive(typed)  # type: ignore[arg-type]  # likewise
        return _answers[known_by]


def remember() -> None:
    """From here on in this process, for what makes or opens a vault thousands of times and measures something else."""
    kdf.Argon2id = Remembered  # type: ignore[misc,assignment]  # the same results


def salts() -> Iterator[bytes]:
    """32 bytes each, no two the same, and the same ones in each test: so that the vaults of one test ask what those of another did."""
    return (hashlib.sha256(b"salt %d" % number).digest() for number in itertools.count())
