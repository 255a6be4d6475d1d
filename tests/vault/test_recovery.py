"""The recovery file and the inbox: ways in for those who have no passphrase, and for files while it is locked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casefile.crypto.age import Decryptor, HybridIdentity, WrongKey, X25519Identity, encrypt
from casefile.crypto.kdf import FLOOR
from casefile.errors import Refused, VerificationFailed
from casefile.vault import inbox, label, recovery
from casefile.vault import vault as vaults
from casefile.vault.label import Label
from casefile.vault.recovering import recover
from casefile.vault.vault import Vault
from tests.vault.conftest import AUTHOR, PASSPHRASE


def test_always_the_same_size_and_four_places(vault: Vault) -> None:
    path = vault.path / "recovery.age"
    before = path.read_bytes()
    vault.set_recovery([HybridIdentity.generate().recipient for _ in range(3)])
    after = path.read_bytes()
    assert len(before) == len(after)
    assert before.count(b"\n-> mlkem768x25519 ") == after.count(b"\n-> mlkem768x25519 ") == 4
    with pytest.raises(Refused):
        vault.set_recovery([HybridIdentity.generate().recipient] * 5)
    assert path.read_bytes() == after


def test_the_recovery_key_gives_everything_back_with_public_parts(closed: Path) -> None:
    key = HybridIdentity.generate()
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.set_recovery([key.recipient])
        blob = vault.store.add(io.BytesIO(b"a photograph"))
        vault.store.confirm(blob.name)
    recovered = recovery.read(closed, key)
    lines = dict(line.split(": ", 1) for line in recovered.text.splitlines() if ": " in line)

    connection = dbapi2.connect(str(closed / "records.db"))
    connection.execute(f"PRAGMA key = \"x'{lines['Database key']}'\"")
    assert connection.execute("SELECT words FROM note").fetchall() == [("the first note",)]
    connection.close()

    identity = HybridIdentity.parse(lines["Store identity"])
    with (closed / "evidence" / blob.name[:2] / blob.name).open("rb") as file:
        content = b"".join(Decryptor(file, [identity]))
    assert content.rstrip(b"\0") == b"a photograph"


def test_a_forgotten_passphrase_is_replaced(closed: Path) -> None:
    key = HybridIdentity.generate()
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.set_recovery([key.recipient])
        author, vault_id = vault.author_id, vault.id
    with recover(closed, key, "eight herons", AUTHOR) as vault:
        assert (vault.author_id, vault.id) == (author, vault_id)
        assert vault.connect().execute("SELECT words FROM note").fetchall() == [("the first note",)]
    with pytest.raises(Refused, match="wrong_passphrase"):
        vaults.open(closed, PASSPHRASE)
    vaults.open(closed, "eight herons").close()


@pytest.mark.parametrize("damage", [b"", b"Casefile vault\r\n torn"])
def test_lost_headers_are_written_anew(closed: Path, damage: bytes) -> None:
    key = HybridIdentity.generate()
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.set_recovery([key.recipient])
        vault_id = vault.id
    for name in ("header.a", "header.b"):
        (closed / name).write_bytes(damage)
    with recover(closed, key, "eight herons", AUTHOR, FLOOR) as vault:
        assert (vault.author_name, vault.id) == (AUTHOR, vault_id)
    with vaults.open(closed, "eight herons") as vault:
        assert vault.connect().execute("SELECT words FROM note").fetchall() == [("the first note",)]


def test_a_stranger_opens_nothing(vault: Vault) -> None:
    with pytest.raises(WrongKey):
        recovery.read(vault.path, HybridIdentity.generate())
    with pytest.raises(WrongKey):
        recover(vault.path, HybridIdentity.generate(), "eight herons", AUTHOR)
    (vault.path / "recovery.age").unlink()
    with pytest.raises(Refused, match="recovery_missing"):
        recovery.read(vault.path, HybridIdentity.generate())


def test_files_dropped_into_a_locked_vault(closed: Path) -> None:
    name = inbox.drop(closed, io.BytesIO(b"from the command line"), "голос.ogg")
    lying = sorted((closed / "inbox").iterdir())
    assert all(b"from the command" not in path.read_bytes() and "голос" not in path.name for path in lying)
    with vaults.open(closed, PASSPHRASE) as vault:
        assert vault.inbox.waiting() == [name]
        drop = vault.inbox.take(name)
        assert drop.name == "голос.ogg"
        assert vault.store.read(drop.blob).read() == b"from the command line"
        vault.store.confirm(drop.blob.name)
        vault.inbox.discard(name)
        assert list((closed / "inbox").iterdir()) == []


def test_the_size_of_a_drop_is_not_to_be_read_off_a_locked_vault(closed: Path) -> None:
    for size in (0, 7, 65_536):
        inbox.drop(closed, io.BytesIO(bytes(size)), "x" * (size % 200))
    assert len({path.stat().st_size for path in (closed / "inbox").iterdir()}) == 2, "files, and their labels"
    with vaults.open(closed, PASSPHRASE) as vault:
        assert sorted(vault.inbox.take(name).blob.length for name in vault.inbox.waiting()) == [0, 7, 65_536]


@pytest.mark.parametrize("length", [10, 500, 100_000])
def test_a_drop_whose_label_lies_is_not_taken(closed: Path, length: int) -> None:
    name = inbox.drop(closed, io.BytesIO(b"x" * 400), "a.txt")
    with vaults.open(closed, PASSPHRASE) as vault:
        label.write(closed / "inbox" / name, Label("a.txt", length), vault.keys.store.recipient)
        if length == 500:  # zeros of the padding taken for content: it is what the label says
            assert vault.inbox.take(name).blob.length == 500
            return
        with pytest.raises(VerificationFailed, match="inbox_unreadable"):
            vault.inbox.take(name)


def test_files_from_a_phone_and_for_someone_else(vault: Vault) -> None:
    for name, identity in (("phone.age", vault.keys.inbox), ("stray.age", X25519Identity.generate())):
        with (vault.path / "inbox" / name).open("wb") as sink:
            encrypt(io.BytesIO(b"a voice note"), sink, [identity.recipient])
    drop = vault.inbox.take("phone.age")
    assert drop.name == "phone"
    with vault.store.read(drop.blob) as stream:
        assert stream.read() == b"a voice note"
    with pytest.raises(VerificationFailed, match="inbox_unreadable"):
        vault.inbox.take("stray.age")
    assert vault.inbox.waiting() == ["phone.age", "stray.age"]
