"""The files of a team folder: one folder a recipient, in it bundles under their own ids. No name of a person or a case stands in a path.

::

    FOLDER/<first 32 hexadecimal digits of SHA-256 over the exchange recipient>/<bundle id>.age

A synchroniser carries the files, and may bring them in part, twice, under other names or not at all: only what has a name of this form counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from casefile.errors import Refused
from casefile.handover import writing
from casefile.handover.writing import Written
from casefile.vault import durable

_LETTER = re.compile(r"[0-9a-f]{32}\.age", re.ASCII)
_UNFINISHED = ".unfinished"


def mailbox(folder: Path, recipient: str) -> Path:
    """Where the letters for an age recipient lie."""
    return folder / hashlib.sha256(recipient.encode("ascii")).hexdigest()[:32]


def letters(folder: Path, recipients: Iterable[str]) -> Iterator[Path]:
    """The letters for any of the recipients, in the order of their names; what looks otherwise is no letter."""
    for recipient in recipients:
        with suppress(FileNotFoundError, NotADirectoryError):
            yield from sorted(each for each in mailbox(folder, recipient).iterdir() if _LETTER.fullmatch(each.name))


def lies_there(folder: Path, recipient: str, bundle_id: str) -> bool:
    """Whether a letter that was dropped for a recipient still waits for them."""
    return _place(folder, recipient, bundle_id).exists()


def unfinished(folder: Path, recipient: str, sender: str) -> Path:
    """Under which name a letter is written until it is whole; `sender` tells this vault's from those of others, and tells nothing else.

    Raises:
        Refused: the folder takes nothing.
    """
    box = mailbox(folder, recipient)
    with durable.plain_faults():
        box.mkdir(exist_ok=True)
    return box / f"{sender}{_UNFINISHED}"


def drop(folder: Path, recipient: str, written: Written) -> None:
    """Give a letter that was written the name by which it is found.

    Raises:
        Refused: the disk is read-only or failing.
    """
    writing.rename(written, _place(folder, recipient, written.bundle_id))


def clear(folder: Path, sender: str) -> None:
    """Remove what a run of this vault that was stopped left unfinished."""
    for left in folder.glob(f"*/{sender}{_UNFINISHED}*"):
        left.unlink(missing_ok=True)


def remove(folder: Path, recipient: str, bundle_id: str) -> None:
    """Take a letter away that has done its work; one that is gone already is no matter."""
    take_away(_place(folder, recipient, bundle_id))


def take_away(letter: Path) -> None:
    """As `remove`, by its path.

    Raises:
        Refused: the disk is read-only or failing.
    """
    with durable.plain_faults():
        letter.unlink(missing_ok=True)


def require(folder: Path) -> None:
    """Make sure that the folder is there.

    Raises:
        Refused: it is not: the stick or the shared drive is away.
    """
    if not folder.is_dir():
        raise Refused("team.no_folder", name=folder.name)


def _place(folder: Path, recipient: str, bundle_id: str) -> Path:
    return mailbox(folder, recipient) / f"{bundle_id}.age"
