"""One program at a time on one vault, and no stale lock.

The lock is the system's lock on the open file ``lock``, not the file's existence: it ends with the process that holds
it, so a killed program never keeps a person out of their own vault.
"""

from __future__ import annotations

import os
from pathlib import Path

from casefile.errors import Refused
from casefile.vault import durable, system

NAME = "lock"


class FolderLock:
    """The exclusive hold on a vault folder, from construction to `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            Refused: another program, or another window of this one, has the vault open, or the vault lies where nothing can be written.
        """
        try:
            with durable.plain_faults():
                self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except Refused as refusal:
            if refusal.key != "vault.read_only":
                raise
            raise Refused("vault.lies_read_only") from refusal
        if not system.lock_descriptor(self._descriptor):
            os.close(self._descriptor)
            raise Refused("vault.already_open", name=folder.name)

    def release(self) -> None:
        """Let the vault go. A second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
