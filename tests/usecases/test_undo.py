"""Taking steps back and doing them again, as Ctrl Z and Ctrl Shift Z do."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.domain.kinds import Case, Name, Person
from casefile.domain.values import Text
from casefile.usecases import edit, purge, undo


def words(text: str) -> Text:
    return Text.of(text, "en")


def stored(session, person: Person):
    found = edit.read(session, "person", person.id)
    return None if found.deleted else found.record


def test_steps_go_back_one_by_one_and_forth_again(session):
    first = Person(names=(Name(text="Invented"),), occupation=words("teacher"), tags=("a",))
    second = replace(first, occupation=words("lawyer"), tags=("a", "b"))
    edit.save(session, [first])
    edit.save(session, [second])
    edit.delete(session, second)
    for expected in (second, first, None):
        assert undo.undo(session) is not None
        assert stored(session, first) == expected
    assert not undo.can_undo(session)
    assert undo.undo(session) is None
    for expected in (first, second, None):
        assert undo.redo(session) is not None
        assert stored(session, first) == expected
    assert not undo.can_redo(session)
    undo.undo(session)
    assert stored(session, first) == second


def test_a_step_of_several_records_goes_back_whole(session):
    people = [Person(names=(Name(text=f"Invented {number}"),)) for number in range(3)]
    edit.save(session, people)
    done = undo.undo(session)
    assert done is not None
    assert {record for _, record in done.records} == {person.id for person in people} == done.changes.records
    assert [stored(session, person) for person in people] == [None] * 3


def test_what_was_changed_again_since_stays(session):
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(session, [person])
    edit.save(session, [replace(person, occupation=words("lawyer"), tags=("a",))])
    steps = session.database.steps
    earlier = steps.done[-1]
    edit.save(session, [replace(person, occupation=words("judge"), tags=("a",))])
    steps.done[-1:] = [earlier]  # as if the last change had come from a colleague
    undo.undo(session)
    assert stored(session, person) == replace(person, occupation=words("judge"), tags=())


def test_a_new_step_ends_what_could_be_done_again(session):
    case = Case(reference="X-1", title=words("Invented"))
    edit.save(session, [case])
    edit.save(session, [replace(case, title=words("Other"))])
    undo.undo(session)
    edit.save(session, [replace(case, title=words("Third"))])
    assert not undo.can_redo(session)


def test_what_was_purged_does_not_come_back(session):
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(session, [person])
    edit.save(session, [replace(person, occupation=None)])
    purge.fields(session, person, ["occupation"])
    assert undo.undo(session) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["name", "tags", "delete", "restore"]), min_size=1, max_size=6))
def test_all_the_way_back_and_forth(session, steps):
    person = Person(names=(Name(text="Invented"),))
    edit.save(session, [person])
    states = [person]
    session.database.steps.forget()
    for number, step in enumerate(steps):
        taken = len(session.database.steps.done)
        now = edit.read(session, "person", person.id).record
        match step:
            case "name":
                edit.save(session, [replace(now, names=(*now.names, Name(text=f"Invented {number}")))])
            case "tags":
                edit.save(session, [replace(now, tags=(f"{number}", *now.tags[:1]))])
            case "delete":
                edit.delete(session, now)
            case _:
                edit.restore(session, now)
        if len(session.database.steps.done) > taken:
            states.append(stored(session, person))
    for expected in reversed(states[:-1]):
        undo.undo(session)
        assert stored(session, person) == expected
    for expected in states[1:]:
        undo.redo(session)
        assert stored(session, person) == expected


def test_what_would_be_undone_is_told_beforehand(session):
    person = Person(names=(Name(text="Invented"),))
    assert undo.next_undo(session) is undo.next_redo(session) is None
    edit.save(session, [person])
    edit.delete(session, person)
    step = undo.next_undo(session)
    assert step is not None
    assert (step.operation, step.records) == ("delete", (("person", person.id),))
    undo.undo(session)
    again = undo.next_redo(session)
    assert again is not None
    assert (again.operation, again.records) == ("restore", (("person", person.id),))
