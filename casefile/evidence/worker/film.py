"""The picture of a recording, from any moment onwards."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import PIL.Image
import PIL.ImageFile  # Pillow imports it when pixels are taken out, which is too late in a confined process
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from casefile.evidence.worker.decoding import LARGEST_DECODED, CannotDecode, Picture, Size, fit
from casefile.evidence.worker.protocol import Failure

_WORTH_DECODING_ON_MS = 2000
_TURNS = {
    90: PIL.Image.Transpose.ROTATE_90,
    180: PIL.Image.Transpose.ROTATE_180,
    270: PIL.Image.Transpose.ROTATE_270,
}


class Film:
    """The frames of one stream. Moments asked for in order are decoded on, others are sought."""

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        if stream.codec_context.width * stream.codec_context.height > LARGEST_DECODED:
            raise CannotDecode(Failure.TOO_LARGE)
        stream.codec_context.thread_count = 1
        self._container = container
        self._stream = stream
        self._start_ms = (container.start_time or 0) // 1000
        self._frames: Iterator[VideoFrame] = container.decode(stream)
        self._last: VideoFrame | None = None

    def upright_size(self) -> Size:
        """Size of the picture as it is seen: pixels made square, turned as the device was held."""
        frame = self._last or self._frame_at(0)
        square = self._square(frame)
        return Size(square.height, square.width) if frame.rotation % 180 else square

    def at(self, at_ms: int, box: Size) -> Picture:
        """The first frame that is shown at or after the moment, else the last that decodes, inside `box`."""
        frame = self._frame_at(at_ms)
        turned = frame.rotation % 360
        inside = Size(box.height, box.width) if turned % 180 else box
        size = fit(self._square(frame), inside, enlarge=False)
        scaled = frame.reformat(*size, format="rgb24", threads=1)
        stride = scaled.planes[0].line_size
        image = PIL.Image.frombuffer("RGB", size, bytes(scaled.planes[0]), "raw", "RGB", stride, 1)
        if turned in _TURNS:
            image = image.transpose(_TURNS[turned])
        return Picture(Size(*image.size), image.tobytes())

    def _frame_at(self, at_ms: int) -> VideoFrame:
        ahead = at_ms - self._time_ms(self._last) if self._last else at_ms
        if self._last and ahead == 0:
            return self._last
        if not 0 <= ahead <= _WORTH_DECODING_ON_MS:
            self._container.seek((self._start_ms + at_ms) * 1000)
            self._frames = self._container.decode(self._stream)
        for frame in self._frames:
            self._last = frame
            if self._time_ms(frame) >= at_ms:
                break
        if self._last is None:
            raise CannotDecode(Failure.DAMAGED)
        return self._last

    def _time_ms(self, frame: VideoFrame) -> int:
        return int((frame.time or 0) * 1000) - self._start_ms

    def _square(self, frame: VideoFrame) -> Size:
        ratio = self._stream.codec_context.sample_aspect_ratio or Fraction(1)
        return Size(max(1, round(frame.width * ratio)), frame.height) if ratio > 0 else Size(frame.width, frame.height)
