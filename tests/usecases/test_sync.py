"""Two and three people who send each other bundles: real vaults, real files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Name, Person
from casefile.domain.values import Text, When
from casefile.usecases import edit
from casefile.usecases.session import Session
from tests.usecases.exchanging import sync, team


@pytest.fixture
def people(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Айгүл, Борис and Carol."""
    found = team(tmp_path, ("Айгүл", "Борис", "Carol"), passphrase)
    yield found
    for each in found:
        each.lock()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Where the files lie that go between them."""
    folder = tmp_path / "post"
    folder.mkdir()
    return folder


def words(text: str) -> Text:
    return Text.of(text, "en")


def test_a_case_arrives_and_what_both_change_afterwards_merges(people, post):
    one, other, _ = people
    case = Case(reference="X-1", title=words("An invented case"))
    person = Person(names=(Name(text="Invented Person"),), occupation=words("teacher"))
    arrest = Happening(cases=(Ref(case.id),), type="arrest", when=When("2031-05-01"))
    edit.save(one, [case, person, arrest])
    taken = sync(one, other, post)
    assert taken.arrival.counts["case"] == (1, 0)
    assert edit.read(other, "case", case.id).record == case
    edit.save(other, [replace(case, title=words("A better title"))])
    edit.save(one, [replace(person, occupation=words("lawyer"))])
    sync(other, one, post)
    sync(one, other, post)
    for each in (one, other):
        assert str(edit.read(each, "case", case.id).record.title) == "A better title"
        assert str(edit.read(each, "person", person.id).record.occupation) == "lawyer"
    assert edit.authors(other)[one.author.id] == "Айгүл"
