"""Several people, each with a passphrase of their own, and a header that lies on a stick."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity
from casefile.errors import Refused
from casefile.vault import recovery
from casefile.vault import vault as vaults
from casefile.vault.secret import Secret
from casefile.vault.slots import Entry
from casefile.vault.vault import Vault
from tests.vault.conftest import AUTHOR, PASSPHRASE

DANA = Entry(b"d" * 16, "Dana Invented")
HERS = Secret("eight loud cranes", b"a picture")


def test_each_opens_it_as_herself_until_her_slot_is_random_again(closed: Path) -> None:
    with vaults.open(closed, PASSPHRASE) as vault:
        before = vault.ways.header.slots
        vault.ways.let_in(DANA, HERS)
        assert [each.name for each in vault.ways.people()] == [AUTHOR, DANA.name]
        assert sum(one != other for one, other in zip(before, vault.ways.header.slots, strict=True)) == 1
    with vaults.open(closed, HERS.passphrase, keyfile=HERS.keyfile) as vault:
        assert (vault.author_id, vault.author_name) == (DANA.author_id.hex(), DANA.name)
    older = {name: (closed / name).read_bytes() for name in ("header.a", "header.b")}
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.ways.shut_out(DANA.author_id)
        assert [each.name for each in vault.ways.people()] == [AUTHOR]
        with pytest.raises(Refused, match="last_person"):
            vault.ways.shut_out(vault.ways.people()[0].author_id)
    with pytest.raises(Refused, match="wrong_passphrase"):
        vaults.open(closed, HERS.passphrase, keyfile=HERS.keyfile)
    for name, data in older.items():
        (closed / name).write_bytes(data)
    vaults.open(closed, HERS.passphrase, keyfile=HERS.keyfile).close()


def test_what_is_refused_changes_nothing(vault: Vault) -> None:
    before = (vault.path / "header.a").read_bytes()
    for person, secret, refusal in (
        (DANA, Secret(PASSPHRASE), "passphrase_in_use"),
        (DANA, Secret(""), "passphrase_unusable"),
        (Entry(b"d" * 16, "Д" * 80), HERS, "name_too_long"),
    ):
        with pytest.raises(Refused, match=refusal):
            vault.ways.let_in(person, secret)
    with pytest.raises(Refused, match="no_such_person"):
        vault.ways.shut_out(DANA.author_id)
    assert (vault.path / "header.a").read_bytes() == before


def test_sixteen_passphrases_at_most(vault: Vault) -> None:
    for number in range(15):
        vault.ways.let_in(Entry(bytes([number]) * 16, f"Person {number}"), Secret(f"passphrase {number}"))
    with pytest.raises(Refused, match="no_free_slot"):
        vault.ways.let_in(DANA, HERS)


def test_the_header_goes_to_a_stick_and_comes_back(closed: Path, tmp_path: Path) -> None:
    stick, key = tmp_path / "stick" / "Steppe", HybridIdentity.generate()
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.ways.move(stick)
        assert vault.header_folder == stick
        vault.set_recovery([key.recipient])
        vault.change_passphrase(PASSPHRASE, "eight herons")
        with pytest.raises(Refused, match="header_is_there"):
            vault.ways.move(stick)
    assert not {"header.a", "header.b", "recovery.age"} & {path.name for path in closed.iterdir()}
    with pytest.raises(Refused, match="header_elsewhere"):
        vaults.open(closed, "eight herons")
    recovery.read(stick, key)
    with vaults.open(closed, "eight herons", header_folder=stick) as vault:
        vault.ways.move(closed)
    assert list(stick.iterdir()) == []
    vaults.open(closed, "eight herons").close()


def test_a_header_is_not_moved_over_that_of_another_vault(closed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "header.a").write_bytes(b"Casefile vault\r\n of someone else")
    with vaults.open(closed, PASSPHRASE) as vault:
        with pytest.raises(Refused, match="exists"):
            vault.ways.move(other)
        assert vault.header_folder == closed
    vaults.open(closed, PASSPHRASE).close()


def test_a_move_that_was_killed_half_way_is_made_again(closed: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in ("header.a", "recovery.age"):
        (stick / name).write_bytes((closed / name).read_bytes())
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.ways.move(stick)
    vaults.open(closed, PASSPHRASE, header_folder=stick).close()
