"""A fault at every system call by which Casefile writes, SQLite's own among them: see `paths` for what is tried, `wholeness` for what must hold.

The quick share of `make test` takes some points of each; ``CASEFILE_FAULTS=all`` (`make faults`) takes every one, which is many thousands.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.paths import PATHS
from tests.faults.stepping import FAULTS

ROOT = Path(__file__).parents[2]
ALL = os.environ.get("CASEFILE_FAULTS") == "all"
QUICK_SHARE = "1"
_OFFERED = "import sys; from tests.faults.watching import is_offered; sys.exit(not is_offered())"


@pytest.fixture(scope="module", autouse=True)
def watched() -> None:
    """Skip where no process can be watched."""
    if subprocess.run([sys.executable, "-c", _OFFERED], cwd=ROOT, check=False).returncode:
        pytest.skip("this system has no seccomp notifications to watch a process by")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Where the worlds lie: in memory where there is such a place, for a kill leaves what the system holds, whatever the medium."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path / "worlds"
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder) / "worlds"


def _tallies(path: str, share: str, place: Path, *faults: str) -> list[dict[str, object]]:
    command = [sys.executable, "-m", "tests.faults.campaign", path, share, str(place), *faults]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.mark.threat(1, 2, 4)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "faults", [(fault,) for fault in FAULTS] if ALL else [tuple(FAULTS)], ids=" ".join if ALL else "".join
)
def test_a_fault_at_every_call(
    path: str, faults: tuple[str, ...], place: Path, record_property: Callable[[str, object], None]
) -> None:
    tallies = _tallies(path, "0" if ALL else QUICK_SHARE, place, *faults)
    record_property("faults", tallies)
    wrong = [line for tally in tallies for line in tally["wrong"]]  # type: ignore[attr-defined]  # a list of sentences
    assert wrong == []
