"""Several open vaults for the tests of merging."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.usecases import session as sessions
from casefile.usecases.session import Session


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[list[Session]]:
    """Three open vaults of three people."""
    folder = tmp_path_factory.mktemp("team")
    people = [sessions.create(folder / f"{n}.casefile", passphrase, f"Invented {n}", FLOOR) for n in "ABC"]
    yield people
    for each in people:
        each.lock()
