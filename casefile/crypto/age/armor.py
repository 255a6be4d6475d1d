"""Text armor: strict PEM around an age file (RFC 7468, figure 3; C2SP age.md, "ASCII armor").

Lines end with LF or CRLF and hold 64 columns, the last one up to 64; white space may stand before and after, and nothing else may.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from casefile.crypto.age.errors import DamagedArmor
from casefile.crypto.age.sources import Sink, Source, read_full, write_full
from casefile.crypto.canonical import NotCanonical, decode_padded, encode_padded

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_LINE_BYTES = 48
_LINES_AT_ONCE = 1024
_LONGEST_LINE = 128
_MAX_WHITESPACE = 1024


def dearmored(source: Source) -> tuple[bytes, Source]:
    """The first line of a binary age file and the stream after it, whether `source` is armored or not.

    Raises:
        DamagedArmor
    """
    line = source.readline(_MAX_WHITESPACE)
    if not is_armor(line):
        return line, source
    plain = io.BufferedReader(ArmorReader(source, line))
    return plain.readline(_MAX_WHITESPACE), plain


def is_armor(line: bytes) -> bool:
    """Whether a file that begins with `line` can be armor and cannot be a binary age file."""
    return line.startswith(b"-----BEGIN") or (line != b"" and not line.strip())


class ArmorReader(io.RawIOBase):
    """The bytes inside the armor. Closing it leaves `source` open.

    Args:
        source: the armored text.
        first_line: a line of it that was read already.
    """

    def __init__(self, source: Source, first_line: bytes = b"") -> None:
        super().__init__()
        self._source = source
        self._decoded = memoryview(b"")
        self._ended = False
        self._find_begin(first_line)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: WriteableBuffer, /) -> int:
        """Fill `target` as far as one block of lines goes.

        Raises:
            DamagedArmor
        """
        if not self._decoded and not self._ended:
            self._decoded = memoryview(self._next_block())
        room = memoryview(target).cast("B")
        given = self._decoded[: len(room)]
        room[: len(given)] = given
        self._decoded = self._decoded[len(given) :]
        return len(given)

    def _find_begin(self, first_line: bytes) -> None:
        skipped = 0
        line = first_line or self._source.readline(_MAX_WHITESPACE)
        while not line.strip():
            skipped += len(line)
            if not line or skipped > _MAX_WHITESPACE:
                raise DamagedArmor
            line = self._source.readline(_MAX_WHITESPACE)
        if _without_ending(line) != BEGIN:
            raise DamagedArmor

    def _next_block(self) -> bytes:
        lines: list[bytes] = []
        while len(lines) < _LINES_AT_ONCE:
            line = _without_ending(self._source.readline(_LONGEST_LINE))
            if line == END:
                self._finish()
                break
            lines.append(line)
            if len(line) != _COLUMNS or line.endswith(b"="):
                self._expect_end()
                break
        return _decode(lines)

    def _expect_end(self) -> None:
        if _without_ending(self._source.readline(_LONGEST_LINE)) != END:
            raise DamagedArmor
        self._finish()

    def _finish(self) -> None:
        self._ended = True
        trailing = read_full(self._source, _MAX_WHITESPACE + 1)
        if trailing.strip() or len(trailing) > _MAX_WHITESPACE:
            raise DamagedArmor


def _without_ending(line: bytes) -> bytes:
    return line[:-2] if line.endswith(b"\r\n") else line.removesuffix(b"\n")


def _decode(lines: list[bytes]) -> bytes:
    if any(not 0 < len(line) <= _COLUMNS for line in lines):
        raise DamagedArmor
    try:
        return decode_padded(b"".join(lines))
    except NotCanonical:
        raise DamagedArmor from None


class ArmorWriter:
    """Writes armor around what it is given. `finish` writes the end; the sink stays open."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._pending = bytearray()
        write_full(sink, BEGIN + b"\n")

    def write(self, data: bytes | bytearray | memoryview, /) -> int:
        """Take `data`, keeping back what does not fill a line."""
        self._pending += data
        whole = len(self._pending) // _LINE_BYTES * _LINE_BYTES
        write_full(self._sink, _lines(self._pending[:whole]))
        del self._pending[:whole]
        return len(data)

    def finish(self) -> None:
        """Write the last line and the end marker."""
        write_full(self._sink, _lines(self._pending) + END + b"\n")
        self._pending.clear()


def _lines(data: bytearray) -> bytes:
    text = encode_padded(data)
    return b"".join(text[start : start + _COLUMNS] + b"\n" for start in range(0, len(text), _COLUMNS))
