"""Evidence files: age files with random names and padded sizes, in ``evidence/xx/``.

Write order: intent, ``.part``, fsync, rename, fsync of the folder; then the caller's database row; then `confirm`.
A blob's row says which age file it is by the header's MAC, so that a swapped, stale or foreign file is noticed before
its first byte is used.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from casefile.crypto.age import AgeError, Decryptor, Encryptor, HybridIdentity, SeekableReader, sealed_size
from casefile.crypto.seal import same
from casefile.errors import Refused, VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.vault import durable, padding, system
from casefile.vault.intents import Intents
from casefile.vault.outflow import Outflow
from casefile.vault.pipeline import PIECE, Measured, Source, pump
from casefile.vault.unpadded import UnpaddedReader


@dataclass(frozen=True)
class Blob:
    """What the database must remember of an evidence file.

    Attributes:
        name: file name on disk, 32 hexadecimal digits, random.
        header_mac: 32 bytes, the MAC of the age header.
        sha256: 32 bytes, of the content as it came in.
        length: bytes of the content as it came in.
    """

    name: str
    header_mac: bytes
    sha256: bytes
    length: int

    @property
    def padded(self) -> int:
        """Bytes of the content with its padding."""
        return padding.padded_length(self.length)


class Arriving:
    """A file that comes in piece by piece.

    Attributes:
        blob: what the database must remember of it, once it is whole.
    """

    def __init__(self, encryptor: Encryptor) -> None:
        self.encryptor = encryptor
        self.blob: Blob | None = None
        self._digest = hashlib.sha256()
        self._length = 0

    def write(self, piece: bytes) -> None:
        """Take in the next piece."""
        self._digest.update(piece)
        self._length += len(piece)
        self.encryptor.write(piece)

    @property
    def measured(self) -> Measured:
        """What came so far."""
        return Measured(self._digest.digest(), self._length)


class BlobStore:
    """The evidence files of an open vault. Any thread may call; nothing is locked while files stream.

    Attributes:
        earlier: store identities from before the vault had new keys, for files that are not encrypted anew yet.
    """

    def __init__(self, folder: Path, identity: HybridIdentity) -> None:
        """`folder` is the vault's; `identity` the store identity."""
        self._evidence = folder / "evidence"
        self._staging = folder / "staging"
        self._identity = identity
        self._intents = Intents(self._staging)
        self.earlier: tuple[HybridIdentity, ...] = ()

    def add(self, source: Source, progress: Progress = SILENT, total: int | None = None) -> Blob:
        """Take in a stream, durably, in one pass and in constant memory.

        The caller commits a row with what is returned and then calls `confirm`; until then `settle` sweeps the file.

        Args:
            source: a binary stream, read to its end.
            progress: bytes of content, of `total` where the caller knows it.

        Raises:
            Cancelled, Refused: nothing is left behind.
        """
        name = secrets.token_hex(16)
        self._intents.declare(name)
        part = self._staging / (name + durable.PART)
        try:
            with durable.plain_faults():
                blob = self._write(name, part, source, progress, total)
                self._publish(name, part)
        except BaseException:
            with contextlib.suppress(
                Refused
            ):  # the first fault is the one to tell; the intent is left, and settled at unlock
                self._sweep(name)
            raise
        return blob

    @contextlib.contextmanager
    def adding(self) -> Iterator[Arriving]:
        """As `add`, for bytes that someone else hands on piece by piece. Its `blob` is there when the block has ended well; otherwise
        nothing is left behind.

        Raises:
            Refused: the disk is full or failing.
        """
        name = secrets.token_hex(16)
        self._intents.declare(name)
        part = self._staging / (name + durable.PART)
        try:
            with durable.plain_faults():
                with Outflow(part) as file:
                    arriving = Arriving(Encryptor(file, [self._identity.recipient]))
                    yield arriving
                    arriving.blob = self._finished(name, part, file, arriving.encryptor, arriving.measured)
                self._publish(name, part)
        except BaseException:
            with contextlib.suppress(Refused):  # as in `add`
                self._sweep(name)
            raise

    def confirm(self, name: str) -> None:
        """The database has committed what became of `name`."""
        self._intents.drop(name)

    def read(self, blob: Blob) -> BinaryIO:
        """A seekable stream over the content, verified chunk by chunk; the caller closes it.

        Raises:
            VerificationFailed: the file is missing, another, or changed; also from a later ``read`` of the stream.
        """
        with contextlib.ExitStack() as opened:
            file = opened.enter_context(self._open(blob.name))
            with _as_altered(blob.name):
                reader = SeekableReader(file, self._identities)
            if not same(reader.header_mac, blob.header_mac) or reader.size != blob.padded:
                raise VerificationFailed("vault.evidence_altered", name=blob.name)
            opened.pop_all()
        return io.BufferedReader(UnpaddedReader(reader, blob.length, blob.name), PIECE)

    def verify(self, blob: Blob, progress: Progress = SILENT) -> None:
        """Read everything and compare with the row: header, every chunk, padding, length, SHA-256.

        Raises:
            VerificationFailed: something is not as it was taken in.
            Cancelled
        """
        with _as_altered(blob.name), self._open(blob.name) as file:
            decryptor = Decryptor(file, self._identities)
            if not same(decryptor.header_mac, blob.header_mac):
                raise VerificationFailed("vault.evidence_altered", name=blob.name)
            found = _measure(decryptor, blob.length, progress)
        if found != Measured(blob.sha256, blob.padded):
            raise VerificationFailed("vault.evidence_altered", name=blob.name)

    def holds(self, name: str) -> bool:
        """Whether there is a file of this name; a record may lawfully have none here."""
        return self._path(name).is_file()

    def fits(self, blob: Blob) -> bool:
        """Whether the file is there and as long as an age file of the padded content is. Reads nothing."""
        path = self._path(blob.name)
        return path.is_file() and path.stat().st_size == self._frame + sealed_size(blob.padded)

    def is_current(self, name: str) -> bool:
        """Whether the header of a file opens under the store identity of today. Says nothing of what follows it."""
        try:
            with durable.open_plain(self._path(name)) as file:
                Decryptor(file, [self._identity])
        except (AgeError, FileNotFoundError):
            return False
        return True

    def declare(self, name: str) -> None:
        """Say durably, before the transaction that forgets `name`, that its file may go; `settle` or `remove` follow."""
        self._intents.declare(name)

    def remove(self, name: str) -> None:
        """Remove a file that no row needs, durably. One that is not there is no fault."""
        self._intents.declare(name)
        self._sweep(name)

    def unsettled(self) -> list[str]:
        """Names of files that are about to come or go."""
        return list(self._intents.pending())

    def settle(self, known: Callable[[str], bool]) -> list[str]:
        """Finish what a crash interrupted: keep the files that the database knows, remove the others; their names."""
        swept = []
        for name in list(self._intents.pending()):
            if known(name):
                self._intents.drop(name)
            else:
                self._sweep(name)
                swept.append(name)
        return swept

    def _write(self, name: str, part: Path, source: Source, progress: Progress, total: int | None) -> Blob:
        with Outflow(part) as file:
            encryptor = Encryptor(file, [self._identity.recipient])
            measured = pump(source, encryptor, progress, total)
            return self._finished(name, part, file, encryptor, measured)

    def _finished(self, name: str, part: Path, file: Outflow, encryptor: Encryptor, measured: Measured) -> Blob:
        for zeros in padding.zeros(measured.length):
            encryptor.write(zeros)
        encryptor.finish()
        durable.set_constant_time(part)
        file.sync()
        return Blob(name, encryptor.header_mac, measured.sha256, measured.length)

    def _publish(self, name: str, part: Path) -> None:
        final = self._path(name)
        if not final.parent.is_dir():
            durable.make_folder(final.parent)
        part.rename(final)
        durable.set_constant_time(final.parent)
        system.sync_folder(final.parent)

    def _sweep(self, name: str) -> None:
        """Remove every trace of `name`, the intent last."""
        with durable.plain_faults():
            (self._staging / (name + durable.PART)).unlink(missing_ok=True)
            final = self._path(name)
            if final.exists():
                durable.remove(final)
                durable.set_constant_time(final.parent)
            self._intents.drop(name)

    @cached_property
    def _frame(self) -> int:
        """Bytes of an age file before its first chunk: a header with one hybrid recipient, always as long, and a nonce."""
        empty = io.BytesIO()
        Encryptor(empty, [self._identity.recipient]).finish()
        return len(empty.getvalue()) - sealed_size(0)

    @property
    def _identities(self) -> tuple[HybridIdentity, ...]:
        return (self._identity, *self.earlier)

    def _open(self, name: str) -> io.BufferedReader:
        try:
            return durable.open_plain(self._path(name))
        except FileNotFoundError as fault:
            raise VerificationFailed("vault.evidence_missing", name=name) from fault

    def _path(self, name: str) -> Path:
        return self._evidence / name[:2] / name


@contextlib.contextmanager
def _as_altered(name: str) -> Iterator[None]:
    """Whatever is wrong with an own evidence file, it is not the file that was written."""
    try:
        yield
    except AgeError as fault:
        raise VerificationFailed("vault.evidence_altered", name=name) from fault


def _measure(decryptor: Decryptor, length: int, progress: Progress) -> Measured:
    """SHA-256 of the first `length` bytes, and how many there are with zeros after them; -1 where others follow."""
    digest, seen = hashlib.sha256(), 0
    for chunk in decryptor:
        progress.check()
        content = memoryview(chunk)[: max(0, length - seen)]
        digest.update(content)
        if chunk[len(content) :].strip(b"\0"):
            return Measured(b"", -1)
        seen += len(chunk)
        progress.step(min(seen, length), length)
    return Measured(digest.digest(), seen)
