"""The payload of an age file: STREAM with ChaCha20-Poly1305 over chunks of 64 KiB (C2SP age.md, "Payload").

This is the hot path of the program. Whatever is done once a chunk is done here, and the buffers are used again: a fresh buffer of a
megabyte costs more in page faults than its encryption does.
"""

from __future__ import annotations

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casefile.crypto.age.errors import DamagedPayload, Truncated
from casefile.crypto.age.sources import Source, read_full

CHUNK = 64 * 1024
TAG = 16
SEALED_CHUNK = CHUNK + TAG
BATCH = 16
PAYLOAD_NONCE_BYTES = 16
_MORE, _LAST = b"\0", b"\1"


def payload_cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    """The cipher of one payload, from its file key and its 16-byte nonce."""
    return ChaCha20Poly1305(HKDF(hashes.SHA256(), 32, salt=nonce, info=b"payload").derive(file_key))


def nonce_before_more(index: int) -> bytes:
    """The nonce of chunk `index` when others follow: an 11-byte counter and a zero."""
    return index.to_bytes(11) + _MORE


def nonce_of_last(index: int) -> bytes:
    """The nonce of chunk `index` when it is the last."""
    return index.to_bytes(11) + _LAST


def sealed_size(size: int) -> int:
    """How many bytes the payload of `size` bytes has, without its nonce."""
    return size + max(1, -(-size // CHUNK)) * TAG


def plaintext_size(sealed_size: int) -> int:
    """How many bytes a payload of `sealed_size` bytes (without its nonce) holds.

    Raises:
        Truncated: no payload has this size.
    """
    chunks = max(1, -(-sealed_size // SEALED_CHUNK))
    size = sealed_size - chunks * TAG
    if size < 0 or (chunks > 1 and size <= (chunks - 1) * CHUNK):
        raise Truncated
    return size


class Sealer:
    """Seals the chunks of one payload in order."""

    def __init__(self, cipher: ChaCha20Poly1305) -> None:
        self._cipher = cipher
        self._index = 0
        self._room = memoryview(bytearray(BATCH * SEALED_CHUNK))

    def seal(self, chunks: memoryview) -> Iterator[memoryview]:
        """Whole chunks that others will follow, sealed; what is yielded is overwritten by the next."""
        for batch in range(0, len(chunks), BATCH * CHUNK):
            yield self._seal_batch(chunks[batch : batch + BATCH * CHUNK])

    def seal_last(self, chunk: bytes | bytearray) -> bytes:
        """The last chunk, sealed; at most `CHUNK` bytes, and empty only where the whole payload is."""
        return self._cipher.encrypt(nonce_of_last(self._index), chunk, None)

    def _seal_batch(self, chunks: memoryview) -> memoryview:
        filled = 0
        for start in range(0, len(chunks), CHUNK):
            target = self._room[filled : filled + SEALED_CHUNK]
            self._cipher.encrypt_into(nonce_before_more(self._index), chunks[start : start + CHUNK], None, target)
            self._index += 1
            filled += SEALED_CHUNK
        return self._room[:filled]


def open_chunks(cipher: ChaCha20Poly1305, source: Source) -> Iterator[bytes]:
    """The verified chunks of the payload that `source` holds to its end; the last alone may be short.

    Raises:
        DamagedPayload, Truncated: after every chunk that verified was yielded.
    """
    index = 0
    ended = False
    while not ended:
        batch = memoryview(read_full(source, BATCH * SEALED_CHUNK))
        ended = len(batch) < BATCH * SEALED_CHUNK
        for start in range(0, len(batch), SEALED_CHUNK):
            sealed = batch[start : start + SEALED_CHUNK]
            chunk, last = _open_next(cipher, index, sealed)
            yield chunk
            index += 1
            if last:
                _expect_end(source, batch[start + SEALED_CHUNK :])
                return
    raise Truncated


def open_last(cipher: ChaCha20Poly1305, index: int, sealed: bytes | memoryview) -> bytes:
    """The last chunk, `sealed` being all that is left of the payload.

    Raises:
        Truncated: it is not the last chunk as it was written.
    """
    if len(sealed) < TAG or (index and len(sealed) == TAG):
        raise Truncated
    try:
        return cipher.decrypt(nonce_of_last(index), sealed, None)
    except InvalidTag:
        raise Truncated from None


def _open_next(cipher: ChaCha20Poly1305, index: int, sealed: memoryview) -> tuple[bytes, bool]:
    if len(sealed) < SEALED_CHUNK:
        return open_last(cipher, index, sealed), True
    try:
        return cipher.decrypt(nonce_before_more(index), sealed, None), False
    except InvalidTag:
        pass  # a full chunk may be the last one
    try:
        return cipher.decrypt(nonce_of_last(index), sealed, None), True
    except InvalidTag:
        raise DamagedPayload from None


def _expect_end(source: Source, rest: memoryview) -> None:
    if rest or source.read(1):
        raise DamagedPayload
