"""The moment in which new keys take over, as a power cut just then leaves it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import Refused
from casefile.vault import rekeying
from casefile.vault import vault as vaults
from casefile.vault.earlier import EarlierKeys
from casefile.vault.restore import restore
from casefile.vault.secret import Secret
from casefile.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE

HEADERS = ("header.a", "header.b")


@pytest.fixture
def switched(closed: Path, tmp_path: Path) -> Path:
    """A copy of the folder made when the header had just been written; the headers of before beside it."""
    before, copy = tmp_path / "before", tmp_path / "Copy.casefile"
    before.mkdir()
    for name in HEADERS:
        shutil.copy(closed / name, before / name)
    with vaults.open(closed, PASSPHRASE) as vault:
        successor = rekeying.prepare(vault, [Secret(PASSPHRASE)])
        rekeying.switch(vault, successor, (), EarlierKeys(), lambda connection: _write(connection, "brought over"))
        shutil.copytree(closed, copy)
    return copy


def _write(connection: Any, words: str) -> None:
    connection.execute("INSERT INTO note VALUES (?)", (words,))


def _notes(vault: Vault) -> list[str]:
    return [words for (words,) in vault.connect().execute("SELECT words FROM note ORDER BY rowid")]


def _expect(folder: Path, notes: list[str]) -> None:
    for _again in range(2):
        with vaults.open(folder, PASSPHRASE) as vault:
            assert _notes(vault) == notes
            assert vault.head is not None
            assert vault.head.size == 1
        assert list((folder / "staging").iterdir()) == []


def test_the_new_keys_take_over_at_the_next_opening(switched: Path) -> None:
    _expect(switched, ["the first note", "brought over"])


def test_one_new_header_is_enough(switched: Path, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "before" / "header.b", switched / "header.b")
    _expect(switched, ["the first note", "brought over"])


def test_without_the_new_header_nothing_has_happened(switched: Path, tmp_path: Path) -> None:
    for name in HEADERS:
        shutil.copy(tmp_path / "before" / name, switched / name)
    _expect(switched, ["the first note"])


def test_a_successor_without_its_head_is_dropped(closed: Path) -> None:
    staged = closed / "staging" / "successor"
    staged.mkdir()
    (staged / "records.db").write_bytes(b"half")
    _expect(closed, ["the first note"])


def test_the_moves_are_ended_from_wherever_they_were(switched: Path) -> None:
    staged = switched / "staging" / "successor"
    (staged / "recovery.age").replace(switched / "recovery.age")
    _expect(shutil.copytree(switched, switched.with_name("one")), ["the first note", "brought over"])
    for log in switched.glob("records.db-*"):
        log.unlink()
    (staged / "records.db").replace(switched / "records.db")
    _expect(switched, ["the first note", "brought over"])


def test_a_copy_made_by_hand_just_then_is_restored(switched: Path, tmp_path: Path) -> None:
    restore(switched, tmp_path / "Again.casefile")
    with vaults.open(tmp_path / "Again.casefile", PASSPHRASE) as vault:
        assert _notes(vault) == ["the first note", "brought over"]


def test_what_is_acknowledged_is_not_lost_to_the_old_database(closed: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        successor = rekeying.prepare(vault, [Secret(PASSPHRASE)])
        rekeying.switch(vault, successor, (), EarlierKeys(), lambda _connection: None)
        _write(vault.connect(), "late")
        with pytest.raises(Refused, match="superseded"):
            vault.write_head(2, b"\2" * 32)
