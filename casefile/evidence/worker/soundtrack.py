"""The sound of a recording as samples, from any moment onwards."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from casefile.evidence.worker.decoding import Heard

_HIGHEST_RATE = 48_000
_BYTES_PER_SAMPLE = 2


class Soundtrack:
    """Signed 16-bit samples of at most two channels. Stretches that follow one another are decoded without seeking."""

    def __init__(self, container: InputContainer, stream: AudioStream) -> None:
        self._container = container
        self._stream = stream
        self._rate = min(stream.codec_context.sample_rate or _HIGHEST_RATE, _HIGHEST_RATE)
        self._channels = 1 if stream.codec_context.channels == 1 else 2
        self._start = (container.start_time or 0) * self._rate // 1_000_000
        self._waiting = bytearray()
        self._first_waiting = 0
        self._chunks = self._decode()

    def stretch(self, start_ms: int, length_ms: int) -> Heard:
        """The sound from `start_ms` on, shorter where the recording ends."""
        first, count = start_ms * self._rate // 1000, length_ms * self._rate // 1000
        if not self._first_waiting <= first <= self._first_waiting + self._frames_waiting():
            self._seek(first)
        while self._first_waiting + self._frames_waiting() < first + count:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            self._waiting += chunk
        self._drop(first - self._first_waiting)
        samples = bytes(self._waiting[: count * self._width])
        self._drop(len(samples) // self._width)
        return Heard(self._rate, self._channels, samples)

    @property
    def _width(self) -> int:
        return self._channels * _BYTES_PER_SAMPLE

    def _frames_waiting(self) -> int:
        return len(self._waiting) // self._width

    def _drop(self, frames: int) -> None:
        frames = max(0, min(frames, self._frames_waiting()))
        del self._waiting[: frames * self._width]
        self._first_waiting += frames

    def _seek(self, first: int) -> None:
        self._container.seek((self._start + first) * 1_000_000 // self._rate)
        self._waiting.clear()
        self._first_waiting = first
        self._chunks = self._decode()

    def _decode(self) -> Iterator[bytes]:
        """Chunks of samples from where the container stands; the first tells where that is."""
        resampler = av.AudioResampler("s16", "mono" if self._channels == 1 else "stereo", self._rate)
        placed = False
        for frame in self._container.decode(self._stream):
            if not placed:
                placed = True
                self._first_waiting = round((frame.time or 0) * self._rate) - self._start
            for even in resampler.resample(frame):
                yield bytes(even.planes[0])[: even.samples * self._width]
