"""What lies where a backup is to go, and where the files of a backup lie."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from casefile.errors import CasefileError, Refused
from casefile.vault import durable, manifest
from casefile.vault.head import NAME as HEAD
from casefile.vault.head import HeadFile
from casefile.vault.vault import Vault

INCOMPLETE = "INCOMPLETE"


class Found(Enum):
    """What a folder is to a vault."""

    ROOM = auto()
    """It is new or empty, or a first backup was begun there."""
    BACKUP = auto()
    """It holds a backup of the vault."""
    BEFORE_NEW_KEYS = auto()
    """It holds a backup of the vault from before it was given new keys, which opens with what opened the vault then."""
    OTHER = auto()
    """It holds something else."""


def look(vault: Vault, destination: Path) -> Found:
    """What `destination` is to `vault`.

    Raises:
        Refused: it lies inside the vault.
    """
    if destination.resolve().is_relative_to(vault.path.resolve()):
        raise Refused("vault.backup_inside")
    if not destination.exists():
        return Found.ROOM
    if not destination.is_dir():
        return Found.OTHER
    if (destination / INCOMPLETE).exists() or is_empty(destination):
        return Found.ROOM
    if _opens(vault, destination, vault.keys.head):
        return Found.BACKUP
    if any(_opens(vault, destination, key) for key in vault.earlier_heads):
        return Found.BEFORE_NEW_KEYS
    return Found.OTHER


def is_empty(destination: Path) -> bool:
    """Whether nothing lies in a folder, but what a first backup leaves that a fault stopped at once."""
    return all(each.name == INCOMPLETE + durable.PART for each in destination.iterdir())


def takes(vault: Vault, destination: Path) -> bool:
    """Whether `destination` itself is where a backup of the vault goes: it is new, empty, or an earlier backup."""
    try:
        return look(vault, destination) is not Found.OTHER
    except Refused:
        return False


def current(backup_folder: Path, name: str) -> Path:
    """Where the file `name` of a backup lies: in ``next`` when a run was stopped while moving it into place."""
    waiting = upcoming(backup_folder) / name
    committed = (upcoming(backup_folder) / manifest.NAME).exists()
    return waiting if committed and waiting.exists() else backup_folder / name


def upcoming(backup_folder: Path) -> Path:
    """Where the next state of a backup is put together."""
    return backup_folder / "staging" / "next"


def _opens(vault: Vault, destination: Path, head_key: bytes) -> bool:
    """Whether a manifest lies there with a head that this 32-byte key of the vault opens."""
    try:
        manifest.read(current(destination, manifest.NAME))
        HeadFile(current(destination, HEAD).parent, head_key, bytes.fromhex(vault.id)).read()
    except CasefileError:
        return False
    return True
