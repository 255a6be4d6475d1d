"""Cards as bundles between vaults: what they change, whom they are believed, and that an old one brings nothing back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity
from casefile.crypto.kdf import FLOOR
from casefile.crypto.signing import SigningKey
from casefile.domain.kinds import Contact, Name, Person
from casefile.domain.values import When
from casefile.errors import CasefileError, Refused, VerificationFailed
from casefile.handover import addressing, layout, statement, writing
from casefile.handover import card as cards
from casefile.handover.card import SignedCard
from casefile.handover.proofs import ORIGIN
from casefile.handover.writing import PayloadFile
from casefile.usecases import (
    bundles,
    contacts,
    edit,
    handover,
    identity,
    inspection,
    letters,
    receipts,
    sealedcards,
    sharing,
    syncing,
    verify,
)
from casefile.usecases import session as sessions
from casefile.usecases.contacts import Change, Standing
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from tests.threats.incoming import state

DAY = When("2031-04-30")


@dataclass
class Desks:
    """`ours` knows Dana's card and compared it; cards come from `theirs`."""

    ours: Session
    theirs: Session
    folder: Path
    number: int = 0

    def sent(self, source: Session | None = None) -> Path:
        """Their card of today, on its way to us."""
        self.number += 1
        addressee = addressing.to_recipient(identity.card(self.ours).recipient)
        return sealedcards.write(source or self.theirs, addressee, self.folder / f"card-{self.number}.age").path

    def dana(self) -> Contact:
        """As we know her."""
        return contacts.find(self.ours, "Dana")

    def refused(self, path: Path) -> str:
        """How a card is refused; nothing changes."""
        before = state(self.ours)
        with pytest.raises(CasefileError) as refused:
            sealedcards.take_in(self.ours, path)
        assert state(self.ours) == before
        return refused.value.key


@pytest.fixture
def desks(session: Session, tmp_path: Path, passphrase: str) -> Iterator[Desks]:
    theirs = sessions.create(tmp_path / "Theirs.casefile", passphrase, "Dana Invented", FLOOR)
    contacts.add(session, contacts.read_card(identity.card_text(theirs)), "Dana", DAY)
    yield Desks(session, theirs, tmp_path)
    theirs.lock()


def test_a_renewed_recipient_comes_with_what_it_changes(desks: Desks) -> None:
    known, before = desks.dana(), identity.card(desks.theirs)
    now = identity.rotate(desks.theirs)
    path = desks.sent()
    at_rest = state(desks.ours)
    came = sealedcards.preview(desks.ours, path)
    assert state(desks.ours) == at_rest
    assert came.weighed.standing is Standing.VOUCHED and came.weighed.contact == known
    assert came.change == Change(True, False, before.fingerprint, now.fingerprint)
    assert contacts.read_card(came.text) == came.card
    taken = sealedcards.take_in(desks.ours, path)
    assert taken.contact == desks.dana()
    assert (taken.contact.name, taken.contact.recipient, taken.contact.compared) == ("Dana", now.recipient, DAY)
    assert taken.contact.former_recipients == (before.recipient,) and contacts.is_trusted(taken.contact)
    at_rest = state(desks.ours)
    again = sealedcards.take_in(desks.ours, path)
    assert (again.came.weighed.standing, again.came.change, again.contact) == (Standing.KNOWN, None, taken.contact)
    assert state(desks.ours) == at_rest


def test_a_new_signing_key_comes_with_the_word_of_the_one_before(desks: Desks) -> None:
    edit.save(desks.theirs, [Person(names=(Name(text="Invented"),))])
    before, device = identity.card(desks.theirs), desks.theirs.database.device
    first = desks.sent()
    now = identity.rotate_signing_key(desks.theirs)
    assert (now.recipient, now.signing_key == before.signing_key) == (before.recipient, False)
    assert desks.theirs.database.devices[1] == device
    path = desks.sent()
    came = sealedcards.preview(desks.ours, path)
    assert came.checked.signature is inspection.Signature.UNKNOWN, "the bundle itself bears the new key"
    assert came.weighed.standing is Standing.VOUCHED
    assert came.change == Change(False, True, before.fingerprint, now.fingerprint)
    taken = sealedcards.take_in(desks.ours, path).contact
    assert (taken.signing_key, taken.compared) == (now.signing_key, DAY)
    assert set(contacts.keys_of(taken)) == {before.signing_key, now.signing_key}, "what is underway still counts"
    assert sealedcards.take_in(desks.ours, first).contact == taken, "the card before brings no key back"
    edit.save(desks.theirs, [Person(names=(Name(text="Another"),))])
    assert all(each.held for each in verify.deep(desks.theirs))


def test_entries_from_before_and_after_a_new_signing_key_arrive(desks: Desks) -> None:
    contacts.add(desks.theirs, contacts.read_card(identity.card_text(desks.ours)), "Us", DAY)
    told = Person(names=(Name(text="Invented"),))
    edit.save(desks.theirs, [told])
    identity.rotate_signing_key(desks.theirs)
    edit.save(desks.theirs, [replace(told, tags=("after",))])
    path = sharing.make(desks.theirs, Scope(), sharing.to(desks.theirs, "Us"), desks.folder / "all.age").bundle.path
    with pytest.raises(Refused, match="signer_unknown"):
        syncing.receive(desks.ours, path)
    sealedcards.take_in(desks.ours, desks.sent())
    taken = syncing.receive(desks.ours, path)
    (earlier,) = taken.arrival.origins
    assert (earlier.device, earlier.by_origin, earlier.known) == (desks.theirs.database.devices[1], True, True)
    assert edit.read(desks.ours, "person", told.id).record.tags == ("after",)
    answer = receipts.write(desks.ours, taken.receipt, desks.dana(), desks.folder / "receipt.age").path
    assert receipts.take_in(desks.theirs, answer).older_copy is False


@pytest.mark.threat(19)
def test_an_older_card_after_a_newer_one_brings_no_key_back(desks: Desks) -> None:
    first = desks.sent()
    identity.rotate(desks.theirs)
    second = desks.sent()
    identity.rotate(desks.theirs)
    newest = sealedcards.take_in(desks.ours, desks.sent()).contact
    for older in (first, second):
        assert sealedcards.preview(desks.ours, older).weighed.standing is Standing.OLDER
        assert desks.refused(older) == "contacts.card_older"
    assert desks.dana() == newest


@pytest.mark.threat(19)
def test_a_card_of_many_renewals_ago_brings_no_key_back(desks: Desks) -> None:
    """Older than what later cards name of the recipients that were given up."""
    identity.rotate(desks.theirs)
    forgotten = desks.sent()
    for _ in range(cards.MOST + 1):
        identity.rotate(desks.theirs)
    contact = contacts.add(desks.ours, contacts.read_card(identity.card_text(desks.theirs)), "Dana", DAY)
    came = sealedcards.preview(desks.ours, forgotten)
    assert came.card.recipient not in contact.former_recipients and came.weighed.standing is Standing.UNVOUCHED
    assert desks.refused(forgotten) == "contacts.card_unvouched"
    assert desks.dana() == contact


def test_a_card_of_a_stranger_makes_a_contact_that_is_to_be_compared(desks: Desks, passphrase: str) -> None:
    known = desks.dana()
    stranger = sessions.create(desks.folder / "Stranger.casefile", passphrase, "Dana", FLOOR)
    try:
        path = desks.sent(stranger)
        own = identity.card(stranger)
    finally:
        stranger.lock()
    came = sealedcards.preview(desks.ours, path)
    assert (came.weighed.standing, came.weighed.contact) == (Standing.NEW, None)
    assert came.change == Change(True, True, None, own.fingerprint)
    with pytest.raises(Refused, match="other_fingerprint"):
        sealedcards.take_in(desks.ours, path, trusted=identity.card(desks.theirs).fingerprint)
    made = sealedcards.take_in(desks.ours, path).contact
    assert made.compared is None and not contacts.is_trusted(made) and made.id != known.id
    assert known in contacts.known(desks.ours), "whose name they bear stays as they were"
    told = sealedcards.take_in(desks.ours, path, trusted=" ".join(own.words)).contact
    assert told.id == made.id and contacts.is_trusted(told)


@pytest.mark.threat(18)
def test_a_known_recipient_under_a_foreign_key_is_no_word_of_its_owner(desks: Desks) -> None:
    """Who is known by a bare recipient alone: anybody can put that on a card of their own."""
    other = HybridIdentity.generate().recipient.encode()
    bare = contacts.add(desks.ours, contacts.read_card(other), "Bare", DAY)
    key, device = SigningKey.generate(), "e" * 32
    said = SignedCard("Bare", other, key.public.encode(ORIGIN + device), device, "2031-05-01")
    path = written(desks, said, key, desks.folder / "foreign.age")
    assert sealedcards.preview(desks.ours, path).weighed.standing is Standing.UNVOUCHED
    assert desks.refused(path) == "contacts.card_unvouched"
    assert contacts.find(desks.ours, "Bare") == bare


def written(desks: Desks, said: SignedCard, key: SigningKey, path: Path) -> Path:
    """A card by whoever has `key`."""
    name = ORIGIN + said.device
    addressee = addressing.to_recipient(identity.card(desks.ours).recipient)
    with desks.theirs.database.reading() as connection:
        point = letters.own_checkpoint(desks.theirs, connection)
    letter = letters.letter(desks.theirs, statement.CARD, addressee, point)
    sender = replace(letter.sender, recipient=said.recipient, key=said.key)
    letter = replace(letter, sender=sender, signer=name, key=key)
    payload = [PayloadFile.of(layout.CARD_FILE, cards.sign(said, [(name, key)]))]
    return writing.write(path, letter, payload).path


@pytest.mark.threat(18)
def test_a_key_that_counts_no_more_tells_no_other(desks: Desks) -> None:
    known = desks.dana()
    edit.save(desks.ours, [contacts.without_key(known, contacts.keys_of(known))])
    identity.rotate(desks.theirs)  # as whoever has the laptop could
    assert desks.refused(desks.sent()) == "contacts.card_lost"


def test_only_a_card_for_us_and_not_our_own(desks: Desks, passphrase: str) -> None:
    addressee = addressing.to_recipient(identity.card(desks.theirs).recipient)
    other = sealedcards.write(desks.theirs, addressee, desks.folder / "other.age").path
    assert desks.refused(other) == "crypto.wrong_key"
    assert desks.refused(desks.sent(desks.ours)) == "sync.own_bundle"
    with pytest.raises(Refused, match="destination_exists"):
        sealedcards.write(desks.theirs, addressee, other)


def test_whoever_has_the_key_inspects_it_without_a_vault(desks: Desks) -> None:
    path = desks.sent()
    keys = identity.exchange_identities(desks.ours)
    found = inspection.inspect(path, keys, [identity.card(desks.theirs).signing_key])
    assert isinstance(found.content, inspection.CardContent) and found.signature is inspection.Signature.KNOWN
    assert found.content.card.name == "Dana Invented" and found.addressed is inspection.AddressedTo.YOU
    altered = bytearray(path.read_bytes())
    altered[-300] ^= 1
    path.write_bytes(altered)
    with pytest.raises(VerificationFailed):
        inspection.inspect(path, keys)
    assert desks.refused(path) in ("crypto.damaged", "crypto.truncated")


def test_a_card_for_a_passphrase_is_told_by_its_beginning(desks: Desks) -> None:
    to = handover.to_passphrase("seven other words that somebody was told")
    path = sealedcards.write(desks.theirs, to.addressee, desks.folder / "word.age").path
    words = "seven other words that somebody was told"
    assert bundles.kind_of(desks.ours, path, words) == layout.CARD
    assert sealedcards.take_in(desks.ours, path, words).came.weighed.standing is Standing.KNOWN
