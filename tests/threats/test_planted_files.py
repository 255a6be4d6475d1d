"""Who has the vault's folder in hand between two uses and puts pipes, folders, links and endless files in the place of its own."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.i18n import LANGUAGES, Catalogue
from casefile.records import repository
from casefile.usecases import cases, edit, evidence, inbox
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

_SECONDS = 60
_ENDLESS = 40 << 30


@pytest.fixture
def vault(session: Session, tmp_path: Path) -> Path:
    """A locked vault with a case and a file in it."""
    case = Case(reference="KZ-2031-001", title=Text.of("Invented", "en"))
    edit.save(session, [case])
    (tmp_path / "a.txt").write_bytes(b"some words")
    evidence.attach(session, tmp_path / "a.txt", evidence.attached_to(case.id))
    session.lock()
    return session.path


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Whoever waits at a pipe waits for good: it is told as a fault."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError("it waits for something that never comes")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def pipe(place: Path) -> None:
    """A pipe at which nobody writes."""
    place.unlink(missing_ok=True)
    os.mkfifo(place)


def folder(place: Path) -> None:
    """A folder."""
    place.unlink(missing_ok=True)
    place.mkdir()


def endless(place: Path) -> None:
    """A file larger than any memory, which takes no room on the disk."""
    with place.open("wb") as file:
        file.truncate(_ENDLESS)


def opens_or_says_why(vault: Path, passphrase: str) -> Session | None:
    """The vault, or, where it is refused, nothing; the sentence is there in every language."""
    try:
        return sessions.unlock(vault, passphrase)
    except CasefileError as fault:
        for language in LANGUAGES:
            assert Catalogue(language).error(fault).endswith(".")
        return None


@pytest.mark.threat(15)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("plant", [pipe, folder, endless])
def test_in_the_place_of_the_vaults_own_files(vault: Path, passphrase: str, plant: Callable[[Path], None]) -> None:
    """One header may be anything, the other opens; the recovery file is written anew where that is possible."""
    for name in ("header.a", "recovery.age"):
        kept = (vault / name).read_bytes()
        plant(vault / name)
        opened = opens_or_says_why(vault, passphrase)
        if opened is None:  # only a folder stands in the way of repairing a header, and that is said
            assert (plant, name) == (folder, "header.a")
        else:
            assert len(cases.page(opened, limit=10)) == 1
            opened.lock()
        shutil.rmtree(vault / name) if (vault / name).is_dir() else (vault / name).unlink()
        (vault / name).write_bytes(kept)
    plant(vault / "head")
    assert opens_or_says_why(vault, passphrase) is None


@pytest.mark.threat(15)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_in_the_place_of_a_piece_of_evidence(vault: Path, passphrase: str) -> None:
    [file] = [each for each in (vault / "evidence").rglob("*") if each.is_file()]
    pipe(file)
    opened = sessions.unlock(vault, passphrase)
    with opened.database.reading() as connection:
        [found] = repository.evidence_of_type(connection, "text/plain")
    with pytest.raises(CasefileError, match="evidence_missing"):
        evidence.opened(opened, found.id)
    opened.lock()


@pytest.mark.threat(15)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_in_the_inbox(vault: Path, passphrase: str, tmp_path: Path) -> None:
    """A label is looked for beside every file: a pipe of that name kept the vault from ever showing what waits."""
    name = inbox.drop(vault, tmp_path / "a.txt")
    label = vault / "inbox" / name.replace(".age", ".label.age")
    pipe(label)
    pipe(vault / "inbox" / ("1" * 32 + ".age"))
    opened = sessions.unlock(vault, passphrase)
    [waits] = inbox.waiting(opened)
    assert (waits.problem, waits.name) == (None, None) and waits.size >= len(b"some words")
    opened.lock()


@pytest.mark.threat(15)
def test_among_what_is_to_be_settled(vault: Path, passphrase: str) -> None:
    """An intent is a name, and a name like ``..`` is a path: it led out of the folder of evidence, and the vault did not open."""
    for name in ("..", ".", "ab", "../x".replace("/", "\\")):
        (vault / "staging" / f"{name}.intent").write_bytes(b"")
    (vault / "staging" / ("a" * 32 + ".intent")).mkdir()
    (vault / "evidence" / "ab" / "ab").mkdir(parents=True)
    before = sorted(str(each) for each in vault.parent.rglob("*") if "staging" not in str(each))
    opened = sessions.unlock(vault, passphrase)
    assert len(cases.page(opened, limit=10)) == 1
    opened.lock()
    assert set(before) <= {str(each) for each in vault.parent.rglob("*")}
