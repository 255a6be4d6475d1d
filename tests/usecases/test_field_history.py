"""History of one field, and bringing an earlier value of it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.domain.kinds import Name, Person
from casefile.domain.values import Text
from casefile.errors import Refused
from casefile.usecases import casehistory, edit, purge


def words(text: str) -> Text:
    return Text.of(text, "en")


def now(session, person: Person) -> Person:
    return edit.read(session, "person", person.id).record


def test_an_earlier_value_comes_back_as_a_new_change(session):
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(session, [person])
    edit.save(session, [replace(person, occupation=words("lawyer"), tags=("a",))])
    latest, first = casehistory.held(session, person.id, "occupation")
    assert "lawyer" in repr(latest.value)
    assert "teacher" in repr(first.value)
    edit.restore_value(session, "person", person.id, "occupation", first.entry)
    assert (str(now(session, person).occupation), now(session, person).tags) == ("teacher", ("a",))
    assert [step.operation for step in casehistory.steps(session, [person.id])] == ["change", "change", "create"]


def test_an_element_that_was_removed_comes_back_in_its_place(session):
    person = Person(names=(Name(text="First"), Name(text="Second"), Name(text="Third")))
    edit.save(session, [person])
    edit.save(session, [replace(person, names=(person.names[0], person.names[2]))])
    path = f"names/{person.names[1].id}"
    gone, first = casehistory.held(session, person.id, path)
    assert gone.value is None
    edit.restore_value(session, "person", person.id, path, first.entry)
    assert [name.text for name in now(session, person).names] == ["First", "Second", "Third"]
    edit.restore_value(session, "person", person.id, path, gone.entry)
    assert [name.text for name in now(session, person).names] == ["First", "Third"]


def test_what_was_removed_for_good_is_told_and_cannot_come_back(session):
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"), tags=("a", "b"))
    edit.save(session, [person])
    (first,) = casehistory.held(session, person.id, "occupation")
    purge.fields(session, person, ["occupation", "tags/a"])
    (told,) = casehistory.held(session, person.id, "occupation")
    assert told.is_purge
    assert [each.is_purge for each in casehistory.held(session, person.id, "tags/a")] == [True]
    for entry in (first.entry, told.entry):
        with pytest.raises(Refused):
            edit.restore_value(session, "person", person.id, "occupation", entry)
    assert now(session, person).occupation is None
    (_, created) = casehistory.steps(session, [person.id])
    assert created.withheld == 3
