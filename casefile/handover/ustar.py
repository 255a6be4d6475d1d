"""Tar as a bundle holds it: POSIX ustar (IEEE 1003.1, "ustar Interchange Format"), ordinary files only, all metadata fixed.

Why not Python's `tarfile`: it is made to accept. It takes long names, sparse files, links and base-256 numbers of half a dozen dialects, reads a
damaged header as the end, and ignores what follows the end. Here there is one way to write each header, and a reader that writes the header
anew from the name and size it found and accepts nothing else. Files of 8 GiB and more get a pax header with the one record ``size``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casefile.errors import VerificationFailed

BLOCK = 512
END = bytes(2 * BLOCK)
PAX_SIZE = 2 * BLOCK
"""Bytes of a pax header with its one block of records."""

_TIME = 946_684_800  # 2000-01-01T00:00:00Z says nothing
_LARGEST_OCTAL = 0o77777777777
_FILE, _PAX = b"0", b"x"
_FILE_TYPES = frozenset({b"0", b"\0", b"7"})
_PAX_RECORD = re.compile(rb"([1-9][0-9]{1,2}) size=([1-9][0-9]{0,19})\n(\0*)")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}", re.ASCII)
_HIDDEN_DIRECTIONS = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the tar: its name, with the folder, and its size in bytes."""

    name: str
    size: int


def header(member: Member) -> bytes:
    """Everything that stands before the content of a file."""
    if member.size <= _LARGEST_OCTAL:
        return _block(member.name, member.size, _FILE)
    record = _pax_record(member.size)
    return _block(member.name, len(record), _PAX) + record + padding(len(record)) + _block(member.name, 0, _FILE)


def padding(size: int) -> bytes:
    """The zeros that fill the last block of `size` bytes."""
    return bytes(-size % BLOCK)


def parse(block: bytes) -> Member:
    """The file that an (untrusted) first block announces; the size of one that `needs_pax` is not known yet.

    Raises:
        VerificationFailed: not a header, not an ordinary file, a name that could harm, or not as it is written here.
    """
    if block[257:262] != b"ustar" or not _sum_matches(block):
        raise VerificationFailed("handover.tar_damaged")
    name = _name(block)
    if block[156:157] not in _FILE_TYPES | {_PAX}:
        raise VerificationFailed("handover.member_not_a_file", name=shown(name))
    if not _NAME.fullmatch(name) or any(part in ("", ".", "..") for part in name.split("/")):
        raise VerificationFailed("handover.member_name", name=shown(name))
    size = _octal(block[124:136])
    if block != _block(name, size, block[156:157]):
        raise VerificationFailed("handover.member_not_canonical", name=shown(name))
    return Member(name, size)


def needs_pax(block: bytes) -> bool:
    """Whether a block announces a pax header, which is followed by one block of records and the file's own header."""
    return block[156:157] == _PAX


def parse_pax(blocks: bytes, first: Member) -> Member:
    """The file that follows the pax header `first`; `blocks` are the records and the file's own header.

    Raises:
        VerificationFailed: anything but the one record that is written here.
    """
    found = _PAX_RECORD.fullmatch(blocks[:BLOCK])
    member = Member(first.name, int(found[2]) if found else 0)
    if member.size <= _LARGEST_OCTAL or header(member)[BLOCK:] != blocks:
        raise VerificationFailed("handover.member_not_canonical", name=shown(first.name))
    return member


def shown(untrusted: str) -> str:
    """A name or title from outside as it may be shown: control characters and those that turn the direction of writing are spelt out."""
    escaped = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in untrusted[:200])
    return _HIDDEN_DIRECTIONS.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)


def _block(name: str, size: int, kind: bytes) -> bytes:
    fields = (
        name.encode("ascii").ljust(100, b"\0"),
        b"0000644\0" + b"0000000\0" * 2,
        b"%011o\0%011o\0" % (size, _TIME),
        b" " * 8,
        kind,
        bytes(100),
        b"ustar\x0000",
        bytes(64),
        b"0000000\0" * 2,
        bytes(155 + 12),
    )
    unsummed = b"".join(fields)
    return unsummed[:148] + b"%06o\0 " % sum(unsummed) + unsummed[156:]


def _pax_record(size: int) -> bytes:
    body = b" size=%d\n" % size
    length = len(body) + 2  # the length counts its own two digits
    return b"%d%b" % (length, body)


def _sum_matches(block: bytes) -> bool:
    unsummed = block[:148] + b" " * 8 + block[156:]
    digits = block[148:156].rstrip(b"\0 ")
    return re.fullmatch(rb"[0-7]{1,7}", digits) is not None and int(digits, 8) == sum(unsummed)


def _name(block: bytes) -> str:
    """The whole name for a sentence, prefix and what stands behind a NUL included; only a plain one passes the check that follows."""
    name, prefix = block[:100].rstrip(b"\0"), block[345:500].rstrip(b"\0")
    return (prefix + b"/" + name if prefix else name).decode("utf-8", "replace")


def _octal(field: bytes) -> int:
    digits = field.rstrip(b"\0 ")
    if not re.fullmatch(rb"[0-7]{1,11}", digits):
        raise VerificationFailed("handover.tar_damaged")
    return int(digits, 8)
