"""Encryption may not be what intake waits for: measured beside SHA-256 in the same run."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable

import pytest

from casefile.crypto.age import Encryptor, HybridIdentity

pytestmark = pytest.mark.bench

MEGABYTES = 48
BLOCK = os.urandom(1 << 20)


class Nowhere:
    """A sink that forgets."""

    def write(self, data: bytes | bytearray | memoryview) -> int:
        return len(data)


def hashing() -> None:
    digest = hashlib.sha256()
    for _ in range(MEGABYTES):
        digest.update(BLOCK)


def encrypting() -> None:
    encryptor = Encryptor(Nowhere(), [HybridIdentity.generate().recipient])
    for _ in range(MEGABYTES):
        encryptor.write(BLOCK)
    encryptor.finish()


def fastest(job: Callable[[], None]) -> float:
    """Seconds of the best of seven runs; the others were disturbed."""
    taken = []
    for _ in range(7):
        begun = time.perf_counter()
        job()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def test_encryption_keeps_up_with_hashing() -> None:
    hashed, encrypted = fastest(hashing), fastest(encrypting)
    print(
        f"SHA-256 {MEGABYTES / hashed:.0f} MiB/s, age {MEGABYTES / encrypted:.0f} MiB/s, ratio {hashed / encrypted:.2f}"
    )
    assert hashed / encrypted > 0.5
