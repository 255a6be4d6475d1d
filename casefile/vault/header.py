"""One copy of the vault header: 8 KiB, format 1.0.

All numbers are big-endian. Offsets and sizes in bytes::

       0    16  magic "Casefile vault\\r\\n": a copy in text mode destroys the last two bytes
      16     4  format, major and minor, two bytes each
      20     4  oldest format whose readers can read this, major and minor
      24     8  critical feature bits; a reader that does not know a set bit stops
      32     8  sequence number; of two good copies the higher one is the vault's
      40    16  vault id
      56    12  Argon2id: memory in KiB, passes, lanes, four bytes each
      68    32  salt
     100  2048  store recipient, two bytes of length, ASCII, zeros
    2148   128  inbox recipient, likewise
    2276  1472  16 key slots of 92 bytes: see `slots`
    3748  4124  sealed directory: see `slots`
    7872   256  spare: zeros, kept as read
    8128    32  HMAC-SHA-256 of bytes 0 to 8127 under the header MAC key
    8160    32  SHA-256 of bytes 0 to 8159: a torn copy is not a wrong passphrase
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass

from casefile.crypto.kdf import Argon2Parameters
from casefile.crypto.seal import OVERHEAD, authenticate, same
from casefile.errors import Refused

SIZE = 8192
MAGIC = b"Casefile vault\r\n"
FORMAT = (1, 0)
KNOWN_FEATURES = 0
SLOT_COUNT = 16
SLOT_SIZE = 92
DIRECTORY_SIZE = 4096 + OVERHEAD
_SPARE_SIZE = 256
_STORE_SIZE = 2048
_INBOX_SIZE = 128
_FIXED = struct.Struct(">16s4HQQ16s3I32s")
_LAYOUT = struct.Struct(
    f">{_FIXED.size}s{_STORE_SIZE}s{_INBOX_SIZE}s{SLOT_COUNT * SLOT_SIZE}s{DIRECTORY_SIZE}s{_SPARE_SIZE}s"
)
_MAC_AT = SIZE - 64
_DIGEST_AT = SIZE - 32


class NotAHeader(Exception):
    """The bytes do not begin as a vault header does."""


class TornHeader(Exception):
    """The bytes are a vault header that was cut short or changed on the way to the disk."""


@dataclass(frozen=True)
class Header:
    """What a header says.

    Attributes:
        vault_id: 16 random bytes.
        sequence: counts writes from 1.
        parameters: the one cost of all passphrases.
        salt: 32 bytes.
        store_recipient: ``age1pq1…``.
        inbox_recipient: ``age1…``.
        slots: 16 strings of 92 bytes, random where unused.
        directory: the sealed directory, 4124 bytes.
        format: who wrote it, (major, minor).
        oldest_reader: the least format a reader must know, (major, minor).
        features: critical feature bits.
        spare: 256 bytes, kept as read.
    """

    vault_id: bytes
    sequence: int
    parameters: Argon2Parameters
    salt: bytes
    store_recipient: str
    inbox_recipient: str
    slots: tuple[bytes, ...]
    directory: bytes
    format: tuple[int, int] = FORMAT
    oldest_reader: tuple[int, int] = FORMAT
    features: int = 0
    spare: bytes = bytes(_SPARE_SIZE)


@dataclass(frozen=True)
class HeaderCopy:
    """A header whose checksum holds, with the bytes it came from."""

    header: Header
    data: bytes

    def authentic(self, mac_key: bytes) -> bool:
        """Whether the holder of the vault key wrote these bytes."""
        return same(authenticate(mac_key, self.data[:_MAC_AT]), self.data[_MAC_AT:_DIGEST_AT])


def encode(header: Header, mac_key: bytes) -> bytes:
    """The 8192 bytes of a header copy."""
    cost = header.parameters
    fixed = _FIXED.pack(
        MAGIC,
        *header.format,
        *header.oldest_reader,
        header.features,
        header.sequence,
        header.vault_id,
        cost.memory_kib,
        cost.passes,
        cost.lanes,
        header.salt,
    )
    body = _LAYOUT.pack(
        fixed,
        _field(header.store_recipient, _STORE_SIZE),
        _field(header.inbox_recipient, _INBOX_SIZE),
        b"".join(header.slots),
        header.directory,
        header.spare,
    )
    signed = body + authenticate(mac_key, body)
    return signed + hashlib.sha256(signed).digest()


def sequence_of(data: bytes) -> int:
    """The sequence number of bytes that `check_whole` let pass."""
    return int(_FIXED.unpack_from(data)[6])


def check_whole(data: bytes) -> None:
    """Tell a foreign file from a torn header.

    Raises:
        NotAHeader: the magic is missing.
        TornHeader: length or checksum are wrong.
    """
    if data[: len(MAGIC)] != MAGIC:
        raise NotAHeader
    if len(data) != SIZE or hashlib.sha256(data[:_DIGEST_AT]).digest() != data[_DIGEST_AT:]:
        raise TornHeader


def decode(data: bytes) -> HeaderCopy:
    """Read bytes that `check_whole` let pass. Nothing is derived or allocated before the limits are checked.

    Raises:
        Refused: a newer format, an unknown critical feature, or a key derivation outside the limits.
    """
    fixed, store, inbox, slots, directory, spare = _LAYOUT.unpack_from(data)
    fields = _FIXED.unpack(fixed)
    format_, oldest = (fields[1], fields[2]), (fields[3], fields[4])
    features, sequence, vault_id = fields[5], fields[6], fields[7]
    if oldest > FORMAT:
        raise Refused("vault.newer_format", format=f"{format_[0]}.{format_[1]}")
    if features & ~KNOWN_FEATURES:
        raise Refused("vault.unknown_feature")
    parameters = Argon2Parameters(*fields[8:11])
    parameters.check()
    header = Header(
        vault_id=vault_id,
        sequence=sequence,
        parameters=parameters,
        salt=fields[11],
        store_recipient=_text(store),
        inbox_recipient=_text(inbox),
        slots=tuple(slots[at : at + SLOT_SIZE] for at in range(0, len(slots), SLOT_SIZE)),
        directory=directory,
        format=format_,
        oldest_reader=oldest,
        features=features,
        spare=spare,
    )
    return HeaderCopy(header, data)


def _field(text: str, size: int) -> bytes:
    data = text.encode("ascii")
    return (len(data).to_bytes(2, "big") + data).ljust(size, b"\0")


def _text(field: bytes) -> str:
    length = int.from_bytes(field[:2], "big")
    return field[2 : 2 + length].decode("ascii", "replace")
