"""Vaults to test with: an empty one, and one with the sample cases, made once and copied."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

# Before anything of Qt is loaded: tests show no window on the screen of who runs them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from casefile.crypto import kdf
from casefile.crypto.kdf import FLOOR
from casefile.usecases import sample
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault import founding
from tests import stretching

PASSPHRASE = "seven invented words that nobody uses here"


@pytest.fixture(scope="session")
def passphrase() -> str:
    """The passphrase of every vault made here."""
    return PASSPHRASE


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An empty open vault."""
    opened = sessions.create(tmp_path / "Test.casefile", PASSPHRASE, "Invented Author", FLOOR)
    yield opened
    opened.lock()


@pytest.fixture(scope="session")
def sample_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault with the sample cases. To be read only; copy it to change it."""
    path = tmp_path_factory.mktemp("sample") / "Sample.casefile"
    sample.make(path, PASSPHRASE, "Invented Author", FLOOR).lock()
    return path


@pytest.fixture
def sample_session(sample_vault: Path, tmp_path: Path) -> Iterator[Session]:
    """An open copy of the sample vault."""
    copy = tmp_path / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    opened = sessions.unlock(copy, PASSPHRASE)
    yield opened
    opened.lock()


@pytest.fixture(scope="session", autouse=True)
def _stretched_once() -> Iterator[None]:
    """The same passphrase under the same salt is stretched once in a process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "Argon2id", stretching.Remembered)
        yield


@pytest.fixture(autouse=True)
def _same_salts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each vault of a test has a salt of its own, and each test the same ones."""
    monkeypatch.setattr(founding, "new_salt", partial(next, stretching.salts()))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test that leaves a thread behind fails: in the program it would hold keys after a lock."""
    before = set(threading.enumerate())
    yield
    left = [each for each in threading.enumerate() if each not in before and each.is_alive() and not each.daemon]
    for each in left:
        each.join(60)  # it ends as soon as it is let, on a machine that does much else not at once
    assert not [each.name for each in left if each.is_alive()], "threads were left behind"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests neither read nor write the settings of the person who runs them."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
