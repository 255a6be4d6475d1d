"""Whatever somebody adds to what another deleted meanwhile comes before a person: nothing that was entered goes out of sight unasked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Note, Person, Record, Role, kind_of
from casefile.errors import NotFound
from casefile.journal.entry import DELETED
from casefile.usecases import conflicts, edit, recordform, syncing, today, verify
from casefile.usecases.conflicts import Conflict
from casefile.usecases.session import Session
from tests.usecases.exchanging import send, sync, team
from tests.usecases.teaming import words


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[list[Session]]:
    """Айгүл, Boris and Carol."""
    found = team(tmp_path_factory.mktemp("team"), ("Айгүл", "Boris", "Carol"), passphrase)
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


def known_to(people: list[Session], post: Path, *records: Record) -> None:
    """The first enters them, and all have them."""
    edit.save(people[0], records)
    for each in people[1:]:
        sync(people[0], each, post)


def waiting(session: Session, record: Record) -> list[Conflict]:
    return [each for each in conflicts.listed(session).first if each.record == record.id]


def added(found: Conflict) -> set[str]:
    """Ids of what was added to it."""
    return {each.part.id for each in found.versions if each.part is not None}


def is_deleted(session: Session, record: Record) -> bool:
    return edit.read(session, kind_of(record).name, record.id).deleted


@pytest.mark.parametrize(("choice", "gone"), [(True, True), (None, False)])
def test_a_part_stands_against_the_deletion_of_its_case_until_someone_settles_it(
    people: list[Session], post: Path, choice: bool | None, gone: bool
) -> None:
    one, other, third = people
    case, old = Case(title=words("Invented")), Happening(title=words("Arrest"))
    old = replace(old, cases=(Ref(case.id),))
    known_to(people, post, case, old)
    recordform.delete(one, case)
    assert not waiting(one, case), "who deleted it had seen what was in it"
    new = Happening(cases=(Ref(case.id),), title=words("Search"))
    edit.save(other, [new])
    path = send(other, one, post / "new.age")
    seen = syncing.preview(one, path)
    assert seen.stranded == (new.id,) and seen.is_harmless
    syncing.receive(one, path)
    (found,) = waiting(one, case)
    assert (found.path, found.label, added(found)) == (DELETED, "Invented", {new.id})
    assert [(each.value, each.shown) for each in found.versions] == [(True, True), (None, False)]
    assert found.versions[1].part is not None and found.versions[1].part.label == "Search"
    assert conflicts.of_record(one, case.id) == (found,)
    assert (True, None) in [each.values for each in today.today(one).conflicts.first if each.record.id == case.id]
    chosen = next(each.entry for each in found.versions if each.value is choice)
    conflicts.choose(one, case.id, DELETED, chosen)
    for source, target in ((one, other), (one, third), (other, third)):
        sync(source, target, post)
    for each in people:
        assert not waiting(each, case)
        assert (is_deleted(each, case), is_deleted(each, new), is_deleted(each, old)) == (gone, gone, False)
    with pytest.raises(NotFound):
        conflicts.resolve(one, case.id, DELETED, choice)


def test_what_says_something_of_a_deleted_record_stands_too(people: list[Session], post: Path) -> None:
    one, other, _ = people
    case, person = Case(title=words("Invented")), Person()
    step = Happening(cases=(Ref(case.id),), title=words("Arrest"))
    known_to(people, post, case, person, step)
    recordform.delete(one, step)
    role = Role(party=Ref(person.id), role="victim", record=Ref(step.id))
    edit.save(other, [role])
    sync(other, one, post)
    assert added(waiting(one, step)[0]) == {role.id}
    conflicts.resolve(one, step.id, DELETED, None)
    assert not waiting(one, step) and not is_deleted(one, step)
    recordform.delete(one, step)
    assert not waiting(one, step), "who deletes it again has seen it"


def test_a_part_that_belongs_to_another_case_as_well_is_in_sight(people: list[Session], post: Path) -> None:
    one, other, _ = people
    case, stays = Case(title=words("Invented")), Case(title=words("Stays"))
    known_to(people, post, case, stays)
    recordform.delete(one, case)
    edit.save(other, [Happening(cases=(Ref(case.id), Ref(stays.id)), title=words("Search"))])
    sync(other, one, post)
    assert not waiting(one, case)


@pytest.mark.parametrize("deletion_goes", [True, False])
def test_what_is_moved_into_a_case_that_another_deletes_stands_too(
    people: list[Session], post: Path, deletion_goes: bool
) -> None:
    one, other, _ = people
    case, before = Case(title=words("Invented")), Case(title=words("Before"))
    moved = Happening(cases=(Ref(before.id),), title=words("Search"))
    stayed = Happening(cases=(Ref(case.id),), title=words("Arrest"))
    known_to(people, post, case, before, moved, stayed)
    recordform.delete(one, case)
    edit.save(other, [replace(moved, cases=(Ref(case.id),)), replace(stayed, title=words("Seen before"))])
    source, target = (one, other) if deletion_goes else (other, one)
    path = send(source, target, post / "moved.age")
    assert deletion_goes or {moved.id, stayed.id}.intersection(syncing.preview(target, path).stranded) == {moved.id}
    syncing.receive(target, path)
    assert added(waiting(target, case)[0]) == {moved.id}, "what had been in it was seen, whatever it is called now"
    conflicts.resolve(target, case.id, DELETED, None)
    assert not waiting(target, case) and not is_deleted(target, case)


def test_whoever_gets_all_at_once_is_asked_nothing_that_was_seen(people: list[Session], post: Path) -> None:
    one, other, third = people
    case = Case(title=words("Invented"))
    parts = [Happening(cases=(Ref(case.id),), title=words(f"Step {n}")) for n in range(8)]
    edit.save(one, [case, *parts[:4]])
    sync(one, other, post)
    edit.save(other, parts[4:])
    sync(other, one, post)
    recordform.delete(one, case)
    sync(one, third, post)
    sync(one, other, post)
    for each in (other, third):
        assert is_deleted(each, case) and not waiting(each, case)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_was_added_goes_out_of_sight(people: list[Session], post: Path, seed: int) -> None:
    """Random histories: each part is in a case that is here, was known to who deleted the case, or waits for a person wherever it was not written."""
    chance = random.Random(seed)
    cases = [Case(title=words(f"Invented {seed} {n}")) for n in range(3)]
    known_to(people, post, *cases)
    unseen: dict[str, str] = {}
    parts: dict[str, tuple[str, set[int]]] = {}  # id → its case, and who knows it
    gone: dict[str, int] = {}
    for _ in range(12):
        me = chance.randrange(3)
        case = chance.choice(cases)
        act = chance.random()
        if act < 0.4 and not is_deleted(people[me], case):
            part = Note(cases=(Ref(case.id),), text=words("Invented"))
            edit.save(people[me], [part])
            parts[part.id] = (case.id, {me})
        elif act < 0.6 and case.id not in gone:
            recordform.delete(people[me], case)
            gone[case.id] = me
            unseen |= {part: case.id for part, (of, who) in parts.items() if of == case.id and me not in who}
        else:
            target = chance.choice([each for each in range(3) if each != me])
            sync(people[me], people[target], post)
            for _, who in parts.values():
                if me in who:
                    who.add(target)
    unseen |= {part: of for part, (of, who) in parts.items() if of in gone and gone[of] not in who}
    for source in people:
        for target in people:
            if source is not target:
                sync(source, target, post)
    for case in cases:
        if case.id in gone:
            expected = {part for part, of in unseen.items() if of == case.id}
            listed = {part for found in waiting(people[gone[case.id]], case) for part in added(found)}
            assert expected <= listed, "who deleted the case is asked about everything that they had not seen"
