"""Adding very many records at once: all of them or none, and the vault holds afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Note, Record
from casefile.domain.values import Text
from casefile.errors import Cancelled
from casefile.progress import SILENT, Stoppable
from casefile.records import repository
from casefile.usecases import bulk, edit, verify
from casefile.usecases.session import Session

MANY = 1100


def cases(number: int) -> Iterator[Record]:
    """Invented cases, each with a note."""
    for each in range(number):
        case = Case(id=f"{each:032x}", reference=f"KZ-{each}", title=Text.of(f"Invented case {each}", "en"))
        yield case
        yield Note(cases=(Ref(case.id),), text=Text.of(f"Әлі тексерілмеген {each}", "kk"))


def held(session: Session, kind: str) -> int:
    """How many records of a kind there are."""
    with session.database.reading() as connection:
        return repository.count(connection, kind)


def test_everything_is_there_and_holds_against_the_journal(session: Session) -> None:
    added = bulk.add(session, cases(MANY))
    assert added.given == {"case": MANY, "note": MANY}
    assert added.changes.kinds == {"case", "note"}
    assert not added.changes.records
    assert held(session, "case") == held(session, "note") == MANY
    assert [each.key for each in verify.deep(session) if not each.held] == []


def test_what_was_here_is_changed_and_named(session: Session) -> None:
    first = next(cases(1))
    edit.save(session, [first])
    added = bulk.add(session, [Case(id=first.id, reference="KZ-0", title=Text.of("Another title", "en"))])
    assert added.changes.records == {first.id}
    assert next(line.operation for line in edit.history(session, first.id)) == "change"


def test_what_breaks_off_leaves_nothing(session: Session) -> None:
    def broken() -> Iterator[Record]:
        yield from cases(MANY)
        raise ValueError("row 5,001 cannot be read")

    with pytest.raises(ValueError, match="row"):
        bulk.add(session, broken())
    assert held(session, "case") == 0
    assert verify.quick(session, SILENT)[1].held


def test_cancelling_leaves_nothing(session: Session) -> None:
    progress = Stoppable()

    def stopping() -> Iterator[Record]:
        yield from cases(2 * MANY)
        progress.stop()

    with pytest.raises(Cancelled):
        bulk.add(session, stopping(), progress)
    assert progress.done > 0
    assert held(session, "case") == 0
    edit.save(session, list(cases(1)))
    assert [each.key for each in verify.deep(session) if not each.held] == []
