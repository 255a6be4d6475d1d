"""From the start of the process to the unlock page on the screen, beside a bare PySide6 window in the same run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNS = 7
LIMIT = 8.0
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
print("shown", flush=True)
"""


def seconds_to_shown(words: list[str], handed: bytes) -> float:
    """Seconds until the process says that its window is shown."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(handed)
    process.stdin.close()
    assert process.stdout.readline() == b"shown\n"
    elapsed = time.perf_counter() - started
    process.kill()
    process.wait()
    process.stdout.close()
    return elapsed


@pytest.mark.bench
def test_unlock_page_within_eight_bare_windows(tmp_path):
    handed = json.dumps({"vault": str(tmp_path), "place": [0, 0, 1280, 720]}).encode()
    bare, ours = [], []
    for _ in range(RUNS):
        bare.append(seconds_to_shown(["-c", BARE], b""))
        ours.append(seconds_to_shown(["-m", "ui", "--successor"], handed))
    ratio = statistics.median(ours) / statistics.median(bare)
    print(
        f"\nstart to unlock page {statistics.median(ours):.3f} s, bare window {statistics.median(bare):.3f} s, ratio {ratio:.1f}"
    )
    assert ratio < LIMIT
