"""What anyone can see of a vault that is locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from casefile.errors import Refused
from casefile.vault import database
from casefile.vault.durable import CONSTANT_TIME
from casefile.vault.headerpair import HeaderPair

_SUFFIX = ".casefile"
_LACKING: Mapping[str, Literal["elsewhere", "damaged"]] = {
    "vault.not_a_vault": "elsewhere",
    "vault.header_torn": "damaged",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A locked vault: its name, which is its folder's, and when it was last written (aware), where that can be told.

    `header` is what opens it: in its place, not there (kept on a stick as a rule), or there and damaged.
    """

    path: Path
    name: str
    written: datetime | None
    header: Literal["here", "elsewhere", "damaged"] = "here"


def look(path: Path, header_folder: Path | None = None) -> Look:
    """The vault at `path`, whose header may lie elsewhere.

    Raises:
        Refused: it is none, or it was made by a newer program.
    """
    header = _header(path, HeaderPair(header_folder or path))
    return Look(path, look_name(path), _written(path / database.NAME), header)


def _written(file: Path) -> datetime | None:
    """None as well for a vault that was restored and not written since: its files carry a time that says nothing."""
    try:
        seconds = file.stat().st_mtime
    except OSError:
        return None
    return None if seconds == CONSTANT_TIME else datetime.fromtimestamp(seconds).astimezone()


def _header(path: Path, headers: HeaderPair) -> Literal["here", "elsewhere", "damaged"]:
    try:
        headers.read()
    except Refused as refusal:
        if not (path / database.NAME).is_file() or refusal.key not in _LACKING:
            raise
        return _LACKING[refusal.key]
    return "here"


def folder_for(place: Path, name: str) -> Path:
    """Where a new vault called `name` lies in `place`."""
    return place / f"{name}{_SUFFIX}"


def look_name(path: Path) -> str:
    """The name of the vault or backup in a folder."""
    return path.name.removesuffix(_SUFFIX)
