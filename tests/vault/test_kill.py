"""A kill at every system call: what was there before still opens, and nothing is half done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.errors import Refused
from casefile.vault import vault as vaults
from casefile.vault.blobs import BlobStore
from casefile.vault.head import Head, HeadFile
from casefile.vault.keys import Keys
from tests.vault.conftest import AUTHOR, PASSPHRASE
from tests.vault.victim import NEW_PASSPHRASE, VAULT_KEY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def _killed(job: str, folder: Path, step: int = 1) -> list[Path]:
    """The folders that kills left, and last the one of the run that was not killed."""
    command = [sys.executable, "-m", "tests.vault.victim", job, str(folder), str(step)]
    kills = subprocess.run(command, check=True, capture_output=True, text=True, timeout=200).stdout.split()
    assert len(kills) > 3
    return [folder.with_name(f"{folder.name}-{number}") for number in kills]


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        vaults.open(folder, passphrase).close()
    except Refused as refusal:
        assert refusal.key == "vault.wrong_passphrase"
        return False
    return True


def _headers(folder: Path) -> bytes:
    return (folder / "header.a").read_bytes() + (folder / "header.b").read_bytes()


@pytest.mark.threat(1)
def test_change_of_passphrase(closed: Path) -> None:
    *left, finished = _killed("change_passphrase", closed)
    for folder in {_headers(folder): folder for folder in left}.values():
        assert _opens(folder, PASSPHRASE) != _opens(folder, NEW_PASSPHRASE), folder
    assert _opens(left[0], PASSPHRASE)
    assert _opens(finished, NEW_PASSPHRASE)


@pytest.mark.threat(1)
def test_creation(folder: Path) -> None:
    *left, finished = _killed("create", folder, step=7)
    assert _opens(finished, PASSPHRASE)
    for killed in left:
        try:
            vaults.create(killed, PASSPHRASE, AUTHOR, FLOOR).close()
        except Refused as refusal:
            assert refusal.key == "vault.exists"
        assert _opens(killed, PASSPHRASE), killed


@pytest.mark.threat(1)
def test_head(tmp_path: Path) -> None:
    before = tmp_path / "v"
    before.mkdir()
    HeadFile(before, VAULT_KEY, bytes(16)).create(Head(size=1))
    *left, finished = _killed("write_head", before)
    assert {HeadFile(folder, VAULT_KEY, bytes(16)).read().head.size for folder in left} == {1, 2}
    assert HeadFile(finished, VAULT_KEY, bytes(16)).read().head.size == 2


@pytest.mark.threat(1)
def test_taking_in_evidence(tmp_path: Path) -> None:
    before = tmp_path / "v"
    for name in ("staging", "evidence"):
        (before / name).mkdir(parents=True)
    *left, finished = _killed("add_evidence", before)
    for folder in left:
        BlobStore(folder, Keys.of(VAULT_KEY).store).settle(lambda _name: False)
        assert [path for path in folder.rglob("*") if path.is_file()] == [], folder
    store = BlobStore(finished, Keys.of(VAULT_KEY).store)
    assert store.settle(lambda _name: True) == []
    assert len([path for path in finished.rglob("*") if path.is_file()]) == 1
