"""Sound and film through FFmpeg, with the container told by us and never guessed, so that playlists and other files cannot be reached."""

from __future__ import annotations

from array import array
from datetime import datetime
from itertools import pairwise

import av
import av.subtitles.stream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from casefile.evidence.worker.decoding import CannotDecode, Decoder, Found, Heard, Picture, Size
from casefile.evidence.worker.filetypes import SOUND_ALONE, WITH_PICTURE, FileType
from casefile.evidence.worker.film import Film
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile
from casefile.evidence.worker.soundtrack import Soundtrack

_POSTER_LATEST_MS = 3000
_PEAK_RATE = 8000
_PEAK_SAMPLES = 400
_EARLIEST_YEAR = 1990  # a clock that was never set says 1904 or 1970
_FULL_SCALE = 32768
_WRITTEN_BY_CAMERA = ("com.apple.quicktime.creationdate", "creation_time")


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder; FFmpeg brings everything it needs with its import."""
    av.logging.set_level(None)
    return RecordingDecoder(file, filetype)


class RecordingDecoder(Decoder):
    """One recording. Frames and sound asked for in order are decoded once, without seeking."""

    def __init__(self, file: RemoteFile, filetype: FileType) -> None:
        super().__init__(file, filetype)
        self._film: Film | None = None
        self._soundtrack: Soundtrack | None = None

    def probe(self) -> Found:
        """Duration, the size of the picture as it is seen, and the time that the device wrote."""
        container = self._open()
        captured, duration = _captured(container), _duration_ms(container)
        if _picture(container) is None:
            return Found(SOUND_ALONE.get(self.filetype, self.filetype), duration_ms=duration, captured=captured)
        size = self._pictures().upright_size()
        return Found(WITH_PICTURE.get(self.filetype, self.filetype), 0, size, duration, captured)

    def thumbnail(self, box: Size) -> Picture:
        """The poster: a frame from near the beginning, where the camera has settled."""
        duration = _duration_ms(self._open())
        return self.frame(min(duration // 10, _POSTER_LATEST_MS), box)

    def frame(self, at_ms: int, box: Size) -> Picture:
        """The picture at a moment; past the end, the last one that decodes."""
        return self._pictures().at(at_ms, box)

    def waveform(self, buckets: int) -> bytes:
        """Peaks of 50 ms of all channels together, the loudest of each bucket."""
        container = self._open()
        resampler = av.AudioResampler("s16", "mono", _PEAK_RATE, _PEAK_SAMPLES)
        peaks = bytearray()
        for frame in container.decode(_sound(container)):
            for even in resampler.resample(frame):
                peaks.append(_peak(bytes(even.planes[0])[: even.samples * 2]))
        if not peaks:
            raise CannotDecode(Failure.DAMAGED)
        edges = [index * len(peaks) // buckets for index in range(buckets + 1)]
        return bytes(max(peaks[start : max(end, start + 1)]) for start, end in pairwise(edges))

    def sound(self, start_ms: int, length_ms: int) -> Heard:
        """One or two channels at the rate of the recording, at most 48 kHz."""
        if self._soundtrack is None:
            container = self._open()
            self._soundtrack = Soundtrack(container, _sound(container))
        return self._soundtrack.stretch(start_ms, length_ms)

    def _pictures(self) -> Film:
        if self._film is None:
            container = self._open()
            stream = _picture(container)
            if stream is None:
                raise CannotDecode(Failure.NOTHING_THERE)
            self._film = Film(container, stream)
        return self._film

    def _open(self) -> InputContainer:
        return av.open(self.file.again(), "r", format=self.filetype.format, metadata_errors="replace")


def _picture(container: InputContainer) -> VideoStream | None:
    films = (stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic)
    return next(films, None)


def _sound(container: InputContainer) -> av.AudioStream:
    if not container.streams.audio:
        raise CannotDecode(Failure.NOTHING_THERE)
    stream = container.streams.audio[0]
    stream.codec_context.thread_count = 1
    return stream


def _duration_ms(container: InputContainer) -> int:
    if container.duration and container.duration > 0:
        return container.duration // 1000
    lengths = [
        int(stream.duration * stream.time_base * 1000)
        for stream in container.streams
        if stream.duration and stream.duration > 0 and stream.time_base
    ]
    return max(lengths, default=0)


def _captured(container: InputContainer) -> str:
    for key in _WRITTEN_BY_CAMERA:
        try:
            written = datetime.fromisoformat(container.metadata.get(key, ""))
        except ValueError:
            continue
        if written.year >= _EARLIEST_YEAR:
            return written.replace(microsecond=0).isoformat()
    return ""


def _peak(samples: bytes) -> int:
    values = array("h", samples)
    loudest = max(max(values, default=0), -min(values, default=0))  # unpacking would build a tuple of them
    return min(255, loudest * 256 // _FULL_SCALE)
