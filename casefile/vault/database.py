"""``records.db``: opening SQLCipher 4 with a raw key, and the logs beside it.

SQLCipher checks each page but not which log belongs to the database: planted, old or missing frames change the content
silently. What lies beside a cleanly closed database is therefore not its own and is moved out of the way.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from casefile.errors import CasefileError, Refused, VerificationFailed
from casefile.vault import durable, system
from casefile.vault.findings import Finding

NAME = "records.db"
_PAGE = 4096
_COPY_PAGES = 2048  # 8 MiB between two looks at the cancel flag
_WAIT_MILLISECONDS = 15_000
_PRAGMAS = (
    "cipher_log_level = NONE",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "journal_mode = WAL",
    "synchronous = FULL",
    f"busy_timeout = {_WAIT_MILLISECONDS}",
)


class Connection(dbapi2.Connection):  # type: ignore[misc]  # sqlcipher3 has no types
    """A connection that the vault can remember without keeping it alive."""


def create(folder: Path, key: bytes) -> None:
    """Write an empty encrypted database."""
    path = folder / NAME
    os.close(durable.create_private(path))  # SQLite would ask for 0644; its logs inherit the mode
    connection = connect(path, key)
    connection.execute("PRAGMA user_version = 0")
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
    return _open(path, key, _PRAGMAS)


def copy(source: Connection, path: Path, key: bytes, on_pages: Callable[[int], None]) -> None:
    """Copy the database as of one moment into the new file `path` under the same raw key, and check every page of it.

    Args:
        source: a connection with no transaction open.
        on_pages: called with the number of bytes copied since the last call; what it raises ends the copy.

    Raises:
        VerificationFailed: the copy is not sound.
        Refused: the disk is full or failing.
    """
    os.close(durable.create_private(path))
    target = _open(path, key, ("cipher_log_level = NONE", "journal_mode = MEMORY", "synchronous = OFF"))
    try:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # from here on nothing moves under the copy
        source.backup(target, pages=_COPY_PAGES, progress=lambda *_left: on_pages(_COPY_PAGES * _PAGE))
        source.execute("ROLLBACK")
        broken = target.execute("PRAGMA cipher_integrity_check").fetchall()
        if broken or target.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise VerificationFailed("vault.copy_differs", name=NAME)
    except dbapi2.Error as fault:
        raise refusal(fault) or fault from fault
    finally:
        target.close()
    durable.sync(path)


def _open(path: Path, key: bytes, pragmas: Sequence[str]) -> Connection:
    connection: Connection = dbapi2.connect(
        str(path.absolute()), check_same_thread=False, isolation_level=None, factory=Connection
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except dbapi2.Error as fault:
        connection.close()
        raise refusal(fault) or VerificationFailed("vault.database_damaged") from fault
    return connection


def refusal(fault: BaseException) -> CasefileError | None:
    """The sentence for a fault of the disk that SQLite reported, or None. Takes a DB-API error."""
    name = str(getattr(fault, "sqlite_errorname", ""))
    if name == "SQLITE_FULL":
        return Refused("vault.disk_full")
    if name.startswith("SQLITE_IOERR"):
        return Refused("vault.disk_fault")
    if name.startswith("SQLITE_READONLY"):
        return Refused("vault.read_only")
    return None


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
        path.rename(kept)
        findings.append(Finding("vault.finding.log_set_aside", {"name": path.name, "kept": kept.name}))
    durable.remove(folder / (NAME + "-shm"))
    return findings
