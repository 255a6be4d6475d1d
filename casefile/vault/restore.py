"""Restore: a new vault folder out of a backup, everything checked on the way. Needs no passphrase."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import Refused, VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.vault import copying, database, durable, manifest, succession
from casefile.vault.backup import stream_names
from casefile.vault.backupplace import INCOMPLETE, current
from casefile.vault.copying import Tally
from casefile.vault.founding import Site
from casefile.vault.head import NAME as HEAD
from casefile.vault.headerpair import NAMES, HeaderPair
from casefile.vault.intents import Intents
from casefile.vault.recovery import NAME as RECOVERY
from casefile.vault.vault import RESTORED

_PAGE = 4096
_ORDER = (database.NAME, HEAD, RECOVERY, *NAMES)  # after the evidence, the headers last
_UNSETTLED = (database.NAME + "-wal", *succession.NAMES)  # what a copy made by hand may hold beside


def verify_backup(backup_folder: Path, progress: Progress = SILENT) -> int:
    """Read every file of a finished backup and compare it with the manifest; how many files there are.

    Raises:
        Refused: this is no finished backup.
        VerificationFailed: a file is missing or is not what was written.
        Cancelled
    """
    listed = manifest.read(_manifest_path(backup_folder))
    paths = {name: current(backup_folder, name) for name in listed}
    tally = Tally(progress, sum(path.stat().st_size for path in paths.values() if path.is_file()))
    for name, digest in listed.items():
        _expect(name, copying.digest_of(paths[name], tally), digest)
    return len(listed)


def restore(backup_folder: Path, vault_path: Path, progress: Progress = SILENT) -> int:
    """Make a vault out of a backup, or out of a copy that someone made by hand; how many files it has.

    The new vault opens with the passphrases of the backup and continues as a new device.

    Args:
        backup_folder: what `backup` wrote, or a copied vault folder.
        vault_path: a new or empty folder.
        progress: bytes.

    Raises:
        Refused: no whole backup, something lies at `vault_path`, or the disk is full.
        VerificationFailed: a file of the backup is missing or is not what was written.
        Cancelled: whichever it was, nothing is left at `vault_path`.
    """
    expected = _expected(backup_folder)
    site = Site(vault_path)
    try:
        _fill(backup_folder, vault_path, expected, progress)
        durable.mark(vault_path / "staging" / RESTORED)
        site.finish()
    except BaseException:
        site.abandon()
        raise
    site.lock.release()
    return len(expected)


def _expected(backup_folder: Path) -> dict[str, str | None]:
    """Digest of each file to restore; None in a copy made by hand, where nothing says what it should be."""
    if current(backup_folder, manifest.NAME).exists():
        return dict(manifest.read(_manifest_path(backup_folder)))
    if (backup_folder / INCOMPLETE).exists():
        raise Refused("vault.backup_incomplete", name=backup_folder.name)
    HeaderPair(backup_folder).read()
    path = backup_folder / database.NAME
    if not path.is_file() or path.stat().st_size % _PAGE:
        raise VerificationFailed("vault.backup_altered", name=database.NAME)
    present = [name for name in (*_ORDER, *_UNSETTLED) if (backup_folder / name).is_file()]
    return dict.fromkeys([*present, *stream_names(backup_folder)])


def _manifest_path(backup_folder: Path) -> Path:
    path = current(backup_folder, manifest.NAME)
    if not path.exists():
        known = (backup_folder / INCOMPLETE).exists()
        raise Refused("vault.backup_incomplete" if known else "vault.not_a_backup", name=backup_folder.name)
    return path


def _fill(backup_folder: Path, vault_path: Path, expected: dict[str, str | None], progress: Progress) -> None:
    paths = {name: current(backup_folder, name) for name in expected}
    tally = Tally(progress, sum(2 * path.stat().st_size for path in paths.values() if path.is_file()))
    intents = Intents(vault_path / "staging")
    for name in Intents(backup_folder / "staging").pending():
        intents.declare(name)
    for name in sorted(expected, key=_place):
        if not paths[name].is_file():
            raise VerificationFailed("vault.backup_altered", name=name)
        target = vault_path / name
        if not target.parent.is_dir():
            durable.make_folder(target.parent)
        _expect(name, copying.copy(paths[name], target, tally), expected[name])


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else -1, name)


def _expect(name: str, found: str, digest: str | None) -> None:
    if digest is not None and found != digest:
        raise VerificationFailed("vault.backup_altered", name=name)
