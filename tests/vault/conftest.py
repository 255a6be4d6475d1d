"""Vaults of invented people, at the lowest cost a passphrase may have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.vault import vault as vaults
from casefile.vault.vault import Vault

PASSPHRASE = "seven quiet herons"
AUTHOR = "Сауле Әбдірова"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the vault is to be."""
    return tmp_path / "Steppe.casefile"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    """A new, open vault."""
    with vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR) as opened:
        yield opened


@pytest.fixture
def closed(folder: Path) -> Path:
    """The folder of a vault that was made, written to and closed."""
    with vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR) as opened:
        connection = opened.connect()
        connection.execute("CREATE TABLE note (words TEXT)")
        connection.execute("INSERT INTO note VALUES ('the first note')")
        opened.write_head(1, b"\1" * 32)
    return folder
