"""The end of a vault. There is no way back, and no claim that nothing is left."""

from __future__ import annotations

from pathlib import Path

from casefile.usecases.session import Session
from casefile.vault import erasing


def erase(vault: Path, header_folder: Path | None = None) -> tuple[str, ...]:
    """Erase a locked vault: what opens it first, then what was in it. Say ``keys.erase_reach`` before, and ask.

    A kill half way leaves nothing that opens, or a vault that opens as before; calling it again removes the rest.

    Args:
        header_folder: where header and recovery file lie, when on a stick; they are erased with it. Where the stick is not at hand
            the rest is erased all the same, and the stick is to be destroyed.

    Returns:
        names of files in the vault's folder that are not the vault's, and stay there.

    Raises:
        Refused: this is no vault, it is open somewhere, or the disk takes no changes.
    """
    return erasing.erase(vault, header_folder)


def erase_open(session: Session) -> tuple[str, ...]:
    """Lock an open vault and erase it, with its header wherever that lies. See `erase`."""
    path, folder = session.path, session.vault.header_folder
    session.lock()
    return erase(path, folder)
