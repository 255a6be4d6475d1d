"""Opening and locking a vault. A `Session` is what every other use case is given."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.crypto.age import HybridIdentity
from casefile.crypto.kdf import FLOOR as FLOOR
from casefile.crypto.kdf import Argon2Parameters as Argon2Parameters
from casefile.crypto.signing import SigningKey
from casefile.errors import CasefileError, Refused, VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.records import heads, migration
from casefile.records.database import Database
from casefile.records.local import LocalRows
from casefile.records.parties import PartyLines
from casefile.search.index import SearchIndex
from casefile.usecases import checkpoints, keepers
from casefile.usecases.keepers import Keeper
from casefile.vault import earlier
from casefile.vault import vault as vaults
from casefile.vault.earlier import EarlierKeys
from casefile.vault.findings import Finding
from casefile.vault.secret import Secret
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Author:
    """A person of the vault: id of 32 hexadecimal digits, and the name colleagues see."""

    id: str
    name: str


class Session:
    """An open vault. Made by `create` and `unlock`; `lock` ends it. Any thread may use it.

    Attributes:
        findings: what was noticed and repaired or set aside on the way in.
        is_whole: whether the database is the one that was last saved, be it a rescue only because the disk takes nothing.
    """

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.local = LocalRows(vault.keys.local)
        self.database = Database(vault, [SearchIndex(), PartyLines()])
        self.author = Author(vault.author_id, vault.author_name)
        self.findings: tuple[Finding, ...] = ()
        self.is_whole = True
        self._locked = False

    @property
    def name(self) -> str:
        """The vault's name, which is its folder's."""
        return self.vault.path.name.removesuffix(".casefile")

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self.vault.path

    @property
    def is_rescue(self) -> bool:
        """Whether the vault is open for reading alone: it is damaged, or its disk takes nothing. Then exports are not logged."""
        return self.database.refuses_writing

    def require_writable(self) -> None:
        """To be called first by every use case that writes outside the database: to the header, the evidence, the inbox, a backup.

        Raises:
            Refused: the vault is open for rescue.
        """
        self.database.require_writable()

    @property
    def is_superseded(self) -> bool:
        """Whether the vault was given new keys, or may have been, so that it is to be locked and opened again."""
        return self.vault.is_superseded

    def kept(self, name: str) -> dict[str, Any]:
        """A local object that must be there.

        Raises:
            VerificationFailed: it is missing or was altered.
        """
        with self.database.reading() as connection:
            found = self.local.kept(connection, name)
        if found is None:
            raise VerificationFailed("records.local_row_altered")
        return found

    def keep(self, name: str, value: Mapping[str, Any]) -> None:
        """Store a local object. It is no record: it never travels and has no history."""
        with self.database.maintaining() as connection:
            self.local.keep(connection, name, value)

    def lock(self) -> None:
        """Sign how far the journal reaches and close everything. Nothing typed is lost; the keys go with the process. A second call does
        nothing.
        """
        if self._locked:
            return
        self._locked = True
        try:
            if self.database.device and not self.is_rescue and not self.is_superseded:
                with contextlib.suppress(CasefileError):  # a full or failing disk keeps nobody from locking
                    checkpoints.sign_latest(self.database, self.local)
        finally:
            self.database.close()
            self.vault.close()


def create(
    path: Path,
    passphrase: str,
    author: str,
    parameters: Argon2Parameters | None = None,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
) -> Session:
    """Make a new vault at `path` and open it.

    Args:
        parameters: what a guess at the passphrase costs; calibrated for this machine when left out.
        keyfile: content of a file (`keyfiles.read`) that is needed beside the passphrase ever after.
        header_folder: a folder elsewhere, on a stick, for header and recovery file; without them nothing opens.

    Raises:
        Refused: something is there already, the disk is full, or the passphrase is empty.
    """
    vault = vaults.create(
        path, passphrase, author, parameters, keyfile=keyfile, header_folder=header_folder, furnish=_furnish
    )
    session = Session(vault)
    session.database.act_as(devices_of(session.kept("device")), session.author.id)
    return session


def unlock(
    path: Path,
    passphrase: str,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
    progress: Progress = SILENT,
) -> Session:
    """Open a vault; `keyfile` and `header_folder` where it was made with them, see `create`.

    Args:
        progress: told per cent where a vault of an earlier version is brought to this one; of any other vault nothing is told.

    Raises:
        Cancelled: by `progress`; the vault is as it was, and locked.
        CannotWrite: it lies where nothing can be written; `rescue` opens it.
        Refused: not a vault, a wrong passphrase, a newer format, or open in another window.
        VerificationFailed: the database is not the one that was last saved.
    """
    return of(vaults.open(path, passphrase, keyfile=keyfile, header_folder=header_folder), progress)


def of(vault: Vault, progress: Progress = SILENT) -> Session:
    """The session of a vault that was opened in whatever way; the vault is closed again where that fails. `progress` as in `unlock`.

    Raises:
        Cancelled: by `progress`.
        Refused: the records were written by a newer program.
        VerificationFailed: the database is not the one that was last saved.
    """
    session = Session(vault)
    try:
        _prepare(session, progress)
        progress.check()
    except BaseException:
        session.lock()
        raise
    return session


def rescue(
    path: Path,
    passphrase: str,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
    progress: Progress = SILENT,
) -> Session:
    """Open a vault that `unlock` says is damaged, or lies where nothing can be written, for reading alone, so that what is intact can be
    looked at and exported. `progress` as there.

    Raises:
        Cancelled: by `progress`.
        Refused: not a vault, a wrong passphrase, a newer format, or open in another window; or of an earlier version where nothing can be written.
        VerificationFailed: the database cannot be read at all.
    """
    session = Session(vaults.rescue(path, passphrase, keyfile=keyfile, header_folder=header_folder))
    session.database.refuse_writing()
    try:
        with contextlib.suppress(VerificationFailed):  # what can be read is read all the same
            _bring_up_to_date(session, progress)
        with contextlib.suppress(VerificationFailed):
            _know_earlier_keys(session)
            session.database.act_as(devices_of(session.kept("device")), session.author.id)
        session.is_whole = session.vault.is_still and _is_as_saved(session)
    except BaseException:
        session.lock()
        raise
    session.findings = tuple(session.vault.findings)
    return session


def _is_as_saved(session: Session) -> bool:
    """Whether the database is the one that was last saved. Of a vault that was refused for its disk alone nobody was told yet."""
    head = session.vault.head
    if head is None:
        return False
    try:
        with session.database.reading() as connection:
            heads.check(connection, head)
    except VerificationFailed:
        return False
    return True


def _bring_up_to_date(session: Session, progress: Progress) -> None:
    """As `migration.bring_up_to_date`, for a rescue."""
    try:
        migration.bring_up_to_date(session.database, progress)
    except Refused as refusal:
        if refusal.key != "vault.read_only":
            raise
        raise Refused("records.older_and_still") from refusal


def change_passphrase(
    session: Session, old: str, new: str, *, keyfile: bytes | None = None, new_keyfile: bytes | None = None
) -> None:
    """Give the person's key slot a new passphrase.

    Args:
        keyfile: content of the keyfile that is needed beside `old`, if any.
        new_keyfile: of the one that is to be needed beside `new`; give `keyfile` again to keep it, nothing to need none.

    Raises:
        Refused: `old` is not the passphrase, `new` is empty, or it is a way in already; or the vault is open for rescue.
    """
    session.require_writable()
    session.vault.ways.change(Secret(old, keyfile), Secret(new, new_keyfile))


def _furnish(vault: Vault) -> None:
    """Lay out the records of a vault that is being made."""
    session = Session(vault)
    try:
        session.database.create_tables()
        with session.database.maintaining() as connection:
            session.local.keep(connection, "identity", {"secret": HybridIdentity.generate().encode()})
        _continue_as_new_device(session, continues=None)
    finally:
        session.database.close()


def _prepare(session: Session, progress: Progress) -> None:
    migration.bring_up_to_date(session.database, progress)
    head = session.vault.head
    if head is None:
        raise VerificationFailed("vault.head_altered")
    with session.database.reading() as connection:
        heads.check(connection, head)
        device = session.local.kept(connection, "device")
    if session.vault.restored or device is None:
        # A restored copy must not go on writing at positions that the original may have used meanwhile.
        _continue_as_new_device(session, continues=device)
        session.vault.continue_as_new_device()
    else:
        session.database.act_as(devices_of(device), session.author.id)
        session.database.note_head()
    _know_earlier_keys(session)
    with session.database.reading() as connection:
        session.vault.store.settle(lambda name: session.local.knows_blob(connection, name))
    _mend_recovery(session)
    session.findings = tuple(session.vault.findings)


def devices_of(device: Mapping[str, Any]) -> list[str]:
    """The ids of all devices that a vault has had, the present one first, from the local row about it."""
    return [device["id"], *device["continues"]]


def seeds_of(device: Mapping[str, Any]) -> list[dict[str, str]]:
    """``id`` and ``signing_seed`` of all devices that a vault has had and still has the seeds of, the present one first: with these a
    new device shows colleagues that it goes on for the old one."""
    return [{name: device[name] for name in ("id", "signing_seed")}, *device.get("earlier", ())]


def go_on_as_new_device(session: Session) -> None:
    """For a vault that turned out to be an older copy of itself: what it writes from now on stands in a log of its own, and cannot contradict
    what was written in the other one."""
    _continue_as_new_device(session, continues=session.kept("device"))


def recovery_holds(session: Session) -> bool:
    """Whether ``recovery.age`` is the one written last for the keepers of today.

    Raises:
        VerificationFailed: the list of keepers was altered outside Casefile.
    """
    return session.vault.recovery_holds(keepers.recipients_of(_keepers(session)))


def _mend_recovery(session: Session) -> None:
    """A damaged, missing or older recovery file is written anew: it must not be found so on the day when it is needed."""
    if recovery_holds(session):
        return
    try:
        session.vault.set_recovery(keepers.recipients_of(_keepers(session)))
    except Refused:  # a full disk, or a stick that takes no more: the vault opens all the same
        session.vault.findings.append(Finding("vault.finding.recovery_differs"))
    else:
        session.vault.findings.append(Finding("vault.finding.recovery_repaired"))


def _keepers(session: Session) -> tuple[Keeper, ...]:
    with session.database.reading() as connection:
        return keepers.listed(connection, session.local)


def _know_earlier_keys(session: Session) -> None:
    with session.database.reading() as connection:
        session.vault.know(EarlierKeys.of(session.local.kept(connection, earlier.NAME)))


def _continue_as_new_device(session: Session, continues: Mapping[str, Any] | None) -> None:
    device = {
        "id": secrets.token_hex(16),
        "signing_seed": SigningKey.generate().seed().hex(),
        "continues": [] if continues is None else devices_of(continues),
        "earlier": [] if continues is None else seeds_of(continues),
    }
    session.keep("device", device)
    session.database.act_as(devices_of(device), session.author.id)
    session.database.note_head()
