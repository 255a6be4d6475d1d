"""Making a vault: everything in its place, the headers last, so that a kill half way leaves nothing that opens."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import shutil
from pathlib import Path

from casefile.crypto.kdf import SALT_BYTES, Argon2Parameters, calibrated, derive
from casefile.errors import Refused
from casefile.vault import database, durable, recovery, system
from casefile.vault.head import Head, HeadFile
from casefile.vault.header import SLOT_COUNT, Header, HeaderCopy, encode
from casefile.vault.headerpair import HeaderPair, Unlocked
from casefile.vault.keys import Keys, new_vault_key
from casefile.vault.lock import NAME as LOCK
from casefile.vault.lock import FolderLock
from casefile.vault.slots import Entry, empty_slot, fill_slot, seal_directory

FOLDERS = ("evidence", "inbox", "staging")
UNFINISHED = "unfinished"
_PLENTY_OF_MEMORY = 7_500_000_000  # a computer sold with 8 GB says a little less
_MEMORY_KIB, _LARGE_MEMORY_KIB = 256 * 1024, 512 * 1024
_SECONDS = 1.5


def calibrate(seconds: float = _SECONDS) -> Argon2Parameters:
    """What a passphrase of a new vault costs on this computer: 256 MiB, or 512 from 8 GB on, for about `seconds`."""
    plenty = system.physical_memory() >= _PLENTY_OF_MEMORY
    return calibrated(_LARGE_MEMORY_KIB if plenty else _MEMORY_KIB, seconds)


class Site:
    """The folder where a vault is to be, locked from construction on.

    What an interrupted attempt left there is cleared; anything else that lies there is left alone.
    """

    def __init__(self, folder: Path) -> None:
        """Claim the folder; it is made when it does not exist.

        Raises:
            Refused: something is there already, or the disk does not take it.
        """
        self.folder = folder
        with durable.plain_faults():
            self._made = not folder.exists()
            if not self._made and not _claimable(folder):
                raise Refused("vault.exists", name=folder.name)
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            folder.chmod(0o700)
        self.lock = FolderLock(folder)
        try:
            self._clear()
            self._mark()
        except BaseException:
            self.abandon()
            raise

    def finish(self) -> None:
        """The vault is whole: forget that it was not."""
        finish(self.folder)

    def abandon(self) -> None:
        """Leave nothing behind, the folder included when it was not there before, as far as the disk still obeys."""
        with contextlib.suppress(OSError):  # the first fault is the one to tell; the mark says that nothing is finished
            self._clear()
        self.lock.release()
        with contextlib.suppress(OSError):
            (self.folder / LOCK).unlink(missing_ok=True)
            if self._made:
                self.folder.rmdir()

    def _mark(self) -> None:
        for name in FOLDERS:
            durable.make_folder(self.folder / name)
        durable.mark(self.folder / "staging" / UNFINISHED)

    def _clear(self) -> None:
        """Remove all but the lock; what says that this vault is unfinished goes last."""
        for path in sorted(self.folder.iterdir(), key=lambda path: path.name == "staging"):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != LOCK:
                path.unlink()


def finish(folder: Path) -> None:
    """Remove the mark of an unfinished vault; none is no fault."""
    if (folder / "staging" / UNFINISHED).exists():
        durable.remove(folder / "staging" / UNFINISHED)


def found(
    folder: Path, headers: HeaderPair, author: Entry, stretched: bytes, salt: bytes, cost: Argon2Parameters
) -> Unlocked:
    """Write all files of a new vault with one way in, but for the header that lets anyone in: `Unlocked.copy` is to be written last.

    Args:
        folder: a claimed `Site`.
        headers: where the header goes.
        author: whose slot it is.
        stretched: the passphrase after `derive` with `salt` and `cost`, 32 bytes.

    Raises:
        Refused: the name is too long, or the disk does not take it.
    """
    keys = Keys.of(new_vault_key())
    header = new_header(keys, author, stretched, salt, cost, secrets.token_bytes(16))
    with durable.plain_faults():
        database.create(folder, keys.database)
    HeadFile(folder, keys.head, header.vault_id).create(Head(clean=True))
    recovery.write(headers.folder, keys, header.vault_id, ())
    return Unlocked(HeaderCopy(header, encode(header, keys.header_mac)), keys, 0)


def new_salt() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def stretch(passphrase: str, keyfile: bytes | None, header: Header) -> bytes:
    """The 32-byte key that a passphrase, and a keyfile where one is used, give under a header."""
    return derive(passphrase, header.salt, header.parameters, keyfile)


def new_header(
    keys: Keys, author: Entry, stretched: bytes, salt: bytes, cost: Argon2Parameters, vault_id: bytes
) -> Header:
    """A header with one slot in use and 15 of random bytes. Arguments as for `found`; `vault_id` is 16 bytes."""
    directory = (author, *[None] * (SLOT_COUNT - 1))
    header = Header(
        vault_id=vault_id,
        sequence=0,
        parameters=cost,
        salt=salt,
        store_recipient=keys.store.recipient.encode(),
        inbox_recipient=keys.inbox.recipient.encode(),
        slots=tuple(empty_slot() for _ in range(SLOT_COUNT)),
        directory=seal_directory(directory, keys.directory, vault_id),
    )
    return successor(header, 0, stretched, keys)


def successor(header: Header, slot: int, stretched: bytes, keys: Keys) -> Header:
    """The next header, with the 32-byte `stretched` passphrase in one slot instead of what was there."""
    slots = list(header.slots)
    slots[slot] = fill_slot(stretched, header, slot, keys.vault)
    return dataclasses.replace(header, sequence=header.sequence + 1, slots=tuple(slots))


def _claimable(folder: Path) -> bool:
    """Whether a folder is empty, or holds nothing but an attempt at a vault that was never finished."""
    if not folder.is_dir():
        return False
    present = {path.name for path in folder.iterdir()}
    begun = all(not any((folder / name).iterdir()) for name in present.intersection(FOLDERS))
    if begun and present <= {LOCK, *FOLDERS}:
        return True
    return (folder / "staging" / UNFINISHED).exists() and not HeaderPair(folder).exists()
