"""``records.db``: opening SQLCipher 4 with a raw key, and the logs beside it.

SQLCipher checks each page but not which log belongs to the database: planted, old or missing frames change the content
silently. What lies beside a cleanly closed database is therefore not its own and is moved out of the way.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from casefile.errors import Cancelled, Refused, VerificationFailed
from casefile.vault import durable, system
from casefile.vault.findings import Finding

NAME = "records.db"
PAGE = 4096
_COPY_PAGES = 1024  # 4 MiB between two looks at the cancel flag
_WAIT_MILLISECONDS = 15_000
CACHE_KIB = 32 << 10
"""What a connection keeps of the database's pages, deciphered. A list or a search of a full vault walks some thousands of them."""
_LOGGED = "journal_mode = WAL"
_PRAGMAS = (
    "cipher_log_level = NONE",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "trusted_schema = OFF",
    _LOGGED,
    "synchronous = FULL",
    f"cache_size = -{CACHE_KIB}",
    f"busy_timeout = {_WAIT_MILLISECONDS}",
)
_UNLOCKED_VFS = "win32-none" if os.name == "nt" else "unix-none"
"""SQLite's own way to the files of this system, without locks (sqlite.org/vfs.html)."""
_LITTLE_SPACE = 1 << 20
_SENTENCES = {  # primary result codes, sqlite.org/rescode.html
    "SQLITE_FULL": "vault.disk_full",
    "SQLITE_IOERR": "vault.disk_fault",
    "SQLITE_READONLY": "vault.read_only",
    "SQLITE_CANTOPEN": "vault.read_only",
    "SQLITE_BUSY": "vault.database_busy",
}
_NAMES = {  # sqlite3_errstr of the same codes: `backup` tells no more
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "interrupted": "SQLITE_INTERRUPT",
}


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # sqlcipher3 has no types
    """A cursor that tells faults of the disk and of the file as the vault does, so that no caller need know SQLite."""

    def execute(self, *arguments: Any) -> Any:
        """See DB-API. `Refused` for the disk's faults, `VerificationFailed` for a damaged database."""
        return self._plainly(super().execute, *arguments)

    def executemany(self, *arguments: Any) -> Any:
        """As `execute`."""
        return self._plainly(super().executemany, *arguments)

    def fetchone(self) -> Any:
        """As `execute`."""
        return self._plainly(super().fetchone)

    def fetchmany(self, *arguments: Any) -> Any:
        """As `execute`."""
        return self._plainly(super().fetchmany, *arguments)

    def fetchall(self) -> Any:
        """As `execute`."""
        return self._plainly(super().fetchall)

    def close(self) -> None:
        """See DB-API; with its connection every cursor is closed."""
        with contextlib.suppress(Cancelled):
            self.connection.alone(super().close)

    def _plainly(self, call: Callable[..., Any], *arguments: Any) -> Any:
        return self.connection.alone(call, *arguments)


class Connection(dbapi2.Connection):  # type: ignore[misc]  # as above
    """A connection that the vault can remember without keeping it alive, and close while another thread reads through it. `folder` is the
    database's.
    """

    folder = Path()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._at_work = threading.RLock()
        self._closed = False

    def cursor(self, factory: type[Cursor] = Cursor) -> Cursor:
        """See DB-API."""
        opened: Cursor = self.alone(super().cursor, factory)
        return opened

    def commit(self) -> None:
        """See DB-API; raises as `Cursor.execute` does."""
        self.alone(super().commit)

    def rollback(self) -> None:
        """See DB-API; a connection that was closed has rolled back."""
        with contextlib.suppress(Cancelled):
            self.alone(super().rollback)

    def backup(self, *arguments: Any, **options: Any) -> None:
        """See DB-API; `close` waits for it."""
        with self._at_work:
            super().backup(*arguments, **options)

    def close(self) -> None:
        """Stop what another thread asks at this moment, and close. A second call does nothing.

        SQLite frees what a running statement still uses, which ends the process where it stands: a lock would then not fold the log in.
        """
        with contextlib.suppress(dbapi2.ProgrammingError):  # closed already
            self.interrupt()
        with self._at_work:
            self._closed = True
            super().close()

    def alone(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Do `call` while no other thread uses or closes this connection.

        Raises:
            Cancelled: the vault is being locked.
            Refused, VerificationFailed: see `_tell`.
        """
        with self._at_work:
            try:
                return call(*arguments)
            except dbapi2.Error as fault:
                if self._closed:
                    raise Cancelled from fault
                _tell(fault, self.folder)
                raise


def create(folder: Path, key: bytes) -> None:
    """Write an empty encrypted database.

    Raises:
        Refused: the disk is full or failing.
    """
    path = folder / NAME
    _make(path)
    connection = connect(path, key)
    try:
        connection.execute("PRAGMA user_version = 0")
        checkpoint(connection)
    finally:
        connection.close()
    system.sync_folder(folder)


def connect(path: Path, key: bytes) -> Connection:
    """A DB-API connection in autocommit mode that any one thread at a time may use.

    Args:
        path: an existing database file.
        key: 32 bytes, the raw SQLCipher key.

    Raises:
        VerificationFailed: the file does not open under this key.
        Refused: the disk is full or failing.
    """
    return _open(str(path.absolute()), path.parent, key, _PRAGMAS)


def connect_still(path: Path, key: bytes, *, with_log: bool) -> Connection:
    """As `connect`, for reading alone, where nothing can be written, not even the index of a log (sqlite.org/wal.html, "Read-Only Databases"
    and "Use of WAL Without Shared-Memory"). Nobody else may write to the database meanwhile.

    Args:
        with_log: read through the write-ahead log that lies beside the database; otherwise nothing beside it is looked at.
    """
    pragmas = [each for each in _PRAGMAS if each != _LOGGED]
    if (
        with_log
    ):  # an index in memory is kept by who has the file alone, and a read-only file takes no lock of that sort
        pragmas.insert(0, "locking_mode = EXCLUSIVE")
    how = f"vfs={_UNLOCKED_VFS}" if with_log else "immutable=1"
    return _open(f"{path.absolute().as_uri()}?mode=ro&{how}", path.parent, key, pragmas)


def copy(source: Connection, path: Path, key: bytes, on_bytes: Callable[[int], None]) -> None:
    """Copy the database as of one moment into the new file `path`, and check every page of it.

    Args:
        source: a connection with no transaction open.
        key: 32 bytes, the raw key of the copy; another than the source's encrypts every page anew.
        on_bytes: called with the number of bytes copied since the last call; what it raises ends the copy.

    Raises:
        VerificationFailed: the copy is not sound.
        Refused: the disk is full or failing.
    """
    _make(path)
    target = _open(
        str(path.absolute()),
        path.parent,
        key,
        ("cipher_log_level = NONE", "journal_mode = MEMORY", "synchronous = OFF"),
    )
    done = 0

    def count(_status: int, remaining: int, total: int) -> None:
        nonlocal done
        on_bytes((total - remaining - done) * PAGE)
        done = total - remaining

    try:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # from here on nothing moves under the copy
        source.backup(target, pages=_COPY_PAGES, progress=count)
        source.execute("ROLLBACK")
        broken = target.execute("PRAGMA cipher_integrity_check").fetchall()
        if broken or target.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise VerificationFailed("vault.copy_differs", name=NAME)
    except dbapi2.Error as fault:
        _tell(fault, path.parent)
        raise
    finally:
        target.close()
    durable.sync(path)


def _make(path: Path) -> None:
    """An empty file of that name. SQLite would ask for 0644; its logs inherit the mode."""
    with durable.plain_faults():
        os.close(durable.create_private(path))


def _open(name: str, folder: Path, key: bytes, pragmas: Sequence[str]) -> Connection:
    """`name` is an absolute path, or a URI of one (sqlite.org/uri.html)."""
    connection: Connection = dbapi2.connect(
        name, check_same_thread=False, isolation_level=None, factory=Connection, uri=name.startswith("file:")
    )
    connection.folder = folder
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        connection.close()
        raise
    return connection


def _tell(fault: dbapi2.Error, folder: Path) -> None:
    """Raise the sentence for a fault of the disk or of the file that SQLite reported, or that it was stopped; return for a fault of ours."""
    name = getattr(fault, "sqlite_errorname", None) or _NAMES.get(str(fault))
    if name == "SQLITE_INTERRUPT":
        raise Cancelled from fault
    if name in ("SQLITE_IOERR", "SQLITE_CANTOPEN") and system.free_space(folder) < _LITTLE_SPACE:
        name = "SQLITE_FULL"  # the write-ahead log could not be made, or its index could not grow
    if name in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        raise VerificationFailed("vault.database_damaged") from fault
    if name in _SENTENCES:
        raise Refused(_SENTENCES[name]) from fault


def checkpoint(connection: Connection) -> bool:
    """Move the whole write-ahead log into the database and empty it; False when someone still reads from it."""
    busy, _frames, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def log_left(folder: Path) -> bool:
    """Whether a write-ahead log with content lies beside the database."""
    path = folder / (NAME + "-wal")
    return path.is_symlink() or (path.exists() and path.stat().st_size > 0)


def set_aside_logs(folder: Path, clean: bool) -> list[Finding]:
    """Move logs that cannot be this database's into ``staging/`` and say so.

    A rollback journal never is: the database has kept a write-ahead log since it was made. A write-ahead log is, unless
    the database was closed `clean`. The shared-memory index is a cache that SQLite rebuilds.
    """
    strangers = ["-journal"]
    if clean:
        strangers.append("-wal")
    findings = []
    for suffix in strangers:
        path = folder / (NAME + suffix)
        if not (path.exists() or path.is_symlink()):
            continue
        if suffix == "-wal" and not log_left(folder):
            durable.remove(path)
            continue
        kept = folder / "staging" / f"set-aside-{secrets.token_hex(8)}{suffix}"
        with durable.plain_faults():
            path.rename(kept)
        findings.append(Finding("vault.finding.log_set_aside", {"name": path.name, "kept": kept.name}))
    durable.remove(folder / (NAME + "-shm"))
    return findings
