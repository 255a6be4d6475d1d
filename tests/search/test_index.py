"""What a change does to the index: its text is made anew only where it says something else."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Note
from casefile.domain.values import Text
from casefile.records.database import Connection
from casefile.search.tables import indexed
from casefile.usecases import edit, search, verify
from casefile.usecases.session import Session


def row_of(connection: Connection, record: str) -> int:
    return int(connection.execute(select(indexed.c.row).where(indexed.c.record == record)).scalar_one())


def test_a_text_that_says_the_same_stays_where_it_is(session: Session) -> None:
    first, second = Case(reference="X-1"), Case(reference="X-2")
    note = Note(cases=(Ref(first.id),), text=Text.of("an invented remark", "en"))
    edit.save(session, [note])
    edit.save(
        session, [first, second]
    )  # their texts come after the note's, which would follow them if it were made anew
    with session.database.reading() as connection:
        before = row_of(connection, note.id)
    edit.save(session, [replace(note, cases=(Ref(second.id),))])
    with session.database.reading() as connection:
        assert row_of(connection, note.id) == before
    edit.save(session, [replace(note, cases=(Ref(second.id),), text=Text.of("another saying", "en"))])
    assert [each.id for each in search.find(session, "saying")] == [note.id]
    assert not search.find(session, "remark")
    assert [check for check in verify.deep(session) if not check.held] == []
