"""Ways in: 16 key slots of equal size, and the sealed directory that says whose they are.

A slot is a 32-byte commitment and the vault key sealed with AES-256-GCM (12-byte nonce, 32 bytes, 16-byte tag). The
commitment makes a slot open under one passphrase only, which GCM alone does not promise. Unused slots are random
bytes, so the number of ways in is not visible. One run of the key derivation serves all slots.

The directory holds one entry of 256 bytes a slot: a byte that is 1 when used, 16 bytes of author id, the author's name
(a byte of length, 158 bytes) and a label (a byte of length, 79 bytes), UTF-8.
"""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass

from casefile.crypto.seal import COMMITMENT_BYTES, same, seal, slot_keys, unseal
from casefile.errors import Refused
from casefile.vault.header import SLOT_COUNT, SLOT_SIZE, Header

_SLOT_CONTEXT = b"casefile/v1/slot"
_DIRECTORY_CONTEXT = b"casefile/v1/directory"
_ENTRY = struct.Struct(">B16sB158sB79s")
_NAME_BYTES = 158
_LABEL_BYTES = 79


@dataclass(frozen=True)
class Entry:
    """Who a slot belongs to.

    Attributes:
        author_id: 16 bytes.
        name: the author's name, up to 158 bytes of UTF-8.
        label: what this way in is, up to 79 bytes of UTF-8.
    """

    author_id: bytes
    name: str
    label: str = ""


Directory = tuple[Entry | None, ...]


def empty_slot() -> bytes:
    """92 random bytes, not to be told from a used slot."""
    return secrets.token_bytes(SLOT_SIZE)


def fill_slot(stretched: bytes, header: Header, number: int, vault_key: bytes) -> bytes:
    """The 92 bytes that let the 32-byte `stretched` passphrase in at slot `number` of `header`."""
    commitment, key = slot_keys(stretched)
    return commitment + seal(key, vault_key, _context(header, number))


def find_slot(stretched: bytes, header: Header) -> tuple[int, bytes] | None:
    """Number and vault key of the slot that the stretched passphrase opens, or None. Always tries all slots.

    Raises:
        Unsealable: a slot is this passphrase's and was moved or changed.
    """
    commitment, key = slot_keys(stretched)
    found = None
    for number, slot in enumerate(header.slots):
        if same(commitment, slot[:COMMITMENT_BYTES]):
            found = (number, unseal(key, slot[COMMITMENT_BYTES:], _context(header, number)))
    return found


def seal_directory(directory: Directory, key: bytes, vault_id: bytes) -> bytes:
    """The 4124 bytes of the sealed directory.

    Raises:
        Refused: a name or a label is too long.
    """
    plain = b"".join(_pack(entry) for entry in directory)
    return seal(key, plain, _DIRECTORY_CONTEXT + vault_id)


def unseal_directory(sealed: bytes, key: bytes, vault_id: bytes) -> Directory:
    """The 16 entries, None where the slot is unused.

    Raises:
        Unsealable: the directory is not of this vault, or was changed.
    """
    plain = unseal(key, sealed, _DIRECTORY_CONTEXT + vault_id)
    return tuple(_unpack(plain[number * _ENTRY.size :][: _ENTRY.size]) for number in range(SLOT_COUNT))


def _context(header: Header, number: int) -> bytes:
    """What a slot is bound to, so that it opens nowhere else: vault, format, place and cost of the passphrase."""
    cost = header.parameters
    numbers = struct.pack(">HB3I", header.format[0], number, cost.memory_kib, cost.passes, cost.lanes)
    return _SLOT_CONTEXT + header.vault_id + numbers + header.salt


def _pack(entry: Entry | None) -> bytes:
    if entry is None:
        return bytes(_ENTRY.size)
    name, label = entry.name.encode(), entry.label.encode()
    if len(name) > _NAME_BYTES or len(label) > _LABEL_BYTES:
        raise Refused("vault.name_too_long")
    return _ENTRY.pack(1, entry.author_id, len(name), name, len(label), label)


def _unpack(data: bytes) -> Entry | None:
    used, author_id, name_length, name, label_length, label = _ENTRY.unpack(data)
    if not used:
        return None
    return Entry(author_id, name[:name_length].decode(), label[:label_length].decode())
