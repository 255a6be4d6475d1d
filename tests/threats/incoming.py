"""A vault to which a stranger's bundles come, and what tells that it took none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casefile.domain.kinds import Name, Person
from casefile.domain.values import When
from casefile.errors import CasefileError
from casefile.handover import layout, receipt, writing
from casefile.handover.writing import PayloadFile
from casefile.i18n import LANGUAGES, Catalogue
from casefile.usecases import contacts, edit, identity, letters, receipts, receive, sealedcards, syncing
from casefile.usecases.contacts import Card
from casefile.usecases.session import Session
from tests.handover import exchange
from tests.handover.desk import SIGNER, Desk

RECEIVE: Mapping[str, Callable[[Session, Path], object]] = {
    layout.DISCLOSURE: receive.receive,
    layout.SYNC: syncing.receive,
    layout.RECEIPT: receipts.take_in,
    layout.CARD: sealedcards.take_in,
}
"""Kind of bundle → what takes it in. Whatever is tried here is tried with each of them."""

MOMENT = datetime(2031, 5, 3, 9, 30, tzinfo=UTC)


def desk_for(session: Session) -> Desk:
    """Someone who writes small bundles for the person of this vault, and is no contact of theirs. The vault has something to be confirmed."""
    edit.save(session, [Person(names=(Name(text="Invented"),))])
    return Desk(recipient=next(iter(identity.exchange_identities(session))), files=(b"photo", b""))


def sent(session: Session, desk: Desk, kind: str, path: Path) -> Path:
    """A sound bundle of any kind from the desk to this vault."""
    if kind != layout.RECEIPT:
        return exchange.write(desk, kind, path)
    with session.database.reading() as connection:
        point = letters.own_checkpoint(session, connection)
    note, keys = receipt.cosigned(point, SIGNER, desk.key, exchange.OTHERS_COSIGNING, MOMENT)
    said = replace(exchange.receipt_of(desk), cosigned=note, keys=keys)
    payload = [PayloadFile.of(layout.RECEIPT_FILE, receipt.dump(said))]
    return writing.write(path, desk.letter(kind=layout.RECEIPT), payload).path


def befriend(session: Session, desk: Desk) -> None:
    """Make who sits at the desk a contact whose fingerprint was compared."""
    sender = desk.letter().sender
    contacts.add(session, Card(sender.name, sender.recipient, sender.key), sender.name, When("2031-04-30"))


def state(session: Session) -> dict[str, str]:
    """The vault's files by their hashes; the index of the write-ahead log, in which readers leave marks, apart."""
    files = (each for each in session.path.rglob("*") if each.is_file() and not each.name.endswith("-shm"))
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def refusal(session: Session, kind: str, path: Path) -> str:
    """The key of the sentence with which a bundle is refused, which is there in every language."""
    with pytest.raises(CasefileError) as refused:
        RECEIVE[kind](session, path)
    for language in LANGUAGES:
        assert Catalogue(language).error(refused.value).endswith(".")
    return refused.value.key
