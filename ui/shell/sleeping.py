"""Notices that the computer has slept, by two clocks of which one stands still meanwhile.

The last resort where nobody tells before: it can only lock once the computer is awake again.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

LONG = 5.0
"""Seconds by which the clocks may part before it counts as sleep; two readings are never made at one moment."""
_LOOK_MS = 2000


def slept() -> float:
    """Seconds this computer has slept since some fixed moment. Only differences mean something.

    Linux, macOS and Windows have a clock that counts sleep and one that does not (clock_gettime(2), QueryUnbiasedInterruptTime). Elsewhere
    the time of day is compared, which also parts when somebody sets it.
    """
    if sys.platform == "win32":
        ticks = ctypes.c_ulonglong()  # of 100 ns
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return time.monotonic() - ticks.value / 1e7
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()
    return time.time() - time.monotonic()


class SleepClock(QObject):
    """`woke` fires when the computer slept longer than `LONG` between two looks. Runs between `start` and `stop`.

    Args:
        clock: seconds slept so far, as `slept` tells them.
        look_ms: milliseconds between two looks.
    """

    woke = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = slept, look_ms: int = _LOOK_MS
    ) -> None:
        super().__init__(parent)
        self._clock, self._before = clock, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(look_ms)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Look from now on."""
        self._before = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """Look no longer."""
        self._timer.stop()

    def _look(self) -> None:
        now = self._clock()
        away, self._before = now - self._before, now
        if away > LONG:
            self.woke.emit()
