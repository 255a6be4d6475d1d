"""The vault with new keys, written beside the present one until its header takes over.

``staging/successor/`` holds a database, a recovery file and a head under the new keys, the head last, which makes them whole.
Until the header pair is written anew they mean nothing; from then on they are the vault, and whoever opens it moves them into
place. Which of the two it is, the head tells: it opens under the keys of the vault whose successor it is, and no others.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from casefile.crypto.age import HybridIdentity, HybridRecipient
from casefile.errors import Refused, VerificationFailed
from casefile.progress import Progress
from casefile.vault import database, durable, recovery, system
from casefile.vault.copying import Tally
from casefile.vault.head import NAME as HEAD
from casefile.vault.head import Head, HeadFile
from casefile.vault.headerpair import Unlocked
from casefile.vault.keys import Keys

FOLDER = "staging/successor"
NAMES = tuple(f"{FOLDER}/{name}" for name in (database.NAME, recovery.NAME, HEAD))
"""What may lie there, by its path inside the vault, in the order of writing."""

Fill = Callable[[database.Connection], None]
"""Brings what the database says of its own keys to the new ones. Given a connection to the copy."""


@dataclasses.dataclass(frozen=True)
class Plan:
    """What the successor is made of.

    Attributes:
        keys: the new ones.
        vault_id: 16 bytes, as before.
        head: as it stands now.
        recipients: of the recovery file.
        earlier: store identities under which evidence will lie for a while.
        fill: see `Fill`.
    """

    keys: Keys
    vault_id: bytes
    head: Head
    recipients: Sequence[HybridRecipient]
    earlier: Sequence[HybridIdentity]
    fill: Fill


def stage(folder: Path, source: database.Connection, plan: Plan, progress: Progress) -> None:
    """Write the successor of the vault in `folder`, whole and durable. Nobody may write to `source`'s database meanwhile.

    Raises:
        VerificationFailed: the copy is not sound.
        Refused: the disk is full.
        Cancelled: whichever it was, nothing is left.
    """
    staged = folder / FOLDER
    clear(folder)
    durable.make_folder(staged)
    try:
        _copy_database(source, staged, plan, progress)
        recovery.write(staged, plan.keys, plan.vault_id, plan.recipients, plan.earlier)
        progress.check()
        HeadFile(staged, plan.keys.head, plan.vault_id).create(dataclasses.replace(plan.head, clean=True))
    except BaseException:
        clear(folder)
        raise


def settle(folder: Path, header_folder: Path, unlocked: Unlocked) -> None:
    """Once both headers are those of `unlocked`: move its successor's files into place, or drop those that never took over."""
    staged = folder / FOLDER
    if not staged.is_dir():
        return
    with durable.plain_faults():
        if _belongs(staged, unlocked):
            _take_over(folder, header_folder, staged)
        clear(folder)


def refuse_pending(folder: Path, unlocked: Unlocked) -> None:
    """Say no to a vault whose successor has taken over but is not in its place, and cannot be moved there.

    Raises:
        Refused: so it is.
    """
    if _belongs(folder / FOLDER, unlocked):
        raise Refused("keys.rekey_unfinished")


def clear(folder: Path) -> None:
    """Drop what lies there, the head first: without it the rest is nothing."""
    staged = folder / FOLDER
    if staged.is_dir():
        with durable.plain_faults():
            durable.remove(staged / HEAD)
            shutil.rmtree(staged)
            system.sync_folder(staged.parent)


def _copy_database(source: database.Connection, staged: Path, plan: Plan, progress: Progress) -> None:
    path = staged / database.NAME
    total = int(source.execute("PRAGMA page_count").fetchone()[0]) * database.PAGE
    database.copy(source, path, plan.keys.database, Tally(progress, total).count)
    copied = database.connect(path, plan.keys.database)
    try:
        plan.fill(copied)
        database.checkpoint(copied)
    finally:
        copied.close()
    durable.sync(path)


def _belongs(staged: Path, unlocked: Unlocked) -> bool:
    try:
        HeadFile(staged, unlocked.keys.head, unlocked.copy.header.vault_id).read()
    except VerificationFailed:
        return False
    return True


def _take_over(folder: Path, header_folder: Path, staged: Path) -> None:
    """Each step may have been done before a kill. The head goes last, because it says that there is something to do.

    The recovery file goes first, so that it never opens less than the header does; it may have to go to another disk.
    """
    if (staged / recovery.NAME).exists() and header_folder == folder:
        (staged / recovery.NAME).replace(folder / recovery.NAME)  # needs no space
        system.sync_folder(folder)
    elif (staged / recovery.NAME).exists():
        durable.replace(header_folder / recovery.NAME, (staged / recovery.NAME).read_bytes())
    if (staged / database.NAME).exists():
        for suffix in ("-wal", "-shm", "-journal"):  # of the database that goes, with pages under its key
            durable.remove(folder / (database.NAME + suffix))
        (staged / database.NAME).replace(folder / database.NAME)
        system.sync_folder(folder)
    (staged / HEAD).replace(folder / HEAD)
    system.sync_folder(folder)
