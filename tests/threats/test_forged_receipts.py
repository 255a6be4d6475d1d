"""A colleague who confirms what never was: nobody but the vault itself can say that it is an older copy of itself."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile import clock
from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.kinds import Name, Person
from casefile.errors import VerificationFailed
from casefile.handover import receipt as papers
from casefile.handover.proofs import ORIGIN
from casefile.handover.receipt import Receipt
from casefile.usecases import edit, identity, letters, receipts, syncing
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.usecases.exchanging import send, team


@pytest.fixture
def people(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Борис, who is hostile, and Carol, who wrote something and handed it to him."""
    found = team(tmp_path, ("Борис", "Carol"), passphrase)
    yield found
    for each in found:
        each.lock()


def ahead(hostile: Session, true: Receipt, device: str) -> Receipt:
    """The receipt as it came, but for a checkpoint of a log that is longer than it ever was."""
    point = Checkpoint(ORIGIN + device, 1_000_000, secrets.token_bytes(32))
    key, cosigning = identity.signing_key(hostile), letters.cosigning_key(hostile)
    note, keys = papers.cosigned(point, identity.signer_name(hostile), key, cosigning, clock.now())
    return replace(true, cosigned=note, keys=keys)


@pytest.mark.threat(18)
@pytest.mark.parametrize("without", ["", "answered"])
def test_nobody_makes_a_vault_a_stranger_to_its_colleagues(people: list[Session], tmp_path: Path, without: str) -> None:
    """As a new device it would be trusted by nobody until everyone had its new card; and the next such receipt would make it another."""
    hostile, target = people
    edit.save(target, [Person(names=(Name(text="Invented"),))])
    taken = syncing.receive(hostile, send(target, hostile, tmp_path / "1.age"))
    forged = ahead(hostile, taken.receipt, target.database.device)
    forged = replace(forged, answered="") if without else forged
    path = receipts.write(hostile, forged, taken.contact, tmp_path / "r.age").path
    before = target.database.device
    with pytest.raises(VerificationFailed, match="receipt_ahead"):
        receipts.take_in(target, path)
    assert target.database.device == before
    assert receipts.witnesses(target) == ()


@pytest.mark.threat(18)
def test_a_copy_that_was_put_back_believes_its_own_signature(
    people: list[Session], tmp_path: Path, passphrase: str
) -> None:
    hostile, target = people
    edit.save(target, [Person(names=(Name(text="Before"),))])
    target.lock()
    shutil.copytree(target.path, tmp_path / "copy.casefile")
    now = sessions.unlock(target.path, passphrase)
    edit.save(now, [Person(names=(Name(text="After"),))])
    taken = syncing.receive(hostile, send(now, hostile, tmp_path / "1.age"))
    path = receipts.write(hostile, taken.receipt, taken.contact, tmp_path / "r.age").path
    now.lock()
    older = sessions.unlock(tmp_path / "copy.casefile", passphrase)
    before = older.database.device
    assert receipts.take_in(older, path).older_copy
    assert older.database.device != before
    older.lock()
