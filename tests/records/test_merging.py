"""Several devices, each writing by itself: whatever order entries come in, however often, all that have all of them hold the same."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Name, Person
from casefile.errors import VerificationFailed
from casefile.journal import purging
from casefile.journal.arrivals import forks
from casefile.journal.entry import Operation
from casefile.journal.log import entries, heads_of
from casefile.records import repository
from casefile.usecases import edit, purge
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.records.convergence import assert_settled, assert_vouched_for
from tests.records.giving import give, journal
from tests.records.histories import History, words

BLOCK = 25
BLOCKS = 400 if os.environ.get("CASEFILE_FAULTS") == "all" else 1
"""Whole: ten thousand histories, each with the seed that its failure tells."""
FEW = 3
COPIES = 200 if os.environ.get("CASEFILE_FAULTS") == "all" else 1


def content(session: Session, ids: set[str]) -> dict[str, object]:
    with session.database.reading() as connection:
        found = repository.many(connection, "person", ids, deleted=True)
    return {each.record.id: each.record for each in found}


@pytest.mark.timeout(1800)  # on a machine that has much else to do
@pytest.mark.parametrize("block", range(BLOCKS))
def test_what_was_exchanged_is_the_same_everywhere_and_nothing_is_lost(
    block: int, tmp_path: Path, passphrase: str
) -> None:
    people = [sessions.create(tmp_path / f"{n}.casefile", passphrase, f"Invented {n}", FLOOR) for n in "ABCDE"]
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        chance = random.Random(seed)
        history = History(chance.sample(people, chance.choice((3, 3, 3, 4, 5))), seed)
        history.run(chance.randint(4, 18))
        history.settle()
        assert_settled(history, seed)
    for each in people:
        assert_vouched_for(each)
        each.lock()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("block", range(COPIES))
def test_copies_of_one_vault_that_go_on_by_themselves_lose_nothing(block: int, tmp_path: Path, passphrase: str) -> None:
    sessions.create(tmp_path / "A.casefile", passphrase, "Invented A", FLOOR).lock()
    others = [sessions.create(tmp_path / f"{n}.casefile", passphrase, f"Invented {n}", FLOOR) for n in "BC"]
    for seed in range(block * FEW, (block + 1) * FEW):
        copies = [_copy(tmp_path / "A.casefile", f"{seed}-{n}", passphrase) for n in range(2)]
        history = History([*copies, *others], seed)
        history.run(random.Random(seed).randint(6, 18))
        history.settle()
        assert_settled(history, seed)
        for each in history.team:
            with each.database.reading() as connection:
                assert history.forks() <= set(forks(connection)), seed
        for each in copies:
            assert_vouched_for(each)
            each.lock()
    for each in others:
        assert_vouched_for(each)
        each.lock()


def _copy(vault: Path, name: str, passphrase: str) -> Session:
    """A copy of a whole vault, as somebody makes who copies its folder."""
    return sessions.unlock(shutil.copytree(vault, vault.with_name(f"{name}.casefile")), passphrase)


def test_two_who_had_not_seen_each_other_are_a_conflict_until_one_settles_it(team):
    one, other, _ = team
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(one, [person])
    give(other, journal(one))
    edit.save(one, [replace(person, occupation=words("lawyer"))])
    edit.save(other, [replace(person, occupation=words("judge"), tags=("seen",))])
    give(other, journal(one))
    give(one, journal(other))
    shown = [edit.read(each, "person", person.id).record for each in (one, other)]
    assert shown[0] == shown[1]
    assert shown[0].tags == ("seen",), "another field merges by itself"
    for each in (one, other):
        with each.database.reading() as connection:
            heads = heads_of(connection, person.id)["occupation"]
            assert len(heads) == 2, "nothing that was entered is lost"
    edit.save(one, [replace(shown[0], occupation=words("retired"))])
    give(other, journal(one))
    assert str(edit.read(other, "person", person.id).record.occupation) == "retired"


def test_who_deletes_a_record_of_which_only_a_request_had_come_hides_nothing(team):
    one, other, _ = team
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(one, [person])
    purge.fields(one, person, ["birth"])
    give(other, [each for each in journal(one) if each.operation is Operation.PURGE and each.record == person.id])
    edit.delete(other, edit.read(other, "person", person.id).record)
    give(other, journal(one))
    found = edit.read(other, "person", person.id)
    assert not found.deleted and found.record == person
    assert_vouched_for(other)


def test_a_purge_by_another_is_a_request_until_it_is_accepted(team):
    one, other, third = team
    person = Person(names=(Name(text="Invented"),), occupation=words("informer"))
    edit.save(one, [person])
    give(other, journal(one))
    give(third, journal(one))
    purge.fields(one, person, ["occupation"])
    give(other, journal(one))
    give(third, journal(one))
    assert str(edit.read(other, "person", person.id).record.occupation) == "informer"
    for each, answer in ((other, "accept"), (third, "decline")):
        with each.database.writing() as unit:
            history = [entry for entry in entries(unit.connection) if entry.record == person.id]
            (request,) = purging.requests(history, each.database.devices)
            getattr(unit, answer)(request)
    assert edit.read(other, "person", person.id).record.occupation is None
    assert "informer" not in repr([each for each in journal(other) if each.record == person.id])
    assert str(edit.read(third, "person", person.id).record.occupation) == "informer"
    for each in (other, third):
        own = each.database.devices
        assert purging.requests([entry for entry in journal(each) if entry.record == person.id], own) == []
    give(other, journal(third))  # who declined sends the words along; here they stay purged
    assert edit.read(other, "person", person.id).record.occupation is None
    edit.save(one, [replace(edit.read(one, "person", person.id).record, occupation=words("baker"))])
    for each in (other, third):
        give(each, journal(one))
    assert str(edit.read(other, "person", person.id).record.occupation) == "baker", "what is written later lives"
    for each in team:
        assert_vouched_for(each)


def test_a_removed_case_comes_back_with_a_bundle(team):
    one, other, _ = team
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(one, [person])
    give(other, journal(one))
    with one.database.writing() as unit:
        unit.strip([person.id], lambda record, path: True)
    assert person.id not in content(one, {person.id})
    with one.database.writing() as unit:
        unit.take_in([each for each in journal(other) if each.record == person.id])
    assert edit.read(one, "person", person.id).record == person
    assert_vouched_for(one)


def test_entries_of_this_very_device_that_it_does_not_know_are_refused(team):
    one, *_ = team
    person = Person(names=(Name(text="Invented"),))
    edit.save(one, [person])
    last = journal(one)[-1]
    with pytest.raises(VerificationFailed) as refused, one.database.writing() as unit:
        unit.take_in([replace(last, time="2031-01-01T00:00:00+00:00")])
    assert refused.value.key == "journal.own_entries_unknown"


def test_two_entries_at_one_place_are_a_fork_and_both_are_kept(team, tmp_path: Path):
    one, other, third = team
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(one, [person])
    entry = next(each for each in journal(one) if each.record == person.id)
    assert entry.operation is Operation.CREATE
    both = [entry, replace(entry, time="2031-01-01T00:00:00+00:00")]
    give(other, both)
    give(third, both[::-1])
    shown = [edit.read(each, "person", person.id) for each in (other, third)]
    assert [each.changed for each in shown] == [shown[0].changed] * 2, "whichever of them came first"
    with other.database.reading() as connection:
        assert (entry.device, entry.position) in forks(connection)
    assert_vouched_for(other)
