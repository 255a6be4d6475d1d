"""A vault to which a stranger's bundles come, and what tells that it took none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casefile.domain.values import When
from casefile.errors import CasefileError
from casefile.handover import layout
from casefile.i18n import LANGUAGES, Catalogue
from casefile.usecases import contacts, identity, receive, syncing
from casefile.usecases.contacts import Card
from casefile.usecases.session import Session
from tests.handover.desk import Desk

RECEIVE: Mapping[str, Callable[[Session, Path], object]] = {
    layout.DISCLOSURE: receive.receive,
    layout.SYNC: syncing.receive,
}
"""Kind of bundle → what takes it in. Whatever is tried here is tried with each of them."""


def desk_for(session: Session) -> Desk:
    """Someone who writes small bundles for the person of this vault, and is no contact of theirs."""
    return Desk(recipient=next(iter(identity.exchange_identities(session))), files=(b"photo", b""))


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
