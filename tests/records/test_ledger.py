"""An older page with genuine rows on it, put back, is noticed; and no crash is taken for one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.errors import CasefileError, VerificationFailed
from casefile.usecases import session as sessions
from casefile.usecases import verify
from tests.conftest import PASSPHRASE

PAGE = 4096


@pytest.fixture(scope="module")
def two_states(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path]:
    """The database of a vault, and the locked vault after local rows alone were changed, dropped and added."""
    vault = tmp_path_factory.mktemp("states") / "V.casefile"
    session = sessions.create(vault, PASSPHRASE, "Invented Author", FLOOR)
    for number in range(20):  # so that they lie on several pages
        session.keep(f"draft/{number:02}", {"typed": "invented words " * 60})
    session.lock()
    before = (vault / "records.db").read_bytes()
    session = sessions.unlock(vault, PASSPHRASE)
    session.keep("draft/03", {"typed": "other words " * 60})
    with session.database.maintaining() as connection:
        session.local.forget(connection, "draft/17")
    session.keep("draft/99", {"typed": "new words " * 60})
    session.lock()
    return before, vault


def rows(vault: Path) -> list[object]:
    session = sessions.rescue(vault, PASSPHRASE)
    try:
        with session.database.reading() as connection:
            return [list(connection.exec_driver_sql(f"SELECT * FROM {name}")) for name in ("kept", "local_state")]
    finally:
        session.lock()


def noticed_by(vault: Path) -> set[str]:
    """The key of the refusal to open, or of the failed checks."""
    try:
        sessions.unlock(vault, PASSPHRASE).lock()
    except CasefileError as refusal:
        return {refusal.key}
    session = sessions.rescue(vault, PASSPHRASE)
    try:
        return {check.key for check in verify.deep(session) if not check.held}
    finally:
        session.lock()


def differing(two_states: tuple[bytes, Path]) -> list[int]:
    old, new = two_states[0], (two_states[1] / "records.db").read_bytes()
    return [at for at in range(0, min(len(old), len(new)), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]


def put_back(two_states: tuple[bytes, Path], tmp_path: Path, pages: list[int]) -> Path:
    vault = tmp_path / "copy.casefile"
    shutil.rmtree(vault, ignore_errors=True)
    shutil.copytree(two_states[1], vault)
    with (vault / "records.db").open("r+b") as file:
        for at in pages:
            file.seek(at)
            file.write(two_states[0][at : at + PAGE])
    return vault


def test_every_old_page_of_local_rows_is_noticed(two_states: tuple[bytes, Path], tmp_path: Path) -> None:
    true, answers = rows(two_states[1]), set()
    for at in differing(two_states):
        vault = put_back(two_states, tmp_path, [at])
        if rows(vault) != true:
            found = noticed_by(vault)
            assert found, f"page {at // PAGE + 1} passed"
            answers |= found
    assert {"verify.local_differs", "records.local_rows_older"} <= answers


def test_all_of_them_together_are_noticed_on_opening(two_states: tuple[bytes, Path], tmp_path: Path) -> None:
    vault = put_back(two_states, tmp_path, differing(two_states))
    with pytest.raises(VerificationFailed) as refused:
        sessions.unlock(vault, PASSPHRASE)
    assert refused.value.key == "records.local_rows_older"


def test_a_kill_between_the_commit_and_the_head_is_no_rollback(tmp_path: Path) -> None:
    path = tmp_path / "V.casefile"
    session = sessions.create(path, PASSPHRASE, "Invented Author", FLOOR)
    head = (path / "head").read_bytes()
    session.keep("draft/1", {"typed": "acknowledged by the database alone"})
    shutil.copytree(path, tmp_path / "killed.casefile")
    session.lock()
    killed = tmp_path / "killed.casefile"
    (killed / "head").write_bytes(head)
    again = sessions.unlock(killed, PASSPHRASE)
    try:
        assert again.kept("draft/1")["typed"].startswith("acknowledged")
        assert [check.key for check in verify.deep(again) if not check.held] == []
    finally:
        again.lock()
