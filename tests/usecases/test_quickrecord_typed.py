"""What is typed into a quick record survives a lock, and goes once it is recorded."""

from __future__ import annotations

from casefile.usecases import quickrecord
from casefile.usecases.quickrecord import QuickRecord
from casefile.usecases.session import Session

TYPED = QuickRecord("Invented Person", "arrest", when="April 2024", source="a neighbour")


def test_it_is_kept_until_it_is_recorded(session: Session) -> None:
    assert quickrecord.kept_typed(session) is None
    quickrecord.keep_typed(session, TYPED)
    assert quickrecord.kept_typed(session) == TYPED
    quickrecord.record(session, TYPED)
    assert quickrecord.kept_typed(session) is None
