"""One program at a time on one vault, and no stale lock.

The lock is the system's lock on the open file ``lock``, not the file's existence: it ends with the process that holds
it, so a killed program never keeps a person out of their own vault.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from casefile.errors import Refused
from casefile.vault import durable, system

NAME = "lock"


class FolderLock:
    """The exclusive hold on a vault folder, from construction to `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            Refused: another program, or another window of this one, has the vault open, or the disk takes no new file.
        """
        with durable.plain_faults():
            self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        self._take(folder)

    @classmethod
    def for_reading(cls, folder: Path) -> Self:
        """The hold on a folder where nothing can be written. Without a file to lock there is nobody who has it open, and nobody to keep out.

        Raises:
            Refused: as the constructor, of another program.
        """
        lock = cls.__new__(cls)
        try:
            lock._descriptor = os.open(folder / NAME, os.O_RDONLY)
        except OSError:
            lock._descriptor = -1
            return lock
        try:
            lock._take(folder)
        except OSError:  # some network disks lock only what can be written
            lock.release()
        return lock

    def _take(self, folder: Path) -> None:
        if not system.lock_descriptor(self._descriptor):
            self.release()
            raise Refused("vault.already_open", name=folder.name)

    def release(self) -> None:
        """Let the vault go. A second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
