"""Files dropped into a locked vault, and their way into the store.

Whoever drops a file knows its file key, so none is kept as it came: every file is encrypted anew on its way in.
"""

from __future__ import annotations

import contextlib
import io
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.crypto.age import AgeError, Decryptor, Encryptor, HybridRecipient, Identity, WrongKey
from casefile.errors import VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.vault import durable, system
from casefile.vault.blobs import Blob, BlobStore
from casefile.vault.headerpair import HeaderPair
from casefile.vault.outflow import Outflow
from casefile.vault.pipeline import Source, pump

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FOLDER = "inbox"
_SUFFIX = ".age"


def drop(vault: Path, source: Source, progress: Progress = SILENT, header_folder: Path | None = None) -> str:
    """Leave a stream in the inbox of a vault, which may be locked; the name it lies under.

    `header_folder` is where a detached header lies, whose recipient is encrypted to.

    Raises:
        Refused: not a vault, or the disk is full; nothing is left behind.
        Cancelled
    """
    recipient = HybridRecipient.parse(HeaderPair(header_folder or vault).read()[0].header.store_recipient)
    name = secrets.token_hex(16) + _SUFFIX
    part = vault / FOLDER / (name + durable.PART)
    with durable.plain_faults():
        try:
            with Outflow(part) as file:
                encryptor = Encryptor(file, [recipient])
                pump(source, encryptor, progress, None)
                encryptor.finish()
                file.sync()
            durable.set_constant_time(part)
            part.rename(part.with_name(name))
        except BaseException:
            with contextlib.suppress(OSError):  # the first fault is the one to tell
                part.unlink(missing_ok=True)
            raise
        system.sync_folder(part.parent)
    return name


class Inbox:
    """What was dropped into an open vault.

    Attributes:
        earlier: identities from before the vault had new keys, to whose recipients someone may still encrypt.
    """

    def __init__(self, folder: Path, store: BlobStore, identities: Sequence[Identity]) -> None:
        self._folder = folder / FOLDER
        self._store = store
        self._identities = identities
        self.earlier: tuple[Identity, ...] = ()

    def waiting(self) -> list[str]:
        """Names of the files that lie there, whoever put them."""
        return sorted(
            path.name for path in self._folder.glob("*" + _SUFFIX) if path.is_file() and not path.is_symlink()
        )

    def take(self, name: str, progress: Progress = SILENT) -> Blob:
        """Encrypt a dropped file anew into the store. Commit the row, `BlobStore.confirm`, then `discard` the drop.

        Raises:
            VerificationFailed: it is not for this vault, or damaged; it stays where it is.
            Cancelled, Refused
        """
        try:
            with (self._folder / name).open("rb") as file:
                return self._store.add(_Chunks(Decryptor(file, self._all)), progress)
        except AgeError as fault:
            raise VerificationFailed("vault.inbox_unreadable", name=name) from fault

    def renew(self, name: str, recipient: HybridRecipient) -> None:
        """Encrypt a dropped file anew under its name, unless it is for the keys of today already.

        Raises:
            VerificationFailed: it is not for this vault, or damaged; it stays as it is.
            Refused: the disk is full; likewise.
        """
        path = self._folder / name
        part = path.with_name(name + durable.PART)
        with durable.plain_faults(), path.open("rb") as file:
            try:
                if not _opens(file, self._identities):
                    part.unlink(missing_ok=True)
                    _encrypt_anew(Decryptor(file, self.earlier), part, recipient)
                    part.replace(path)
                    system.sync_folder(self._folder)
            except AgeError as fault:
                raise VerificationFailed("vault.inbox_unreadable", name=name) from fault
            finally:
                part.unlink(missing_ok=True)

    def discard(self, name: str) -> None:
        """Remove a dropped file, durably."""
        durable.remove(self._folder / name)

    @property
    def _all(self) -> tuple[Identity, ...]:
        return (*self._identities, *self.earlier)


def _opens(file: io.BufferedReader, identities: Sequence[Identity]) -> bool:
    """Whether one of the identities opens the header; the file is back at its beginning."""
    try:
        Decryptor(file, identities)
    except WrongKey:
        return False
    finally:
        file.seek(0)
    return True


def _encrypt_anew(decryptor: Decryptor, part: Path, recipient: HybridRecipient) -> None:
    with Outflow(part) as sink:
        encryptor = Encryptor(sink, [recipient])
        for chunk in decryptor:
            encryptor.write(chunk)
        encryptor.finish()
        sink.sync()
    durable.set_constant_time(part)


class _Chunks(io.RawIOBase):
    """The verified chunks of a decryptor as a stream."""

    def __init__(self, decryptor: Decryptor) -> None:
        super().__init__()
        self._chunks = iter(decryptor)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, target: WriteableBuffer, /) -> int:
        room = memoryview(target).cast("B")
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        given = min(len(room), len(self._rest))
        room[:given] = self._rest[:given]
        self._rest = self._rest[given:]
        return given
