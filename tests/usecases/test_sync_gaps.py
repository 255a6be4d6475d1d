"""What a person is asked about, and what closes by itself: gaps of an older copy, another sensitivity, records that were removed here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.kinds import AddedField, Case, Name, Person
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.usecases import (
    additions,
    cases,
    edit,
    purge,
    receipts,
    sharing,
    syncing,
    teamfolder,
    travellight,
)
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.syncing import Answers
from tests.usecases.exchanging import send, sync, team
from tests.usecases.teaming import around


@pytest.fixture
def people(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Айгүл and Борис."""
    found = team(tmp_path, ("Айгүл", "Борис"), passphrase)
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


def person(session: Session, record: str) -> Person:
    found = edit.read(session, "person", record).record
    assert isinstance(found, Person)
    return found


@pytest.mark.threat(19)
def test_what_an_older_copy_lacks_comes_with_the_next_delta(
    people: list[Session], post: Path, tmp_path: Path, passphrase: str
) -> None:
    """Борис confirmed something and went back to a copy of the day before. Nobody knows until the next bundle tells what it leaves out."""
    one, other = people
    told = Person(names=(Name(text="Invented"),))
    edit.save(one, [told])
    sync(one, other, post)
    other.lock()
    shutil.copytree(other.path, tmp_path / "copy.casefile")
    lost = sessions.unlock(other.path, passphrase)
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    sync(one, lost, post)
    lost.lock()
    older = sessions.unlock(tmp_path / "copy.casefile", passphrase)
    people.append(older)
    edit.save(one, [replace(told, occupation=words("lawyer"), tags=("new",))])
    path = send(one, older, post / "delta.age")
    seen = syncing.preview(older, path)
    assert sum(map(len, seen.lacking.values())) == 1 and set(seen.lacking) == {one.database.device}
    taken = syncing.receive(older, path)
    assert (person(older, told.id).tags, person(older, told.id).occupation) == (("new",), None)
    assert taken.receipt.lacking == seen.lacking
    receipts.take_in(one, receipts.write(older, taken.receipt, taken.contact, post / "receipt.age").path)
    assert sharing.preview(one, Scope(), sharing.to(one, "Борис")).entries["person"] == 1, (
        "only what is lacking goes again"
    )
    closed = sync(one, older, post)
    assert closed is not None and not closed.arrival.lacking
    assert str(person(older, told.id).occupation) == "lawyer"
    assert (
        sharing.preview(one, Scope(), sharing.to(one, "Борис")).only_custody
        or sharing.preview(one, Scope(), sharing.to(one, "Борис")).is_empty
    )


def test_another_sensitivity_of_an_added_field_waits_for_a_person(people: list[Session], post: Path) -> None:
    one, other = people
    added = AddedField(kind="person", label=words("Call sign"), shape="line", sensitivity="secret")
    edit.save(one, [added])
    taken = sync(one, other, post)
    assert taken is not None and not taken.arrival.regraded, "a new field changes none"
    edit.save(one, [replace(added, sensitivity="public")])
    path = send(one, other, post / "public.age")
    seen = syncing.preview(other, path)
    (regraded,) = seen.regraded
    assert (regraded.record, regraded.before, regraded.after) == (added.id, "secret", "public")
    assert not seen.is_harmless, "what was kept from an audience would go out to it"
    syncing.receive(other, path, Answers(decline=frozenset({added.id})))
    assert sensitivity(other) == "secret"
    syncing.receive(other, path, Answers(anew=frozenset({added.id})))
    assert sensitivity(other) == "public"


def sensitivity(session: Session) -> str | None:
    (field,) = additions.load(session).fields
    return field.sensitivity


@pytest.mark.threat(19)
def test_a_case_that_was_taken_off_the_laptop_comes_back_only_when_asked(
    people: list[Session], post: Path, tmp_path: Path
) -> None:
    one, other = people
    case = Case(reference="X-1", title=words("Invented"))
    edit.save(one, [case])
    sync(one, other, post)
    travellight.remove(one, "X-1")
    assert sharing.preview(one, Scope(), sharing.to(one, "Борис")).records.get("case", 0) == 0, "a shell is nobody's"
    edit.save(other, [replace(case, title=words("Changed meanwhile"))])
    path = send(other, one, post / "delta.age")
    seen = syncing.preview(one, path)
    assert seen.removed == (case.id,) and not seen.is_harmless
    syncing.receive(one, path)
    assert gone(one), "nobody asked for it"
    edit.save(other, [replace(case, title=words("Changed once more"))])
    again = send(other, one, post / "more.age")
    assert syncing.preview(one, again).removed == (case.id,)
    syncing.receive(one, again, Answers(decline=frozenset({case.id})))
    assert gone(one)
    last = send(other, one, post / "last.age", full=True)
    assert syncing.preview(one, last).declined == (case.id,)
    syncing.receive(one, last)
    assert gone(one), "what was declined stays so"
    whole = send(other, one, post / "whole.age", full=True)
    syncing.receive(one, whole, Answers(anew=frozenset({case.id})))
    assert str(cases.load(one, "X-1").case.title) == "Changed once more"


@pytest.mark.threat(19)
def test_a_removed_case_waits_in_the_team_folder(two: list[Session], post: Path) -> None:
    one, other = two
    case = Case(reference="X-1", title=words("Invented"))
    edit.save(one, [case])
    around(two)
    travellight.remove(one, "X-1")
    edit.save(other, [replace(case, title=words("Changed meanwhile"))])
    teamfolder.exchange(other)
    (waits,) = teamfolder.exchange(one).waiting
    assert waits.reason == "team.to_look_at" and gone(one)


def gone(session: Session) -> bool:
    try:
        cases.find(session, "X-1")
    except CasefileError:
        return True
    return False


@pytest.mark.threat(19)
def test_what_was_purged_here_does_not_come_back_with_an_old_or_a_whole_bundle(
    people: list[Session], post: Path
) -> None:
    one, other = people
    told = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(one, [told])
    old = send(one, other, post / "old.age")
    syncing.receive(other, old)
    purge.fields(other, person(other, told.id), ["occupation"])
    syncing.receive(other, old)
    edit.save(one, [replace(told, tags=("new",))])
    syncing.receive(other, send(one, other, post / "whole.age", full=True))
    found = person(other, told.id)
    assert (found.occupation, found.tags) == (None, ("new",))
    asked = send(other, one, post / "asked.age")
    (request,) = syncing.preview(one, asked).purges
    syncing.receive(one, asked, Answers(accept_purges=frozenset({request.id})))
    edit.save(one, [replace(person(one, told.id), occupation=words("judge"))])
    syncing.receive(other, send(one, other, post / "later.age"))
    assert str(person(other, told.id).occupation) == "judge", "what is entered afterwards lives"
