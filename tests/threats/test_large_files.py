"""A file larger than what may be held in memory, in little: `make bench` does the same with ten gigabytes (threats.md, test 24)."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from casefile.usecases import evidence
from casefile.usecases.session import Session
from tests.benchmarks.test_store import Endless, details
from tests.threats.spending import Spent

MEGABYTES = 192


@pytest.mark.threat(24)
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read as Linux tells it")
def test_memory_of_intake_and_time_of_the_middle(session: Session, tmp_path: Path) -> None:
    evidence.take_in(session, Endless(2), details())  # what is loaded once is loaded
    spent = Spent()
    taken = evidence.take_in(session, Endless(MEGABYTES), details())
    assert spent.resident() < 100 << 20
    took = []
    for _ in range(5):
        begun = time.process_time()
        with evidence.opened(session, taken.id) as stream:
            stream.seek(MEGABYTES << 19)
            assert len(stream.read(1 << 20)) == 1 << 20
        took.append(time.process_time() - begun)
    assert min(took) < 0.05
