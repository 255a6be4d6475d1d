"""What something costs in time and memory."""

from __future__ import annotations

import sys
import time
from pathlib import Path


class Spent:
    """What was spent since it was made."""

    def __init__(self) -> None:
        if sys.platform == "linux":
            Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew: proc(5)
        self._resident, self._begun = _peak(), time.perf_counter()

    def seconds(self) -> float:
        """Time that passed."""
        return time.perf_counter() - self._begun

    def resident(self) -> int:
        """Bytes by which the peak of this process rose, whoever took them; 0 where the system does not tell."""
        return _peak() - self._resident


def _peak() -> int:
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
