"""Entries that go from one open vault to another, without a bundle around them."""

from __future__ import annotations

from casefile.journal.entry import Entry, entry_from_json, entry_to_json
from casefile.journal.log import entries
from casefile.usecases.session import Session


def journal(session: Session) -> list[Entry]:
    """All entries of a vault, as they travel."""
    with session.database.reading() as connection:
        return [entry_from_json(entry_to_json(each)) for each in entries(connection)]


def give(session: Session, arriving: list[Entry]) -> None:
    """Take in what others wrote."""
    with session.database.writing() as unit:
        unit.take_in(each for each in arriving if each.device != session.database.device)
