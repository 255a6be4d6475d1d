"""Copying a file so that what arrived is known to be what left."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from casefile.errors import VerificationFailed
from casefile.progress import Progress
from casefile.vault import durable, system
from casefile.vault.outflow import Outflow
from casefile.vault.pipeline import fill

_PIECE = 1 << 20


class Tally:
    """Progress over many files: bytes moved so far, of `total`."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def count(self, size: int) -> None:
        """`size` more bytes are through.

        Raises:
            Cancelled
        """
        self._done += size
        self._progress.check()
        self._progress.step(min(self._done, self._total), self._total)


def digest_of(path: Path, tally: Tally) -> str:
    """Hexadecimal SHA-256 of a file.

    Raises:
        VerificationFailed: there is no such file.
        Cancelled
    """
    try:
        with path.open("rb", buffering=0) as file:
            return _digest(file.fileno(), tally)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as fault:
        raise VerificationFailed("vault.backup_altered", name=path.name) from fault


def copy(source: Path, target: Path, tally: Tally) -> str:
    """Copy a file durably, read it back from the medium, and return its hexadecimal SHA-256.

    Nothing is under the name `target` until it is whole. Counts `source`'s size twice.

    Raises:
        VerificationFailed: what was read back is not what was written.
        Refused: the disk is full; nothing of `target` is left.
        Cancelled: likewise.
    """
    part = target.with_name(target.name + durable.PART)
    with durable.plain_faults():
        try:
            part.unlink(missing_ok=True)
            with Outflow(part) as file:
                sent = _send(source, file, tally)
                file.sync()
                system.drop_cached(file.descriptor)
                os.lseek(file.descriptor, 0, os.SEEK_SET)
                arrived = _digest(file.descriptor, tally)
            if sent != arrived:
                raise VerificationFailed("vault.copy_differs", name=target.name)
            durable.set_constant_time(part)
            part.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):  # the first fault is the one to tell
                part.unlink(missing_ok=True)
            raise
        system.sync_folder(target.parent)
    return sent


def _send(source: Path, target: Outflow, tally: Tally) -> str:
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_PIECE))
    with source.open("rb", buffering=0) as file:
        while filled := fill(file, buffer):
            digest.update(buffer[:filled])
            target.write(buffer[:filled])
            tally.count(filled)
    return digest.hexdigest()


def _digest(descriptor: int, tally: Tally) -> str:
    digest = hashlib.sha256()
    while piece := os.read(descriptor, _PIECE):
        digest.update(piece)
        tally.count(len(piece))
    return digest.hexdigest()
