"""What the program and its worker say to each other.

A message is one tag byte, a 32-bit length and that many bytes, all integers big-endian. The program asks, one question at a
time; before it answers, the worker may ask any number of times for a piece of the file. Both sides refuse a length above what they
declared for that moment before they allocate anything.
"""

from __future__ import annotations

import struct
from enum import IntEnum, IntFlag
from typing import BinaryIO, NamedTuple

VERSION = 2
_HEAD = struct.Struct(">BI")

HELLO = struct.Struct(">BBQQI")
"""Version, purpose, size of the file, limit of memory in bytes, limit of processor time in seconds."""
READY = struct.Struct(">BHI")
"""Version, code of the file type, facts of the confinement."""
READ = struct.Struct(">QI")
"""Offset and length of the piece of the file that is wanted."""
PIXELS = struct.Struct(">II")
"""Width and height; the RGB888 rows follow without padding."""
SOUND = struct.Struct(">II")
"""Rate in Hz and channels; interleaved signed 16-bit little-endian samples follow."""
PROBE = struct.Struct(">HIIIQ25s")
"""Code of the file type, pages, width, height, milliseconds, time of capture in ISO 8601 padded with NUL; zero where unknown."""

RENDER = struct.Struct(">III")
"""Page or milliseconds, width and height of the box."""
STRETCH = struct.Struct(">QI")
"""Milliseconds from the beginning, milliseconds of sound."""
NUMBER = struct.Struct(">I")
"""How many characters, or how many buckets."""
ROWS = struct.Struct(">IQ")
"""Number of the sheet from 0, how many of its rows came already; some rows follow as JSON, one a line."""

LARGEST_PIECE = 1 << 20
SMALL = 1 << 10
"""More than any message that carries numbers alone."""


class Purpose(IntEnum):
    """What a worker is started for, and so what it loads before it is confined."""

    VIEWING = 0
    TABLES = 1


class Tag(IntEnum):
    """What a message is."""

    HELLO = 1
    READY = 2
    READ = 3
    BYTES = 4
    DONE = 5
    FAILED = 6
    PROBE = 16
    RENDER = 17
    THUMBNAIL = 18
    FRAME = 19
    TEXT = 20
    WAVEFORM = 21
    SOUND = 22
    SHEETS = 23
    ROWS = 24


class Failure(IntEnum):
    """Why the worker has no answer. The names are the ends of catalogue keys."""

    DAMAGED = 1
    UNKNOWN_KIND = 2
    TOO_LARGE = 3
    PASSWORD = 4
    NOTHING_THERE = 5


class Fact(IntFlag):
    """One restriction that is in force for the worker. The names are the ends of catalogue keys."""

    NO_NEW_PRIVILEGES = 1
    NOT_READABLE_BY_OTHERS = 2
    NO_CORE_DUMP = 4
    MEMORY_LIMIT = 8
    PROCESSOR_LIMIT = 16
    NO_FILE_WRITTEN = 32
    NO_DESCRIPTOR_OPENED = 64
    NO_PROCESS_STARTED = 128
    FILES_CLOSED = 256
    NETWORK_CLOSED = 512
    CALLS_FILTERED = 1024
    TIME_LIMIT = 2048


class ProtocolError(Exception):
    """The other side is gone, or said what it must not."""


class Message(NamedTuple):
    """One message; nothing in it is checked but its length."""

    untrusted_tag: int
    untrusted_payload: bytearray


class Channel:
    """Messages over two byte streams. Neither stream is closed."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    def send(self, tag: Tag, *parts: bytes | bytearray | memoryview) -> None:
        """Send one message whose payload is `parts` in order.

        Raises:
            ProtocolError: the other side is gone.
        """
        try:
            self._outgoing.write(_HEAD.pack(tag, sum(map(len, parts))))
            for part in parts:
                self._outgoing.write(part)
            self._outgoing.flush()
        except (OSError, ValueError) as gone:
            raise ProtocolError("cannot send") from gone

    def receive(self, limit: int) -> Message:
        """The next message, whose payload is at most `limit` bytes.

        Raises:
            ProtocolError: the other side is gone, or announces more than `limit`.
        """
        untrusted_tag, untrusted_length = _HEAD.unpack(self._exactly(_HEAD.size))
        if untrusted_length > limit:
            raise ProtocolError("longer than declared")
        return Message(untrusted_tag, self._exactly(untrusted_length))

    def _exactly(self, length: int) -> bytearray:
        payload = bytearray(length)
        view = memoryview(payload)
        filled = 0
        try:
            while filled < length:
                count = self._incoming.readinto(view[filled:])  # type: ignore[attr-defined]  # BinaryIO omits readinto
                if not count:
                    raise ProtocolError("ended early")
                filled += count
        except (OSError, ValueError) as gone:
            raise ProtocolError("cannot receive") from gone
        return payload
