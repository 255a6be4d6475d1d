"""Looking at evidence by its id: thumbnail, pages, text, waveform. Every picture comes from the confined worker.

What was looked at is kept in memory alone and goes with the open vault; nothing of it is ever written down.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock
from types import TracebackType
from typing import BinaryIO, TypeVar

from casefile.errors import Cancelled, CasefileError
from casefile.evidence.viewing import Box, CannotShow, Kind, Limits, Pixels, Probe, Viewer
from casefile.progress import SILENT, Progress
from casefile.usecases import evidence
from casefile.usecases.session import Session

__all__ = ["CannotShow", "Glance", "Glances", "Kind", "Pixels", "Probe", "Viewing", "glance"]

T = TypeVar("T")

WAVEFORM_BARS = 40
"""Bars in the waveform of a tile."""
_FIRST_CHARACTERS = 1_000
_PATIENCE = Limits(start_seconds=20, answer_seconds=10, long_answer_seconds=20)
"""For a tile: whoever wants to see a slow file opens it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a tile shows of a file. `fault` says why there is nothing to see; `probe` may be known all the same.

    `waveform` has `WAVEFORM_BARS` numbers from 0 to 255, `text` the beginning of a text.
    """

    probe: Probe | None = None
    picture: Pixels | None = None
    waveform: tuple[int, ...] = ()
    text: str = ""
    fault: CasefileError | None = None

    @property
    def weight(self) -> int:
        """Bytes it takes in memory, roughly."""
        return 1_000 + (len(self.picture.rgb) if self.picture else 0) + 4 * len(self.text)


class Viewing:
    """One file of an open vault, open for looking. Any thread may ask; questions wait for one another; `close` ends it at once.

    `opened` gives the stream: of a piece of evidence, or of a file that lies in something received.

    Every question raises `CannotShow` when there is no answer, `Cancelled` once it is closed, and `VerificationFailed` when the stored
    file was altered.

    Raises:
        NotFound: no such evidence, or its file is not in this vault.
        CannotShow: the worker did not start.
    """

    def __init__(
        self,
        session: Session,
        evidence_id: str,
        progress: Progress = SILENT,
        limits: Limits | None = None,
        opened: Callable[[Session, str], BinaryIO] = evidence.opened,
    ) -> None:
        self._asking = Lock()
        self._open = _UntilClosed(progress)
        self._source = opened(session, evidence_id)
        try:
            self._viewer = Viewer(self._source, limits or Limits(), self._open)
        except BaseException:
            self._source.close()
            raise

    def __enter__(self) -> Viewing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker and let go of the file. A question that is being asked in another thread ends with `Cancelled`."""
        self._open.close()
        with self._asking:
            self._viewer.close()
            self._source.close()

    @property
    def kind(self) -> Kind:
        """What the first bytes say the file is."""
        return self._viewer.kind

    def probe(self) -> Probe:
        """What the file says about itself."""
        return self._ask(self._viewer.probe)

    def thumbnail(self, box: Box) -> Pixels:
        """The picture that stands for the file, inside `box` pixels: the image, the first page, the poster of a film."""
        return self._ask(lambda: self._viewer.thumbnail(box))

    def page(self, number: int, box: Box) -> Pixels:
        """Page `number`, counted from 0, inside `box` pixels; of an image, page 0. An image is never enlarged."""
        return self._ask(lambda: self._viewer.render(number, box))

    def text(self, limit: int = 1_000_000) -> str:
        """The first `limit` characters of text; pages are parted by form feeds."""
        return self._ask(lambda: self._viewer.text(limit))

    def waveform(self, buckets: int) -> tuple[int, ...]:
        """The loudest sample, 0 to 255, of each of `buckets` equal stretches of a recording."""
        return self._ask(lambda: self._viewer.waveform(buckets))

    def _ask(self, question: Callable[[], T]) -> T:
        with self._asking:
            self._open.check()
            return question()


class _UntilClosed:
    """A progress that also says stop once the viewing is closed."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._closed = progress, Event()

    def step(self, done: int, total: int | None) -> None:
        self._progress.step(done, total)

    def check(self) -> None:
        if self._closed.is_set():
            raise Cancelled
        self._progress.check()

    def close(self) -> None:
        self._closed.set()


def glance(
    session: Session,
    evidence_id: str,
    box: Box,
    progress: Progress = SILENT,
    opened: Callable[[Session, str], BinaryIO] = evidence.opened,
) -> Glance:
    """What a tile shows of a file, its picture inside `box` pixels. A file that cannot be shown is no error, nor is one that was altered.

    `opened` as for `Viewing`.

    Raises:
        Cancelled
    """
    probe = None
    try:
        with Viewing(session, evidence_id, progress, _PATIENCE, opened) as viewing:
            probe = viewing.probe()
            return _seen(viewing, probe, box)
    except CasefileError as fault:
        return Glance(probe, fault=fault)


def _seen(viewing: Viewing, probe: Probe, box: Box) -> Glance:
    match probe.kind:
        case Kind.AUDIO:
            return Glance(probe, waveform=viewing.waveform(WAVEFORM_BARS))
        case Kind.TEXT | Kind.DOCUMENT:
            return Glance(probe, text=viewing.text(_FIRST_CHARACTERS))
        case Kind.OTHER:
            return Glance(probe)
        case _:
            return Glance(probe, viewing.thumbnail(box))


class Glances:
    """Glances kept in memory, those not asked for the longest leaving first. Any thread may ask.

    Args:
        most_bytes: how much they may take together.
    """

    def __init__(self, session: Session, box: Box, most_bytes: int = 64 << 20) -> None:
        self._session, self._box, self._most = session, box, most_bytes
        self._kept: OrderedDict[str, Glance] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def kept(self, evidence_id: str) -> Glance | None:
        """The glance at a file, if it is in memory."""
        with self._lock:
            found = self._kept.get(evidence_id)
            if found is not None:
                self._kept.move_to_end(evidence_id)
            return found

    def look(self, evidence_id: str, progress: Progress = SILENT) -> Glance:
        """The glance at a file, made now unless it is in memory."""
        return self.kept(evidence_id) or self._keep(
            evidence_id, glance(self._session, evidence_id, self._box, progress)
        )

    def forget(self) -> None:
        """Keep nothing more."""
        with self._lock:
            self._kept.clear()
            self._weight = 0

    def _keep(self, evidence_id: str, seen: Glance) -> Glance:
        with self._lock:
            before = self._kept.pop(evidence_id, None)
            self._kept[evidence_id] = seen
            self._weight += seen.weight - (before.weight if before else 0)
            while self._weight > self._most and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._weight -= oldest.weight
        return seen
