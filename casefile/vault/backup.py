"""Backup: a verified, incremental, consistent copy of an open vault, itself a vault folder.

Order of a run: the database's snapshot and the small files go to ``staging/next/`` of the backup; then the evidence
files that are not there yet; then the manifest, which makes ``next`` count; then ``next`` moves into place; then
evidence that the vault no longer holds is removed. So there is a whole backup at any moment after the first run: the
earlier one until the manifest lies in ``next``, the new one from then on. A run that was stopped is simply run again.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.errors import Refused, VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.vault import copying, database, durable, manifest, system
from casefile.vault.backupplace import INCOMPLETE, Found, is_empty, look, upcoming
from casefile.vault.copying import Tally
from casefile.vault.founding import FOLDERS
from casefile.vault.head import NAME as HEAD
from casefile.vault.head import HeadFile
from casefile.vault.headerpair import NAMES
from casefile.vault.intents import Intents
from casefile.vault.lock import FolderLock
from casefile.vault.recovery import NAME as RECOVERY
from casefile.vault.vault import Vault

_SMALL = (RECOVERY, *NAMES)


@dataclass(frozen=True)
class BackupReport:
    """What a run did.

    Attributes:
        copied: evidence and inbox files that were copied now.
        kept: those that lay there already.
        size: bytes of the whole backup.
    """

    copied: int
    kept: int
    size: int


def backup(vault: Vault, destination: Path, progress: Progress = SILENT) -> BackupReport:
    """Bring the backup folder `destination` up to the vault's present state, or make it.

    Args:
        vault: open; people may go on working in it.
        destination: a new or empty folder, or an earlier backup of the same vault.
        progress: bytes.

    Raises:
        Refused: something else lies there, or a backup from before the vault was given new keys, or the disk is full; an earlier backup
            stays whole.
        VerificationFailed: a file did not arrive as it left.
        Cancelled: likewise; the next run goes on from here.
    """
    found = look(vault, destination)
    if found is Found.BEFORE_NEW_KEYS:
        raise Refused("vault.backup_before_new_keys", name=destination.name)
    return _bring_up(vault, destination, found, progress)


def replace(vault: Vault, destination: Path, progress: Progress = SILENT) -> BackupReport:
    """As `backup`, also where a backup lies from before the vault was given new keys: it makes way, and stays whole until the new one
    is. A run that was stopped is run again.
    """
    return _bring_up(vault, destination, look(vault, destination), progress)


def stream_names(folder: Path) -> Iterator[str]:
    """Paths, inside a vault or backup, of its evidence and inbox files."""
    for pattern in ("evidence/??/*", "inbox/*.age"):
        for path in folder.glob(pattern):
            name = path.relative_to(folder).as_posix()
            if manifest.may_list(name) and path.is_file() and not path.is_symlink():
                yield name


def _bring_up(vault: Vault, destination: Path, found: Found, progress: Progress) -> BackupReport:
    if found is Found.OTHER:
        raise Refused("vault.backup_of_other", name=destination.name)
    with durable.plain_faults():
        _prepare(destination)
        lock = FolderLock(destination)
        try:
            _move_into_place(destination)  # what an earlier run had finished but for this
            return _run(vault, destination, progress)
        finally:
            lock.release()


def _run(vault: Vault, destination: Path, progress: Progress) -> BackupReport:
    earlier = _earlier(destination)
    before = set(stream_names(vault.path))
    unsettled = set(Intents(vault.path / "staging").pending())
    tally = Tally(progress, _work(vault, before))
    listed = _copy_records(vault, destination, tally)
    # Listed anew after the snapshot: whatever its rows name lies there by now.
    names = sorted(stream_names(vault.path))
    copied = sum(_copy_stream(vault.path, destination, name, earlier, listed, tally) for name in names)
    unsettled |= {Path(name).name for name in set(names) - before}
    _note_unsettled(destination, unsettled)
    manifest.write(upcoming(destination) / manifest.NAME, listed)
    _move_into_place(destination)
    for name in {*earlier, *stream_names(destination)} - listed.keys():
        durable.remove(destination / name)
    durable.remove(destination / INCOMPLETE)
    return BackupReport(
        copied, sum(name in listed for name in names) - copied, sum(_size(destination / name) for name in listed)
    )


def _prepare(destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    destination.mkdir(mode=0o700, exist_ok=True)
    if is_empty(destination):
        durable.replace(destination / INCOMPLETE, b"This backup is not finished. Run it again.\n")
    for name in (*FOLDERS, "staging/next"):
        durable.make_folder(destination / name)


def _earlier(destination: Path) -> manifest.Manifest:
    """The manifest of the last finished run; an empty one before that.

    Raises:
        Refused: the backup was opened and worked in as a vault since, and a new run would overwrite that work.
    """
    path = destination / manifest.NAME
    if not path.exists():
        return {}
    found = manifest.read(path)
    if copying.digest_of(destination / database.NAME, Tally(SILENT, 0)) != found.get(database.NAME):
        raise Refused("vault.backup_was_used", name=destination.name)
    return found


def _work(vault: Vault, streams: Collection[str]) -> int:
    """Bytes to move: the database once and hashed once, each evidence file written and read back."""
    work = 2 * _size(vault.path / database.NAME)
    for name in streams:
        with contextlib.suppress(FileNotFoundError):  # removed by someone who works in the vault meanwhile
            work += 2 * _size(vault.path / name)
    return work


def _copy_records(vault: Vault, destination: Path, tally: Tally) -> dict[str, str]:
    """Snapshot, head and small files into ``next``; their digests by name.

    The head is taken before the snapshot, so that the snapshot extends it, and says that this is a copy.
    """
    staged, head = upcoming(destination), vault.head
    for stale in list(staged.iterdir()):
        stale.unlink()
    if head is None:
        raise VerificationFailed("vault.head_altered")
    source = vault.connect()
    try:
        database.copy(source, staged / database.NAME, vault.keys.database, tally.count)
    finally:
        source.close()
    sealed = HeadFile(staged, vault.keys.head, bytes.fromhex(vault.id))
    sealed.create(dataclasses.replace(head, clean=True, restored=True))
    attached = _SMALL if vault.header_folder == vault.path else ()  # a detached header stays on its own stick
    for name in attached:
        durable.replace(staged / name, (vault.path / name).read_bytes())
    return {name: copying.digest_of(staged / name, tally) for name in (database.NAME, HEAD, *attached)}


def _copy_stream(
    vault: Path, destination: Path, name: str, earlier: manifest.Manifest, listed: dict[str, str], tally: Tally
) -> bool:
    """Make sure that one evidence or inbox file lies in the backup, and list it; whether it had to be copied.

    One that somebody who works in the vault removes meanwhile is not listed.
    """
    try:
        return _bring_stream(vault / name, destination / name, name, earlier, listed, tally)
    except (FileNotFoundError, VerificationFailed):
        if (vault / name).exists():
            raise
        listed.pop(name, None)
        return False


def _bring_stream(
    source: Path, target: Path, name: str, earlier: manifest.Manifest, listed: dict[str, str], tally: Tally
) -> bool:
    """A file of this name never changes, so one that a finished run verified and that has the right size stays."""
    present = target.is_file() and _size(target) == _size(source)
    if present and name in earlier:
        tally.count(2 * _size(source))
        listed[name] = earlier[name]
        return False
    if present:  # a run that was stopped had come this far
        listed[name] = copying.digest_of(target, tally)
        if listed[name] == copying.digest_of(source, tally):
            return False
    if not target.parent.is_dir():
        durable.make_folder(target.parent)
    listed[name] = copying.copy(source, target, tally)
    return True


def _note_unsettled(destination: Path, names: Collection[str]) -> None:
    """Leave intents for files that the snapshot may not know, so that the restored vault settles them."""
    intents = Intents(destination / "staging")
    for name in set(intents.pending()) - set(names):
        intents.drop(name)
    for name in names:
        intents.declare(name)


def _move_into_place(destination: Path) -> None:
    """Once the manifest lies in ``next``, let every file there take its place, the manifest last."""
    staged = upcoming(destination)
    if not (staged / manifest.NAME).exists():
        return
    for name in (database.NAME, HEAD, *_SMALL, manifest.NAME):
        if (staged / name).exists():
            (staged / name).replace(destination / name)
            system.sync_folder(destination)
    system.sync_folder(staged)


def _size(path: Path) -> int:
    return path.stat().st_size
