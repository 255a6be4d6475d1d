"""How a long job says where it is, and how it is stopped.

The core calls `step` and `check`; whoever started the job decides what they do. Cancelling raises `Cancelled`
at the next `check`, and the job undoes what it had begun.
"""

from __future__ import annotations

from threading import Event
from typing import Protocol

from casefile.errors import Cancelled


class Progress(Protocol):
    """What a long job reports to."""

    def step(self, done: int, total: int | None) -> None:
        """`done` of `total` units are finished; bytes for files, items for lists; total is None when unknown."""

    def check(self) -> None:
        """Raise `Cancelled` when the person asked to stop."""


class _Silent:
    def step(self, done: int, total: int | None) -> None:
        """Report to no one."""

    def check(self) -> None:
        """Never stop."""


SILENT: Progress = _Silent()


class Stoppable:
    """A progress that another thread can read and stop."""

    def __init__(self) -> None:
        self.done = 0
        self.total: int | None = None
        self._stop = Event()

    def step(self, done: int, total: int | None) -> None:
        """Remember the figures for whoever looks."""
        self.done, self.total = done, total

    def check(self) -> None:
        """Raise `Cancelled` after `stop`."""
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        """Ask the job to end at its next check. Any thread may call."""
        self._stop.set()
