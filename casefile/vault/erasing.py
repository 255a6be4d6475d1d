"""Erasing a vault: first what opens it, then what was in it.

Once recovery file and headers are gone, nothing opens what is left, so a kill from then on has erased it all the same; running
it again removes the rest. Needs no passphrase: whoever holds the disk could delete the files, too.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from casefile.errors import Refused
from casefile.vault import database, durable, recovery
from casefile.vault.founding import FOLDERS
from casefile.vault.head import NAME as HEAD
from casefile.vault.headerpair import NAMES, HeaderPair
from casefile.vault.lock import NAME as LOCK
from casefile.vault.lock import FolderLock

_MARK = "erasing"
_FILES = (HEAD, *(database.NAME + suffix for suffix in ("", "-wal", "-shm", "-journal")))
_STAGING = "staging"


def erase(path: Path, header_folder: Path | None = None) -> tuple[str, ...]:
    """Erase the vault in a folder, and the header and recovery file that lie elsewhere; names of what was not the vault's and stays.

    Reaches no copy, backup or snapshot, and no flash cell that the disk has set aside.

    Raises:
        Refused: this is no vault, it is open somewhere, or the disk takes no changes.
    """
    if not _is_vault(path, header_folder):
        raise Refused("vault.not_a_vault", name=path.name)
    lock = FolderLock(path)
    try:
        with durable.plain_faults():
            _destroy_ways_in(path, header_folder)
            _remove_content(path)
    finally:
        lock.release()
    with durable.plain_faults():
        durable.remove(path / LOCK)
        left = tuple(sorted(each.name for each in path.iterdir()))
        if not left:
            path.rmdir()
    return left


def _is_vault(path: Path, header_folder: Path | None) -> bool:
    """Whether a vault lies there, with its header or without, or what an erasure that was stopped has left of one."""
    if not path.is_dir():
        return False
    present = {each.name for each in path.iterdir()}
    if (path / _STAGING / _MARK).exists() or _nearly_gone(path, present):
        return True
    if not {database.NAME, *FOLDERS} <= present:
        return False
    return header_folder is None or HeaderPair(header_folder).exists()


def _nearly_gone(path: Path, present: set[str]) -> bool:
    """Whether the last steps are all that is missing: an empty folder and the lock."""
    staging = path / _STAGING
    return LOCK in present and present <= {LOCK, _STAGING} and not (staging.exists() and any(staging.iterdir()))


def _destroy_ways_in(path: Path, header_folder: Path | None) -> None:
    if (path / _STAGING).is_dir():
        with contextlib.suppress(Refused):  # a full disk must not stand in the way
            durable.mark(path / _STAGING / _MARK)
    for folder in dict.fromkeys((header_folder or path, path)):
        for name in (recovery.NAME, *NAMES):
            durable.destroy(folder / name)
            durable.destroy(folder / (name + durable.PART))


def _remove_content(path: Path) -> None:
    """Database and evidence, and last the mark."""
    for name in (*_FILES, HEAD + durable.PART):
        durable.remove(path / name)
    staging = path / _STAGING
    if staging.is_symlink():  # what lies where it leads is not the vault's
        staging.unlink()
    begun = [each for each in staging.iterdir() if each.name != _MARK] if staging.is_dir() else []
    for folder in (*(path / name for name in FOLDERS if name != _STAGING), *begun):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
    (staging / _MARK).unlink(missing_ok=True)
    if staging.is_dir():
        staging.rmdir()
