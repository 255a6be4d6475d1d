"""An invented vault that hands over, one that receives, and what the one made for the other: made once for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.usecases import cases, handover, identity
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.ui.handover import invented

FILE_PASSPHRASE = "seven more words that are just invented"


@dataclass(frozen=True)
class Desks:
    """Two open vaults, the ids of the sender's cases, a file for the receiver, one locked with `FILE_PASSPHRASE`, one for neither."""

    sender: Session
    receiver: Session
    cases: tuple[str, ...]
    file: Path
    locked: Path
    elsewhere: Path


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """Both vaults and the files between them."""
    folder = tmp_path_factory.mktemp("desks")
    sender = invented.make(folder / "Sender.casefile")
    receiver = sessions.create(folder / "Receiver.casefile", invented.PASSPHRASE, "Receiving Desk", FLOOR)
    ids = tuple(row.id for row in cases.page(sender))
    other = handover.to(sender, invented.contact("Other", "").recipient or "")
    for name, to in (
        ("file", handover.to(sender, identity.card(receiver).recipient)),
        ("locked", handover.to_passphrase(FILE_PASSPHRASE)),
        ("elsewhere", other),
    ):
        handover.make(sender, ids, [to], folder / f"{name}.age", "un")
    yield Desks(sender, receiver, ids, folder / "file.age", folder / "locked.age", folder / "elsewhere.age")
    sender.lock()
    receiver.lock()
