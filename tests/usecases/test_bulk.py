"""Adding very many records at once: all of them or none, and the vault holds afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Note, Record, Task, Term
from casefile.domain.values import Text, When
from casefile.errors import Cancelled
from casefile.progress import SILENT, Stoppable
from casefile.records import caselist, repository
from casefile.records.caselist import CaseRow
from casefile.usecases import bulk, edit, search, verify
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


def test_rows_that_wait_are_written_in_several_runs(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.records.unit._KEPT_BACK", 300)
    monkeypatch.setattr("casefile.usecases.bulk._BATCH", 200)
    first = Case(reference="KZ-before", title=Text.of("Here before", "en"))
    edit.save(session, [first])
    later = (Task(cases=(Ref(f"{each:032x}"),), title=words("Later"), due=When("2031")) for each in range(400))
    bulk.add(session, [*cases(400), Case(id=first.id, reference="KZ-after", title=first.title), *later])
    assert held(session, "task") == 400
    assert {row.due for row in caselist_page(session)} == {"2031-01-01"}
    assert [each.key for each in verify.deep(session) if not each.held] == []


def test_a_term_that_comes_late_is_in_the_search_text_of_what_came_before(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.usecases.bulk._BATCH", 1)
    happening = Happening(type="drone", title=words("Seen"))
    term = Term(list="happening_type", code="drone", label=words("Watched by a quadcopter"))
    bulk.add(session, [happening, term])
    assert [hit.id for hit in search.find(session, "quadcopter", ("happening",))] == [happening.id]
    assert [each.key for each in verify.deep(session) if not each.held] == []


def test_an_id_that_comes_twice_is_refused_whole(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.usecases.bulk._BATCH", 1)
    with pytest.raises(IntegrityError):
        bulk.add(session, [*cases(1), *cases(1)])
    assert held(session, "case") == 0
    edit.save(session, [next(cases(1))])
    assert [each.key for each in verify.deep(session) if not each.held] == []


def test_the_index_is_left_with_its_settings(session: Session) -> None:
    bulk.add(session, cases(3))
    with session.database.reading() as connection:
        kept = dict(map(tuple, connection.exec_driver_sql("SELECT k, v FROM full_text_config")))
        assert connection.exec_driver_sql("SELECT name FROM temp.sqlite_schema").all() == []
    assert (kept["secure-delete"], kept["automerge"], kept["hashsize"]) == (1, 4, 1 << 20)


def caselist_page(session: Session) -> list[CaseRow]:
    """The first cases that wait for something."""
    with session.database.reading() as connection:
        return caselist.page(connection, caselist.CaseFilter(), None, 20)


def words(text: str) -> Text:
    """English words."""
    return Text.of(text, "en")
