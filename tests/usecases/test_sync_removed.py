"""What was removed from this vault comes back when somebody wants it back, and by no side effect of another change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Name, Person, Role
from casefile.errors import NotFound
from casefile.usecases import cases, edit, purge, receipts, sharing, syncing, travellight, verify
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.syncing import Answers
from tests.usecases.exchanging import send, sync, team
from tests.usecases.teaming import words


@pytest.fixture
def people(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Айгүл, who travels, and Boris."""
    found = team(tmp_path, ("Айгүл", "Boris"), passphrase)
    yield found
    for each in found:
        assert not [one for one in verify.deep(each) if not one.held]
        each.lock()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Where the files lie."""
    made = tmp_path / "post"
    made.mkdir()
    return made


class Removed:
    """A case with a step and a person, on both laptops and then on the second alone; another case stays on both, and a step of both cases."""

    def __init__(self, people: list[Session], post: Path) -> None:
        self.case, self.other = (Case(reference=each, title=words("Invented")) for each in ("X-1", "X-2"))
        self.step = Happening(cases=(Ref(self.case.id),), title=words("Arrest"))
        self.shared = Happening(cases=(Ref(self.case.id), Ref(self.other.id)), title=words("Trial"))
        self.person = Person(names=(Name(text="Nurlan Invented"),))
        self.role = Role(party=Ref(self.person.id), role="victim", record=Ref(self.step.id))
        one, other = people
        edit.save(one, [self.case, self.other, self.step, self.shared, self.person, self.role])
        sync(one, other, post)
        travellight.remove(one, "X-1")


@pytest.fixture
def removed(people: list[Session], post: Path) -> Removed:
    """See `Removed`."""
    return Removed(people, post)


def is_here(session: Session, record: Case | Happening | Person | Role) -> bool:
    try:
        edit.read(session, type(record).__name__.casefold(), record.id)
    except NotFound:
        return False
    return True


@pytest.mark.threat(19)
def test_a_change_brings_nothing_of_it_back_and_everything_else_comes(
    people: list[Session], post: Path, removed: Removed
) -> None:
    one, other = people
    witness = Person(names=(Name(text="Asem Ulgina"),))
    stranger = Person(names=(Name(text="Gulnar Tulegenova"),))
    search = Happening(cases=(Ref(removed.case.id),), title=words("Search"))
    seen = Role(party=Ref(witness.id), role="witness", record=Ref(search.id))
    late = Role(party=Ref(stranger.id), role="witness", record=Ref(removed.step.id))
    known = Role(party=Ref(stranger.id), role="judge", record=Ref(removed.shared.id))
    edit.save(other, [replace(removed.case, title=words("Changed")), replace(removed.other, title=words("Changed"))])
    edit.save(other, [witness, stranger, search, seen, late, known])
    path = send(other, one, post / "delta.age")
    found = syncing.preview(one, path)
    assert set(found.removed) == {removed.case.id, search.id, witness.id, seen.id, late.id}
    assert not found.brings_back and not found.is_harmless
    taken = syncing.receive(one, path)
    assert not any(is_here(one, each) for each in (removed.case, search, witness, seen, late))
    assert str(cases.load(one, "X-2").case.title) == "Changed"
    assert is_here(one, stranger) and is_here(one, known), "who stands in another case too is nobody's secret"
    assert taken.receipt.declined, "the sender learns that it was not taken"
    receipts.take_in(other, receipts.write(one, taken.receipt, taken.contact, post / "r.age").path)
    assert sharing.preview(other, Scope(), sharing.to(other, "Айгүл")).only_custody, "and offers it no more"
    edit.save(other, [replace(witness, occupation=words("nurse")), replace(search, title=words("House search"))])
    sync(other, one, post)
    assert not is_here(one, search) and not is_here(one, witness), "what belongs to it stays out with it"


@pytest.mark.threat(19)
def test_whoever_asks_for_the_whole_case_gets_it_back_with_what_is_new(
    people: list[Session], post: Path, removed: Removed
) -> None:
    one, other = people
    search = Happening(cases=(Ref(removed.case.id),), title=words("Search"))
    edit.save(other, [search, replace(removed.case, title=words("Changed"))])
    sync(other, one, post)
    assert not is_here(one, search)
    path = send(other, one, post / "whole.age", Scope.of_cases("X-1"), full=True)
    found = syncing.preview(one, path)
    assert found.brings_back and found.left_out == frozenset() and search.id in found.removed
    assert not found.is_harmless, "in a team folder it waits all the same"
    syncing.receive(one, path)
    whole = cases.load(one, "X-1")
    assert str(whole.case.title) == "Changed"
    assert {str(each.title) for each in whole.of(Happening)} == {"Arrest", "Trial", "Search"}
    with one.database.reading() as connection:
        assert not purge.removed_here(one, connection, found.removed)
    edit.save(other, [replace(search, title=words("House search"))])
    sync(other, one, post)
    assert str(edit.read(one, "happening", search.id).record.title) == "House search", "and it is kept up to date again"


@pytest.mark.threat(19)
def test_a_file_of_everything_brings_back_what_is_asked_for_alone(
    people: list[Session], post: Path, removed: Removed
) -> None:
    one, other = people
    path = send(other, one, post / "all.age", full=True)
    found = syncing.preview(one, path)
    assert not found.brings_back and removed.case.id in found.left_out
    syncing.receive(one, path)
    assert not is_here(one, removed.case)
    shared = edit.read(one, "happening", removed.shared.id).record
    assert isinstance(shared, Happening) and shared.cases == (Ref(removed.other.id),), "nor is it named again"
    again = send(other, one, post / "again.age", full=True)
    syncing.receive(one, again, Answers(anew=frozenset(found.removed)))
    assert {str(each.title) for each in cases.load(one, "X-1").of(Happening)} == {"Arrest", "Trial"}


@pytest.mark.threat(19)
def test_who_declines_the_whole_case_is_not_given_it(people: list[Session], post: Path, removed: Removed) -> None:
    one, other = people
    path = send(other, one, post / "whole.age", Scope.of_cases("X-1"), full=True)
    found = syncing.preview(one, path)
    syncing.receive(one, path, Answers(decline=frozenset(found.removed)))
    assert not is_here(one, removed.case) and not is_here(one, removed.step)


def test_what_was_declined_stays_so_after_a_file_that_has_nothing_of_it(people: list[Session], post: Path) -> None:
    one, other = people
    unwanted, wanted = (Person(names=(Name(text=each),)) for each in ("Unwanted", "Wanted"))
    edit.save(other, [unwanted])
    sync(other, one, post, answers=Answers(decline=frozenset({unwanted.id})))
    edit.save(other, [wanted])
    sync(other, one, post)
    edit.save(other, [replace(unwanted, occupation=words("nurse"))])
    found = syncing.preview(one, path := send(other, one, post / "later.age"))
    assert found.declined == (unwanted.id,)
    syncing.receive(one, path)
    assert not is_here(one, unwanted) and is_here(one, wanted)
