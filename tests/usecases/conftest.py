"""Two vaults of one team, and the folder between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.usecases import teamfolder
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Setting
from tests.usecases.exchanging import team
from tests.usecases.teaming import trusting


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Shared"
    made.mkdir()
    return made


@pytest.fixture
def two(tmp_path: Path, folder: Path, passphrase: str) -> Iterator[list[Session]]:
    people = team(tmp_path, ("Aigerim", "Boris"), passphrase)
    for each in people:
        teamfolder.set_up(each, Setting(folder, tuple(trusting(each))))
    yield people
    for each in people:
        each.lock()
