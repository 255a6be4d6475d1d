"""Renewed keys in a team folder: members are told by a card, in which a key they know vouches; nobody else's card changes anything by itself."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case
from casefile.handover import addressing
from casefile.usecases import contacts, edit, identity, sealedcards, teamfolder, teampost
from casefile.usecases import session as sessions
from tests.usecases.teaming import around, titles, words


def letters(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_members_learn_of_new_keys_and_go_on_as_before(two, folder):
    one, other = two
    around(two)
    known = contacts.find(other, "Aigerim")
    identity.rotate(one)
    now = identity.rotate_signing_key(one)
    edit.save(one, [case := Case(title=words("After the renewal"))])
    assert teamfolder.exchange(one).went == ("Boris", "Boris"), "the card, and what is new"
    done = teamfolder.exchange(other)
    assert not done.waiting and known.id in done.changes.records and titles(other)[case.id] == "After the renewal"
    found = contacts.find(other, "Aigerim")
    assert (found.recipient, found.signing_key) == (now.recipient, now.signing_key)
    assert contacts.is_team(found) and found.renewed is not None
    edit.save(other, [replace(edit.read(other, "case", case.id).record, title=words("Seen"))])
    around(two)
    assert titles(one)[case.id] == "Seen"
    assert letters(folder) == []
    assert teamfolder.exchange(one).went == (), "they are told once"


@pytest.mark.threat(19)
def test_an_older_card_put_there_again_brings_nothing_back(two, folder, tmp_path):
    one, other = two
    identity.rotate(one)
    teamfolder.exchange(one)
    (letter,) = letters(folder)
    shutil.copy(letter, tmp_path / "kept.age")
    teamfolder.exchange(other)
    identity.rotate(one)
    around(two)
    found = contacts.find(other, "Aigerim")
    shutil.copy(tmp_path / "kept.age", letter)
    done = teamfolder.exchange(other)
    assert (done.changes.records, done.waiting, letters(folder)) == (frozenset(), (), [])
    assert contacts.find(other, "Aigerim") == found


@pytest.mark.threat(18)
def test_the_card_of_a_stranger_waits_for_a_person(two, folder, tmp_path, passphrase):
    _, other = two
    stranger = sessions.create(tmp_path / "Stranger.casefile", passphrase, "Aigerim", FLOOR)
    try:
        recipient = identity.card(other).recipient
        box = teampost.mailbox(folder, recipient)
        box.mkdir(exist_ok=True)
        made = sealedcards.write(stranger, addressing.to_recipient(recipient), tmp_path / "x.age")
    finally:
        stranger.lock()
    place = box / f"{made.bundle_id}.age"
    shutil.move(made.path, place)
    everyone = contacts.known(other)
    (waits,) = teamfolder.exchange(other).waiting
    assert (waits.path, waits.reason) == (place, "team.sender_not_of_the_team")
    assert contacts.known(other) == everyone
    sealedcards.take_in(other, place)
    assert teamfolder.exchange(other).waiting == () and not place.exists()


@pytest.mark.threat(18)
def test_a_card_of_a_lost_key_waits_with_its_reason(two):
    one, other = two
    known = contacts.find(other, "Aigerim")
    edit.save(other, [contacts.without_key(known, contacts.keys_of(known))])
    identity.rotate(one)
    teamfolder.exchange(one)
    (waits,) = teamfolder.exchange(other).waiting
    assert (waits.sender, waits.reason) == ("Aigerim", "contacts.card_lost")
    assert contacts.find(other, "Aigerim").recipient == known.recipient


@pytest.mark.threat(18)
def test_what_is_signed_with_a_lost_key_waits_with_its_reason(two):
    one, other = two
    known = contacts.find(other, "Aigerim")
    edit.save(other, [contacts.without_key(known, contacts.keys_of(known))])
    case = Case(title=words("Invented"))
    edit.save(one, [case])
    teamfolder.exchange(one)
    done = teamfolder.exchange(other)
    assert ("Aigerim", "handover.signer_lost") in [(each.sender, each.reason) for each in done.waiting]
    assert case.id not in titles(other)
    assert [name for name, _, _ in done.not_sent] == ["Aigerim"], "and nothing goes to whoever has the laptop"
