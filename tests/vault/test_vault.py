"""Making, opening and closing a vault, and every clear refusal."""

from __future__ import annotations

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.errors import Cancelled, CasefileError, Refused
from casefile.i18n import LANGUAGES, Catalogue
from casefile.vault import vault as vaults
from casefile.vault.vault import Vault
from tests.vault.conftest import AUTHOR, PASSPHRASE


def _notes(vault: Vault) -> list[str]:
    return [words for (words,) in vault.connect().execute("SELECT words FROM note ORDER BY rowid")]


def _refusal(folder: Path, passphrase: str = PASSPHRASE) -> CasefileError:
    with pytest.raises(CasefileError) as caught:
        vaults.open(folder, passphrase)
    for language in LANGUAGES:
        assert Catalogue(language).error(caught.value)
    return caught.value


def test_what_was_saved_is_there_after_closing(closed: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        assert _notes(vault) == ["the first note"]
        assert vault.author_name == AUTHOR
        assert len(vault.id) == len(vault.author_id) == 32
        assert vault.head is not None
        assert (vault.head.size, vault.head.root, vault.head.clean) == (1, b"\1" * 32, True)
        assert vault.findings == []
        assert not vault.restored


def test_everything_is_for_this_person_alone(closed: Path) -> None:
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    for path in closed.rglob("*"):
        expected = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


def test_nothing_beside_the_database_after_closing(closed: Path) -> None:
    assert {path.name for path in closed.iterdir()} == {
        *("header.a", "header.b", "recovery.age", "records.db", "head", "lock"),
        *("evidence", "inbox", "staging"),
    }
    assert list((closed / "staging").iterdir()) == []


def test_who_comes_late_writes_no_head_into_a_vault_that_another_may_have_open(closed: Path) -> None:
    late = vaults.open(closed, PASSPHRASE)
    late.close()
    with pytest.raises(Cancelled):
        late.write_head(2, b"\2" * 32)
    with vaults.open(closed, PASSPHRASE) as vault:
        assert vault.head is not None
        assert (vault.head.size, vault.head.clean) == (1, True)


def test_wrong_passphrase(closed: Path) -> None:
    refusal = _refusal(closed, "seven loud herons")
    assert refusal.key == "vault.wrong_passphrase"
    assert refusal.exit_code == 1


def test_passphrase_typed_in_another_normal_form(folder: Path) -> None:
    vaults.create(folder, "\u0439", AUTHOR, FLOOR).close()
    vaults.open(folder, "\u0438\u0306").close()


def test_not_a_vault(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "header.a").write_bytes(b"Dear Saule")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    for name in ("letters", "photo.jpg", "nowhere"):
        before = sorted(tmp_path.rglob("*"))
        assert _refusal(tmp_path / name).key == "vault.not_a_vault"
        assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.threat(5)
def test_second_instance_is_refused_and_named(vault: Vault) -> None:
    refusal = _refusal(vault.path)
    assert refusal.key == "vault.already_open"
    assert "Steppe.casefile" in Catalogue("en").error(refusal)
    vault.close()
    vaults.open(vault.path, PASSPHRASE).close()


def test_nothing_is_created_over_something_else(tmp_path: Path, closed: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("Dear Saule")
    for place in (closed, tmp_path / "letters", tmp_path / "letters" / "letter.txt"):
        with pytest.raises(Refused) as caught:
            vaults.create(place, PASSPHRASE, AUTHOR, FLOOR)
        assert caught.value.key == "vault.exists"
    assert (tmp_path / "letters" / "letter.txt").read_text() == "Dear Saule"
    vaults.open(closed, PASSPHRASE).close()


def test_a_refused_creation_leaves_nothing(tmp_path: Path) -> None:
    for passphrase, name in (("", AUTHOR), (PASSPHRASE, "ы" * 80)):
        with pytest.raises(Refused):
            vaults.create(tmp_path / "new", passphrase, name, FLOOR)
        assert list(tmp_path.iterdir()) == []


def test_an_interrupted_creation_is_begun_again(folder: Path) -> None:
    (folder / "staging").mkdir(parents=True)
    (folder / "staging" / "unfinished").touch()
    (folder / "records.db").write_bytes(b"half")
    vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR).close()
    vaults.open(folder, PASSPHRASE).close()


def test_changed_passphrase(closed: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        with pytest.raises(Refused, match="wrong_passphrase"):
            vault.change_passphrase("seven loud herons", "eight herons")
        with pytest.raises(Refused, match="passphrase_in_use"):
            vault.change_passphrase(PASSPHRASE, PASSPHRASE)
        vault.change_passphrase(PASSPHRASE, "сегіз тырна")
    assert _refusal(closed).key == "vault.wrong_passphrase"
    with vaults.open(closed, "сегіз тырна") as vault:
        assert _notes(vault) == ["the first note"]
        assert vault.findings == []


def test_keyfile_is_needed_where_one_was_given(folder: Path) -> None:
    vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR, keyfile=b"a picture").close()
    assert _refusal(folder).key == "vault.wrong_passphrase"
    vaults.open(folder, PASSPHRASE, keyfile=b"a picture").close()


def test_detached_header(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR, header_folder=stick).close()
    assert not {"header.a", "header.b", "recovery.age"} & {path.name for path in folder.iterdir()}
    assert _refusal(folder).key == "keys.header_elsewhere"
    vaults.open(folder, PASSPHRASE, header_folder=stick).close()


def test_database_of_another_vault(closed: Path, tmp_path: Path) -> None:
    vaults.create(tmp_path / "Other", PASSPHRASE, AUTHOR, FLOOR).close()
    (closed / "records.db").write_bytes((tmp_path / "Other" / "records.db").read_bytes())
    refusal = _refusal(closed)
    assert refusal.key == "vault.database_damaged"
    assert refusal.exit_code == 3
    assert _refusal(closed).key == "vault.database_damaged", "the lock was given back"


def test_missing_or_altered_head_opens_for_rescue(closed: Path) -> None:
    sealed = (closed / "head").read_bytes()
    (closed / "head").write_bytes(bytes(len(sealed)))
    with vaults.open(closed, PASSPHRASE) as vault:
        assert vault.head is None
        assert [finding.key for finding in vault.findings] == ["vault.head_altered"]
    (closed / "head").unlink()
    with vaults.open(closed, PASSPHRASE) as vault:
        assert vault.head is None
        assert _notes(vault) == ["the first note"]
        vault.write_head(1, b"\1" * 32)
    with vaults.open(closed, PASSPHRASE) as vault:
        assert vault.findings == []


def test_half_a_head_is_made_whole_again(closed: Path) -> None:
    sealed = (closed / "head").read_bytes()
    for damaged in (sealed[:512], sealed + b"?", bytes(512) + sealed[512:], sealed[:512] + bytes(512)):
        (closed / "head").write_bytes(damaged)
        with vaults.open(closed, PASSPHRASE) as vault:
            assert vault.head is not None
            assert vault.head.size == 1
            assert [finding.key for finding in vault.findings] == ["vault.finding.head_repaired"]
        with vaults.open(closed, PASSPHRASE) as vault:
            assert vault.findings == []


def test_no_words_in_any_file(folder: Path) -> None:
    marker = "Zhanar-marker-7731"
    with vaults.create(folder, PASSPHRASE, marker, FLOOR) as vault:
        connection = vault.connect()
        connection.execute("CREATE TABLE person (name TEXT)")
        connection.executemany("INSERT INTO person VALUES (?)", [(marker,)] * 500)
        _expect_nowhere(folder, marker)
    _expect_nowhere(folder, marker)


def _expect_nowhere(folder: Path, marker: str) -> None:
    for path in folder.rglob("*"):
        assert path.is_dir() or marker.encode() not in path.read_bytes(), path


def test_keys_are_never_shown(vault: Vault) -> None:
    shown = repr(vault.keys) + repr(vault) + str(vars(vault))
    for key in (vault.keys.vault, vault.keys.database, vault.keys.head):
        assert key.hex() not in shown
        assert repr(key) not in shown


def test_twelve_readers_and_a_writer(vault: Vault) -> None:
    vault.connect().execute("CREATE TABLE tally (n INTEGER)")
    done = threading.Event()

    def read() -> int:
        connection, looks, seen = vault.connect(), 0, 0
        while not done.is_set():
            ((count,),) = connection.execute("SELECT count(*) FROM tally").fetchall()
            assert count >= seen
            looks, seen = looks + 1, count
        connection.close()
        return looks

    with ThreadPoolExecutor(12) as pool:
        readers = [pool.submit(read) for _ in range(12)]
        writer = vault.connect()
        for number in range(100):
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("INSERT INTO tally VALUES (?)", (number,))
            writer.execute("COMMIT")
        done.set()
        assert all(reader.result() > 0 for reader in readers)
    assert writer.execute("SELECT count(*) FROM tally").fetchall() == [(100,)]
