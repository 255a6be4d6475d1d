"""Files that survive a power cut: permissions first, then the bytes, then the name.

A file is written under ``NAME.part`` with mode 0600, forced to the medium, given its name, and the folder is forced
too. Whatever moment the process dies, the name shows either the old bytes or the new ones. A disk that is full is one
clear refusal, and the earlier state stays.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from casefile.errors import CasefileError, Refused
from casefile.vault import system

PART = ".part"
CONSTANT_TIME = 946_684_800  # 2000-01-01T00:00:00Z: a time that FAT can hold and that says nothing
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_BROKEN = frozenset({errno.EIO, errno.ENXIO, errno.ENODEV, errno.ENOTCONN, getattr(errno, "ESTALE", errno.EIO)})
"""The disk does not answer: damaged, pulled, or a shared folder whose server went away."""
_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)


def disk_refusal(fault: OSError) -> CasefileError | None:
    """The sentence for a disk that does not take what is written, or None when `fault` is something else."""
    if fault.errno in _FULL:
        return Refused("vault.disk_full")
    if fault.errno == errno.EFBIG:
        return Refused("vault.file_too_large")
    if fault.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Refused("vault.read_only")
    if fault.errno == errno.EISDIR:  # somebody put one where a file of the vault lies, between two uses
        return Refused("vault.folder_in_the_way", name=Path(fault.filename2 or fault.filename or "").name)
    if fault.errno in _BROKEN:
        return Refused("vault.disk_fault")
    return None


@contextlib.contextmanager
def plain_faults() -> Iterator[None]:
    """Tell faults of the disk as `Refused`; every other exception passes unchanged."""
    try:
        yield
    except OSError as fault:
        refusal = disk_refusal(fault)
        if refusal is None:
            raise
        raise refusal from fault


def create_private(path: Path) -> int:
    """Create `path` for this person alone and return its descriptor, open for reading and writing.

    Raises:
        FileExistsError: the name is taken, even by a dangling link.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY | _NO_FOLLOW, 0o600)


def open_plain(path: Path) -> io.BufferedReader:
    """A file to be read that someone else may have put there. Nobody waits at a pipe, not even one that took the place of a file just now.

    Raises:
        FileNotFoundError: nothing is there, or no plain file.
        OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | _BINARY | _NO_WAIT)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return io.open(descriptor, "rb")  # noqa: UP020 - of a descriptor, which has no `Path.open`


def write_all(descriptor: int, data: bytes | bytearray | memoryview) -> None:
    """Write every byte of `data` at the descriptor's position."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def replace(path: Path, data: bytes) -> None:
    """Give `path` the content `data`, all of it or none of it, durably.

    Raises:
        Refused: the disk is full, read-only or failing; the earlier content stands.
    """
    with staged(path, data):
        pass


@contextlib.contextmanager
def staged(path: Path, data: bytes) -> Iterator[None]:
    """As `replace`, but `path` gets the content once the block has ended well, and nothing is left where it fails.

    For what leaves the vault and must be written down: a kill leaves a line too many, never a file that nobody knows of.
    """
    part = path.with_name(path.name + PART)
    with plain_faults():
        try:
            part.unlink(missing_ok=True)
            _write_new(part, data)
            yield
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):  # the first fault is the one to tell
                part.unlink(missing_ok=True)
            raise
        system.sync_folder(path.parent)


def overwrite(path: Path, data: bytes, at: int = 0) -> None:
    """Write `data` over as many bytes of an existing file, in place from offset `at`, durably.

    Needs no free space and leaves no old copy elsewhere on the disk, but a power cut can tear it: only for what has a
    twin and a checksum.

    Raises:
        Refused: the disk is failing or read-only.
    """
    with plain_faults():
        descriptor = os.open(path, os.O_RDWR | _BINARY | _NO_FOLLOW)
        try:
            os.lseek(descriptor, at, os.SEEK_SET)
            write_all(descriptor, data)
            system.sync_file(descriptor)
        finally:
            os.close(descriptor)


def mark(path: Path) -> None:
    """Create an empty file durably, whose being there is what it says; one that is there already stays."""
    with plain_faults():
        try:
            os.close(create_private(path))
        except FileExistsError:
            return
        system.sync_folder(path.parent)


def sync(path: Path) -> None:
    """Force the content of an existing file to the medium."""
    with plain_faults():
        descriptor = os.open(path, os.O_RDWR | _BINARY)
        try:
            system.sync_file(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a name durably; a name that is not there is no fault."""
    with plain_faults():
        path.unlink(missing_ok=True)
        system.sync_folder(path.parent)


def destroy(path: Path) -> None:
    """Overwrite a small file in place with random bytes and remove it, durably; one that is not there is no fault.

    It loses its name first, so that what a kill leaves is never taken for the file; a second call ends it. Worn flash cells,
    snapshots and copies keep what it held.
    """
    doomed = path if path.name.endswith(PART) else path.with_name(path.name + PART)
    with plain_faults():
        if path.is_file() and not path.is_symlink():
            path.replace(doomed)
    if doomed.is_file() and not doomed.is_symlink():
        with contextlib.suppress(Refused):  # a medium that takes no more writes may still give up the name
            overwrite(doomed, os.urandom(doomed.stat().st_size))
    remove(doomed)
    remove(path)


def make_folder(path: Path) -> None:
    """Create a folder for this person alone, durably; one that exists is left as it is."""
    with plain_faults():
        path.mkdir(mode=0o700, exist_ok=True)
        system.sync_folder(path.parent)


def set_constant_time(path: Path) -> None:
    """Give a file or folder the one modification time that everything kept as evidence has."""
    os.utime(path, (CONSTANT_TIME, CONSTANT_TIME))


def _write_new(path: Path, data: bytes) -> None:
    descriptor = create_private(path)
    try:
        write_all(descriptor, data)
        system.sync_file(descriptor)
    finally:
        os.close(descriptor)
