"""Opening one file for looking: a worker of its own, started off the window's thread, ended when another file is opened."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock, Thread

from casefile.errors import Cancelled
from casefile.progress import Progress
from casefile.usecases.preview import Kind, Pixels, Probe, Viewing
from casefile.usecases.session import Session

WAVEFORM_BARS = 120


@dataclass(frozen=True)
class Look:
    """What is seen first of an opened file: a picture of its page 0 or its poster, its text, or its waveform."""

    probe: Probe
    picture: Pixels | None = None
    text: str = ""
    waveform: tuple[int, ...] = ()


class Opened:
    """A file that is being opened or is open. `close` may come at any time, from the window's thread, before it is open as well."""

    def __init__(self, session: Session, evidence_id: str) -> None:
        self._session, self.id = session, evidence_id
        self._lock = Lock()
        self._closed = False
        self._viewing: Viewing | None = None

    def open(self, progress: Progress, box: tuple[int, int]) -> Look:
        """Start the worker and look, pictures inside `box` pixels. Called once, off the window's thread.

        Raises:
            CannotShow, NotFound, VerificationFailed: as `Viewing`.
            Cancelled: it was closed.
        """
        viewing = Viewing(self._session, self.id, progress)
        with self._lock:
            self._viewing = viewing
            closed = self._closed
        if closed:
            viewing.close()
            raise Cancelled
        return _first_look(viewing, box)

    def page(self, number: int, box: tuple[int, int]) -> Pixels:
        """Page `number`, from 0, or the poster of a film, inside `box` pixels.

        Raises:
            CannotShow, VerificationFailed: as `Viewing`.
            Cancelled: it was closed.
        """
        viewing = self._viewing
        if viewing is None:
            raise Cancelled
        return viewing.thumbnail(box) if viewing.kind is Kind.VIDEO else viewing.page(number, box)

    def close(self) -> None:
        """End the worker, without waiting for it."""
        Thread(target=self.close_now, name="closing a file").start()

    def close_now(self) -> None:
        """End the worker, and come back when it has ended: no stream into the vault is open any more."""
        with self._lock:
            self._closed, viewing = True, self._viewing
        if viewing is not None:
            viewing.close()


def _first_look(viewing: Viewing, box: tuple[int, int]) -> Look:
    probe = viewing.probe()
    match probe.kind:
        case Kind.AUDIO:
            return Look(probe, waveform=viewing.waveform(WAVEFORM_BARS))
        case Kind.TEXT | Kind.DOCUMENT:
            return Look(probe, text=viewing.text())
        case Kind.OTHER:
            return Look(probe)
        case Kind.VIDEO:
            return Look(probe, viewing.thumbnail(box))
        case _:
            return Look(probe, viewing.page(0, box))
