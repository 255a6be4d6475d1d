"""What the start page shows, read off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.kinds import Contact
from casefile.usecases import contacts, identity, receive
from casefile.usecases.identity import Card
from casefile.usecases.receive import Received
from casefile.usecases.session import Session
from ui.handover import exchanged
from ui.parts.rows import Row


@dataclass(frozen=True)
class Known:
    """Who is known, the own card and its text, what was received, and what went to be merged or was confirmed."""

    contacts: tuple[Contact, ...]
    card: Card
    card_text: str
    received: tuple[Received, ...]
    exchanged: list[Row]


def read(session: Session) -> Known:
    """All of it as it is now."""
    people = contacts.known(session)
    return Known(
        people,
        identity.card(session),
        identity.card_text(session),
        receive.received(session),
        exchanged.rows(session, people),
    )
