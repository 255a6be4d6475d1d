"""Keeps what is typed: a draft is written into the vault a moment after each change, off the window's thread."""

from __future__ import annotations

from threading import Lock

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.errors import CasefileError
from casefile.usecases import drafts
from casefile.usecases.drafts import Draft
from casefile.usecases.edit import Changes
from casefile.usecases.session import Session
from ui.shell.desk import Desk

WAIT_MS = 600
"""After the first change that is not kept yet. Typing on does not put it off: no more than this is ever at stake."""


class DraftKeeper(QObject):
    """Writes the drafts of one record, the latest only, one after the other.

    Signals:
        kept: the ISO time of the draft that is safe now.
        forgotten: the draft was dropped, for nothing differs any more.
        failed: a CasefileError; what was typed stays in the form.
    """

    kept = Signal(str)
    forgotten = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, record_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._session, self._record_id = desk, desk.vault, record_id
        self._lock = Lock()
        self._waiting: Draft | None = None
        self._waits = False
        self._over = self._session.is_rescue  # then nothing can be kept
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._start)

    def put(self, draft: Draft | None) -> None:
        """Keep `draft` soon; None drops what is kept."""
        with self._lock:
            self._waiting, self._waits = draft, True
        if not self._timer.isActive():
            self._timer.start()

    def write_now(self) -> None:
        """Keep what waits before returning, as when the vault is about to lock."""
        self._timer.stop()
        self._write()

    def save(self, session: Session, draft: Draft) -> Changes:
        """Save the record; no draft of it is written after that. Called off the window's thread."""
        with self._lock:
            changes = drafts.save(session, draft)
            self._over, self._waits = True, False
        return changes

    def end(self) -> None:
        """Write nothing any more."""
        self._timer.stop()
        with self._lock:
            self._over, self._waits = True, False

    def discard(self, session: Session) -> None:
        """Drop the draft and write none any more. Called off the window's thread."""
        with self._lock:
            drafts.discard(session, self._record_id)
            self._over, self._waits = True, False

    def _start(self) -> None:
        self._desk.run(self, lambda _progress: self._write(), self._tell, self._complain)

    def _write(self) -> str | None:
        with self._lock:
            if self._over or not self._waits:
                return None
            draft = self._waiting
            if draft is None:
                drafts.discard(self._session, self._record_id)
                self._waits = False
                return ""
            time = drafts.keep(self._session, draft)
            self._waits = False
            return time

    def _tell(self, time: str | None) -> None:
        if time:
            self.kept.emit(time)
        elif time is not None:
            self.forgotten.emit()

    def _complain(self, error: CasefileError) -> None:
        self.failed.emit(error)
