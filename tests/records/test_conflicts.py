"""Fields with several versions are found without looking at the others, and the list of them is checked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, event, insert, select, update

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.journal import tables
from casefile.journal.log import write_heads
from casefile.progress import SILENT
from casefile.records import agenda, derived
from casefile.records.database import Connection
from casefile.usecases import conflicts, edit
from casefile.usecases.session import Session


def contested(session: Session, number: int) -> list[Case]:
    """Cases with two versions of their reference, as merging leaves them, among others with one."""
    cases = [Case(reference=f"X-{each:02}", title=Text.of("Invented", "en")) for each in range(number + 4)]
    edit.save(session, cases)
    edit.save(session, [Case(id=each.id, reference=f"{each.reference}b", title=each.title) for each in cases[:number]])
    with session.database.maintaining() as connection:
        for case in cases[:number]:
            entry = tables.entry.c
            entries = connection.execute(select(entry.sequence).where(entry.record == case.id)).scalars().all()
            write_heads(connection, case.id, [("reference", each) for each in entries])
    return cases[:number]


def found(session: Session, limit: int = 9) -> agenda.Some[agenda.Conflicting]:
    with session.database.reading() as connection:
        return agenda.conflicts(connection, limit)


def test_they_are_counted_and_the_first_are_shown(session: Session) -> None:
    cases = contested(session, 3)
    conflicts = found(session, 2)
    assert (conflicts.total, len(conflicts.first)) == (3, 2)
    assert {each.record.id for each in conflicts.first} <= {case.id for case in cases}
    assert {tuple(each.values) for each in found(session).first} == {
        (f"X-{number:02}", f"X-{number:02}b") for number in range(3)
    }


def test_what_is_written_next_settles_it(session: Session) -> None:
    case, _ = contested(session, 2)
    edit.save(session, [Case(id=case.id, reference="settled", title=case.title)])
    assert [each.record.id for each in found(session).first] != [case.id]
    assert found(session).total == 1


def test_what_two_people_entered_alike_is_nothing_to_settle(session: Session) -> None:
    case, other = contested(session, 2)
    with session.database.maintaining() as connection:
        said = select(tables.entry.c.sequence).where(tables.entry.c.record == case.id)
        alike = tables.change.c.sequence.in_(said), tables.change.c.path == "reference"
        connection.execute(update(tables.change).where(*alike).values(value='"X-00"'))
    assert [each.record.id for each in found(session).first] == [other.id]
    assert found(session).total == 1
    assert conflicts.of_record(session, case.id) == ()
    assert [each.path for each in conflicts.of_record(session, other.id)] == ["reference"]


def plans(connection: Connection) -> list[str]:
    """How SQLite would go about each statement of `agenda.conflicts`."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_rest: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        agenda.conflicts(connection, 5)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    rows = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}", values).all() for each, values in asked]
    return [str(row[3]) for found in rows for row in found]


def test_no_table_of_all_heads_or_changes_is_walked(session: Session) -> None:
    contested(session, 2)
    with session.database.reading() as connection:
        walked = [each for each in plans(connection) if each.startswith("SCAN") and "contested" not in each]
        assert [each for each in walked if "json_each" not in each and "VIRTUAL" not in each] == []


def test_the_deep_check_notices_a_conflict_that_is_hidden_or_made_up(session: Session) -> None:
    case, other = contested(session, 2)
    with session.database.maintaining() as connection:
        assert list(derived._contested(connection)) == []
        connection.execute(delete(tables.contested).where(tables.contested.c.record == case.id))
        connection.execute(insert(tables.contested).values(record=other.id, path="title"))
        named = list(derived.faults(connection, session.database.devices, SILENT))
    assert {f"contested {case.id} reference", f"contested {other.id} title"} <= set(named)
