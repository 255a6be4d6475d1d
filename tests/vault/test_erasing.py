"""Erasing: what opens the vault goes first, only the vault's own goes, and an erasure that was stopped is ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity
from casefile.errors import Refused
from casefile.vault import vault as vaults
from casefile.vault.erasing import erase
from casefile.vault.recovering import recover
from tests.vault.conftest import AUTHOR, PASSPHRASE


def test_nothing_is_left(closed: Path) -> None:
    assert erase(closed) == ()
    assert not closed.exists()


def test_what_is_not_the_vaults_stays(closed: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter").write_text("not the vault's")
    (closed / "diary.txt").write_text("not the vault's")
    (closed / "inbox").rmdir()
    (closed / "inbox").symlink_to(outside)
    (closed / "staging").rmdir()
    (closed / "staging").symlink_to(outside)
    assert erase(closed) == ("diary.txt",)
    assert (outside / "letter").exists()
    assert [each.name for each in closed.iterdir()] == ["diary.txt"]


def test_a_header_on_a_stick_goes_with_it_or_first_stays_behind(closed: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.ways.move(stick)
    (stick / "other").touch()
    assert erase(closed, stick) == ()
    assert [each.name for each in stick.iterdir()] == ["other"]


def test_without_the_stick_the_rest_goes(closed: Path, tmp_path: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.ways.move(tmp_path / "stick")
    assert erase(closed) == ()
    assert not closed.exists()


def test_refused_where_it_is_no_vault_or_open(closed: Path, tmp_path: Path) -> None:
    documents = tmp_path / "Documents"
    (documents / "evidence").mkdir(parents=True)
    (documents / "records.db").touch()
    (tmp_path / "file").touch()
    for path in (documents, tmp_path / "none", tmp_path / "file", tmp_path):
        with pytest.raises(Refused, match="not_a_vault"):
            erase(path)
    with vaults.open(closed, PASSPHRASE), pytest.raises(Refused, match="already_open"):
        erase(closed)
    with pytest.raises(Refused, match="not_a_vault"):
        erase(closed, tmp_path / "empty stick")
    vaults.open(closed, PASSPHRASE).close()


def test_one_that_was_stopped_opens_no_more_and_is_ended(closed: Path) -> None:
    key = HybridIdentity.generate()
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.set_recovery([key.recipient])
    (closed / "staging" / "erasing").touch()
    for name in ("recovery.age", "header.a", "header.b"):
        (closed / name).unlink()
    with pytest.raises(Refused):
        vaults.open(closed, PASSPHRASE)
    with pytest.raises(Refused):
        recover(closed, key, "eight herons", AUTHOR)
    assert erase(closed) == ()
    assert not closed.exists()
    closed.mkdir()
    (closed / "lock").touch()
    assert erase(closed) == ()
    assert not closed.exists()
