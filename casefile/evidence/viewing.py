"""Looking into evidence without ever touching it here: every answer comes from a confined worker and is checked before use.

`Viewer` keeps one worker for one file, for paging and playing. The functions below it ask one question and end the worker.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from types import TracebackType
from typing import BinaryIO, TypeVar

from casefile.evidence.worker import protocol
from casefile.evidence.worker.filetypes import BY_CODE, DOCX, HEAD_SIZE, ODT, ZIP, FileType, Kind, recognise
from casefile.evidence.worker.protocol import Tag
from casefile.evidence.workerprocess import USUAL_LIMITS, CannotShow, Limits, NotStarted, WorkerProcess
from casefile.progress import SILENT, Progress

__all__ = [
    "TEXTUAL", "CannotShow", "Kind", "Limits", "NotStarted", "Pixels", "Probe", "Sound", "Viewer", "by_signature", "confinement_report",
    "probe", "render", "text", "thumbnail", "waveform",
]  # fmt: skip

MOST_PIXELS = 24_000_000
"""Pixels of the largest picture that is taken from a worker, 72 MB."""
MOST_CHARACTERS = 4_000_000
TEXTUAL = frozenset(each.mime for each in BY_CODE.values() if each.kind in (Kind.PDF, Kind.DOCUMENT, Kind.TEXT))
"""Media types of files that may hold text."""
_ZIPPED = {".docx": DOCX, ".odt": ODT}
MOST_BUCKETS = 10_000
LONGEST_SOUND_MS = 30_000

_LARGEST_SIDE = 30_000
_HIGHEST_RATE = 48_000
_LONGEST_MS = 10**10
_CAPTURED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d)?")
_CONTROLS = dict.fromkeys(set(range(32)) - {ord("\t"), ord("\n"), ord("\f")} | {127})

_Answer = TypeVar("_Answer")
Box = tuple[int, int]
"""Pixels across and down, each at least 1."""


def by_signature(source: BinaryIO, name: str) -> FileType:
    """The type of a file where no worker tells it: its first bytes are compared with signatures, and nothing in it is parsed.

    Args:
        source: a seekable stream over the file, which stays the caller's.
        name: what the file is called; decides only which document a ZIP archive is.
    """
    source.seek(0)
    found = recognise(source.read(HEAD_SIZE))
    ending = name[name.rfind(".") :].casefold()
    return _ZIPPED.get(ending, found) if found is ZIP else found


@dataclass(frozen=True)
class Probe:
    """What a file says about itself; None where it says nothing.

    `mime` is a media type. `width` and `height` are pixels as seen upright, of a PDF the first page in points. `captured` is a claim of
    the device, without a zone when the device wrote none.
    """

    kind: Kind
    mime: str
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    captured: datetime | None = None


@dataclass(frozen=True)
class Pixels:
    """A picture: `height` rows of `width` RGB888 pixels, without padding."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True)
class Sound:
    """Interleaved signed 16-bit little-endian samples; `rate` in Hz, one or two `channels`."""

    rate: int
    channels: int
    samples: bytes


class Viewer:
    """One worker for one file. `source` is a seekable binary stream that stays the caller's; only the parts needed are read.

    Every question raises `CannotShow` when there is no answer, `Cancelled` when `progress` says so, and whatever reading `source`
    raises. After a worker that stopped or was too slow, a new viewer is needed; after any other refusal this one can be asked on.
    """

    def __init__(self, source: BinaryIO, limits: Limits = USUAL_LIMITS, progress: Progress = SILENT) -> None:
        self._limits = limits
        self._progress = progress
        self._worker = WorkerProcess(source, limits, progress)

    def __enter__(self) -> Viewer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    @property
    def kind(self) -> Kind:
        """What the first bytes say; `probe` knows better where a container may hold one thing or another."""
        return self._worker.filetype.kind

    @property
    def mime(self) -> str:
        """The media type of `kind`. Known even for a file that is damaged further on."""
        return self._worker.filetype.mime

    @property
    def confinement(self) -> tuple[str, ...]:
        """The restrictions in force for this worker, as names of `protocol.Fact` in small letters."""
        return tuple(fact.name.lower() for fact in protocol.Fact if fact in self._worker.facts and fact.name)

    @property
    def process_id(self) -> int:
        """The system's number of the worker."""
        return self._worker.process_id

    def probe(self) -> Probe:
        """What the file says about itself."""
        untrusted = self._ask(Tag.PROBE, b"", protocol.PROBE.size)
        return self._believed(_checked_probe, untrusted)

    def thumbnail(self, box: Box) -> Pixels:
        """The picture that stands for the file, inside `box`: the image, the first page, the poster of a film."""
        return self._picture(Tag.THUMBNAIL, 0, box)

    def render(self, page: int, box: Box) -> Pixels:
        """Page `page`, counted from 0, inside `box`. Pages are drawn as large as it allows; images are never enlarged."""
        return self._picture(Tag.RENDER, page, box)

    def frame(self, at_ms: int, box: Box) -> Pixels:
        """The picture of a film at a moment, inside `box`. Moments asked for in order cost no seeking."""
        return self._picture(Tag.FRAME, at_ms, box)

    def text(self, limit: int = 1_000_000) -> str:
        """The first `limit` characters of text; pages are parted by form feeds, control characters are gone."""
        limit = min(limit, MOST_CHARACTERS)
        untrusted = self._ask(Tag.TEXT, protocol.NUMBER.pack(limit), limit * 4, self._limits.long_answer_seconds)
        return self._believed(_checked_text, untrusted)[:limit]

    def waveform(self, buckets: int) -> tuple[int, ...]:
        """The loudest sample, 0 to 255, of each of `buckets` equal stretches of a recording."""
        buckets = min(buckets, MOST_BUCKETS)
        untrusted = self._ask(Tag.WAVEFORM, protocol.NUMBER.pack(buckets), buckets, self._limits.long_answer_seconds)
        return tuple(self._believed(lambda untrusted: _of_length(untrusted, buckets), untrusted))

    def sound(self, start_ms: int, length_ms: int) -> Sound:
        """The sound from `start_ms` on, at most 30 seconds; shorter where the recording ends."""
        length_ms = min(length_ms, LONGEST_SOUND_MS)
        longest = protocol.SOUND.size + length_ms * _HIGHEST_RATE // 1000 * 4
        untrusted = self._ask(Tag.SOUND, protocol.STRETCH.pack(start_ms, length_ms), longest)
        return self._believed(_checked_sound, untrusted)

    def _picture(self, question: Tag, where: int, box: Box) -> Pixels:
        width, height = _allowed(box)
        limit = protocol.PIXELS.size + width * height * 3
        untrusted = self._ask(question, protocol.RENDER.pack(where, width, height), limit)
        return self._believed(lambda untrusted: _checked_pixels(untrusted, width, height), untrusted)

    def _ask(self, question: Tag, payload: bytes, limit: int, seconds: float | None = None) -> bytearray:
        return self._worker.ask(question, payload, limit, seconds or self._limits.answer_seconds, self._progress)

    def _believed(self, check: Callable[[bytearray], _Answer], untrusted: bytearray) -> _Answer:
        """What `check` makes of the answer. A worker whose answer fails it has been taken over, and is ended."""
        try:
            return check(untrusted)
        except ValueError:
            self.close()
            raise CannotShow("stopped") from None


def _allowed(box: Box) -> Box:
    """`box`, made smaller in proportion where it asks for more than is taken."""
    width, height = (max(1, min(side, _LARGEST_SIDE)) for side in box)
    if width * height <= MOST_PIXELS:
        return width, height
    scale = sqrt(MOST_PIXELS / (width * height))
    return max(1, int(width * scale)), max(1, int(height * scale))


def _of_length(untrusted: bytearray, length: int) -> bytes:
    if len(untrusted) != length:
        raise ValueError("another length than asked for")
    return bytes(untrusted)


def _checked_pixels(untrusted: bytearray, width: int, height: int) -> Pixels:
    untrusted_width, untrusted_height = protocol.PIXELS.unpack(
        _of_length(untrusted[: protocol.PIXELS.size], protocol.PIXELS.size)
    )
    if not (0 < untrusted_width <= width and 0 < untrusted_height <= height):
        raise ValueError("outside the box")
    size = untrusted_width * untrusted_height * 3
    if len(untrusted) != protocol.PIXELS.size + size:
        raise ValueError("not as many pixels as said")
    return Pixels(untrusted_width, untrusted_height, bytes(memoryview(untrusted)[protocol.PIXELS.size :]))


def _checked_text(untrusted: bytearray) -> str:
    return untrusted.decode("utf-8").translate(_CONTROLS)


def _checked_sound(untrusted: bytearray) -> Sound:
    head = protocol.SOUND.size
    untrusted_rate, untrusted_channels = protocol.SOUND.unpack(_of_length(untrusted[:head], head))
    if not 0 < untrusted_rate <= _HIGHEST_RATE or untrusted_channels not in (1, 2):
        raise ValueError("not a sound that can be played")
    if (len(untrusted) - head) % (2 * untrusted_channels):
        raise ValueError("half a sample")
    return Sound(untrusted_rate, untrusted_channels, bytes(untrusted[head:]))


def _checked_probe(untrusted: bytearray) -> Probe:
    untrusted_code, pages, width, height, untrusted_ms, untrusted_captured = protocol.PROBE.unpack(
        _of_length(untrusted, protocol.PROBE.size)
    )
    if untrusted_code not in BY_CODE or untrusted_ms > _LONGEST_MS:
        raise ValueError("not a file type, or longer than any recording")
    filetype: FileType = BY_CODE[untrusted_code]
    captured = _checked_captured(untrusted_captured.rstrip(b"\0").decode("ascii"))
    return Probe(
        filetype.kind, filetype.mime, pages or None, width or None, height or None, untrusted_ms or None, captured
    )


def _checked_captured(untrusted: str) -> datetime | None:
    if not untrusted:
        return None
    if not _CAPTURED.fullmatch(untrusted):
        raise ValueError("not a time")
    return datetime.fromisoformat(untrusted)


def probe(source: BinaryIO, progress: Progress = SILENT, limits: Limits = USUAL_LIMITS) -> Probe:
    """`Viewer.probe` with a worker of its own."""
    with Viewer(source, limits, progress) as viewer:
        return viewer.probe()


def thumbnail(source: BinaryIO, box: Box, progress: Progress = SILENT, limits: Limits = USUAL_LIMITS) -> Pixels:
    """`Viewer.thumbnail` with a worker of its own."""
    with Viewer(source, limits, progress) as viewer:
        return viewer.thumbnail(box)


def render(source: BinaryIO, page: int, box: Box, progress: Progress = SILENT, limits: Limits = USUAL_LIMITS) -> Pixels:
    """`Viewer.render` with a worker of its own."""
    with Viewer(source, limits, progress) as viewer:
        return viewer.render(page, box)


def text(source: BinaryIO, limit: int, progress: Progress = SILENT, limits: Limits = USUAL_LIMITS) -> str:
    """`Viewer.text` with a worker of its own."""
    with Viewer(source, limits, progress) as viewer:
        return viewer.text(limit)


def waveform(
    source: BinaryIO, buckets: int, progress: Progress = SILENT, limits: Limits = USUAL_LIMITS
) -> tuple[int, ...]:
    """`Viewer.waveform` with a worker of its own."""
    with Viewer(source, limits, progress) as viewer:
        return viewer.waveform(buckets)


def confinement_report() -> tuple[str, ...]:
    """The restrictions that this system lets a worker be put under, seen on one that was started for the question."""
    with Viewer(io.BytesIO(b"")) as viewer:
        return viewer.confinement
