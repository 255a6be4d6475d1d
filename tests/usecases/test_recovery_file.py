"""A recovery file that would not open is noticed while the vault still opens without it, not on the day when it is needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity
from casefile.crypto.kdf import FLOOR
from casefile.usecases import recovery, verify
from casefile.usecases import session as sessions
from casefile.usecases.keepers import Keeper
from casefile.vault import recovery as recovery_file

pytestmark = pytest.mark.threat(6, 7)


def keeper(identity: HybridIdentity) -> Keeper:
    return Keeper("key", "", "2031-05-01", identity.recipient.encode())


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> tuple[Path, HybridIdentity, bytes]:
    """A locked vault with a recovery key, the key, and the file as it was before there was one."""
    identity = HybridIdentity.generate()
    session = sessions.create(tmp_path_factory.mktemp("made") / "V.casefile", passphrase, "Invented Author", FLOOR)
    before = (session.path / "recovery.age").read_bytes()
    recovery.keep(session, keeper(identity))
    session.lock()
    return session.path, identity, before


@pytest.fixture
def vault(made: tuple[Path, HybridIdentity, bytes], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "V.casefile"))


def older(path: Path, before: bytes) -> None:
    path.write_bytes(before)


DAMAGE: dict[str, Callable[[Path, bytes], None]] = {
    "a byte of a stanza": lambda path, before: flip(path, 300),
    "a byte of the nonce": lambda path, before: flip(path, path.stat().st_size - 4096 - 20),
    "the last byte": lambda path, before: flip(path, path.stat().st_size - 1),
    "cut": lambda path, before: path.write_bytes(path.read_bytes()[:-1]) and None,
    "empty": lambda path, before: path.write_bytes(b"") and None,
    "longer": lambda path, before: path.write_bytes(path.read_bytes() + b"\0") and None,
    "gone": lambda path, before: path.unlink(),
    "an older one": older,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_it_is_noticed_and_written_again(vault, made, passphrase, damage):
    _, identity, before = made
    DAMAGE[damage](vault / "recovery.age", before)
    session = sessions.unlock(vault, passphrase)
    try:
        assert [finding.key for finding in session.findings] == ["vault.finding.recovery_repaired"]
        assert recovery_file.read(vault, identity).vault_key == session.vault.keys.vault
        DAMAGE[damage](vault / "recovery.age", before)
        failed = {check.key for check in verify.quick(session) if not check.held}
        assert failed == {"verify.repaired", "verify.recovery_differs"}
    finally:
        session.lock()


def test_that_of_another_vault_is_not_this_one(vault, made, tmp_path, passphrase):
    other = sessions.create(tmp_path / "Other.casefile", passphrase, "Invented Author", FLOOR)
    recovery.keep(other, keeper(made[1]))
    other.lock()
    shutil.copyfile(other.path / "recovery.age", vault / "recovery.age")
    session = sessions.unlock(vault, passphrase)
    session.lock()
    assert [finding.key for finding in session.findings] == ["vault.finding.recovery_repaired"]


def test_an_untouched_one_stays_as_it_is(vault, passphrase):
    before = (vault / "recovery.age").read_bytes()
    session = sessions.unlock(vault, passphrase)
    session.lock()
    assert session.findings == ()
    assert (vault / "recovery.age").read_bytes() == before
