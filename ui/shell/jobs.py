"""The long jobs that run now, as the jobs bar shows them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from babel.numbers import format_decimal
from PySide6.QtCore import QObject, QTimer, Signal

from casefile.errors import CasefileError
from casefile.progress import Progress
from ui.parts.jobs_bar import JobView
from ui.words import language, t
from ui.work import Running, run

T = TypeVar("T")
_LOOK_MS = 200
_GUESS_AFTER = 3.0  # seconds before a time left is worth saying


@dataclass
class _Entry:
    key: str
    what: str
    running: Running
    began: float
    item: str = ""
    amount: Callable[[int, int], str] | None = None
    reached: int = 0


class Jobs(QObject):
    """Starts long jobs and tells, five times a second while any runs, how they stand."""

    changed = Signal(object)  # tuple of JobView, oldest first

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._tell)

    def start(
        self,
        what: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[CasefileError], None],
        context: QObject,
        amount: Callable[[int, int], str] | None = None,
    ) -> Running:
        """Run `job` off the window's thread and show it as `what`.

        `amount` words (done, total); without it they read "9 of 24".
        """
        running = run(context, job, done, failed)
        self._count += 1
        self._entries.append(_Entry(str(self._count), what, running, time.monotonic(), amount=amount))
        self._timer.start()
        self._tell()
        return running

    def cancel(self, key: str) -> None:
        """Ask the job `key` to stop."""
        for entry in self._entries:
            if entry.key == key:
                entry.running.stop()
        self._tell()

    def cancel_all(self) -> None:
        """Ask every job to stop, as before a lock."""
        for entry in self._entries:
            entry.running.stop()

    def name_item(self, running: Running, item: str) -> None:
        """Show `item`, the file in hand, for the job `running`."""
        for entry in self._entries:
            if entry.running is running:
                entry.item = item

    def _tell(self) -> None:
        self._entries = [entry for entry in self._entries if not entry.running.is_over]
        if not self._entries:
            self._timer.stop()
        for entry in self._entries:
            _note_next_step(entry)
        self.changed.emit(tuple(_view(entry) for entry in self._entries))


def _note_next_step(entry: _Entry) -> None:
    """A job in several steps counts each from nothing: so does the time that is left of it."""
    if entry.running.done < entry.reached:
        entry.began = time.monotonic()
    entry.reached = entry.running.done


def _view(entry: _Entry) -> JobView:
    done, total = entry.running.done, entry.running.total
    if not total:
        return JobView(entry.key, entry.what, item=entry.item)
    part = min(done / total, 1.0)
    words = (
        entry.amount(done, total) if entry.amount else t("window.jobs.done", done=_number(done), total=_number(total))
    )
    return JobView(entry.key, entry.what, part, words, _time_left(entry.began, part), entry.item)


def _number(count: int) -> str:
    return str(format_decimal(count, locale=language()))


def _time_left(began: float, part: float) -> str:
    passed = time.monotonic() - began
    if passed < _GUESS_AFTER or part <= 0:
        return ""
    seconds = round(passed / part - passed)
    if seconds < 90:
        return t("window.jobs.seconds_left", n=max(seconds, 1))
    return t("window.jobs.minutes_left", n=round(seconds / 60))
