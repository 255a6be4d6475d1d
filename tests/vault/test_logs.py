"""Write-ahead logs and rollback journals that are planted, stale or left by a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casefile.vault import vault as vaults
from casefile.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE


def _notes(vault: Vault) -> list[str]:
    return [words for (words,) in vault.connect().execute("SELECT words FROM note ORDER BY rowid")]


def _crashed_copy(closed: Path) -> Path:
    """The folder as a power cut leaves it: one note acknowledged, still in the write-ahead log."""
    copy = closed.with_name("crashed")
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.connect().execute("INSERT INTO note VALUES ('the second note')")
        vault.write_head(2, b"\2" * 32)
        shutil.copytree(closed, copy)
    return copy


def test_log_of_a_crash_is_used(closed: Path) -> None:
    crashed = _crashed_copy(closed)
    assert (crashed / "records.db-wal").stat().st_size > 0
    with vaults.open(crashed, PASSPHRASE) as vault:
        assert vault.findings == []
        assert vault.head is not None
        assert (vault.head.size, vault.head.clean) == (2, False)
        assert _notes(vault) == ["the first note", "the second note"]


@pytest.mark.threat(12)
def test_log_beside_a_clean_vault_is_set_aside(closed: Path) -> None:
    planted = (_crashed_copy(closed) / "records.db-wal").read_bytes()
    (closed / "records.db-wal").write_bytes(planted)
    with vaults.open(closed, PASSPHRASE) as vault:
        (finding,) = vault.findings
        assert finding.key == "vault.finding.log_set_aside"
        assert finding.values["name"] == "records.db-wal"
        assert (closed / "staging" / finding.values["kept"]).read_bytes() == planted
        assert _notes(vault) == ["the first note", "the second note"]


@pytest.mark.threat(12)
def test_rollback_journal_is_never_used(closed: Path) -> None:
    crashed = _crashed_copy(closed)
    for folder in (closed, crashed):
        (folder / "records.db-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4096))
        with vaults.open(folder, PASSPHRASE) as vault:
            assert [finding.values["name"] for finding in vault.findings] == ["records.db-journal"]
            assert _notes(vault) == ["the first note", "the second note"]


def test_empty_log_is_no_finding(closed: Path) -> None:
    (closed / "records.db-wal").touch()
    with vaults.open(closed, PASSPHRASE) as vault:
        assert vault.findings == []


def test_closing_ends_connections_that_were_forgotten(closed: Path) -> None:
    vault = vaults.open(closed, PASSPHRASE)
    forgotten = vault.connect()
    forgotten.execute("INSERT INTO note VALUES ('the second note')")
    vault.close()
    vault.close()
    assert not (closed / "records.db-wal").exists()
    with vaults.open(closed, PASSPHRASE) as again:
        assert again.findings == []
        assert _notes(again) == ["the first note", "the second note"]
