"""Where the header of a vault lies: in its folder, or on a stick away from it. Without it nothing opens."""

from __future__ import annotations

from pathlib import Path

from casefile.usecases.session import Session


def is_detached(session: Session) -> bool:
    """Whether header and recovery file lie elsewhere than in the vault's folder."""
    return session.vault.header_folder.resolve() != session.path.resolve()


def place(session: Session) -> Path:
    """The folder they lie in."""
    return session.vault.header_folder


def move(session: Session, folder: Path) -> None:
    """Take header and recovery file to `folder`, and destroy them where they were. `Session.path` brings them back.

    Where they are there already and something of them still lies in the vault's folder, after a fault or a kill, that is destroyed.

    A worn flash disk may keep the old header in cells that nothing reaches; new keys (`rekey`) made after the move make it
    worthless. Say so (``keys.header_moved``).

    Raises:
        Refused: they are there, another vault's lie there, or a disk fails; then they are whole at one of both places at least. Or the
            vault is open for rescue.
    """
    session.require_writable()
    ways = session.vault.ways
    if folder.resolve() == place(session).resolve() and ways.clear(session.path):
        return
    ways.move(session.path if folder.resolve() == session.path.resolve() else folder)
