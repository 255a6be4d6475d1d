"""Backup to a stick, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from casefile import clock
from casefile.files import in_words
from casefile.progress import SILENT, Progress
from casefile.usecases import checkpoints
from casefile.usecases.session import Session
from casefile.vault import backup
from casefile.vault import restore as restoring
from casefile.vault.backup import BackupReport
from casefile.vault.backupplace import takes
from casefile.vault.vault import Vault

__all__ = ["BackupReport", "make", "make_on", "replace", "restore"]


def make(session: Session, destination: Path, progress: Progress = SILENT) -> BackupReport:
    """Make or renew a verified copy of the open vault at `destination`.

    Raises:
        Refused: the stick is full, something else lies there or a backup from before the vault was given new keys, or the vault is open
            for rescue; an earlier backup stays as it was.
        Cancelled: what was copied so far is used the next time.
    """
    return _make(session, backup.backup, destination, destination.name, progress)


def make_on(session: Session, place: Path, progress: Progress = SILENT) -> BackupReport:
    """Make or renew a verified copy on `place`, which a person chose: a stick as a rule, with other things on it.

    An empty folder or an earlier backup of this vault is used itself; otherwise the copy lies in a folder of its own there.

    Raises:
        Refused, Cancelled: as `make`.
    """
    session.require_writable()
    own = place if takes(session.vault, place) else place / f"{session.name} backup"
    return _make(session, backup.backup, own, place.name or str(place), progress)


def replace(session: Session, destination: Path, progress: Progress = SILENT) -> BackupReport:
    """As `make`, also in place of a backup from before the vault was given new keys. That one stays whole until the new one is.

    Raises:
        Refused, Cancelled: as `make`.
    """
    return _make(session, backup.replace, destination, destination.name, progress)


_Making = Callable[[Vault, Path, Progress], BackupReport]


def _make(session: Session, making: _Making, destination: Path, place: str, progress: Progress) -> BackupReport:
    session.require_writable()  # a damaged copy must not take the place of a good one
    checkpoints.sign(session.database, session.local)
    done = making(session.vault, destination, progress)
    session.keep("backup", {"time": clock.timestamp(), "place": in_words(place)})
    return done


def restore(source: Path, vault: Path, progress: Progress = SILENT) -> None:
    """Bring a backup back as a vault at `vault`; all is checked before it counts. It goes on as a new device.

    Raises:
        Refused: not a backup, something is there already, or the disk is full; nothing is left behind.
        VerificationFailed: the copy is damaged.
    """
    restoring.restore(source, vault, progress)
