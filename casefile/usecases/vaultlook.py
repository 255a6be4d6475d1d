"""What anyone can see of a vault that is locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casefile.vault.headerpair import HeaderPair

_SUFFIX = ".casefile"
_DATABASE = "records.db"


@dataclass(frozen=True, slots=True)
class Look:
    """A locked vault: its name, which is its folder's, and when it was last written (aware), where that can be told."""

    path: Path
    name: str
    written: datetime | None


def look(path: Path, header_folder: Path | None = None) -> Look:
    """The vault at `path`, whose header may lie elsewhere.

    Raises:
        Refused: it is none, or it was made by a newer program.
    """
    HeaderPair(header_folder or path).read()
    try:
        written = datetime.fromtimestamp((path / _DATABASE).stat().st_mtime).astimezone()
    except OSError:
        written = None
    return Look(path, look_name(path), written)


def folder_for(place: Path, name: str) -> Path:
    """Where a new vault called `name` lies in `place`."""
    return place / f"{name}{_SUFFIX}"


def look_name(path: Path) -> str:
    """The name of the vault or backup in a folder."""
    return path.name.removesuffix(_SUFFIX)
