"""Vaults of several people who know each other, and bundles that go between them as real files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefile.crypto.kdf import FLOOR
from casefile.usecases import contacts, identity, receipts, sharing, syncing
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.syncing import Answers, Taken

ALL = Scope()
AS_IT_COMES = Answers()


def team(folder: Path, names: Sequence[str], passphrase: str) -> list[Session]:
    """Open vaults, each with the others as contacts under their names."""
    people = [sessions.create(folder / f"{name}.casefile", passphrase, name, FLOOR) for name in names]
    acquaint(people, names)
    return people


def acquaint(people: Sequence[Session], names: Sequence[str]) -> None:
    """Everyone takes in the card of everyone else."""
    for each in people:
        for other, name in zip(people, names, strict=True):
            if other is not each:
                contacts.add(each, contacts.read_card(identity.card_text(other)), name)


def name_of(session: Session) -> str:
    """Under which name the others know a vault."""
    return session.author.name


def send(
    source: Session, target: Session, path: Path, scope: Scope = ALL, *, full: bool = False, files: bool = True
) -> Path:
    """A bundle from one to another."""
    return sharing.make(source, scope, sharing.to(source, name_of(target)), path, full=full, files=files).bundle.path


def sync(
    source: Session,
    target: Session,
    folder: Path,
    scope: Scope = ALL,
    answers: Answers = AS_IT_COMES,
    *,
    full: bool = False,
    confirm: bool = True,
) -> Taken | None:
    """A bundle there, and the receipt back; None where there was nothing to send."""
    number = len(list(folder.iterdir()))
    whom = sharing.to(source, name_of(target))
    if sharing.preview(source, scope, whom, full=full).is_empty:
        return None
    path = sharing.make(source, scope, whom, folder / f"{number}.age", full=full).bundle.path
    taken = syncing.receive(target, path, answers)
    if confirm:
        back = receipts.write(target, taken.receipt, taken.contact, folder / f"{number}-receipt.age")
        receipts.take_in(source, back.path)
    return taken
