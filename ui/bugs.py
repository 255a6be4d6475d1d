"""Bugs are told in the window, and on standard error without what they were about (see `casefile.errors.Broken`)."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from casefile.errors import Broken
from ui.work import TOLD

_PAUSE = 5.0  # seconds in which the same bug is not told again: one in the painting of a page comes with every picture


class Bugs(QObject):
    """Hears of every exception that nobody caught, in slots and in threads. `met` carries it as `Broken`, on the window's thread."""

    met = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last: tuple[str, float] = ("", 0.0)

    def watch(self, say: Callable[[Broken], None]) -> None:
        """Begin. `say` is not called for a bug of which a page has told already."""
        self.met.connect(say, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self.hear
        threading.excepthook = lambda heard: self.hear(heard.exc_type, heard.exc_value, heard.exc_traceback)

    def hear(self, _kind: type[BaseException], bug: BaseException | None, _trail: TracebackType | None) -> None:
        """What Python calls with an exception that nobody caught."""
        if bug is None:
            return
        broken = Broken(bug)
        trail, (before, when) = broken.trail(), self._last
        self._last = (trail, time.monotonic())
        if trail == before and time.monotonic() - when < _PAUSE:
            return
        if sys.stderr is not None:  # as in a program without a console
            sys.stderr.write(trail + "\n")
        if TOLD not in getattr(bug, "__notes__", ()):
            self.met.emit(broken)
