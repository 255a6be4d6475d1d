"""A deletion and a change that did not know each other are a conflict: nothing that somebody wrote goes out of sight unasked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Happening, Name, Person, Record, Role, kind_of
from casefile.errors import NotFound
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.usecases import conflicts, edit, recordform, today
from casefile.usecases.session import Session
from tests.records.convergence import assert_vouched_for, picture
from tests.records.giving import give, journal
from tests.records.histories import words


@pytest.fixture
def person() -> Person:
    """Somebody with two fields."""
    return Person(names=(Name(text="Invented"),), occupation=words("teacher"))


def shared(team: Sequence[Session], *records: Record) -> None:
    """The first has the records, and all others got them."""
    edit.save(team[0], records)
    for each in team[1:]:
        give(each, journal(team[0]))


def exchange(*team: Session) -> None:
    """Everyone gets what everyone has."""
    for target in team:
        for source in team:
            if source is not target:
                give(target, journal(source))


def is_deleted(session: Session, record: Record) -> bool:
    return edit.read(session, kind_of(record).name, record.id).deleted


def contested(session: Session, record: Record) -> list[str]:
    return [each.path for each in conflicts.of_record(session, record.id)]


def assert_alike(record: Record, *team: Session) -> None:
    """The vaults show the same of it, and each of them what its journal says."""
    pictures = []
    for each in team:
        assert_vouched_for(each)
        with each.database.reading() as connection:
            pictures.append(picture(connection, [record.id]))
    assert all(each == pictures[0] for each in pictures)


@pytest.mark.parametrize(("choice", "gone"), [(True, True), (None, False)])
def test_a_change_that_a_deletion_did_not_know_stands_against_it_until_someone_settles_it(
    team: list[Session], person: Person, choice: bool | None, gone: bool
) -> None:
    one, other, third = team
    shared(team, person)
    edit.delete(one, person)
    edit.save(other, [replace(person, occupation=words("lawyer"))])
    exchange(*team)
    for each in team:
        assert not is_deleted(each, person), "it stays in sight"
        (found,) = [each for each in conflicts.listed(each).first if each.record == person.id]
        assert found.path == DELETED
        assert [(version.value, version.changed, version.shown) for version in found.versions] == [
            (True, (), False), (None, ("occupation",), True),
        ]  # fmt: skip
        told = [found for found in today.today(each).conflicts.first if found.record.id == person.id]
        assert [found.values for found in told] == [(True, None)]
    assert_alike(person, *team)
    conflicts.resolve(third, person.id, DELETED, choice)
    exchange(*team)
    for each in team:
        assert (is_deleted(each, person), contested(each, person)) == (gone, [])
        assert str(edit.read(each, "person", person.id).record.occupation) == "lawyer", (
            "nothing that was written is lost"
        )
    assert_alike(person, *team)


def test_who_knew_of_a_change_deletes_it_and_who_knew_of_a_deletion_does_not_question_it(
    team: list[Session], person: Person
) -> None:
    one, other, _ = team
    shared(team, person)
    edit.save(one, [replace(person, occupation=words("lawyer"))])
    give(other, journal(one))
    edit.delete(other, person)
    edit.save(other, [replace(person, occupation=words("judge"))])  # as an import of a list may
    exchange(*team)
    for each in team:
        assert (is_deleted(each, person), contested(each, person)) == (True, [])
    assert_alike(person, *team)


def test_what_is_written_while_it_is_not_settled_settles_nothing(team: list[Session], person: Person) -> None:
    one, other, _ = team
    shared(team, person)
    edit.delete(one, person)
    edit.save(other, [replace(person, occupation=words("lawyer"))])
    exchange(*team)
    edit.save(one, [replace(person, occupation=words("judge"))])
    for each in (one, other):
        give(each, journal(one))
        (found,) = conflicts.of_record(each, person.id)
        assert [version.value for version in found.versions] == [True, None]
    assert_alike(person, one, other)
    edit.delete(one, person)
    give(other, journal(one))
    for each in (one, other):
        assert (is_deleted(each, person), contested(each, person)) == (True, []), "who deletes it again has seen all"
    assert_alike(person, one, other)


def test_it_is_the_same_in_whatever_order_it_comes(team: list[Session], person: Person) -> None:
    one, other, third = team
    edit.save(one, [person])
    give(other, journal(one))
    edit.delete(one, person)
    edit.save(other, [replace(person, tags=("a",))])
    edit.restore(one, person)
    edit.delete(one, person)
    told = [each for each in (*journal(one), *journal(other)) if each.record == person.id]
    for each in reversed(told):
        give(third, [each])
    exchange(one, other)
    for each in team:
        assert (is_deleted(each, person), contested(each, person)) == (False, [DELETED])
    assert_alike(person, *team)


def test_of_a_record_in_which_nothing_stood_what_another_wrote_is_kept_too(team: list[Session]) -> None:
    one, other, _ = team
    empty = Person()
    shared(team, empty)
    edit.delete(one, empty)
    edit.save(other, [replace(empty, occupation=words("lawyer"))])
    exchange(*team)
    for each in team:
        assert (is_deleted(each, empty), contested(each, empty)) == (False, [DELETED])


def test_a_deletion_by_an_earlier_casefile_had_seen_all_that_was_there(team: list[Session], person: Person) -> None:
    one, other, third = team
    edit.save(one, [person])
    edit.delete(one, person)
    give(other, [_as_it_was(each) for each in journal(one) if each.record == person.id])
    assert (is_deleted(other, person), contested(other, person)) == (True, [])
    edit.restore(other, person)
    give(third, journal(other))
    assert (is_deleted(third, person), contested(third, person)) == (False, [])
    assert_vouched_for(third)


def _as_it_was(entry: Entry) -> Entry:
    """A deletion that tells only of earlier deletions."""
    if entry.operation is not Operation.DELETE:
        return entry
    return replace(entry, changes=tuple(replace(each, seen=()) for each in entry.changes))


@pytest.mark.parametrize("choice", [True, None])
def test_what_only_says_something_of_a_record_goes_and_comes_with_it(
    team: list[Session], person: Person, choice: bool | None
) -> None:
    one, other, _ = team
    arrest = Happening(title=words("Arrest"))
    role = Role(record=Ref(arrest.id), party=Ref(person.id), role="victim")
    later = Role(record=Ref(arrest.id), party=Ref(person.id), role="witness")
    shared(team, person, arrest, role)
    recordform.delete(one, arrest)
    edit.save(other, [replace(arrest, title=words("Arrest at work")), later])
    exchange(*team)
    assert [is_deleted(one, each) for each in (arrest, role, later)] == [False, True, False]
    conflicts.resolve(one, arrest.id, DELETED, choice)
    exchange(*team)
    for each in team:
        assert [is_deleted(each, record) for record in (arrest, role, later)] == [bool(choice)] * 3
        assert contested(each, arrest) == contested(each, role) == contested(each, later) == []


def test_what_is_settled_cannot_be_settled_again(team: list[Session], person: Person) -> None:
    shared(team, person)
    edit.delete(team[0], person)
    with pytest.raises(NotFound):
        conflicts.resolve(team[0], person.id, DELETED, None)
