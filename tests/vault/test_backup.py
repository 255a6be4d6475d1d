"""Backups: whole, incremental, checked, and never worse than the one before."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from casefile.errors import Cancelled, CasefileError, Refused, VerificationFailed
from casefile.vault import vault as vaults
from casefile.vault.backup import backup
from casefile.vault.blobs import Blob
from casefile.vault.restore import restore, verify_backup
from casefile.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE


class StopAfter:
    """Progress that a person stops after so many bytes."""

    def __init__(self, size: int) -> None:
        self.size, self.done = size, 0

    def step(self, done: int, total: int | None) -> None:
        self.done = done

    def check(self) -> None:
        if self.done >= self.size:
            raise Cancelled


def _attach(vault: Vault, content: bytes) -> Blob:
    blob = vault.store.add(io.BytesIO(content))
    vault.store.confirm(blob.name)
    return blob


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the backup is to be."""
    return tmp_path / "stick" / "Steppe backup"


@pytest.fixture
def blobs(closed: Path) -> list[Blob]:
    """Three evidence files in the closed vault."""
    with vaults.open(closed, PASSPHRASE) as vault:
        return [_attach(vault, words * 50_000) for words in (b"one", b"two", b"three")]


def _everything_is_there(folder: Path, blobs: list[Blob]) -> None:
    with vaults.open(folder, PASSPHRASE) as vault:
        assert vault.connect().execute("SELECT words FROM note").fetchall() == [("the first note",)]
        assert vault.head is not None
        assert vault.head.size == 1
        assert vault.findings == []
        for blob in blobs:
            vault.store.verify(blob)


def test_a_restored_backup_is_the_vault_and_a_new_device(
    closed: Path, blobs: list[Blob], place: Path, tmp_path: Path
) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        report = backup(vault, place)
        assert not vault.restored
    assert (report.copied, report.kept) == (3, 0)
    assert verify_backup(place) == restore(place, tmp_path / "again.casefile") == 8
    _everything_is_there(tmp_path / "again.casefile", blobs)
    with vaults.open(tmp_path / "again.casefile", PASSPHRASE) as vault:
        assert vault.restored
        vault.write_head(2, b"\2" * 32)
        assert vault.restored
        vault.continue_as_new_device()
        assert not vault.restored
    with vaults.open(tmp_path / "again.casefile", PASSPHRASE) as vault:
        assert not vault.restored


def test_public_tools_check_a_backup(closed: Path, blobs: list[Blob], place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
    subprocess.run(["sha256sum", "-c", "--strict", "manifest-sha256.txt"], cwd=place, check=True, capture_output=True)


def test_the_second_run_copies_what_is_new_and_drops_what_is_gone(closed: Path, blobs: list[Blob], place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
        vault.store.remove(blobs[0].name)
        new = _attach(vault, b"four")
        report = backup(vault, place)
        assert (report.copied, report.kept) == (1, 2)
    assert len(list(place.glob("evidence/*/*"))) == 3
    _everything_is_there(place, [*blobs[1:], new])


def test_a_stopped_run_leaves_no_backup_and_goes_on(closed: Path, blobs: list[Blob], place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        whole = sum(path.stat().st_size for path in closed.glob("evidence/*/*"))
        with pytest.raises(Cancelled):
            backup(vault, place, StopAfter(whole))
        for look in (lambda: verify_backup(place), lambda: restore(place, closed.with_name("again"))):
            with pytest.raises(Refused, match="backup_incomplete"):
                look()
        assert backup(vault, place).kept > 0
    assert verify_backup(place) == 8


def test_what_was_removed_after_a_stopped_run_or_while_one_runs_is_not_in_the_backup(
    closed: Path, blobs: list[Blob], place: Path
) -> None:
    first, second, third = sorted(blobs, key=lambda blob: blob.name)
    with vaults.open(closed, PASSPHRASE) as vault:

        class Stopping:
            def step(self, done: int, total: int | None) -> None:
                pass

            def check(self) -> None:
                if {first.name, second.name} <= {path.name for path in place.glob("evidence/*/*")}:
                    raise Cancelled

        with pytest.raises(Cancelled):
            backup(vault, place, Stopping())
        vault.store.remove(first.name)

        class Removing:
            def step(self, done: int, total: int | None) -> None:
                if (place / "staging" / "next" / "head").exists():  # from here on the files are looked at
                    vault.store.remove(second.name)

            def check(self) -> None:
                pass

        report = backup(vault, place, Removing())
    assert (report.copied, report.kept) == (1, 0)
    assert [path.name for path in place.glob("evidence/*/*")] == [third.name]
    assert verify_backup(place) == 6


def test_a_manifest_that_was_cut_short_is_noticed(closed: Path, blobs: list[Blob], place: Path, tmp_path: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
    path = place / "manifest-sha256.txt"
    content = path.read_bytes()
    for left in (content[:-1], content[: content.index(b"records.db")], content[: content.index(b"\n") + 1], b""):
        path.write_bytes(left)
        _expect_refusal(place, tmp_path / "again")
    path.unlink()
    path.mkdir()
    _expect_refusal(place, tmp_path / "again")


def test_a_stopped_run_leaves_the_earlier_backup_whole(closed: Path, blobs: list[Blob], place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
        _attach(vault, bytes(3_000_000))
        vault.connect().execute("INSERT INTO note VALUES ('too late')")
        with pytest.raises(Cancelled):
            backup(vault, place, StopAfter(2_000_000))
    assert verify_backup(place) == 8
    restore(place, closed.with_name("again"))
    _everything_is_there(closed.with_name("again"), blobs)


def test_a_run_killed_while_moving_into_place_counts(closed: Path, blobs: list[Blob], place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
        shutil.copytree(place, place.with_name("earlier"))
        vault.write_head(2, b"\2" * 32)
        backup(vault, place)
        earlier = place.with_name("earlier")
        for name in ("head", "header.a", "header.b", "recovery.age", "manifest-sha256.txt"):
            shutil.copy(place / name, earlier / "staging" / "next" / name)
        shutil.copy(place / "records.db", earlier / "records.db")
        assert verify_backup(earlier) == 8
        assert backup(vault, earlier).copied == 0
    assert list((earlier / "staging" / "next").iterdir()) == []


def test_people_work_on_while_a_backup_runs(closed: Path, place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        writer = vault.connect()
        writer.execute("CREATE TABLE filler (words BLOB)")
        writer.executemany("INSERT INTO filler VALUES (randomblob(4000))", [()] * 3000)

        class Working:
            rounds = 0

            def step(self, done: int, total: int | None) -> None:
                self.rounds += 1
                writer.execute("INSERT INTO note VALUES ('meanwhile')")

            def check(self) -> None:
                pass

        working = Working()
        backup(vault, place, working)
        assert working.rounds > 2
    with vaults.open(place, PASSPHRASE) as vault:
        connection = vault.connect()
        assert connection.execute("SELECT count(*) FROM filler").fetchall() == [(3000,)]
        assert connection.execute("SELECT count(*) FROM note WHERE words = 'meanwhile'").fetchall() == [(0,)]


@pytest.mark.parametrize("name", ["records.db", "head", "header.a", "recovery.age", "evidence"])
def test_a_changed_or_missing_file_is_not_restored(
    closed: Path, blobs: list[Blob], place: Path, tmp_path: Path, name: str
) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
    path = next(place.glob("evidence/*/*")) if name == "evidence" else place / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    _expect_refusal(place, tmp_path / "again")
    path.unlink()
    _expect_refusal(place, tmp_path / "again")


def _expect_refusal(place: Path, target: Path) -> None:
    for look in (lambda: verify_backup(place), lambda: restore(place, target)):
        with pytest.raises(VerificationFailed) as caught:
            look()
        assert caught.value.key == "vault.backup_altered"
    assert not target.exists()


def test_a_copy_made_by_hand_is_a_backup(closed: Path, blobs: list[Blob], tmp_path: Path) -> None:
    shutil.copytree(closed, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again")
    _everything_is_there(tmp_path / "again", blobs)
    with vaults.open(tmp_path / "again", PASSPHRASE) as vault:
        assert vault.restored


def test_nothing_else_is_overwritten(closed: Path, place: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear Saule")
    shutil.copytree(closed, tmp_path / "other")
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
        for where in (tmp_path / "letters", tmp_path / "letters" / "letter.txt", tmp_path / "other"):
            with pytest.raises(Refused, match="backup_of_other"):
                backup(vault, where)
        for where in (closed, closed / "backup"):
            with pytest.raises(Refused, match="backup_inside"):
                backup(vault, where)
    for source, target in ((place, closed), (tmp_path / "letters", tmp_path / "new"), (place, tmp_path / "letters")):
        with pytest.raises(CasefileError):
            restore(source, target)
    assert not (tmp_path / "new").exists()


def test_work_done_in_a_backup_is_not_lost(closed: Path, place: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        backup(vault, place)
    with vaults.open(place, PASSPHRASE) as copy:
        copy.connect().execute("INSERT INTO note VALUES ('only here')")
    with vaults.open(closed, PASSPHRASE) as vault, pytest.raises(Refused, match="backup_was_used"):
        backup(vault, place)


def test_a_file_whose_row_was_not_committed_is_swept_after_restore(closed: Path, place: Path, tmp_path: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        blob = vault.store.add(io.BytesIO(b"not yet in a row"))
        backup(vault, place)
    restore(place, tmp_path / "again")
    with vaults.open(tmp_path / "again", PASSPHRASE) as vault:
        assert vault.store.settle(lambda _name: False) == [blob.name]
