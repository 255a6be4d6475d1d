"""Backup to a stick, and back."""

from __future__ import annotations

from pathlib import Path

from casefile import clock
from casefile.progress import SILENT, Progress
from casefile.usecases.session import Session
from casefile.vault import backup
from casefile.vault import restore as restoring
from casefile.vault.backup import BackupReport

__all__ = ["BackupReport", "make", "make_on", "restore"]


def make(session: Session, destination: Path, progress: Progress = SILENT) -> BackupReport:
    """Make or renew a verified copy of the open vault at `destination`.

    Raises:
        Refused: the stick is full, something else lies there, or the vault is open for rescue; an earlier backup stays as it was.
        Cancelled: what was copied so far is used the next time.
    """
    return _make(session, destination, destination.name, progress)


def make_on(session: Session, place: Path, progress: Progress = SILENT) -> BackupReport:
    """Make or renew a verified copy on `place`, which a person chose: a stick as a rule, with other things on it.

    An empty folder or an earlier backup of this vault is used itself; otherwise the copy lies in a folder of its own there.

    Raises:
        Refused, Cancelled: as `make`.
    """
    session.require_writable()
    own = place if backup.takes(session.vault, place) else place / f"{session.name} backup"
    return _make(session, own, place.name or str(place), progress)


def _make(session: Session, destination: Path, place: str, progress: Progress) -> BackupReport:
    session.require_writable()  # a damaged copy must not take the place of a good one
    done = backup.backup(session.vault, destination, progress)
    session.keep("backup", {"time": clock.timestamp(), "place": place})
    return done


def restore(source: Path, vault: Path, progress: Progress = SILENT) -> None:
    """Bring a backup back as a vault at `vault`; all is checked before it counts. It goes on as a new device.

    Raises:
        Refused: not a backup, something is there already, or the disk is full; nothing is left behind.
        VerificationFailed: the copy is damaged.
    """
    restoring.restore(source, vault, progress)
