"""After new keys, an earlier backup is known as such, and makes way only when asked and only for a whole one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from casefile.domain.kinds import Case, Evidence
from casefile.errors import Cancelled, Refused
from casefile.usecases import backup, edit, evidence, rekey
from casefile.usecases import session as sessions
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from casefile.vault.restore import verify_backup
from tests.conftest import PASSPHRASE

LATER = "other words that came with the new keys"


class StoppedAfter:
    """A progress that cancels at the look after the first `looks`."""

    def __init__(self, looks: int) -> None:
        self._left = looks

    def step(self, done: int, total: int | None) -> None:
        """Nobody watches."""

    def check(self) -> None:
        """Count."""
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@pytest.fixture
def renewed(session: Session, tmp_path: Path) -> Session:
    """A vault with a backup on ``stick``, then new keys and a new passphrase."""
    edit.save(session, [Case(reference="X-1")])
    for number in range(3):
        evidence.take_in(session, io.BytesIO(bytes([number]) * 90_000), Evidence(original_name="file"))
    backup.make(session, tmp_path / "stick")
    renewed = rekey.renew(session, [Secret(PASSPHRASE)])
    rekey.finish(renewed)
    sessions.change_passphrase(renewed, PASSPHRASE, LATER)
    return renewed


def opens(stick: Path, passphrase: str, tmp_path: Path) -> bool:
    place = tmp_path / f"restored-{len(list(tmp_path.iterdir()))}.casefile"
    backup.restore(stick, place)
    try:
        sessions.unlock(place, passphrase).lock()
    except Refused as refusal:
        assert refusal.key == "vault.wrong_passphrase"
        return False
    return True


def test_it_is_said_what_lies_there_and_nothing_changes(renewed: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    before = {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()}
    for make in (backup.make, backup.make_on):
        with pytest.raises(Refused) as refused:
            make(renewed, stick)
        assert refused.value.key == "vault.backup_before_new_keys"
    assert {path: path.read_bytes() for path in stick.rglob("*") if path.is_file()} == before
    backup.make(renewed, tmp_path / "beside")
    assert opens(tmp_path / "beside", LATER, tmp_path)
    assert opens(stick, PASSPHRASE, tmp_path), "that one still opens as before, and the person is told so"
    renewed.lock()


def test_asked_for_it_makes_way(renewed: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    backup.replace(renewed, stick)
    assert backup.make(renewed, stick).copied == 0, "from then on it is renewed as ever"
    renewed.lock()
    assert opens(stick, LATER, tmp_path)
    assert not opens(stick, PASSPHRASE, tmp_path)
    names = {path.name for path in (renewed.path / "evidence").rglob("*") if path.is_file()}
    assert {path.name for path in (stick / "evidence").rglob("*") if path.is_file()} == names, (
        "nothing of the old is left"
    )


def test_stopped_anywhere_there_is_a_whole_backup_and_it_goes_on(renewed: Session, tmp_path: Path) -> None:
    stick, looks, stops = tmp_path / "stick", 1, 0
    while True:
        try:
            backup.replace(renewed, stick, StoppedAfter(looks))
        except Cancelled:
            stops += 1
            assert verify_backup(stick) > 0
            looks = looks * 2
            continue
        break
    assert stops > 2
    renewed.lock()
    assert opens(stick, LATER, tmp_path)


def test_a_strangers_backup_never_makes_way(renewed: Session, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"a photograph")
    with pytest.raises(Refused) as refused:
        backup.replace(renewed, tmp_path / "photos")
    assert refused.value.key == "vault.backup_of_other"
    renewed.lock()
