"""Reading age files from beginning to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casefile.crypto.age.armor import dearmored
from casefile.crypto.age.errors import Truncated
from casefile.crypto.age.header import read_header
from casefile.crypto.age.sources import Sink, Source, read_full, size_left, write_full
from casefile.crypto.age.stream import PAYLOAD_NONCE_BYTES, open_chunks, payload_cipher, plaintext_size
from casefile.crypto.age.wrapping import Identity, open_file
from casefile.progress import SILENT, Progress


class Decryptor:
    """Reads an age file, armored or not. Making it reads and checks the header; iterating gives verified chunks of up to 64 KiB.

    Nothing unverified is ever given out; but that the file has an end is known only when the iteration ends without an error.

    Attributes:
        header_mac: the 32 bytes that name this file among all others.

    Raises:
        NotAge, WrongKey, Damaged, Truncated, TooMuchWork
    """

    def __init__(self, source: Source, identities: Sequence[Identity]) -> None:
        first_line, binary = dearmored(source)
        header = read_header(binary, first_line)
        file_key = open_file(header, identities)
        nonce = read_full(binary, PAYLOAD_NONCE_BYTES)
        if len(nonce) < PAYLOAD_NONCE_BYTES:
            raise Truncated
        self.header_mac = header.mac
        self._armored = binary is not source
        self._source = binary
        self._chunks = open_chunks(payload_cipher(file_key, nonce), binary)

    def __iter__(self) -> Iterator[bytes]:
        """The verified chunks, once."""
        return self._chunks

    def size_to_come(self) -> int | None:
        """Bytes of plaintext that follow, from the size of the file, so a claim; None where that cannot be told.

        To be asked before iterating.

        Raises:
            Truncated: no age file has this size.
        """
        left = None if self._armored else size_left(self._source)
        return None if left is None else plaintext_size(left)


def reopened(source: Source, file_key_of: Callable[[bytes], bytes]) -> Iterator[bytes]:
    """The verified chunks of a binary file whose writer derives its file key from the nonce of the payload; see `Encryptor`.

    Raises:
        NotAge, Damaged, Truncated: also where it is a genuine file of another writer.
    """
    first_line, binary = dearmored(source)
    header = read_header(binary, first_line)
    nonce = read_full(binary, PAYLOAD_NONCE_BYTES)
    if len(nonce) < PAYLOAD_NONCE_BYTES:
        raise Truncated
    file_key = file_key_of(nonce)
    header.verify(file_key)
    yield from open_chunks(payload_cipher(file_key, nonce), binary)


def decrypt(source: Source, sink: Sink, identities: Sequence[Identity], progress: Progress = SILENT) -> None:
    """Decrypt all of `source` into `sink`, verified chunks only; progress in bytes of plaintext.

    Raises:
        NotAge, WrongKey, Damaged, Truncated, TooMuchWork
        Cancelled: what `sink` holds then is the caller's to remove, as after any error.
    """
    decryptor = Decryptor(source, identities)
    total = decryptor.size_to_come()
    done = 0
    for chunk in decryptor:
        progress.check()
        write_full(sink, chunk)
        done += len(chunk)
        progress.step(done, total)
