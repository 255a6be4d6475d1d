"""Files dropped into a locked vault, and their way into the store.

Whoever drops a file knows its file key, so none is kept as it came: every file is encrypted anew on its way in.
"""

from __future__ import annotations

import contextlib
import io
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import clock
from casefile.crypto.age import AgeError, Decryptor, Encryptor, HybridRecipient, Identity, WrongKey
from casefile.errors import VerificationFailed
from casefile.files import in_words
from casefile.progress import SILENT, Progress
from casefile.vault import durable, label, padding, system
from casefile.vault.blobs import Blob, BlobStore
from casefile.vault.headerpair import HeaderPair
from casefile.vault.label import Label
from casefile.vault.outflow import Outflow
from casefile.vault.pipeline import Source, pump

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

FOLDER = "inbox"
_SUFFIX = ".age"
_ABANDONED_SECONDS = 24 * 3600
_OURS = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True)
class Drop:
    """A dropped file on its way in: its content, encrypted anew, and what it was called where that is known."""

    blob: Blob
    name: str | None


def recipient(vault: Path, header_folder: Path | None = None) -> str:
    """To whom any age tool encrypts what is dropped into the inbox: ``age1…``, short enough for a QR code. Needs no passphrase.

    Raises:
        Refused: not a vault.
    """
    return HeaderPair(header_folder or vault).read()[0].header.inbox_recipient


def drop(vault: Path, source: Source, name: str, progress: Progress = SILENT, header_folder: Path | None = None) -> str:
    """Leave a stream in the inbox of a vault, which may be locked; the name it lies under, which says nothing.

    Padded, with a label beside it: see `label`.

    Args:
        name: what the stream is called.
        header_folder: where a detached header lies, whose recipient is encrypted to.

    Raises:
        Refused: not a vault, or the disk is full; nothing is left behind.
        Cancelled
    """
    recipient = HybridRecipient.parse(HeaderPair(header_folder or vault).read()[0].header.store_recipient)
    final = vault / FOLDER / (secrets.token_hex(16) + _SUFFIX)
    part = final.with_name(final.name + durable.PART)
    with durable.plain_faults():
        try:
            length = _encrypt(source, part, recipient, progress)
            label.write(final, Label(name, length), recipient)
            part.rename(final)
        except BaseException:
            for path in (part, label.beside(final)):
                with contextlib.suppress(OSError):  # the first fault is the one to tell
                    path.unlink(missing_ok=True)
            raise
        system.sync_folder(final.parent)
    return final.name


def _encrypt(source: Source, part: Path, recipient: HybridRecipient, progress: Progress) -> int:
    """Write the padded age file; bytes of content."""
    with Outflow(part) as file:
        encryptor = Encryptor(file, [recipient])
        length = pump(source, encryptor, progress, None).length
        for zeros in padding.zeros(length):
            encryptor.write(zeros)
        encryptor.finish()
        file.sync()
    durable.set_constant_time(part)
    return length


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
        """Names of the files that lie there, whoever put them. Their labels are none of them."""
        return sorted(
            path.name
            for path in self._folder.glob("*" + _SUFFIX)
            if path.is_file() and not path.is_symlink() and not path.name.endswith(label.SUFFIX)
        )

    def size(self, name: str) -> int:
        """Bytes of a dropped file as it lies there, encrypted; 0 where it is gone."""
        path = self._folder / name
        return path.stat().st_size if path.is_file() else 0

    def take(self, name: str, progress: Progress = SILENT) -> Drop:
        """Encrypt a dropped file anew into the store. Commit the row, `BlobStore.confirm`, then `discard` the drop.

        Raises:
            VerificationFailed: it is not for this vault, or damaged; it stays where it is.
            Cancelled, Refused
        """
        path = self._folder / name
        try:
            told = label.read(path, self._all)
            with durable.plain_faults(), durable.open_plain(path) as file:
                content = _Content(Decryptor(file, self._all), told.length if told else None)
                blob = self._store.add(content, progress, told.length if told else None)
        except (AgeError, _NotPadding) as fault:
            raise VerificationFailed("vault.inbox_unreadable", name=name) from fault
        plain = in_words(name.removesuffix(_SUFFIX))
        return Drop(blob, told.name if told else None if _OURS.fullmatch(plain) else plain)

    def renew(self, name: str, recipient: HybridRecipient) -> None:
        """Encrypt a dropped file and its label anew under their names, unless they are for the keys of today already.

        Raises:
            VerificationFailed: it is not for this vault, or damaged; it stays as it is.
            Refused: the disk is full; likewise.
        """
        path = self._folder / name
        try:
            with durable.plain_faults():
                for each in (label.beside(path), path):
                    if each.is_file():
                        self._renew(each, recipient)
        except AgeError as fault:
            raise VerificationFailed("vault.inbox_unreadable", name=name) from fault

    def _renew(self, path: Path, recipient: HybridRecipient) -> None:
        part = path.with_name(path.name + durable.PART)
        with durable.open_plain(path) as file:
            try:
                if not _opens(file, self._identities):
                    part.unlink(missing_ok=True)
                    _encrypt_anew(Decryptor(file, self.earlier), part, recipient)
                    part.replace(path)
                    system.sync_folder(self._folder)
            finally:
                part.unlink(missing_ok=True)

    def discard(self, name: str) -> None:
        """Remove a dropped file, durably, and its label with it."""
        durable.remove(self._folder / name)
        durable.remove(label.beside(self._folder / name))

    def sweep(self) -> None:
        """Remove what interrupted drops left: parts, and labels of nothing, that nobody has touched for a day.

        Someone may be dropping a file at this moment, so nothing younger goes.
        """
        with durable.plain_faults():
            for path in [*self._folder.glob("*" + durable.PART), *self._folder.glob("*" + label.SUFFIX)]:
                if not label.content_of(path).exists() and _age(path) > _ABANDONED_SECONDS:
                    path.unlink(missing_ok=True)

    @property
    def _all(self) -> tuple[Identity, ...]:
        return (*self._identities, *self.earlier)


def _age(path: Path) -> float:
    """Seconds since a file was written, renamed or given another time."""
    found = path.lstat()
    return clock.now().timestamp() - max(found.st_mtime, found.st_ctime)


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


class _NotPadding(Exception):
    """A dropped file is not as long as its label says, or something else than zeros follows."""


class _Content(io.RawIOBase):
    """The verified chunks of a decryptor as a stream, without their padding where it is known how long the content is."""

    def __init__(self, decryptor: Decryptor, length: int | None) -> None:
        super().__init__()
        self._chunks = iter(decryptor) if length is None else _without_padding(iter(decryptor), length)
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


def _without_padding(chunks: Iterator[bytes], length: int) -> Iterator[bytes]:
    """The first `length` bytes; the rest is read to its verified end, and must be zeros."""
    left = length
    for chunk in chunks:
        content, rest = chunk[:left], chunk[left:]
        left -= len(content)
        if rest.strip(b"\0"):
            raise _NotPadding
        if content:
            yield content
    if left:
        raise _NotPadding
