"""The files of a team folder: one folder a recipient, in it bundles under their own ids. No name of a person or a case stands in a path.

::

    FOLDER/<first 32 hexadecimal digits of SHA-256 over the exchange recipient>/<bundle id>.age

A synchroniser carries the files, and may bring them in part, twice, under other names or not at all: only what has a name of this form counts.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from casefile.errors import Refused
from casefile.handover import parts, writing
from casefile.handover.writing import Written
from casefile.vault import durable

_LETTER = re.compile(r"([0-9a-f]{32})([ .].*)?\.age(\.001)?", re.ASCII)
"""What stands between the id and the ending is a synchroniser's word for a copy that it made where two files of one name met."""
_UNFINISHED = ".unfinished"
_MOST_LETTERS = 5000
"""That lie in a mailbox at once. More than a team leaves in years; who has the folder in hand could leave millions, each of which is opened and remembered."""
_READ_WRITE = 0o666


def mailbox(folder: Path, recipient: str) -> Path:
    """Where the letters for an age recipient lie, or for whatever a record that was imported calls one."""
    return folder / hashlib.sha256(recipient.encode()).hexdigest()[:32]


def letters(folder: Path, recipients: Iterable[str]) -> Iterator[Path]:
    """The letters for any of the recipients by their ids, each by its first part where it is cut, and after it whatever copies of it there are.

    Raises:
        Refused: the folder cannot be read, or somebody floods it.
    """
    for recipient in recipients:
        with reaching(folder), suppress(FileNotFoundError, NotADirectoryError):
            found = list(islice(filter(_is_letter, _within(mailbox(folder, recipient))), _MOST_LETTERS + 1))
            if len(found) > _MOST_LETTERS:
                raise Refused("team.flooded", most=_MOST_LETTERS)
            yield from sorted(found, key=lambda each: (bundle_of(each), is_copy(each), each.name))


def bundle_of(letter: Path) -> str:
    """The id of the bundle that a letter says by its name to be."""
    found = _LETTER.fullmatch(letter.name)
    return found[1] if found else ""


def is_copy(letter: Path) -> bool:
    """Whether a synchroniser put a letter aside under this name, because another file had its own."""
    found = _LETTER.fullmatch(letter.name)
    return found is not None and found[2] is not None


def lies_there(folder: Path, recipient: str, bundle_id: str) -> bool:
    """Whether a letter that was dropped for a recipient still waits for them."""
    place = _place(folder, recipient, bundle_id)
    with reaching(folder):
        return place.exists() or parts.part_name(place, 1).exists()


def unfinished(folder: Path, recipient: str, sender: str) -> Path:
    """Under which name a letter is written until it is whole; `sender` tells this vault's from those of others, and tells nothing else.

    Raises:
        Refused: the folder is away, or takes nothing.
    """
    box = mailbox(folder, recipient)
    with reaching(folder):
        if not box.is_dir():
            box.mkdir(exist_ok=True)
            _as_open_as(folder, box, ~0)
    return box / f"{sender}{_UNFINISHED}"


def drop(folder: Path, recipient: str, written: Written) -> None:
    """Give a letter that was written the name by which it is found.

    Raises:
        Refused: the disk is read-only or failing.
    """
    for each in written.files:
        _as_open_as(folder, each, _READ_WRITE)
    with reaching(folder):
        writing.rename(written, _place(folder, recipient, written.bundle_id))


def clear(folder: Path, sender: str) -> None:
    """Remove what a run of this vault that was stopped left unfinished.

    Raises:
        Refused: the disk is read-only or failing.
    """
    with reaching(folder):
        for box in _within(folder):
            if box.is_dir() and not box.is_symlink():
                _unlink(each for each in _within(box) if each.name.startswith(sender + _UNFINISHED))


def remove(folder: Path, recipient: str, bundle_id: str) -> None:
    """Take a letter away that has done its work, with all its parts and whatever copies of it a synchroniser has made beside it; one that is gone
    already is no matter.

    Raises:
        Refused: the disk is read-only or failing.
    """
    with reaching(folder):
        _unlink(mailbox(folder, recipient).glob(f"{bundle_id}*"))


def take_away(letter: Path) -> None:
    """As `remove`, by its path.

    Raises:
        Refused: the disk is read-only or failing.
    """
    with reaching(letter.parent.parent):
        _unlink(letter.parent.glob(f"{bundle_of(letter)}*"))


def require(folder: Path) -> None:
    """Make sure that the folder is there.

    Raises:
        Refused: it is not: the stick or the shared drive is away.
    """
    if not folder.is_dir():
        raise Refused("team.no_folder", name=folder.name)


@contextmanager
def reaching(folder: Path) -> Iterator[None]:
    """Tell what a folder that somebody carries away or unplugs meanwhile does, in one sentence.

    Raises:
        Refused: it is away, or the disk is full, read-only or failing.
    """
    try:
        with durable.plain_faults():
            yield
    except OSError as fault:
        raise Refused("team.no_folder", name=folder.name) from fault


def _is_letter(path: Path) -> bool:
    """A plain file of the right name: nobody is led out of the folder, waits at a pipe, or has a terminal told what to do."""
    return _LETTER.fullmatch(path.name) is not None and path.name.isprintable() and stat.S_ISREG(path.lstat().st_mode)


def _within(folder: Path) -> Iterator[Path]:
    """What lies in a folder, one after the other: a list of a million names is more than some computers bear."""
    with os.scandir(folder) as entries:
        yield from (folder / each.name for each in entries)


def _unlink(files: Iterable[Path]) -> None:
    """Remove files; a folder under such a name is nobody's letter, and must not stop every exchange from here on."""
    for each in files:
        with suppress(FileNotFoundError):
            if not stat.S_ISDIR(each.lstat().st_mode):
                each.unlink()


def _as_open_as(folder: Path, path: Path, most: int) -> None:
    """Who may read and write in the folder may read what lies in it, and take it away: on a shared drive that is not the same account."""
    with suppress(OSError):  # a file system without permissions of its own
        path.chmod(stat.S_IMODE(folder.stat().st_mode) & most | stat.S_IRUSR | stat.S_IWUSR)


def _place(folder: Path, recipient: str, bundle_id: str) -> Path:
    return mailbox(folder, recipient) / f"{bundle_id}.age"
