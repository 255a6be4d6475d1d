"""The tables that lists are read from follow whatever is done to the records, one by one or very many at once."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Note, Person, Source, Task
from casefile.domain.values import Text, When
from casefile.progress import SILENT
from casefile.records import casefilter, caselist, derived, parties
from casefile.usecases import bulk, casehistory, cases, edit, evidencelist, purge
from casefile.usecases.session import Session

KIND = "incident"


def _file(case: Case, **fields: object) -> Evidence:
    return Evidence(cases=(Ref(case.id),), kind="photo", media_type="image/jpeg", size=10, **fields)  # type: ignore[arg-type]  # fields of its own


def _faults(session: Session) -> list[str]:
    with session.database.reading() as connection:
        return list(derived.faults(connection, session.database.devices, SILENT))


def _linked(session: Session, *, linked: bool) -> set[str]:
    found = evidencelist.page(session, evidencelist.EvidenceFilter(linked=linked))
    assert found.totals.count == len(found.rows)
    return {row.evidence.id for row in found.rows}


def test_a_file_is_linked_as_long_as_something_refers_to_it(session: Session) -> None:
    case = Case(reference="X-1", kind=KIND)
    alone, named, showing = _file(case), _file(case), _file(case, shows=(Ref(case.id),))
    source = Source(title=Text.of("Invented", "en"), evidence=Ref(named.id))
    bulk.add(session, [case, alone, source, showing, named])
    assert _linked(session, linked=True) == {named.id, showing.id}
    assert _linked(session, linked=False) == {alone.id}
    edit.save(session, [replace(source, evidence=Ref(alone.id)), replace(showing, shows=())])
    assert _linked(session, linked=True) == {alone.id}
    edit.delete(session, source)
    assert _linked(session, linked=True) == set()
    edit.restore(session, source)
    edit.delete(session, named)
    assert _linked(session, linked=True) == {alone.id}
    assert _linked(session, linked=False) == {showing.id}
    purge.records(session, [source])
    assert _linked(session, linked=True) == set()
    assert _faults(session) == []


def test_cases_with_a_mark_stand_in_the_order_of_the_list(session: Session) -> None:
    made = [Case(reference=f"X-{number}", kind=KIND, themes=("religion",)) for number in range(6)]
    other = Case(reference="Y", kind="situation", themes=("religion",))
    edit.save(session, [*made, other])
    due = {1: "2031-05-01", 4: "2030-05-01"}
    edit.save(session, [Task(cases=(Ref(made[at].id),), due=When(day)) for at, day in due.items()])
    wanted = cases.CaseFilter(kind=KIND, theme="religion")
    rows = cases.page(session, wanted)
    assert [row.reference for row in rows] == ["X-4", "X-1", "X-5", "X-3", "X-2", "X-0"]
    one_by_one = []
    while row := next(iter(cases.page(session, wanted, one_by_one[-1] if one_by_one else None, 1)), None):
        one_by_one.append(row)
    assert one_by_one == rows
    everything = cases.page(session, cases.CaseFilter())
    assert [row for row in everything if row.kind == KIND] == rows
    assert [cases.page(session, None, each, 1)[:1] for each in everything[:-1]] == [[each] for each in everything[1:]]
    assert _faults(session) == []


def test_words_and_marks_narrow_the_list_together(session: Session, monkeypatch) -> None:  # type: ignore[no-untyped-def]  # pytest's
    edit.save(session, [Case(reference=f"X-{number}", kind=KIND) for number in range(5)])
    wanted = cases.CaseFilter(words=("X",), kind=KIND, next_step=False)
    few = cases.page(session, wanted)
    monkeypatch.setattr(casefilter, "_FEW", 2)
    assert cases.page(session, wanted) == few
    assert len(few) == cases.count(session, wanted) == 5


def test_people_are_counted_as_they_come_and_go(session: Session) -> None:
    people = [Person(names=(Name(text=f"Invented {number}"),)) for number in range(3)]
    bulk.add(session, people)
    edit.delete(session, people[0])
    edit.save(session, [replace(people[1], names=(Name(text="Changed"),))])
    with session.database.reading() as connection:
        assert (parties.count(connection, "person"), parties.count(connection, "organisation")) == (2, 0)
    edit.restore(session, people[0])
    purge.records(session, [people[2]])
    with session.database.reading() as connection:
        assert parties.count(connection, "person") == 2
    assert _faults(session) == []


def test_what_was_deleted_beside_a_case_is_found_again(session: Session) -> None:
    case, other = Case(reference="X-1"), Case(reference="X-2")
    happening = Happening(cases=(Ref(case.id),), type="arrest")
    note, elsewhere = Note(cases=(Ref(case.id),)), Note(cases=(Ref(other.id),))
    edit.save(session, [case, other, happening, note, elsewhere])
    for each in (note, elsewhere, happening):
        edit.delete(session, each)
    whole = cases.load(session, "X-1")
    assert {each.id for each in casehistory.deleted(session, whole)} == {note.id, happening.id}
    edit.restore(session, note)
    purge.records(session, [happening])
    assert casehistory.deleted(session, cases.load(session, "X-1")) == ()
    assert _faults(session) == []


def test_what_is_wrong_with_the_tables_is_found(session: Session) -> None:
    case = Case(reference="X-1", kind=KIND)
    file, person, note = _file(case), Person(names=(Name(text="Invented"),)), Note(cases=(Ref(case.id),))
    edit.save(session, [case, file, person, note])
    edit.delete(session, note)
    with session.database.maintaining() as connection:
        for statement in (
            "DELETE FROM former_reference",
            "UPDATE evidence_line SET linked = 1",
            "UPDATE party_total SET number = 7",
            "UPDATE case_mark SET place = 0",
        ):
            connection.exec_driver_sql(statement)
    assert {each.split()[0] for each in _faults(session)} == {
        "former_reference", "evidence_line", "party_total", "case_mark",
    }  # fmt: skip
    with session.database.reading() as connection:
        assert caselist.count(connection, cases.CaseFilter(kind=KIND)) == 1
