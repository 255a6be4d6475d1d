"""Taking in a large file at no less than half the speed of hashing it, in memory that does not depend on its size."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casefile.vault.blobs import BlobStore
from casefile.vault.keys import Keys, new_vault_key

pytestmark = pytest.mark.bench
MEGABYTES = 1024
_PEAK = r"""
import re, sys
from pathlib import Path
from casefile.vault.blobs import BlobStore
from casefile.vault.keys import Keys
store = BlobStore(Path(sys.argv[1]), Keys.of(bytes(32)).store)
with Path(sys.argv[2]).open("rb") as file:
    store.add(file)
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of one gigabyte."""
    path = tmp_path / "recording"
    with path.open("wb") as file:
        for _ in range(MEGABYTES):
            file.write(os.urandom(1 << 20))
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Folders for a store."""
    for name in ("staging", "evidence"):
        (tmp_path / "vault" / name).mkdir(parents=True)
    return tmp_path / "vault"


def _hashing(path: Path) -> float:
    begun = time.perf_counter()
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    return time.perf_counter() - begun


def _taking_in(store: BlobStore, path: Path) -> float:
    begun = time.perf_counter()
    with path.open("rb") as file:
        blob = store.add(file)
    taken = time.perf_counter() - begun
    store.remove(blob.name)
    return taken


def test_intake_keeps_half_the_pace_of_hashing(large: Path, place: Path) -> None:
    store = BlobStore(place, Keys.of(new_vault_key()).store)
    hashed = min(_hashing(large) for _ in range(3))
    taken = min(_taking_in(store, large) for _ in range(4))
    print(f"SHA-256 {MEGABYTES / hashed:.0f} MiB/s, intake {MEGABYTES / taken:.0f} MiB/s, ratio {hashed / taken:.2f}")
    assert hashed / taken > 0.5


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_intake_needs_little_memory(large: Path, place: Path) -> None:
    command = [sys.executable, "-c", _PEAK, str(place), str(large)]
    peak = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(f"peak {peak} MiB")
    assert peak < 100
