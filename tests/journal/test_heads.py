"""Heads are one row a record, none where one entry says all; and no way of writing them forgets what is contested."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, select, update

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.journal import heads, tables
from casefile.journal.log import entries_by_id, entries_of, heads_of
from casefile.progress import SILENT
from casefile.records import derived
from casefile.records.database import Connection
from casefile.usecases import edit, verify
from casefile.usecases.session import Session


@pytest.fixture
def case(session: Session) -> Case:
    """A case that was made and never changed."""
    made = Case(reference="X-1", title=Text.of("Invented", "en"), tags=("one", "two"))
    edit.save(session, [made])
    return made


def rows(connection: Connection) -> dict[str, str]:
    """Record → its row of heads."""
    return dict(map(tuple, connection.execute(select(tables.head))))


def contested(connection: Connection) -> set[tuple[str, ...]]:
    """Record and path of what is marked as contested."""
    return {tuple(row) for row in connection.execute(select(tables.contested))}


def test_what_was_made_and_never_changed_needs_no_row(session: Session, case: Case) -> None:
    with session.database.reading() as connection:
        (entry,) = entries_of(connection, case.id)
        assert rows(connection) == {}
        paths = ["reference", "tags/one", "tags/two", "title"]
        assert heads_of(connection, case.id) == {path: [entry.id] for path in paths}
        assert heads_of(connection, "0" * 32) == {}


def test_what_is_said_later_is_the_head(session: Session, case: Case) -> None:
    edit.save(session, [replace(case, reference="X-2")])
    edit.save(session, [replace(case, reference="X-3")])
    with session.database.reading() as connection:
        first, second, third = entries_of(connection, case.id)
        assert [change.seen for change in third.changes] == [(second.id,)]
        found = heads_of(connection, case.id)
        assert (found["reference"], found["title"]) == ([third.id], [first.id])
        assert list(rows(connection)) == [case.id]


def test_custody_is_no_head(session: Session, case: Case) -> None:
    with session.database.writing() as unit:
        unit.custody(case.id, {"what": "exported"}, "case")
    with session.database.reading() as connection:
        assert "event" not in heads_of(connection, case.id)
    assert [check.key for check in verify.deep(session) if not check.held] == []


def test_no_way_of_writing_heads_forgets_what_is_contested(session: Session, case: Case) -> None:
    head, one, two = tables.head, {(case.id, "title")}, {(case.id, "title"), (case.id, "reference")}
    with session.database.maintaining() as connection:
        heads.write(connection, {case.id: {"title": [1, 2], "reference": [1]}})
        assert contested(connection) == one
        heads.write(connection, {case.id: {"title": [1, 2], "reference": [1, 3]}})
        assert contested(connection) == two
        connection.execute(update(head).values(paths='{"reference":1,"title":[1,2]}'))
        assert contested(connection) == one
        connection.execute(insert(head).prefix_with("OR REPLACE"), {"record": case.id, "paths": '{"title":2}'})
        assert contested(connection) == set()
        connection.execute(update(head).values(paths='{"title":[1,2]}'))
        connection.execute(delete(head))
        assert contested(connection) == set()


@pytest.mark.parametrize("planted", ['{"title":2,"reference":1}', "{}", None])
def test_the_deep_check_notices_heads_that_are_not_right(session: Session, case: Case, planted: str | None) -> None:
    edit.save(session, [replace(case, reference="X-2")])
    with session.database.maintaining() as connection:
        connection.execute(delete(tables.head))
        if planted is not None:
            connection.execute(insert(tables.head), {"record": case.id, "paths": planted})
        assert f"head {case.id}" in set(derived.faults(connection, session.database.devices, SILENT))


def test_the_deep_check_notices_heads_of_nothing(session: Session, case: Case) -> None:
    stranger = "f" * 32
    with session.database.maintaining() as connection:
        connection.execute(insert(tables.head), {"record": stranger, "paths": "{}"})
        assert list(derived.faults(connection, session.database.devices, SILENT)) == [f"head {stranger}"]


def test_an_entry_is_found_by_its_id_through_the_index(session: Session, case: Case) -> None:
    with session.database.reading() as connection:
        (entry,) = entries_of(connection, case.id)
        assert entries_by_id(connection, [entry.id, "0" * 64]) == (entry,)
        query = select(tables.entry.c.sequence).where(tables.with_ids([entry.id]))
        text = query.compile(connection.engine, compile_kwargs={"literal_binds": True})
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
    assert any("ix_entry_id" in row[3] for row in plan)


def test_a_commitment_is_kept_only_where_its_value_is_gone(session: Session, case: Case) -> None:
    with session.database.writing() as unit:
        unit.purge(case, ["title"])
    with session.database.reading() as connection:
        change = tables.change.c
        found = connection.execute(select(change.path, change.commitment)).all()
    assert {row.commitment is None for row in found if row.path is not None} == {True}
    assert [len(row.commitment) for row in found if row.path is None] == [32]
    assert [check.key for check in verify.deep(session) if not check.held] == []
