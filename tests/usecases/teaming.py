"""What the tests of a team folder share: trust among all, and exchanges in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.domain.values import Text
from casefile.usecases import cases, contacts, edit, teamfolder
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Member


def words(text: str) -> Text:
    """A text in one language."""
    return Text.of(text, "en")


def trusting(session: Session) -> list[Member]:
    """Everyone compared everyone's fingerprint, and all are one team."""
    for each in contacts.known(session):
        edit.save(session, [replace(contacts.compared(each, "phone"), team=True)])
    return [Member(each.id) for each in contacts.known(session)]


def titles(session: Session) -> dict[str, str]:
    """Id → title of every case."""
    return {row.id: str(cases.load(session, row.id).case.title) for row in cases.page(session, limit=100)}


def around(people: Sequence[Session], times: int = 3) -> None:
    """Everyone exchanges in turn."""
    for _ in range(times):
        for each in people:
            teamfolder.exchange(each)
