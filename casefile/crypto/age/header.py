"""The textual header of an age file (C2SP age.md, "Header")."""

from __future__ import annotations

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casefile.crypto.age.errors import DamagedHeader, DamagedMac, NewerAge, NotAge, TooMuchWork, Truncated
from casefile.crypto.age.sources import Source
from casefile.crypto.canonical import NotCanonical, decode, encode

INTRO = b"age-encryption.org/v1\n"
MAX_HEADER_BYTES = 256 * 1024  # some 150 hybrid recipients; the format names no limit
_ANY_VERSION = b"age-encryption.org/"
_COLUMNS = 64
_MAC_BYTES = 32
_ARGUMENTS = re.compile(rb"-> [\x21-\x7e]+(?: [\x21-\x7e]+)*")


@dataclass(frozen=True, slots=True)
class Stanza:
    """The file key, wrapped for one recipient.

    Attributes:
        type: the first argument; one or more printable ASCII characters.
        arguments: the others, alike.
        body: the wrapped key; any length.
    """

    type: str
    arguments: tuple[str, ...]
    body: bytes

    def serialise(self) -> bytes:
        """Argument line and body, wrapped at 64 columns; the last line is always short, and may be empty."""
        opening = " ".join(("->", self.type, *self.arguments)).encode("ascii")
        text = encode(self.body)
        lines = [text[start : start + _COLUMNS] for start in range(0, len(text) + 1, _COLUMNS)]
        return b"\n".join((opening, *lines, b""))


@dataclass(frozen=True, slots=True)
class Header:
    """A header that is well formed; whether it is authentic only `verify` knows.

    Attributes:
        stanzas: one or more.
        authenticated: the bytes under the MAC, up to and with ``---``.
        mac: 32 bytes.
    """

    stanzas: tuple[Stanza, ...]
    authenticated: bytes
    mac: bytes

    def serialise(self) -> bytes:
        """The header as it stands in the file."""
        return self.authenticated + b" " + encode(self.mac) + b"\n"

    def verify(self, file_key: bytes) -> None:
        """Check the MAC.

        Raises:
            DamagedMac: the header was changed after it was written.
        """
        if not hmac.compare_digest(self.mac, _mac(file_key, self.authenticated)):
            raise DamagedMac


def make_header(stanzas: Sequence[Stanza], file_key: bytes) -> Header:
    """The header with these stanzas, authenticated with `file_key`."""
    authenticated = INTRO + b"".join(stanza.serialise() for stanza in stanzas) + b"---"
    return Header(tuple(stanzas), authenticated, _mac(file_key, authenticated))


def read_header(source: Source, first_line: bytes) -> Header:
    """The header that begins with `first_line`, read up to the first byte of the payload.

    Raises:
        NotAge, NewerAge, Truncated, DamagedHeader
        TooMuchWork: longer than `MAX_HEADER_BYTES`.
    """
    if first_line != INTRO:
        raise NewerAge if first_line.startswith(_ANY_VERSION) else NotAge
    lines = _Lines(source, first_line)
    stanzas: list[Stanza] = []
    while not (line := lines.next()).startswith(b"---"):
        stanzas.append(_stanza(line, lines))
    mac_text = line.removeprefix(b"--- ")
    authenticated = bytes(lines.consumed[: -len(line) + 2])
    mac = _decode(mac_text)
    if mac_text == line or len(mac) != _MAC_BYTES or not stanzas:
        raise DamagedHeader
    return Header(tuple(stanzas), authenticated, mac)


class _Lines:
    """Header lines without their line feed, counted against the limit and kept for the MAC."""

    def __init__(self, source: Source, first_line: bytes) -> None:
        self._source = source
        self.consumed = bytearray(first_line)

    def next(self) -> bytes:
        left = MAX_HEADER_BYTES - len(self.consumed)
        line = self._source.readline(left)
        if not line.endswith(b"\n"):
            raise TooMuchWork if len(line) == left else Truncated
        self.consumed += line
        return line[:-1]


def _stanza(opening: bytes, lines: _Lines) -> Stanza:
    if not _ARGUMENTS.fullmatch(opening):
        raise DamagedHeader
    kind, *arguments = opening[3:].decode("ascii").split(" ")
    body = bytearray()
    full = True
    while full:
        line = lines.next()
        if len(line) > _COLUMNS:
            raise DamagedHeader
        body += _decode(line)
        full = len(line) == _COLUMNS
    return Stanza(kind, tuple(arguments), bytes(body))


def _decode(text: bytes) -> bytes:
    try:
        return decode(text)
    except NotCanonical:
        raise DamagedHeader from None


def _mac(file_key: bytes, authenticated: bytes) -> bytes:
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, authenticated, "sha256")
