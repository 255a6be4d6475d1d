"""What lies in a vault's folder and is not the vault's: planted, or left by something that went wrong. Only a deep check looks, for it lists all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casefile.progress import SILENT, Progress
from casefile.vault import database, manifest
from casefile.vault.founding import FOLDERS
from casefile.vault.head import NAME as HEAD
from casefile.vault.headerpair import NAMES
from casefile.vault.lock import NAME as LOCK
from casefile.vault.recovery import NAME as RECOVERY

_FILES = frozenset({database.NAME, f"{database.NAME}-wal", f"{database.NAME}-shm", HEAD, LOCK})
_HEADER = frozenset({RECOVERY, *NAMES})
# A backup is a vault's folder too, and may be opened as one.
_OF_BACKUP = frozenset({manifest.NAME})
_EVIDENCE = re.compile("evidence/([0-9a-f]{2})/(?=\\1)[0-9a-f]{32}")
_STAGED = re.compile(r"[0-9a-f]{32}\.(intent|part)|set-aside-[0-9a-f]{16}-(wal|journal)|restored|next|successor")


@dataclass(frozen=True)
class Lying:
    """What was found.

    Attributes:
        evidence: files that have the name and the place of an evidence file; whether a row knows them is for the caller to ask.
        others: what has no business in the folder, by its path inside the vault with forward slashes.
    """

    evidence: tuple[Path, ...]
    others: tuple[str, ...]


def lying(vault: Path, *, attached: bool, progress: Progress = SILENT) -> Lying:
    """Look through the folder of a vault. The inbox is left out: anyone may drop files there.

    Args:
        attached: whether header and recovery file belong there, and not on a stick.

    Raises:
        Cancelled
    """
    own = _FILES | _OF_BACKUP | (_HEADER if attached else frozenset())
    evidence, others = [], []
    for path in vault.iterdir():
        plain = path.is_dir() if path.name in FOLDERS else path.name in own and path.is_file()
        if not plain or path.is_symlink():
            others.append(path.name)
    for path in _below(vault / "evidence"):
        progress.check()
        name = path.relative_to(vault).as_posix()
        if _EVIDENCE.fullmatch(name) and path.is_file() and not path.is_symlink():
            evidence.append(path)
        else:
            others.append(name)
    others += [f"staging/{each.name}" for each in (vault / "staging").iterdir() if not _STAGED.fullmatch(each.name)]
    return Lying(tuple(evidence), tuple(sorted(others)))


def printable(name: str) -> str:
    """A name that someone else may have chosen, with what is not seen, or turns the line around, spelled out."""
    return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in name)


def _below(folder: Path) -> Iterator[Path]:
    """All files in the folders of a folder, and what lies among those folders and is none. Links are not followed."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            yield from path.iterdir()
        else:
            yield path
