"""Contacts: cards taken in, keys renewed and lost, devices that go on for others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity
from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case
from casefile.domain.values import Text, When
from casefile.errors import Refused, VerificationFailed
from casefile.usecases import backup, contacts, edit, handover, identity, receive
from casefile.usecases import session as sessions
from casefile.usecases.contacts import Card, Standing, read_card
from casefile.usecases.session import Session

DAY = When("2031-04-30")
PASSPHRASE = "seven invented words that nobody uses here"


@dataclass
class Desks:
    """`ours` knows `theirs`, whose owner may be at `elsewhere` with a restored copy."""

    ours: Session
    theirs: Session
    folder: Path

    def restored(self) -> Session:
        """Their vault on another computer, from a backup."""
        backup.make(self.theirs, self.folder / "backup")
        backup.restore(self.folder / "backup", self.folder / "Restored.casefile")
        return sessions.unlock(self.folder / "Restored.casefile", PASSPHRASE)


@pytest.fixture
def desks(session: Session, tmp_path: Path) -> Iterator[Desks]:
    theirs = sessions.create(tmp_path / "Theirs.casefile", PASSPHRASE, "Dana Invented", FLOOR)
    yield Desks(session, theirs, tmp_path)
    theirs.lock()


def card_of(session: Session) -> Card:
    return read_card(identity.card_text(session))


def test_a_card_is_read_out_of_a_message(desks: Desks) -> None:
    text = identity.card_text(desks.theirs)
    mailed = f"Hello,\r\nthis is my card:\r\n\r\n{text.replace(chr(10), '  ' + chr(13) + chr(10))}\r\n\r\n--\r\nDana"
    card = read_card(mailed)
    own = identity.card(desks.theirs)
    assert (card.name, card.recipient, card.signing_key) == ("Dana Invented", own.recipient, own.signing_key)
    assert card.signed and card.fingerprint == own.fingerprint
    assert read_card(json.dumps({"author": "x", "card": text})) == card


def test_nobody_is_a_colleague_of_themselves(desks: Desks) -> None:
    before = card_of(desks.ours)
    identity.rotate(desks.ours)
    for own in (before, card_of(desks.ours)):
        with pytest.raises(Refused) as refused:
            contacts.add(desks.ours, own, "Myself")
        assert refused.value.key == "contacts.card_own"
    assert contacts.known(desks.ours) == ()


def test_a_card_that_was_changed_is_not_taken_for_an_unsigned_one(desks: Desks) -> None:
    with pytest.raises(VerificationFailed, match="card_damaged"):
        read_card(identity.card_text(desks.theirs).replace("Dana", "Dona"))


def test_what_earlier_versions_printed_is_read_as_unsigned(desks: Desks) -> None:
    own = identity.card(desks.theirs)
    old = read_card(json.dumps(asdict(own)))
    assert (old.name, old.recipient, old.signing_key, old.signed) == (own.author, own.recipient, own.signing_key, False)
    bare = read_card(f"my key: {own.recipient}")
    assert (bare.recipient, bare.signing_key, bare.signed) == (own.recipient, None, False)


def test_a_renewed_identity_is_taken_in_without_comparing_again(desks: Desks) -> None:
    before = contacts.add(desks.ours, card_of(desks.theirs), "Dana", DAY)
    first = card_of(desks.theirs)
    identity.rotate(desks.theirs)
    renewed = card_of(desks.theirs)
    assert contacts.weigh(desks.ours, renewed).standing is Standing.VOUCHED
    after = contacts.add(desks.ours, renewed, "Dana")
    assert after.id == before.id and after.recipient == identity.card(desks.theirs).recipient != before.recipient
    assert after.compared == DAY and after.renewed is not None and contacts.is_trusted(after)
    assert after.former_recipients == (before.recipient,)
    assert contacts.weigh(desks.ours, renewed).standing is Standing.KNOWN
    with pytest.raises(Refused, match="card_older"):
        contacts.add(desks.ours, first, "Dana")
    assert contacts.known(desks.ours) == (after,)


def test_what_was_made_for_the_old_recipient_still_opens(desks: Desks) -> None:
    contacts.add(desks.theirs, card_of(desks.ours), "Us", DAY)
    edit.save(desks.ours, [case := Case(reference="X-1", title=Text.of("Invented", "en"))])
    path = desks.folder / "late.age"
    handover.make(desks.ours, [case.id], [handover.to(desks.ours, identity.card(desks.theirs).recipient)], path)
    for _ in range(2):
        identity.rotate(desks.theirs)
    assert len(identity.former_recipients(desks.theirs)) == 2
    assert receive.receive(desks.theirs, path).evidence.title is not None
    keys = identity.export_identity(desks.theirs, desks.folder / "keys.txt").read_text()
    assert keys.count("AGE-SECRET-KEY-PQ-") == 3


def test_an_unsigned_card_with_other_keys_is_to_be_compared_again(desks: Desks) -> None:
    contacts.add(desks.ours, card_of(desks.theirs), "Dana", DAY)
    own = identity.card(desks.theirs)
    forged = Card("Dana", HybridIdentity.generate().recipient.encode(), own.signing_key)
    assert contacts.weigh(desks.ours, forged).standing is Standing.UNVOUCHED
    assert contacts.add(desks.ours, forged, "Dana").compared is None


def test_a_stranger_with_a_copied_recipient_is_a_stranger(desks: Desks) -> None:
    known = contacts.add(desks.ours, card_of(desks.theirs), "Dana", DAY)
    stranger = Card("Dana", known.recipient or "", identity.card(desks.ours).signing_key, signed=True)
    assert contacts.weigh(desks.ours, stranger).standing is Standing.NEW


def test_a_restored_vault_signs_anew_and_the_old_key_vouches_for_it(desks: Desks) -> None:
    known = contacts.add(desks.ours, card_of(desks.theirs), "Dana", DAY)
    elsewhere = desks.restored()
    try:
        there = card_of(elsewhere)
    finally:
        elsewhere.lock()
    assert there.previous_keys == (known.signing_key,) and there.signing_key != known.signing_key
    both = contacts.add(desks.ours, there, "Dana")
    assert both.compared == DAY
    for key in (there.signing_key, known.signing_key):
        assert key is not None and contacts.signed_by(desks.ours, key) == both
    assert contacts.weigh(desks.ours, card_of(desks.theirs)).standing is Standing.KNOWN


def test_a_vault_restored_from_before_a_renewal_tells_what_opens_for_it(desks: Desks) -> None:
    """It has the key no more that was made since: the recipient of that day is the right one again, and a known key says so."""
    first = contacts.add(desks.ours, card_of(desks.theirs), "Dana", DAY)
    backup.make(desks.theirs, desks.folder / "backup")
    identity.rotate(desks.theirs)
    contacts.add(desks.ours, card_of(desks.theirs), "Dana")
    backup.restore(desks.folder / "backup", desks.folder / "Restored.casefile")
    elsewhere = sessions.unlock(desks.folder / "Restored.casefile", PASSPHRASE)
    try:
        there = card_of(elsewhere)
    finally:
        elsewhere.lock()
    assert contacts.weigh(desks.ours, there).standing is Standing.VOUCHED
    found = contacts.add(desks.ours, there, "Dana")
    assert (found.recipient, found.compared) == (first.recipient, DAY)
    assert found.recipient not in found.former_recipients


def test_a_key_of_a_stolen_laptop_counts_no_more(desks: Desks) -> None:
    known = contacts.add(desks.ours, card_of(desks.theirs), "Dana", DAY)
    assert known.signing_key is not None
    lost = contacts.without_key(known, [known.signing_key])
    edit.save(desks.ours, [lost])
    assert contacts.is_lost(lost) and not contacts.is_trusted(lost)
    assert contacts.signed_by(desks.ours, known.signing_key) is None
    identity.rotate(desks.theirs)  # whoever has the laptop could do so
    with pytest.raises(Refused, match="card_lost"):
        contacts.add(desks.ours, card_of(desks.theirs), "Dana")
    elsewhere = desks.restored()
    try:
        found = contacts.add(desks.ours, card_of(elsewhere), "Dana")
    finally:
        elsewhere.lock()
    assert found.id == known.id and found.compared is None and not contacts.is_lost(found)
    assert known.signing_key not in contacts.keys_of(found)


def test_a_team_is_those_whose_keys_were_compared(desks: Desks) -> None:
    contact = replace(contacts.add(desks.ours, card_of(desks.theirs), "Dana"), team=True)
    assert not contacts.is_team(contact)
    assert contacts.is_team(contacts.compared(contact, "phone"))
