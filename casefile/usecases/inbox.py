"""Leaving files in a vault that stays locked."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import Refused
from casefile.progress import SILENT, Progress
from casefile.vault import inbox
from casefile.vault.durable import plain_faults


def drop(vault: Path, file: Path, progress: Progress = SILENT, *, header_folder: Path | None = None) -> str:
    """Encrypt a file into the inbox of a vault, without its passphrase; the name it waits under.

    `header_folder` is where the header lies when it is kept away from the vault: whom to encrypt to stands there.

    Raises:
        Refused: no such file, not a vault, or the disk is full; nothing is left behind.
    """
    if not file.is_file():
        raise Refused("evidence.no_such_file", name=file.name)
    with plain_faults(), file.open("rb") as source:
        return inbox.drop(vault, source, progress, header_folder)
