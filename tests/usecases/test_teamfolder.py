"""A folder that a synchroniser carries: real vaults, real files, and all that may befall them on the way."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import When
from casefile.errors import Refused
from casefile.journal.log import heads_of
from casefile.progress import SILENT
from casefile.records import audit
from casefile.usecases import contacts, edit, evidence, syncing, teamfolder, teampost
from casefile.usecases.teamfolder import Member, Setting
from tests.usecases.exchanging import team
from tests.usecases.teaming import around, titles, trusting, words


def test_what_one_writes_the_other_has_and_the_folder_is_empty_again(two, folder):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    assert teamfolder.exchange(one).went == ("Boris",)
    came = teamfolder.exchange(other)
    assert came.came == ("Aigerim",)
    assert case.id in came.changes.records
    assert titles(other) == titles(one)
    assert teamfolder.exchange(one).confirmed == 1
    around(two)
    assert list(folder.glob("*/*")) == []


def test_a_former_recipient_that_is_none_keeps_nobody_from_the_exchange(two, folder):
    one, other = two
    (contact,) = contacts.known(one)
    edit.save(one, [replace(contact, former_recipients=("возраст1",))])
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    teamfolder.exchange(other)
    assert teamfolder.exchange(one).confirmed == 1


def test_nothing_new_drops_nothing_and_one_edit_drops_one_file(two, folder):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    for _ in range(3):
        teamfolder.exchange(one)
    assert len(list(folder.glob("*/*.age"))) == 1
    edit.save(one, [replace(case, title=words("A better title"))])
    teamfolder.exchange(one)
    assert len(list(folder.glob("*/*.age"))) == 2
    around([other, one])
    assert str(edit.read(other, "case", case.id).record.title) == "A better title"


def test_both_work_offline_and_nothing_entered_is_lost(two):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    around(two)
    edit.save(one, [replace(case, title=words("As Aigerim says"))])
    edit.save(other, [replace(case, title=words("As Boris says"), opened=When("2031-02-03"))])
    around(two)
    assert titles(one) == titles(other)
    for each in two:
        with each.database.reading() as connection:
            assert len(heads_of(connection, case.id)["title"]) == 2


def test_a_file_goes_to_each_once_and_not_back(tmp_path, folder, passphrase):
    people = team(tmp_path, ("Aigerim", "Boris", "Carol"), passphrase)
    case = Case(reference="X-1", title=words("An invented case"))
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + b"an invented photograph" * 1000)
    told = Evidence(cases=(Ref(case.id),), title=words("A photo"), kind="photo", media_type="image/jpeg")
    try:
        for each in people:
            teamfolder.set_up(each, Setting(folder, tuple(trusting(each))))
        edit.save(people[0], [case])
        attached = evidence.attach(people[0], photo, replace(told, original_name="photo.jpg"))
        assert len(teamfolder.exchange(people[0]).went) == 2
        assert "Aigerim" not in teamfolder.exchange(people[1]).went
        around(people, 4)
        assert list(folder.glob("*/*")) == []
        for each in people:
            with evidence.opened(each, attached.id) as came:
                assert came.read() == photo.read_bytes()
    finally:
        for each in people:
            each.lock()


def test_a_deletion_waits_for_a_person(two, folder):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    around(two)
    edit.delete(one, case)
    teamfolder.exchange(one)
    [letter] = teamfolder.exchange(other).waiting
    assert (letter.sender, letter.reason) == ("Aigerim", "team.to_look_at")
    assert case.id in titles(other)
    syncing.receive(other, letter.path)
    assert case.id not in titles(other)
    assert teamfolder.waiting(other) == ()
    assert teamfolder.exchange(other).waiting == ()
    assert teamfolder.exchange(one).confirmed == 1


def test_what_was_let_be_is_not_offered_again(two):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    around(two)
    edit.delete(one, case)
    teamfolder.exchange(one)
    [letter] = teamfolder.exchange(other).waiting
    teamfolder.dismiss(other, letter.path)
    assert teamfolder.exchange(other).waiting == ()
    assert case.id in titles(other)


def test_who_is_not_compared_takes_no_part(two, folder):
    one, other = two
    for each in contacts.known(other):
        edit.save(other, [replace(each, compared=None)])
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    found = teamfolder.exchange(other)
    assert [each.reason for each in found.waiting] == ["team.sender_not_of_the_team"]
    assert titles(other) == {}
    with pytest.raises(Refused, match=r"team\.not_of_the_team"):
        teamfolder.set_up(other, Setting(folder, tuple(Member(each.id) for each in contacts.known(other))))


def cut(letter: Path) -> None:
    letter.write_bytes(letter.read_bytes()[:-100])


def damage(letter: Path) -> None:
    data = bytearray(letter.read_bytes())
    data[len(data) // 2] ^= 1
    letter.write_bytes(data)


@pytest.mark.parametrize("befall", [cut, damage, lambda letter: letter.write_bytes(b"")])
def test_a_file_that_came_in_part_waits_and_is_taken_once_it_is_whole(two, folder, befall):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    whole = letter.read_bytes()
    befall(letter)
    found = teamfolder.exchange(other)
    assert found.came == ()
    assert len(found.waiting) == 1
    letter.write_bytes(whole)
    found = teamfolder.exchange(other)
    assert found.came == ("Aigerim",)
    assert found.waiting == ()


def test_copies_conflict_copies_and_what_is_not_ours_do_no_harm(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    shutil.copy(letter, letter.with_name("f" * 32 + ".age"))
    shutil.copy(letter, letter.with_name(letter.stem + ".sync-conflict-20310101-000000-ABCDEFG.age"))
    shutil.copy(letter, letter.with_name(f"~syncthing~{letter.name}.tmp"))
    (folder / ".stfolder").mkdir()
    (folder / "holiday.jpg").write_bytes(b"unrelated")
    (letter.parent / "notes.txt").write_text("unrelated")
    assert teamfolder.exchange(other).came == ("Aigerim",)
    assert len(titles(other)) == 1
    around(two)
    assert (folder / "holiday.jpg").exists()


def test_what_got_lost_on_the_way_goes_again(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    for each in folder.glob("*/*.age"):
        each.unlink()
    around(two)
    assert len(titles(other)) == 1


def test_a_folder_that_is_away_is_one_clear_sentence(two, folder):
    shutil.move(folder, folder.with_name("Elsewhere"))
    with pytest.raises(Refused, match=r"team\.no_folder"):
        teamfolder.exchange(two[0])


def test_what_a_killed_run_left_is_cleared(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    chosen = teamfolder.setting(one)
    assert chosen is not None
    [contact] = contacts.known(one)
    left = teampost.unfinished(folder, contact.recipient, chosen.tag)
    left.with_name(left.name + ".12345678.ready.part").write_bytes(b"half")
    around(two)
    assert len(titles(other)) == 1
    assert list(folder.glob("*/*")) == []


def test_names_stand_in_no_path(two, folder):
    edit.save(two[0], [Case(reference="X-1", title=words("An invented case"))])
    around(two[:1])
    for each in folder.rglob("*"):
        assert set(each.stem) <= set("0123456789abcdef")


def test_only_the_cases_that_were_chosen_go(two, folder):
    one, other = two
    shared, own = (Case(reference=f"X-{number}", title=words("An invented case")) for number in (1, 2))
    edit.save(one, [shared, own])
    [contact] = contacts.known(one)
    teamfolder.set_up(one, Setting(folder, (Member(contact.id, (shared.id,)),)))
    around(two)
    assert set(titles(other)) == {shared.id}


@pytest.mark.parametrize("seed", range(2))
def test_five_who_work_in_any_order_come_to_hold_the_same(tmp_path, folder, passphrase, seed):
    chance = random.Random(seed)
    people = team(tmp_path, ("Aigerim", "Boris", "Carol", "Daniyar", "Erlan"), passphrase)
    try:
        for each in people:
            teamfolder.set_up(each, Setting(folder, tuple(trusting(each))))
        made = [Case(reference=f"X-{number}", title=words(f"Invented {number}")) for number in range(4)]
        for number, case in enumerate(made):
            edit.save(people[number], [case])
        for turn in range(12):
            each = chance.choice(people)
            known = [case for case in made if case.id in titles(each)]
            if known and chance.random() < 0.6:
                case = chance.choice(known)
                edit.save(each, [replace(edit.read(each, "case", case.id).record, title=words(f"Turn {turn}"))])
            teamfolder.exchange(each)
            if chance.random() < 0.3:
                for lost in list(folder.glob("*/*.age"))[:1]:
                    lost.unlink()
        around(people, 5)
        assert all(titles(each) == titles(people[0]) for each in people)
        assert len(titles(people[0])) == 4
        for each in people:
            with each.database.reading() as connection:
                assert list(audit.differing_records(connection, each.database.devices, SILENT)) == []
    finally:
        for each in people:
            each.lock()
