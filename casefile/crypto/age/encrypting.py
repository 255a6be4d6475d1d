"""Writing age files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from casefile.crypto.age.sources import Sink, Source, read_full, size_left, write_full
from casefile.crypto.age.stream import BATCH, CHUNK, PAYLOAD_NONCE_BYTES, Sealer, payload_cipher
from casefile.crypto.age.wrapping import Recipient, new_file_key, new_header
from casefile.progress import SILENT, Progress


class Encryptor:
    """Writes an age file to `sink`: the header at once, chunks as they fill, the last chunk by `finish`.

    Without `finish` the file has no end and every reader refuses it. The sink stays open. Pieces of a megabyte are fastest.

    Args:
        file_key_of: gives the 16-byte file key for the 16-byte nonce of the payload, where the writer is to know this file again with
            none of its identities (`reopened`); else the file key is random.

    Attributes:
        header_mac: the 32 bytes that name this file among all others.

    Raises:
        MixedRecipients: these recipients may not open one file together.
    """

    def __init__(
        self, sink: Sink, recipients: Sequence[Recipient], file_key_of: Callable[[bytes], bytes] | None = None
    ) -> None:
        nonce = os.urandom(PAYLOAD_NONCE_BYTES)
        file_key = file_key_of(nonce) if file_key_of else new_file_key()
        header = new_header(recipients, file_key)
        self.header_mac = header.mac
        self._sink = sink
        self._sealer = Sealer(payload_cipher(file_key, nonce))
        self._pending = bytearray()  # never more than one chunk: it may be the last
        self._finished = False
        write_full(sink, header.serialise() + nonce)

    def write(self, data: bytes | bytearray | memoryview, /) -> int:
        """Encrypt `data`; all of it is taken."""
        if self._finished:
            raise ValueError("the file is finished")
        rest = self._fill_pending(memoryview(data).cast("B"))
        if rest:
            self._seal(memoryview(bytes(self._pending)))
            self._pending.clear()
            whole = (len(rest) - 1) // CHUNK * CHUNK
            self._seal(rest[:whole])
            self._pending += rest[whole:]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk."""
        if self._finished:
            raise ValueError("the file is finished")
        self._finished = True
        write_full(self._sink, self._sealer.seal_last(self._pending))
        self._pending.clear()

    def _fill_pending(self, data: memoryview) -> memoryview:
        if not self._pending:
            return data
        missing = CHUNK - len(self._pending)
        self._pending += data[:missing]
        return data[missing:]

    def _seal(self, chunks: memoryview) -> None:
        for sealed in self._sealer.seal(chunks):
            write_full(self._sink, sealed)


def encrypt(source: Source, sink: Sink, recipients: Sequence[Recipient], progress: Progress = SILENT) -> None:
    """Encrypt all of `source` into `sink`; progress in bytes of plaintext.

    Raises:
        MixedRecipients
        Cancelled: what `sink` holds then is no age file and is the caller's to remove.
    """
    total = size_left(source)
    encryptor = Encryptor(sink, recipients)
    done = 0
    while data := read_full(source, BATCH * CHUNK):
        progress.check()
        encryptor.write(data)
        done += len(data)
        progress.step(done, total)
    encryptor.finish()
