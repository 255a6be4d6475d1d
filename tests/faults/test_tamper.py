"""What is changed outside Casefile is noticed, at the latest by the deep check (threats.md, tests 6, 9 to 12).

SQLCipher itself notices none of these: an old page carries a valid HMAC, and a planted log is simply read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Role, Task
from casefile.domain.values import Text, When
from casefile.errors import CasefileError, VerificationFailed
from casefile.usecases import edit, evidence, verify
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.faults.noticing import content, noticed

PAGE = 4096


def words(text: str) -> Text:
    return Text.of(text, "en")


def fill(session: Session, number: int) -> Case:
    case = Case(reference=f"X-{number}", title=words(f"Invented case {number}"))
    person = Person(names=(Name(text=f"Invented Person {number}"),))
    happening = Happening(cases=(Ref(case.id),), type="arrest", title=words("Arrest"), when=When("2024-02"))
    role = Role(party=Ref(person.id), role="victim", record=Ref(happening.id))
    edit.save(
        session, [case, person, happening, role, Task(cases=(Ref(case.id),), title=words("Call"), due=When("2030"))]
    )
    return case


@pytest.fixture(scope="module")
def two_states(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> tuple[Path, Path]:
    """The same vault, locked, before and after more work was done in it."""
    folder = tmp_path_factory.mktemp("states")
    vault = folder / "V.casefile"
    session = sessions.create(vault, passphrase, "Invented Author", FLOOR)
    cases = [fill(session, number) for number in range(12)]
    paper = folder / "paper.txt"
    paper.write_text("an invented paper\n" * 50)
    evidence.attach(session, paper, Evidence(cases=(Ref(cases[0].id),)))
    session.lock()
    before = folder / "before.casefile"
    shutil.copytree(vault, before)
    session = sessions.unlock(vault, passphrase)
    edit.save(session, [replace(cases[3], title=words("Renamed"), tags=("late",))])
    edit.delete(session, cases[5])
    fill(session, 99)
    paper.write_text("another invented paper\n" * 50)
    evidence.attach(session, paper, Evidence(cases=(Ref(cases[1].id),)))
    session.lock()
    return before, vault


def copy(vault: Path, tmp_path: Path) -> Path:
    target = tmp_path / "copy.casefile"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(vault, target)
    return target


def test_the_untouched_vault_is_whole(two_states, tmp_path, passphrase):
    assert not noticed(copy(two_states[1], tmp_path), passphrase)


@pytest.mark.threat(10)
def test_every_old_page_put_back_is_noticed(two_states, tmp_path, passphrase):
    before, after = (vault / "records.db" for vault in two_states)
    old, new = before.read_bytes(), after.read_bytes()
    pages = [at for at in range(0, min(len(old), len(new)), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(pages) > 20
    # All of them take a minute; the quick share takes every third, another third each day would tell nothing new.
    wanted = pages if os.environ.get("CASEFILE_FAULTS") == "all" else pages[::3]
    passed = []
    for at in wanted:
        vault = copy(two_states[1], tmp_path)
        with (vault / "records.db").open("r+b") as file:
            file.seek(at)
            file.write(old[at : at + PAGE])
        if not noticed(vault, passphrase) and content(vault, passphrase) != content(two_states[1], passphrase):
            passed.append(at // PAGE + 1)
    assert passed == [], "pages whose older self was taken for true"


@pytest.mark.threat(11)
def test_old_database_under_the_new_head(two_states, tmp_path, passphrase):
    vault = copy(two_states[1], tmp_path)
    shutil.copy(two_states[0] / "records.db", vault / "records.db")
    with pytest.raises(VerificationFailed) as refused:
        sessions.unlock(vault, passphrase)
    assert refused.value.key == "records.entries_missing"
    rescued = sessions.rescue(vault, passphrase)
    assert edit.read(rescued, "case", next(iter(_cases(rescued)))).record
    with pytest.raises(CasefileError):
        fill(rescued, 100)
    rescued.lock()


@pytest.mark.threat(11)
def test_new_database_with_the_old_evidence(two_states, tmp_path, passphrase):
    vault = copy(two_states[1], tmp_path)
    shutil.rmtree(vault / "evidence")
    shutil.copytree(two_states[0] / "evidence", vault / "evidence")
    assert noticed(vault, passphrase)


@pytest.mark.threat(9)
def test_two_evidence_files_exchanged(two_states, tmp_path, passphrase):
    vault = copy(two_states[1], tmp_path)
    one, other = sorted(each for each in (vault / "evidence").rglob("*") if each.is_file())
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert noticed(vault, passphrase)


def planted_wal(before: Path, after: Path) -> None:
    """A log that would bring the old pages back."""
    (after / "records.db-wal").write_bytes((before / "records.db").read_bytes())


def planted_journal(before: Path, after: Path) -> None:
    (after / "records.db-journal").write_bytes((before / "records.db").read_bytes())


@pytest.mark.threat(12)
@pytest.mark.parametrize("plant", [planted_wal, planted_journal])
def test_planted_log_changes_nothing(two_states, tmp_path, passphrase, plant: Callable[[Path, Path], None]):
    vault = copy(two_states[1], tmp_path)
    plant(two_states[0], vault)
    session = sessions.unlock(vault, passphrase)
    try:
        assert session.findings, "it is said that something was set aside"
        checks = verify.deep(session)
        assert [check.key for check in checks if not check.held] == ["verify.repaired"]
    finally:
        session.lock()


@pytest.mark.threat(12)
def test_a_lost_log_after_a_crash_is_noticed(tmp_path, passphrase):
    vault = tmp_path / "V.casefile"
    session = sessions.create(vault, passphrase, "Invented Author", FLOOR)
    fill(session, 1)
    crashed = tmp_path / "crashed.casefile"
    shutil.copytree(vault, crashed)
    session.lock()
    assert not noticed(copy(crashed, tmp_path), passphrase), "a crash alone loses nothing"
    (crashed / "records.db-wal").unlink()
    with pytest.raises(CasefileError):
        sessions.unlock(crashed, passphrase)


def _cases(session: Session) -> list[str]:
    with session.database.reading() as connection:
        return list(connection.exec_driver_sql('SELECT id FROM "case"').scalars())
