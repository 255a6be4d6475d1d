"""What a decoder can be asked. Each kind of file has one decoder, and answers what that kind of file has."""

from __future__ import annotations

from typing import NamedTuple

from casefile.evidence.worker.filetypes import FileType
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile

LARGEST_DECODED = 100_000_000
"""Pixels of the largest image that is decoded; four bytes each fit the memory limit."""


class CannotDecode(Exception):
    """There is no answer, and why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.name)
        self.failure = failure


class Size(NamedTuple):
    """Pixels (of a PDF page: points) across and down."""

    width: int
    height: int


class Picture(NamedTuple):
    """RGB888 rows without padding."""

    size: Size
    rgb: bytes | bytearray


class Found(NamedTuple):
    """What a file says about itself; zero or empty where it says nothing.

    `captured` is ISO 8601 to the second, with the offset from UTC only if the device wrote one.
    """

    filetype: FileType
    pages: int = 0
    size: Size = Size(0, 0)
    duration_ms: int = 0
    captured: str = ""


class Heard(NamedTuple):
    """Interleaved signed 16-bit little-endian samples at `rate` Hz."""

    rate: int
    channels: int
    samples: bytes


class Decoder:
    """Looks into one file. It is made before the worker is confined and reads nothing until it is asked something.

    `lacking` is the reason given for what this kind of file has not.
    """

    def __init__(self, file: RemoteFile, filetype: FileType, lacking: Failure = Failure.NOTHING_THERE) -> None:
        self.file = file
        self.filetype = filetype
        self.lacking = lacking

    def probe(self) -> Found:
        """What the file says about itself."""
        return Found(self.filetype)

    def thumbnail(self, box: Size) -> Picture:
        """The picture that stands for the file, inside `box`."""
        return self.render(0, box)

    def render(self, page: int, box: Size) -> Picture:  # noqa: ARG002  # what this kind of file has not
        """Page `page`, counted from 0, inside `box`."""
        raise CannotDecode(self.lacking)

    def frame(self, at_ms: int, box: Size) -> Picture:  # noqa: ARG002  # what this kind of file has not
        """The picture shown `at_ms` milliseconds from the beginning, inside `box`."""
        raise CannotDecode(self.lacking)

    def text(self, limit: int) -> str:  # noqa: ARG002  # what this kind of file has not
        """The first `limit` characters of the text."""
        raise CannotDecode(self.lacking)

    def waveform(self, buckets: int) -> bytes:  # noqa: ARG002  # what this kind of file has not
        """The loudest sample, 0 to 255, of each of `buckets` equal stretches."""
        raise CannotDecode(self.lacking)

    def sound(self, start_ms: int, length_ms: int) -> Heard:  # noqa: ARG002  # what this kind of file has not
        """The sound of one stretch; shorter at the end."""
        raise CannotDecode(self.lacking)

    def sheets(self) -> list[str]:
        """The names of the tables in the file."""
        raise CannotDecode(self.lacking)

    def rows(self, sheet: int, had: int) -> bytes:  # noqa: ARG002  # what this kind of file has not
        """The rows of table `sheet` after the first `had`, as many as fit one answer: `tables.Batches`."""
        raise CannotDecode(self.lacking)


def fit(size: Size, box: Size, *, enlarge: bool) -> Size:
    """The largest size of the same proportions inside `box`; never above `size` unless `enlarge`."""
    if min(size) < 1:
        raise CannotDecode(Failure.DAMAGED)
    scale = min(box.width / size.width, box.height / size.height)
    if not enlarge:
        scale = min(scale, 1.0)
    return Size(max(1, int(size.width * scale + 1e-6)), max(1, int(size.height * scale + 1e-6)))
