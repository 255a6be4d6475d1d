"""Bundles of nobody known, or signed with a key that counts no more: of their files not a byte comes into the store, not even for a while."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.domain.kinds import Case, Contact
from casefile.errors import Refused
from casefile.handover import layout
from casefile.handover.addressing import to_recipient
from casefile.i18n import LANGUAGES, Catalogue
from casefile.progress import Progress
from casefile.usecases import bundles, contacts, edit, evidence, identity, inspection, receipts, sharing, syncing
from casefile.usecases.session import Session
from tests.usecases.exchanging import send, team
from tests.usecases.teaming import words

FILE = bytes(range(256)) * 8192  # several chunks of age, so that a look falls into the middle of it


class Watching(Progress):
    """At every step of a job, notes what has come into the vault's store."""

    def __init__(self, session: Session) -> None:
        self._places = [session.path / each for each in ("evidence", "staging")]
        self._before = stored(*self._places)
        self.looks = 0
        self.seen: set[str] = set()

    def step(self, done: int, total: int | None) -> None:
        """Look."""
        self.looks += 1
        self.seen |= stored(*self._places) - self._before

    def check(self) -> None:
        """Look."""
        self.step(0, None)


def stored(*places: Path) -> set[str]:
    return {str(each) for place in places for each in place.rglob("*") if each.is_file()}


@pytest.fixture
def people(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Айгүл, who has a case with a file, and Boris."""
    found = team(tmp_path, ("Айгүл", "Boris"), passphrase)
    case = Case(reference="X-1", title=words("Invented"))
    edit.save(found[0], [case])
    (tmp_path / "film.bin").write_bytes(FILE)
    evidence.attach(found[0], tmp_path / "film.bin", evidence.attached_to(case.id))
    yield found
    for each in found:
        each.lock()


def refused(session: Session, path: Path, trusted: str | None = None) -> tuple[str, Watching]:
    """The key of the sentence, and what was seen meanwhile."""
    watching = Watching(session)
    with pytest.raises(Refused) as fault:
        syncing.receive(session, path, trusted=trusted, progress=watching)
    for language in LANGUAGES:
        assert "{{" not in Catalogue(language).error(fault.value)
    return fault.value.key, watching


@pytest.mark.threat(18)
def test_a_stranger_puts_nothing_into_the_store(people: list[Session], tmp_path: Path) -> None:
    one, other = people
    path = send(one, other, tmp_path / "x.age")
    card = identity.card(one)
    edit.delete(other, contacts.find(other, "Айгүл"))
    assert syncing.preview(other, path).checked.signature is inspection.Signature.UNKNOWN, (
        "a look tells, and refuses not"
    )
    key, watching = refused(other, path)
    assert key == "handover.signer_unknown"
    assert watching.looks and not watching.seen
    key, watching = refused(other, path, trusted="0" * 32)
    assert key == "handover.other_fingerprint" and not watching.seen
    watching = Watching(other)
    assert card.fingerprint is not None
    assert syncing.receive(other, path, trusted=card.fingerprint, progress=watching).receipt.files
    assert watching.seen, "from somebody who is trusted it comes while it is read"


@pytest.mark.threat(18)
def test_what_a_colleague_passes_on_puts_nothing_into_the_store(people: list[Session], tmp_path: Path) -> None:
    one, other = people
    elsewhere = identity.card(one).recipient
    meant = sharing.To(Contact(name="Elsewhere", recipient=elsewhere), to_recipient(elsewhere))
    whole = sharing.make(one, sharing.Scope(), meant, tmp_path / "theirs.age").bundle.path
    passed = tmp_path / "passed.age"
    with whole.open("rb") as source, passed.open("wb") as sink:
        _sealed_anew(source, sink, one, identity.card(other).recipient)
    key, watching = refused(other, passed)
    assert key == "handover.made_for_someone_else" and not watching.seen


def _sealed_anew(source, sink, owner: Session, recipient: str) -> None:
    from io import BytesIO

    from casefile.crypto import age

    plain = BytesIO()
    age.decrypt(source, plain, bundles.identities(owner, None))
    plain.seek(0)
    age.encrypt(plain, sink, [age.parse_recipient(recipient)])


@pytest.mark.threat(18)
def test_a_key_that_counts_no_more_has_its_own_answer(people: list[Session], tmp_path: Path) -> None:
    one, other = people
    early = send(one, other, tmp_path / "early.age")
    taken = syncing.receive(other, early)
    mark_lost(other, "Айгүл")
    late = send(one, other, tmp_path / "late.age", full=True)
    seen = syncing.preview(other, late)
    assert (seen.checked.signature, seen.contact, seen.is_harmless) == (inspection.Signature.LOST, None, False)
    for trusted in (None, identity.card(one).fingerprint):
        key, watching = refused(other, late, trusted)
        assert key == "handover.signer_lost" and not watching.seen
    answer = receipts.write(other, taken.receipt, taken.contact, tmp_path / "r.age").path
    with pytest.raises(Refused, match=r"sync\.key_lost"):
        sharing.to(other, "Айгүл")  # whoever has the laptop would read it
    mark_lost(one, "Boris")
    with pytest.raises(Refused, match=r"handover\.signer_lost"):
        receipts.take_in(one, answer)
    card = contacts.read_card(identity.card_text(one))
    assert contacts.weigh(other, card).standing is contacts.Standing.LOST


def mark_lost(session: Session, name: str) -> None:
    known = contacts.find(session, name)
    edit.save(session, [contacts.without_key(known, contacts.keys_of(known))])


def test_another_kind_of_bundle_puts_nothing_into_the_store(people: list[Session], tmp_path: Path) -> None:
    one, other = people
    taken = syncing.receive(other, send(one, other, tmp_path / "x.age"))
    answer = receipts.write(other, taken.receipt, taken.contact, tmp_path / "r.age").path
    with pytest.raises(Refused, match=r"sync\.not_a_sync") as fault:
        syncing.preview(one, answer)
    assert fault.value.values["kind"] == layout.RECEIPT
