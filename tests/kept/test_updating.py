"""Bringing an older vault up to date: it is told how far it is, and stopped or killed in the midst it is what it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from casefile.errors import Cancelled
from casefile.records import database, schema
from casefile.usecases import cases, verify
from casefile.usecases import session as sessions

KEPT = Path(__file__).parent
PASSPHRASE = "seven invented words kept for the tests"
ROOT = KEPT.parents[1]
_SLOWLY = """
import sys, time
from pathlib import Path
from casefile.usecases import session
class Slow:
    def step(self, done, total):
        print(done, flush=True)
        time.sleep(0.2)
    def check(self): pass
session.unlock(Path(sys.argv[1]), sys.argv[2], progress=Slow())
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A vault of the version before this one."""
    for folder in ("staging", "inbox", "evidence"):  # git keeps no empty folders
        (tmp_path / "Old.casefile" / folder).mkdir(parents=True)
    place = KEPT / f"records-{schema.SCHEMA_VERSION - 1}" / "Kept.casefile"
    return Path(shutil.copytree(place, tmp_path / "Old.casefile", dirs_exist_ok=True))


class Watched:
    """Notes what is told, and stops once the figure `until` was."""

    def __init__(self, until: int | None = None) -> None:
        self.told: list[int] = []
        self._until = until

    def step(self, done: int, total: int | None) -> None:
        assert total == 100
        self.told.append(done)

    def check(self) -> None:
        if self._until is not None and self.told and self.told[-1] >= self._until:
            raise Cancelled


def version(vault: Path) -> int:
    """The version of the tables, seen before anything is brought up to date."""
    found: list[int] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        found.append(1) if statement.startswith(("ALTER", "CREATE", "DROP")) else None

    event.listen(Engine, "before_cursor_execute", note)
    try:
        sessions.unlock(vault, PASSPHRASE).lock()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return schema.SCHEMA_VERSION - 1 if found else schema.SCHEMA_VERSION


def test_it_is_told_how_far_it_is_and_only_once(old: Path) -> None:
    first, second = Watched(), Watched()
    sessions.unlock(old, PASSPHRASE, progress=first).lock()
    assert first.told == sorted(first.told)
    assert (first.told[0], first.told[-1]) == (0, 100)
    assert len(set(first.told)) > 10
    sessions.unlock(old, PASSPHRASE, progress=second).lock()
    assert second.told == []


@pytest.mark.parametrize("until", [0, 40, 95])
def test_stopped_it_is_what_it_was_and_opens_later(old: Path, until: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_STEPS_BETWEEN_LOOKS", 10)  # the kept vault is small
    with pytest.raises(Cancelled):
        sessions.unlock(old, PASSPHRASE, progress=Watched(until))
    assert version(old) == schema.SCHEMA_VERSION - 1
    opened = sessions.unlock(old, PASSPHRASE)
    try:
        assert len(cases.page(opened)) == 1
        assert [check for check in verify.deep(opened) if not check.held] == []
    finally:
        opened.lock()


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
@pytest.mark.parametrize("until", [5, 60])
def test_killed_in_the_midst_it_opens_whole(old: Path, until: int) -> None:
    content = hashlib.sha256((old / "records.db").read_bytes()).digest()
    command = [sys.executable, "-c", _SLOWLY, str(old), PASSPHRASE]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        while int(running.stdout.readline()) < until:
            time.sleep(0)
        running.send_signal(signal.SIGKILL)
    assert hashlib.sha256((old / "records.db").read_bytes()).digest() == content
    opened = sessions.unlock(old, PASSPHRASE)
    try:
        assert opened.findings == ()
        assert [check for check in verify.deep(opened) if not check.held] == []
    finally:
        opened.lock()
