"""What is typed into a quick record survives a lock, and goes once it is recorded."""

from __future__ import annotations

from casefile.domain.kinds import Happening, Term
from casefile.domain.values import Text
from casefile.usecases import cases, edit, quickrecord
from casefile.usecases.quickrecord import QuickRecord
from casefile.usecases.session import Session

TYPED = QuickRecord("Invented Person", "arrest", when="April 2024", source="a neighbour")


def test_it_is_kept_until_it_is_recorded(session: Session) -> None:
    assert quickrecord.kept_typed(session) is None
    quickrecord.keep_typed(session, TYPED)
    assert quickrecord.kept_typed(session) == TYPED
    quickrecord.record(session, TYPED)
    assert quickrecord.kept_typed(session) is None


def test_what_happened_is_called_as_people_called_it(session: Session) -> None:
    edit.save(session, [Term(list="happening_type", code="drone", label=Text.of("Watched by a drone", "en"))])
    made = quickrecord.record(session, QuickRecord("Invented Person", "drone"))
    (happening,) = cases.load(session, made.case.id).of(Happening)
    assert str(happening.title) == "Watched by a drone"
