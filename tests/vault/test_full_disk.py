"""A disk that takes no more: one clear sentence, and the earlier state stands."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.errors import Refused
from casefile.vault import database
from casefile.vault import vault as vaults
from casefile.vault.backup import backup
from casefile.vault.restore import restore, verify_backup
from tests.vault.conftest import AUTHOR, PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB, for some sixty names."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,nr_inodes=64", "disk", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts nothing")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _fill_with_names(disk: Path) -> None:
    number = 0
    with contextlib.suppress(OSError):
        while True:
            (disk / f"filler-{number}").touch()
            number += 1


def _fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def _refused() -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match="disk_full")


@pytest.mark.threat(2)
def test_a_disk_that_takes_no_more_names(disk: Path) -> None:
    _fill_with_names(disk)
    with _refused():
        database.create(disk, bytes(32))


@pytest.mark.threat(2)
def test_creation(disk: Path) -> None:
    filler = _fill(disk)
    for _attempt in range(8):
        with _refused():
            vaults.create(disk / "new.casefile", PASSPHRASE, AUTHOR, FLOOR)
        assert list(disk.iterdir()) == [filler]
        os.truncate(filler, filler.stat().st_size - 8192)


@pytest.mark.threat(2)
def test_everything_one_does_in_an_open_vault(disk: Path) -> None:
    folder = disk / "full.casefile"
    with vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR) as vault:
        connection = vault.connect()
        connection.execute("CREATE TABLE note (words TEXT)")
        blob = vault.store.add(io.BytesIO(b"kept"))
        vault.store.confirm(blob.name)
        vault.write_head(1, b"\1" * 32)
        filler = _fill(disk)
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "-" not in path.name}
        with _refused():
            vault.store.add(io.BytesIO(bytes(100_000)))
        with _refused():
            vault.set_recovery([])
        with _refused():
            connection.execute("INSERT INTO note VALUES (?)", ("x" * 100_000,))
        assert {path: path.read_bytes() for path in before} == before
        vault.write_head(2, b"\2" * 32)
        vault.change_passphrase(PASSPHRASE, "eight herons")
        with _refused():
            backup(vault, disk / "backup")
    filler.unlink()
    with vaults.open(folder, "eight herons") as vault:
        assert vault.head is not None
        assert vault.head.size == 2
        vault.store.verify(blob)
        assert vault.connect().execute("SELECT count(*) FROM note").fetchall() == [(0,)]


@pytest.mark.threat(2)
def test_looking_into_a_vault_on_a_full_disk(disk: Path) -> None:
    folder = disk / "full.casefile"
    with vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR) as vault:
        vault.connect().execute("CREATE TABLE note (words TEXT)")
        blob = vault.store.add(io.BytesIO(b"kept"))
        vault.store.confirm(blob.name)
    filler = _fill(disk)
    os.truncate(filler, filler.stat().st_size - 40 * 1024)  # the index of the write-ahead log
    with vaults.open(folder, PASSPHRASE) as vault:
        vault.store.verify(blob)
        assert vault.connect().execute("SELECT * FROM note").fetchall() == []


@pytest.mark.threat(2)
def test_backup_to_and_restore_onto_a_small_disk(disk: Path, closed: Path, tmp_path: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, disk / "backup")
        vault.store.confirm(vault.store.add(io.BytesIO(bytes(4_000_000))).name)
        with _refused():
            backup(vault, disk / "backup")
        backup(vault, tmp_path / "large")
    verify_backup(disk / "backup")
    with _refused():
        restore(tmp_path / "large", disk / "again")
    assert not (disk / "again").exists()
