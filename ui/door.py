"""The unlock page's way into the core: known vaults, opening, creating, restoring.

The use cases that bring in the database are imported where they are first called, on the pool: the unlock page stands on the screen
before they are needed, and loading them would double the time to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from babel.units import format_unit
from PySide6.QtCore import QStorageInfo

from casefile import settings
from casefile.errors import CasefileError, Refused, told_by_system
from casefile.files import default_vault_folder
from casefile.progress import Progress
from casefile.usecases import passphrases, vaultlook
from ui.moments import whole_day, whole_moment
from ui.unlock.door import Beside, KnownVault, NewVault, Recovery, Strength, VaultSort
from ui.words import catalogue, language, t

if TYPE_CHECKING:
    from casefile.usecases.session import Session

PRACTICE_PASSPHRASE = "practice"  # noqa: S105 - shown on the screen: the practice vault holds nothing real
_GIGABYTE = 1_000_000_000


class CoreDoor:
    """The door of the real core. Settings are read anew each time, for another window may have changed them."""

    def vaults(self) -> Sequence[KnownVault]:
        """What is remembered and still there, then the practice vault."""
        known = []
        for stored in settings.load().vaults:
            try:
                known.append(self.look(Path(stored)))
            except CasefileError:
                continue  # moved, or on a stick that is not here now
        return [*(each for each in known if each.path != _practice()), self._practice_vault()]

    def look(self, folder: Path) -> KnownVault:
        """The vault in `folder`."""
        if folder == _practice():
            return self._practice_vault()
        found = vaultlook.look(folder)
        where, sort = _where(folder)
        day = "" if found.written is None else whole_day(found.written.date())
        moment = "" if found.written is None else whole_moment(found.written)
        second = t("door.where_and_written", where=where, day=day) if day else where
        return KnownVault(folder, found.name, second, moment, sort, found.header)

    def remembers(self) -> bool:
        """Whether the person allows remembering vaults."""
        return settings.load().remember_vaults

    def remember(self, allowed: bool) -> None:
        """Allow it, or forget at once."""
        stored = settings.load()
        try:
            settings.save(replace(stored, remember_vaults=True) if allowed else stored.forgetting())
        except OSError as fault:
            raise told_by_system(fault) from fault

    def unlock(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Session:
        """The open vault. The practice vault is made when it is first wanted."""
        from casefile.usecases import sample
        from casefile.usecases import session as sessions

        if vault.path == _practice() and not vault.path.exists():
            if passphrase != PRACTICE_PASSPHRASE:
                raise Refused("vault.wrong_passphrase")
            return sample.make(vault.path, passphrase, t("door.practice_author"), sessions.FLOOR, progress)
        session = sessions.unlock(
            vault.path, passphrase, keyfile=_keyfile(beside.keyfile), header_folder=beside.header, progress=progress
        )
        _remember(vault.path)
        return session

    def rescue(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Session:
        """The damaged vault, open for reading alone."""
        from casefile.usecases import session as sessions

        progress.check()
        return sessions.rescue(
            vault.path, passphrase, keyfile=_keyfile(beside.keyfile), header_folder=beside.header, progress=progress
        )

    def recover(self, vault: KnownVault, wish: Recovery, progress: Progress) -> Session:
        """The vault, open, with the new passphrase. Shares are joined in a process of their own."""
        from casefile.usecases import recovering

        read = recovering.from_shares if wish.sort == "shares" else recovering.key_in
        session = recovering.recover(
            vault.path,
            read(wish.written),
            wish.passphrase,
            wish.author,
            keyfile=_keyfile(wish.beside.keyfile),
            header_folder=wish.beside.header,
            progress=progress,
        )
        _remember(vault.path)
        return session

    def text_of(self, file: Path) -> str:
        """What is written in a text file of a few lines."""
        from casefile.usecases import recovering

        return recovering.text_of(file)

    def make_keyfile(self, file: Path) -> Path:
        """A new keyfile."""
        from casefile.usecases import keyfiles

        return keyfiles.make(file)

    def create(self, wish: NewVault, progress: Progress) -> Session:
        """A new vault, open."""
        from casefile.usecases import session as sessions

        progress.check()
        path = vaultlook.folder_for(wish.path.parent, wish.name)
        session = sessions.create(path, wish.passphrase, wish.author, keyfile=_keyfile(wish.keyfile))
        _remember(session.path)
        return session

    def restore(self, backup_folder: Path, place: Path, progress: Progress) -> KnownVault:
        """A vault made of a backup, still locked."""
        from casefile.usecases import backup

        path = vaultlook.folder_for(place, vaultlook.look_name(backup_folder))
        backup.restore(backup_folder, path, progress)
        _remember(path)
        return self.look(path)

    def default_place(self) -> Path:
        """A folder in the person's home."""
        return default_vault_folder()

    def place_words(self, place: Path) -> tuple[str, str]:
        """What people call the place, and its free space."""
        where, sort = _where(place)
        free = QStorageInfo(str(_existing(place))).bytesAvailable()
        words = format_unit(free // _GIGABYTE, "digital-gigabyte", length="short", locale=language())
        return (str(place) if sort == "computer" else where), words

    def strength(self, passphrase: str) -> Strength:
        """How strong a passphrase that is being made is."""
        found = passphrases.strength(passphrase)
        return Strength(found.steps, catalogue().text(found.key))

    def suggest(self) -> str:
        """Seven random words."""
        return passphrases.suggest()

    def set_language(self, code: str) -> None:
        """Keep the language for the next start, where it can be stored."""
        with suppress(OSError):
            settings.save(replace(settings.load(), language=code))

    def lock_minutes(self) -> int:
        """Idle minutes until the vault locks."""
        return settings.load().lock_minutes

    def _practice_vault(self) -> KnownVault:
        return KnownVault(_practice(), t("door.practice"), t("door.practice_line"), "", "practice")


def _practice() -> Path:
    return vaultlook.folder_for(default_vault_folder(), "Practice")


def _keyfile(path: Path | None) -> bytes | None:
    """The content of a keyfile, where one is named."""
    from casefile.usecases import keyfiles

    return None if path is None else keyfiles.read(path)


def _remember(path: Path) -> None:
    """Where that is allowed. A vault that is open is not closed again because this computer cannot remember it, as on a full disk."""
    stored = settings.load()
    known = stored.with_vault(path.absolute())
    if known != stored:
        with suppress(OSError):
            settings.save(known)


def _where(path: Path) -> tuple[str, VaultSort]:
    """Whether a folder lies on this computer or on a stick, and what the stick is called."""
    storage = QStorageInfo(str(_existing(path)))
    if storage.device() == QStorageInfo(str(Path.home())).device() or storage.isRoot():
        return t("door.this_computer"), "computer"
    return storage.displayName(), "stick"


def _existing(path: Path) -> Path:
    return next(each for each in (path, *path.absolute().parents) if each.exists())
