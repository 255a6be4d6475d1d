"""Reading any part of an age file in time that does not depend on its size."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from casefile.crypto.age.armor import is_armor
from casefile.crypto.age.errors import DamagedPayload, NotSeekable, Truncated
from casefile.crypto.age.header import INTRO, read_header
from casefile.crypto.age.sources import SeekableSource, read_full
from casefile.crypto.age.stream import (
    CHUNK,
    PAYLOAD_NONCE_BYTES,
    SEALED_CHUNK,
    nonce_before_more,
    nonce_of_last,
    open_last,
    payload_cipher,
    plaintext_size,
)
from casefile.crypto.age.wrapping import Identity, open_file

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class SeekableReader(io.RawIOBase):
    """The plaintext of a binary age file, to be read from any position. For one thread at a time.

    Opening checks the header and the last chunk, so that `size` is authentic; every other chunk is verified when it is read, and nothing
    of a chunk that does not verify is given out. Closing closes `source`, as `io.BufferedReader` does.

    Attributes:
        size: bytes of plaintext.
        header_mac: the 32 bytes that name this file among all others.

    Raises:
        NotAge, NotSeekable, WrongKey, Damaged, Truncated, TooMuchWork
    """

    def __init__(self, source: SeekableSource, identities: Sequence[Identity]) -> None:
        super().__init__()
        self._owned: SeekableSource | None = None  # a source that could not be opened stays the caller's
        first_line = source.readline(len(INTRO))
        if is_armor(first_line):
            raise NotSeekable
        header = read_header(source, first_line)
        file_key = open_file(header, identities)
        nonce = read_full(source, PAYLOAD_NONCE_BYTES)
        if len(nonce) < PAYLOAD_NONCE_BYTES:
            raise Truncated
        self.header_mac = header.mac
        self._source = source
        self._cipher = payload_cipher(file_key, nonce)
        self._payload = source.tell()
        self.size = plaintext_size(source.seek(0, io.SEEK_END) - self._payload)
        self._last = max(0, self.size - 1) // CHUNK
        self._position = 0
        self._cached_index = self._last
        self._cached = open_last(self._cipher, self._last, self._sealed(self._last))
        self._owned = source

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position in the plaintext."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set the position; beyond the end nothing is read."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise ValueError("negative position")
        self._position = base + offset
        return self._position

    def readinto(self, target: WriteableBuffer, /) -> int:
        """Fill `target` from the position; fewer bytes only at the end.

        Raises:
            DamagedPayload, Truncated: the position stays.
        """
        room = memoryview(target).cast("B")
        wanted = min(len(room), max(0, self.size - self._position))
        filled = 0
        while filled < wanted:
            filled += self._read_some(room[filled:wanted], self._position + filled)
        self._position += filled
        return filled

    def readall(self) -> bytes:
        """Everything from the position to the end."""
        everything = bytearray(max(0, self.size - self._position))
        self.readinto(everything)
        return bytes(everything)

    def close(self) -> None:
        """Close the file beneath."""
        super().close()
        if self._owned is not None:
            self._owned.close()

    def _read_some(self, room: memoryview, position: int) -> int:
        index, start = divmod(position, CHUNK)
        if start == 0 and len(room) >= CHUNK and index not in (self._cached_index, self._last):
            return self._open_into(room[:CHUNK], index)
        chunk = self._chunk(index)
        given = min(len(chunk) - start, len(room))
        room[:given] = memoryview(chunk)[start : start + given]
        return given

    def _open_into(self, room: memoryview, index: int) -> int:
        sealed = self._sealed(index)
        if len(sealed) < SEALED_CHUNK:  # cut short since it was opened
            raise DamagedPayload
        try:
            return self._cipher.decrypt_into(nonce_before_more(index), sealed, None, room)
        except InvalidTag:
            room[:] = bytes(CHUNK)  # the cipher decrypts before it verifies
            raise DamagedPayload from None

    def _chunk(self, index: int) -> bytes:
        if index != self._cached_index:
            nonce = nonce_of_last(index) if index == self._last else nonce_before_more(index)
            try:
                self._cached = self._cipher.decrypt(nonce, self._sealed(index), None)
            except InvalidTag:
                raise DamagedPayload from None
            self._cached_index = index
        return self._cached

    def _sealed(self, index: int) -> bytes:
        self._source.seek(self._payload + index * SEALED_CHUNK)
        return read_full(self._source, SEALED_CHUNK)
