"""Locks when the person leaves: the screen is locked, the computer goes to sleep, or it has slept."""

from __future__ import annotations

import sys
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.shell import bus, winmessages
from ui.shell.sleeping import SleepClock

Told = Literal["both", "sleep", "screen", "neither"]


def told() -> Told:
    """What this computer tells at the moment it happens. That it has slept is noticed on every one."""
    if sys.platform == "win32":
        return "both"
    sleep, screen = bus.tells_of_sleep(), bus.tells_of_screen()
    if sleep and screen:
        return "both"
    if sleep:
        return "sleep"
    return "screen" if screen else "neither"


class Away(QObject):
    """`left` fires when the person leaves. Runs between `start` and `stop`."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._clock = SleepClock(self)
        self._listener = winmessages.Listener(window) if sys.platform == "win32" else bus.Listener(self)
        self._clock.woke.connect(self.left)
        self._listener.left.connect(self.left)

    def start(self) -> None:
        """Watch."""
        self._clock.start()
        self._listener.start()

    def stop(self) -> None:
        """Watch no longer, as while locked."""
        self._clock.stop()
        self._listener.stop()
