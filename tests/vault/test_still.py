"""A vault where nothing can be written is read there all the same, and stays as it is to the last byte."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.errors import CannotWrite, Refused
from casefile.i18n import LANGUAGES, Catalogue
from casefile.vault import succession
from casefile.vault import vault as vaults
from casefile.vault.blobs import Blob
from casefile.vault.lock import FolderLock
from casefile.vault.vault import Vault
from tests.vault import still
from tests.vault.conftest import AUTHOR, PASSPHRASE

Stop = Callable[[Path], object]
ENDS = pytest.mark.parametrize("stop", [still.fill, still.write_protect], ids=["full", "write-protected"])


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB."""
    with still.small_disk(tmp_path / "disk", "4m") as place:
        yield place


def _make(folder: Path) -> Blob:
    with vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR) as vault:
        connection = vault.connect()
        connection.execute("CREATE TABLE note (words TEXT)")
        connection.execute("INSERT INTO note VALUES ('folded in')")
        blob = vault.store.add(io.BytesIO(b"kept"))
        vault.store.confirm(blob.name)
        vault.write_head(1, b"\1" * 32)
    return blob


def _make_killed(folder: Path) -> Path:
    """A copy of a vault that was never closed: its last words stand in the write-ahead log alone."""
    _make(folder)
    with vaults.open(folder, PASSPHRASE) as vault:
        vault.connect().execute("INSERT INTO note VALUES ('in the log')")
        vault.write_head(2, b"\2" * 32)
        killed = folder.with_name("Killed.casefile")
        shutil.copytree(folder, killed)
    return killed


def _notes(vault: Vault) -> list[str]:
    return [words for (words,) in vault.connect().execute("SELECT words FROM note ORDER BY rowid").fetchall()]


def _refused(folder: Path) -> str:
    with pytest.raises(CannotWrite) as refused:
        vaults.open(folder, PASSPHRASE)
    return refused.value.key


@ENDS
@pytest.mark.threat(2)
def test_a_closed_vault_is_read_and_not_touched(disk: Path, stop: Stop) -> None:
    folder = disk / "a vault?#%20.casefile"
    blob = _make(folder)
    stop(disk)
    before = still.content(folder)
    with vaults.rescue(folder, PASSPHRASE) as vault:
        assert vault.is_still
        assert _notes(vault) == ["folded in"]
        vault.store.verify(blob)
        with pytest.raises(Refused):
            vault.connect().execute("INSERT INTO note VALUES ('more')")
        with pytest.raises(Refused, match="read_only"):
            vault.write_head(2, b"\2" * 32)
        if stop is still.write_protect:
            assert vault.head is not None
            assert vault.head.clean
    after = still.content(folder)
    touched = {path.name: after[path] for path in after if after[path] != before.get(path)}
    # A full disk may have taken that the vault is in use, and the names of a log that holds nothing.
    assert set(touched) <= {"head", "records.db-wal", "records.db-shm"}
    assert not touched.get("records.db-wal")


@ENDS
@pytest.mark.threat(1)
@pytest.mark.threat(2)
def test_what_stands_in_the_log_of_a_killed_vault_is_read(disk: Path, stop: Stop) -> None:
    killed = _make_killed(disk / "Steppe.casefile")
    (killed / "records.db-shm").unlink(missing_ok=True)
    stop(disk)
    before = (killed / "records.db-wal").read_bytes()
    for _again in range(2):
        with vaults.rescue(killed, PASSPHRASE) as vault:
            assert _notes(vault) == ["folded in", "in the log"]
            assert _notes(vault) == ["folded in", "in the log"], "by a second connection"
    assert (killed / "records.db-wal").read_bytes() == before


@pytest.mark.threat(12)
def test_a_log_that_was_planted_on_a_write_protected_disk_is_not_read(disk: Path) -> None:
    killed = _make_killed(disk / "Steppe.casefile")
    shutil.copy(killed / "records.db-wal", disk / "Steppe.casefile")
    (disk / "Steppe.casefile" / "records.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 100)
    with vaults.open(killed, PASSPHRASE) as vault:
        vault.connect().execute("DELETE FROM note")
    shutil.copy(killed / "records.db", disk / "Steppe.casefile")
    shutil.copy(killed / "head", disk / "Steppe.casefile")
    still.write_protect(disk)
    with vaults.rescue(disk / "Steppe.casefile", PASSPHRASE) as vault:
        assert _notes(vault) == []


@pytest.mark.parametrize(
    ("stop", "key"), [(still.fill, "vault.lies_full"), (still.write_protect, "vault.lies_read_only")]
)
def test_opening_as_usual_says_where_the_vault_lies(disk: Path, stop: Stop, key: str) -> None:
    _make(disk / "Steppe.casefile")
    stop(disk)
    assert _refused(disk / "Steppe.casefile") == key
    for language in LANGUAGES:
        assert Catalogue(language).error(CannotWrite(key))


def test_once_there_is_room_again_it_opens_as_usual(disk: Path) -> None:
    folder = disk / "Steppe.casefile"
    _make(folder)
    filler = still.fill(disk)
    vaults.rescue(folder, PASSPHRASE).close()
    filler.unlink()
    with vaults.open(folder, PASSPHRASE) as vault:
        assert _notes(vault) == ["folded in"]
        assert vault.findings == []


def test_a_wrong_passphrase_is_wrong_there_too(disk: Path) -> None:
    _make(disk / "Steppe.casefile")
    still.write_protect(disk)
    with pytest.raises(Refused, match="wrong_passphrase"):
        vaults.rescue(disk / "Steppe.casefile", "seven loud herons")


@ENDS
def test_two_programs_do_not_have_it_open(disk: Path, stop: Stop) -> None:
    _make(disk / "Steppe.casefile")
    stop(disk)
    with vaults.rescue(disk / "Steppe.casefile", PASSPHRASE), pytest.raises(Refused, match="already_open"):
        vaults.rescue(disk / "Steppe.casefile", PASSPHRASE)


@ENDS
def test_a_vault_whose_lock_was_never_copied(disk: Path, stop: Stop) -> None:
    _make(disk / "Steppe.casefile")
    (disk / "Steppe.casefile" / "lock").unlink()
    stop(disk)
    with vaults.rescue(disk / "Steppe.casefile", PASSPHRASE) as vault:
        assert _notes(vault) == ["folded in"]
    FolderLock.for_reading(disk / "Steppe.casefile").release()


def test_a_change_of_keys_that_was_cut_off_is_said_to_be_in_the_way(disk: Path) -> None:
    folder = disk / "Steppe.casefile"
    _make(folder)
    staged = folder / succession.FOLDER
    staged.mkdir()
    shutil.copy(folder / "head", staged)
    still.write_protect(disk)
    with pytest.raises(Refused, match="rekey_unfinished"):
        vaults.rescue(folder, PASSPHRASE)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
def test_a_folder_that_one_may_read_and_not_write() -> None:
    place = Path(tempfile.mkdtemp())
    try:
        _make(place / "Steppe.casefile")
        for path in (place, *place.rglob("*")):
            path.chmod(stat.S_IRUSR | (stat.S_IXUSR if path.is_dir() else 0))
            if os.geteuid() == 0:
                os.chown(path, still.NOBODY, still.NOBODY)
        with still.without_rights():
            assert _refused(place / "Steppe.casefile") == "vault.lies_read_only"
            with vaults.rescue(place / "Steppe.casefile", PASSPHRASE) as vault:
                assert _notes(vault) == ["folded in"]
    finally:
        for path in (place, *place.rglob("*")):
            if path.is_dir():
                path.chmod(stat.S_IRWXU)
        shutil.rmtree(place)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
@pytest.mark.threat(12)
def test_a_planted_log_that_cannot_be_moved_away_is_not_read() -> None:
    place = Path(tempfile.mkdtemp())
    folder, killed = place / "Steppe.casefile", _make_killed(place / "Steppe.casefile")
    with vaults.open(folder, PASSPHRASE) as vault:
        vault.connect().execute("DELETE FROM note")
    shutil.copy(killed / "records.db-wal", folder)
    try:
        for path in (place, *folder.rglob("*"), folder):
            if os.geteuid() == 0:
                os.chown(path, still.NOBODY, still.NOBODY)
        (folder / "staging").chmod(stat.S_IRUSR | stat.S_IXUSR)
        with still.without_rights():
            assert _refused(folder) == "vault.lies_read_only"
            with vaults.rescue(folder, PASSPHRASE) as vault:
                assert vault.is_still
                assert _notes(vault) == []
    finally:
        (folder / "staging").chmod(stat.S_IRWXU)
        shutil.rmtree(place)
