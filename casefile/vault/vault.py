"""A vault from unlocking to locking: the one holder of its keys."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from casefile.crypto.age import HybridRecipient
from casefile.crypto.kdf import Argon2Parameters, derive
from casefile.errors import Cancelled, CannotWrite, Refused
from casefile.progress import SILENT, Progress
from casefile.vault import database, durable, founding
from casefile.vault.blobs import BlobStore
from casefile.vault.earlier import EarlierKeys
from casefile.vault.findings import Finding
from casefile.vault.footing import Footing, Still, Writable
from casefile.vault.head import DIGEST_BYTES, Head, HeadFile
from casefile.vault.headerpair import HeaderPair, Unlocked, unlock
from casefile.vault.inbox import Inbox
from casefile.vault.lock import FolderLock
from casefile.vault.secret import Secret
from casefile.vault.slots import Entry
from casefile.vault.ways import Ways

RESTORED = "restored"
_DISK_SAYS_NO = {
    "vault.disk_full": "vault.lies_full",
    "vault.disk_fault": "vault.lies_failing",
    "vault.read_only": "vault.lies_read_only",
}
"""Refusals of a disk on the way in, and what they mean for the vault."""


class Vault:
    """An open vault. Made by `create` and `open`; holds the folder's lock until `close`.

    Attributes:
        path: the folder.
        id: 32 hexadecimal digits.
        author_id: whose passphrase opened it, 32 hexadecimal digits.
        author_name: that person's name.
        store: evidence files.
        inbox: files dropped in while the vault was locked.
        ways: whose passphrases open it, and where its header lies.
        findings: what was noticed and repaired or set aside on the way in.
        earlier_heads: keys of the heads that the vault had before, 32 bytes each; backups made then have such heads.
        keys: for the rooms that seal things of their own; never to be shown.
    """

    def __init__(
        self, path: Path, lock: FolderLock, headers: HeaderPair, unlocked: Unlocked, footing: Footing | None = None
    ) -> None:
        """Take over the lock of a vault whose header was opened, and bring the folder in order, as far as `footing` allows."""
        self.path = path
        self._lock = lock
        self._footing = footing or Writable()
        self.keys = unlocked.keys
        self.ways = Ways(headers, unlocked)
        self._writing = threading.Lock()
        self._connecting = threading.Lock()
        self._connections: weakref.WeakSet[database.Connection] = weakref.WeakSet()
        author = self.ways.author_at(unlocked.slot)
        vault_id = unlocked.copy.header.vault_id
        self.id, self.author_id, self.author_name = vault_id.hex(), author.author_id.hex(), author.name
        # A vault that is being made has no header yet: it gets one last, so that a kill leaves nothing that opens by half.
        self.findings: list[Finding] = []
        if headers.exists():
            self.findings += self._footing.settle_header(path, headers, unlocked)
        self._head_file = HeadFile(path, self.keys.head, vault_id)
        self._head, noticed = self._footing.settle_head(path, self._head_file)
        self.findings += noticed
        self._keeper = self._footing.connect(path, self.keys.database)
        self.store = BlobStore(path, self.keys.store)
        self.inbox = Inbox(path, self.store, (self.keys.store, self.keys.inbox))
        self.earlier_heads: tuple[bytes, ...] = ()
        self._closed = False
        self._superseded = False

    @property
    def head(self) -> Head | None:
        """The last head written; right after opening, the one found, which says how the vault was left.

        None when it was missing or altered: then nothing outside the database says what the journal should hold, and
        the vault is open for rescue until `write_head` is called.
        """
        return self._head

    @property
    def is_still(self) -> bool:
        """Whether the vault lies where nothing can be written, so that all of it is for reading alone."""
        return self._footing.is_still

    @property
    def header_folder(self) -> Path:
        """Where header and recovery file lie: `path`, or elsewhere for a detached header."""
        return self.ways.folder

    @property
    def restored(self) -> bool:
        """Whether this is a copy of a vault, which must continue as a new device; until `continue_as_new_device`."""
        return (self._head is not None and self._head.restored) or self._restored_mark.exists()

    def connect(self) -> database.Connection:
        """A new DB-API connection for one thread at a time, in autocommit mode; `close` closes those still open.

        Raises:
            VerificationFailed: the database is damaged.
            Refused: the disk is full or failing.
            Cancelled: the vault is closed, or was meanwhile.
        """
        if self._closed:
            raise Cancelled
        connection = self._footing.connect(self.path, self.keys.database)
        with self._connecting:
            if not self._closed:
                self._connections.add(connection)
                return connection
        connection.close()
        raise Cancelled

    def write_head(
        self,
        size: int,
        root: bytes,
        logs: bytes = bytes(DIGEST_BYTES),
        local_writes: int = 0,
        local_seal: bytes = bytes(DIGEST_BYTES),
    ) -> None:
        """Record durably what the database now holds; to be called after each commit, before it is acknowledged.

        Args:
            size: entries of all logs together.
            root: 32 bytes over the whole journal.
            logs: 32 bytes, digest over the logs of all devices.
            local_writes, local_seal: see `Head`.

        Raises:
            Refused: the disk is full; the earlier head stands, which the database extends. Or the vault has new keys, or `is_still`.
            Cancelled: the vault is closed, and another program may have it by now.
        """
        with self._writing:
            if self._closed:
                raise Cancelled
            if self._superseded:
                raise Refused("keys.superseded")
            if self.is_still:
                raise Refused("vault.read_only")
            self._write(Head(size, root, logs, local_writes, local_seal, clean=False, restored=self.restored))

    def continue_as_new_device(self) -> None:
        """The records have a new device now: the vault is no longer a mere copy."""
        with self._writing:
            if self._head is not None:
                self._write(dataclasses.replace(self._head, clean=False, restored=False))
            durable.remove(self._restored_mark)

    def change_passphrase(self, old: str, new: str, keyfile: bytes | None = None) -> None:
        """Let `new` in where `old` was let in, with the same keyfile. See `Ways.change`."""
        self.ways.change(Secret(old, keyfile), Secret(new, keyfile))

    def set_recovery(self, recipients: Sequence[HybridRecipient]) -> None:
        """Write ``recovery.age`` anew for up to four recipients, instead of the earlier ones.

        Raises:
            Refused: too many, or the disk is full; the earlier file stands.
        """
        self.ways.write_recovery(recipients, self.store.earlier)

    def recovery_holds(self, recipients: Sequence[HybridRecipient]) -> bool:
        """Whether ``recovery.age`` is the one that `set_recovery` wrote last, undamaged."""
        return self.ways.recovery_holds(recipients, self.store.earlier)

    def know(self, earlier: EarlierKeys) -> None:
        """Open what still lies under keys that the vault had before, and know backups made then."""
        self.store.earlier, self.inbox.earlier = earlier.stores, earlier.inbox
        self.earlier_heads = earlier.heads

    @property
    def is_superseded(self) -> bool:
        """Whether new keys have taken over, or may have, so that nothing but `close` is left to do."""
        return self._superseded

    def supersede(self) -> None:
        """New keys have taken over: acknowledge nothing more. `close` follows."""
        with self._writing:
            self._superseded = True

    def close(self) -> None:
        """Stop who still reads, close every connection, fold the write-ahead log in, mark the head clean, release the lock.

        Never fails for the disk's sake: what it cannot do now the next opening does. A second call does nothing.
        """
        with self._connecting:
            if self._closed:
                return
            self._closed = True
        try:
            for connection in list(self._connections):
                connection.close()
            self._close_database()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _restored_mark(self) -> Path:
        return self.path / "staging" / RESTORED

    def _write(self, head: Head) -> None:
        if self._head is None:  # missing or altered: what is there is not worth keeping
            self._head_file.create(head)
        else:
            self._head_file.write(head)
        self._head = head

    def _close_database(self) -> None:
        if self.is_still:
            self._keeper.close()
            return
        try:
            folded = database.checkpoint(self._keeper)
        except Refused:  # a full or failing disk; the log stays and the head says so
            folded = False
        self._keeper.close()
        with self._writing:
            if folded and not database.log_left(self.path) and self._head is not None:
                with contextlib.suppress(Refused):
                    self._head_file.write_both(dataclasses.replace(self._head, clean=True))


def create(
    path: Path,
    passphrase: str,
    author_name: str,
    parameters: Argon2Parameters | None = None,
    *,
    label: str = "",
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
    furnish: Callable[[Vault], None] | None = None,
    progress: Progress = SILENT,
) -> Vault:
    """Make a vault and open it.

    Args:
        path: the new folder; it may exist when it is empty.
        passphrase: the first way in.
        author_name: whose it is, up to 158 bytes of UTF-8; kept sealed.
        parameters: the cost of the passphrase; measured on this computer when not given.
        label: what to call this way in, up to 79 bytes of UTF-8; kept sealed.
        keyfile: content of a file that is needed beside the passphrase ever after.
        header_folder: a folder elsewhere for header and recovery file, without which nothing opens.
        furnish: puts into the database what no vault may be without; what it raises leaves no vault.
        progress: asked before the costly steps.

    Raises:
        Refused: something is there already, the passphrase is unusable, a name is too long, the disk is full.
        Cancelled; nothing is left behind by either.
    """
    site = founding.Site(path)
    headers = HeaderPair(header_folder or path)
    try:
        if headers.exists():
            raise Refused("vault.exists", name=headers.folder.name)
        cost, salt = parameters or founding.calibrate(), founding.new_salt()
        progress.check()
        author = Entry(secrets.token_bytes(16), author_name, label)
        unlocked = founding.found(path, headers, author, derive(passphrase, salt, cost, keyfile), salt, cost)
        progress.check()
        vault = Vault(path, site.lock, headers, unlocked)
        with contextlib.ExitStack() as undone:
            undone.callback(vault.close)
            if furnish is not None:
                furnish(vault)
            headers.rewrite(unlocked.copy.data)
            site.finish()
            undone.pop_all()
        return vault
    except BaseException:
        site.abandon()
        raise


def open(
    path: Path,
    passphrase: str,
    progress: Progress = SILENT,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
) -> Vault:
    """Open a vault with a passphrase. See `create` for the arguments.

    Raises:
        CannotWrite: the disk is full, failing or write-protected; `rescue` opens it.
        Refused: not a vault, made by a newer program, torn, open elsewhere, wrong passphrase.
        VerificationFailed: the header or the database was changed outside Casefile.
        Cancelled
    """
    headers = _headers(path, header_folder)
    with _told_where_it_lies():
        lock = FolderLock(path)
    try:
        unlocked = _unlocked(headers, passphrase, keyfile, progress)
        with _told_where_it_lies():
            return Vault(path, lock, headers, unlocked)
    except BaseException:
        lock.release()
        raise


def rescue(
    path: Path,
    passphrase: str,
    progress: Progress = SILENT,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
) -> Vault:
    """As `open`; but where the disk is full, failing or write-protected, the vault is open all the same, and `Vault.is_still`.

    Raises:
        Refused, VerificationFailed, Cancelled: as `open`. A change of keys was cut off, and can be ended only where something can be written.
    """
    headers = _headers(path, header_folder)
    try:
        lock: FolderLock = FolderLock(path)
        footing: Footing = Writable()
    except Refused as refusal:
        if refusal.key not in _DISK_SAYS_NO:
            raise
        lock, footing = FolderLock.for_reading(path), Still()
    try:
        unlocked = _unlocked(headers, passphrase, keyfile, progress)
        try:
            return Vault(path, lock, headers, unlocked, footing)
        except Refused as refusal:
            if footing.is_still or refusal.key not in _DISK_SAYS_NO:
                raise
            return Vault(path, lock, headers, unlocked, Still())
    except BaseException:
        lock.release()
        raise


def _headers(path: Path, header_folder: Path | None) -> HeaderPair:
    """The headers of the vault in `path`.

    Raises:
        Refused: there is no vault, its header is elsewhere or torn, or a newer program made it.
    """
    headers = HeaderPair(header_folder or path)
    is_there = (path / database.NAME).is_file()
    if is_there and not headers.exists():
        raise Refused("keys.header_elsewhere", name=headers.folder.name)
    headers.read()  # before the lock, which would leave a file in a folder that is no vault
    if not is_there:
        raise Refused("vault.not_a_vault", name=path.name)
    return headers


def _unlocked(headers: HeaderPair, passphrase: str, keyfile: bytes | None, progress: Progress) -> Unlocked:
    progress.check()
    unlocked = unlock(headers.read(), partial(founding.stretch, passphrase, keyfile))
    progress.check()
    return unlocked


@contextlib.contextmanager
def _told_where_it_lies() -> Iterator[None]:
    """What the disk does not take is told of the whole vault, which can be read there all the same."""
    try:
        yield
    except Refused as refusal:
        if refusal.key not in _DISK_SAYS_NO:
            raise
        raise CannotWrite(_DISK_SAYS_NO[refusal.key]) from refusal
