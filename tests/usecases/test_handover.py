"""From one vault to another: what goes out, what is kept, and what is refused without a trace."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from casefile.crypto.age import WrongKey, decrypt, encrypt
from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Contact, Evidence, Happening, Name, Note, Person, Role
from casefile.domain.values import Text, When
from casefile.errors import Cancelled, CasefileError, NotFound, Refused, VerificationFailed
from casefile.handover.papers import HOW_TO_OPEN
from casefile.progress import Stoppable
from casefile.records import repository
from casefile.usecases import contacts, edit, evidence, evidencelist, handover, identity, inspection, receive, verify
from casefile.usecases import session as sessions
from casefile.usecases.inspection import AddressedTo, Signature
from casefile.usecases.session import Session

PHOTO = b"\xff\xd8\xff an invented photo " * 10_000
PASSPHRASE = "seven invented words that nobody uses here"


def case_with_photo(session: Session, folder: Path, reference: str = "KZ-2031-001") -> Case:
    """A case of an invented man, with a witness who may not be named, a note and a photo."""
    case = Case(reference=reference, title=Text.of("Задержание Ойдағыева", "ru"), kind="person_at_risk")
    man = Person(names=(Name(text="Ерлан Ойдағыев", language="ru"),))
    witness = Person(names=(Name(text="Сәуле Жоқбаева", language="ru"),))
    seen = Happening(
        cases=(Ref(case.id),),
        type="arrest",
        when=When("2031-05-01"),
        description=Text.of("Задержание видела Сәуле Жоқбаева, соседка.", "ru"),
    )
    roles = [
        Role(party=Ref(man.id), role="victim", record=Ref(case.id), naming="public"),
        Role(party=Ref(witness.id), role="witness", record=Ref(case.id), naming="none"),
    ]
    note = Note(cases=(Ref(case.id),), text=Text.of("звонить только вечером", "ru"))
    edit.save(session, [case, man, witness, seen, *roles, note])
    photo = folder / f"{reference}.jpg"
    photo.write_bytes(PHOTO)
    evidence.attach(session, photo, evidence.attached_to(case.id))
    photo.unlink()
    return case


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sender's vault, a recipient's and a third one."""
    folder = tmp_path_factory.mktemp("desks")
    for name in ("sender", "recipient", "third"):
        session = sessions.create(folder / f"{name}.casefile", PASSPHRASE, name.title(), FLOOR)
        if name == "sender":
            case_with_photo(session, folder)
            case_with_photo(session, folder, "KZ-2031-002")
        session.lock()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where bundles go."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def sender(desks: Path, tmp_path: Path) -> Iterator[Session]:
    yield from opened(desks, tmp_path, "sender")


@pytest.fixture
def recipient(desks: Path, tmp_path: Path) -> Iterator[Session]:
    yield from opened(desks, tmp_path, "recipient")


@pytest.fixture
def third(desks: Path, tmp_path: Path) -> Iterator[Session]:
    yield from opened(desks, tmp_path, "third")


def opened(desks: Path, tmp_path: Path, name: str) -> Iterator[Session]:
    shutil.copytree(desks / f"{name}.casefile", tmp_path / f"{name}.casefile")
    session = sessions.unlock(tmp_path / f"{name}.casefile", PASSPHRASE)
    yield session
    session.lock()


def meet(session: Session, other: Session) -> Contact:
    """Two desks that compared their fingerprints."""
    card = identity.card(other)
    return contacts.add(
        session, contacts.Card(card.author, card.recipient, card.signing_key), card.author, When("2031-04-30")
    )


def handed(sender: Session, recipient: Session, out: Path, audience: str = "lawyer", name: str = "x.age") -> Path:
    to = handover.to(sender, identity.card(recipient).recipient)
    return handover.make(sender, ["KZ-2031-001"], [to], out / name, audience).bundles[0].path


def state(session: Session) -> dict[str, str]:
    """The vault's files by their hashes; the index of the write-ahead log, in which readers leave marks, apart."""
    files = (each for each in session.path.rglob("*") if each.is_file() and not each.name.endswith("-shm"))
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def test_from_hand_to_hand_bit_for_bit(sender: Session, recipient: Session, out: Path) -> None:
    meet(recipient, sender)
    bundle = handed(sender, recipient, out)
    assert sorted(each.name for each in out.iterdir()) == [HOW_TO_OPEN, "x.age"]
    incoming = receive.preview(recipient, bundle)
    assert incoming.checked.signature is Signature.KNOWN
    assert incoming.checked.addressed is AddressedTo.YOU
    assert incoming.contact is not None
    assert incoming.contact.name == "Sender"
    assert incoming.content.proven.others == 0
    got = receive.receive(recipient, bundle)
    assert str(got.evidence.title) == "Задержание Ойдағыева"
    with receive.open_received(recipient, got.evidence.id) as kept:
        (case,) = kept.disclosure.cases
        (file,) = kept.disclosure.files
        assert case.case.reference == "KZ-2031-001"
        with kept.open_evidence(file.record) as photo:
            assert photo.read() == PHOTO
    assert [each.evidence.id for each in receive.received(recipient)] == [got.evidence.id]
    assert evidencelist.page(recipient).rows == (), "a received bundle is no evidence of one's own"
    assert all(check.held for check in verify.deep(recipient))
    assert all(check.held for check in verify.deep(sender))


def test_what_an_earlier_device_wrote_is_not_said_to_stand_in_the_signed_journal(
    sender: Session, recipient: Session, out: Path
) -> None:
    before = receive.preview(recipient, handed(sender, recipient, out)).content.proven
    assert before.relayed == 0 and before.signed == before.all
    sessions.go_on_as_new_device(sender)  # as after a restore
    after = receive.preview(recipient, handed(sender, recipient, out, name="later.age")).content.proven
    assert (after.signed, after.relayed, after.others) == (0, before.signed, 0)


def test_secrets_of_the_desk_stay_and_a_lawyer_reads_all_names(sender: Session, recipient: Session, out: Path) -> None:
    found = receive.preview(recipient, handed(sender, recipient, out)).content.disclosure.cases[0]
    assert {name.text for person in found.of(Person) for name in person.names} == {"Ерлан Ойдағыев", "Сәуле Жоқбаева"}
    assert not found.of(Note)


def test_a_protected_witness_is_nowhere_in_the_bundle(sender: Session, recipient: Session, out: Path) -> None:
    bundle = handed(sender, recipient, out, "un")
    incoming = receive.preview(recipient, bundle)
    assert incoming.content.proven.others > 0, "what was replaced has no proof"
    identity.export_identity(recipient, out / "key.txt")
    keys = inspection.key_file((out / "key.txt").read_text())
    _, folder = inspection.extract(bundle, keys, out / "read")
    assert folder is not None
    text = "".join(each.read_text("utf-8") for each in folder.rglob("*.json")) + printed(folder / "data/summary.pdf")
    assert text.count("Ерлан") > 1
    assert "Жоқбаева" not in text
    assert "Сәуле" not in text
    assert "вечером" not in text


def printed(path: Path) -> str:
    """The words of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_preview_says_what_make_will_do(sender: Session, out: Path) -> None:
    seen = handover.preview(sender, ["KZ-2031-001"], "un")
    assert [each.name for each in seen.replaced] == ["Сәуле Жоқбаева"]
    assert seen.records["happening"] == 1
    assert "note" not in seen.records
    assert sum(each.records for each in seen.withheld) >= 1
    assert 0 < seen.proven < seen.fields
    assert seen.blocked == ()
    assert not list(out.iterdir())
    everyone = handover.preview(sender, ["KZ-2031-001"], "public")
    assert everyone.files == (), "no original goes to the public"


def test_two_cases_for_two_people_are_two_files(sender: Session, recipient: Session, third: Session, out: Path) -> None:
    meet(sender, recipient)
    (out / "card.txt").write_text(identity.card(third).recipient + "\n")
    to = [handover.to(sender, "recipient"), handover.to(sender, str(out / "card.txt"))]
    made = handover.make(sender, ["KZ-2031-001", "KZ-2031-002"], to, out / "both.age")
    assert [each.path.name for each in made.bundles] == ["both-1.age", "both-2.age"]
    assert [each.name for each in to] == ["Recipient", ""]
    incoming = receive.preview(recipient, made.bundles[0].path)
    one = incoming.checked
    other = receive.preview(third, made.bundles[1].path).checked
    assert [case.case.reference for case in incoming.content.disclosure.cases] == ["KZ-2031-001", "KZ-2031-002"]
    assert one.bundle_id != other.bundle_id
    assert (one.sequence, other.sequence) == (1, 2)
    with pytest.raises(WrongKey):
        receive.preview(recipient, made.bundles[1].path)


def test_custody_tells_of_the_handover_and_of_the_receipt(sender: Session, recipient: Session, out: Path) -> None:
    meet(recipient, sender)
    bundle = handed(sender, recipient, out)
    with sender.database.reading() as connection:
        found = [each.record for each in repository.where(connection, "evidence")]
    (photo,) = (each for each in found if isinstance(each, Evidence) and each.original_name == "KZ-2031-001.jpg")
    event = evidence.custody(sender, photo.id)[-1].event
    assert (event["event"], event["audience"]) == ("handed_over", "lawyer")
    got = receive.receive(recipient, bundle)
    assert got.event["bundle"] == event["bundle"]
    assert got.event["sender"] == "Sender"
    assert got.event["fingerprint"] == identity.card(sender).fingerprint
    assert got.event["checkpoint"]["size"] > 0


@pytest.mark.threat(19)
def test_a_second_import_changes_nothing(sender: Session, recipient: Session, out: Path) -> None:
    meet(recipient, sender)
    bundle = handed(sender, recipient, out)
    first = receive.receive(recipient, bundle)
    before = state(recipient)
    again = receive.receive(recipient, bundle)
    assert again.evidence == first.evidence
    assert receive.preview(recipient, bundle).received == first.evidence.id
    assert state(recipient) == before


def test_a_stranger_is_received_only_by_the_fingerprint_they_told(
    sender: Session, recipient: Session, out: Path
) -> None:
    bundle = handed(sender, recipient, out)
    before = state(recipient)
    assert receive.preview(recipient, bundle).checked.signature is Signature.UNKNOWN
    refused(recipient, bundle, "handover.signer_unknown")
    with pytest.raises(Refused, match="other_fingerprint"):
        receive.receive(recipient, bundle, trusted="00" * 16)
    assert state(recipient) == before
    receive.receive(recipient, bundle, trusted=identity.card(sender).fingerprint.upper())
    (contact,) = contacts.known(recipient)
    assert contact.signing_key == identity.card(sender).signing_key
    assert contact.compared is not None
    assert receive.preview(recipient, bundle).checked.signature is Signature.KNOWN


def test_what_a_vault_handed_out_before_it_was_restored_is_kept_and_makes_nobody_their_own_colleague(
    sender: Session, out: Path
) -> None:
    bundle, told = handed(sender, sender, out), identity.card(sender).fingerprint
    sessions.go_on_as_new_device(sender)
    kept = receive.receive(sender, bundle, trusted=told)
    assert receive.preview(sender, bundle).received == kept.evidence.id
    assert contacts.known(sender) == ()


def refused(session: Session, bundle: Path, key: str) -> None:
    before = state(session)
    with pytest.raises(CasefileError) as why:
        receive.receive(session, bundle)
    assert why.value.key == key
    assert state(session) == before


@pytest.mark.threat(18)
def test_wrong_hands_and_damage_each_have_their_answer_and_leave_no_trace(
    sender: Session, recipient: Session, third: Session, out: Path
) -> None:
    for each in (recipient, third):
        meet(each, sender)
    bundle = handed(sender, recipient, out)
    refused(third, bundle, "crypto.wrong_key")
    whole = bundle.read_bytes()
    for data, key in ((whole[:-1000], "crypto.truncated"), (whole[:-1] + b"x", "crypto.truncated")):
        (out / "bad.age").write_bytes(data)
        refused(recipient, out / "bad.age", key)
    flipped = bytearray(whole)
    flipped[5000] ^= 1
    (out / "bad.age").write_bytes(flipped)
    refused(recipient, out / "bad.age", "crypto.damaged")
    (out / "bad.age").write_bytes(b"no bundle")
    refused(recipient, out / "bad.age", "crypto.not_age")
    refused(recipient, out / "none.age", "handover.no_such_file")


@pytest.mark.threat(18)
def test_passed_on_to_someone_else(sender: Session, recipient: Session, third: Session, out: Path) -> None:
    """The recipient encrypts what they got anew: a court may read it, a vault does not take it as sent to it."""
    meet(third, sender)
    bundle = handed(sender, recipient, out)
    tar = io.BytesIO()
    with bundle.open("rb") as source:
        decrypt(source, tar, [identity.exchange_identity(recipient)])
    tar.seek(0)
    own = identity.exchange_identity(third)
    with (out / "on.age").open("wb") as sink:
        encrypt(tar, sink, [own.recipient])
    refused(third, out / "on.age", "handover.made_for_someone_else")
    seen = inspection.inspect(out / "on.age", [own], [identity.card(sender).signing_key])
    assert (seen.signature, seen.addressed) == (Signature.KNOWN, AddressedTo.ANOTHER)


def test_a_passphrase(sender: Session, recipient: Session, out: Path) -> None:
    meet(recipient, sender)
    to = handover.to_passphrase("an invented passphrase for one bundle")
    made = handover.make(sender, ["KZ-2031-001"], [to], out / "x.age")
    refused(recipient, made.bundles[0].path, "crypto.needs_passphrase")
    with pytest.raises(WrongKey):
        receive.preview(recipient, made.bundles[0].path, "another")
    seen = receive.preview(recipient, made.bundles[0].path, "an invented passphrase for one bundle")
    assert seen.checked.addressed is AddressedTo.PASSPHRASE


def test_nothing_is_handed_over_that_is_not_logged_and_the_reverse(
    sender: Session, recipient: Session, out: Path
) -> None:
    to = handover.to(sender, identity.card(recipient).recipient)
    before = verify.quick(sender)
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        handover.make(sender, ["KZ-2031-001"], [to], out / "x.age", progress=progress)
    (out / "y-2.age").write_bytes(b"taken")
    with pytest.raises(Refused, match="destination_exists"):
        handover.make(sender, ["KZ-2031-001"], [to, to], out / "y.age")
    assert [each.name for each in out.iterdir()] == ["y-2.age"]
    assert verify.quick(sender) == before, "the journal has not grown"


class StoppedLate(Stoppable):
    """Asks to stop when more than so many parts of the job in a hundred are done."""

    def __init__(self, percent: int) -> None:
        super().__init__()
        self._percent = percent

    def step(self, done: int, total: int | None) -> None:
        super().step(done, total)
        if total and done * 100 > total * self._percent:
            self.stop()


@pytest.mark.threat(1)
@pytest.mark.parametrize("percent", [5, 70])
def test_an_interrupted_receive_leaves_nothing(sender: Session, recipient: Session, out: Path, percent: int) -> None:
    """While it is checked, and while it is taken in."""
    meet(recipient, sender)
    bundle = handed(sender, recipient, out)
    before = state(recipient)
    progress = StoppedLate(percent)
    with pytest.raises(Cancelled):
        receive.receive(recipient, bundle, progress=progress)
    assert (progress.done * 2 > (progress.total or 0)) == (percent > 50)
    assert state(recipient) == before


def test_evidence_altered_outside_is_not_handed_over(sender: Session, recipient: Session, out: Path) -> None:
    for each in (sender.path / "evidence").rglob("*"):
        if each.is_file():
            data = bytearray(each.read_bytes())
            data[-40_000] ^= 1
            each.write_bytes(data)
    with pytest.raises(VerificationFailed):
        handed(sender, recipient, out)
    assert not list(out.iterdir())


def test_nobody_and_nothing(sender: Session, out: Path) -> None:
    to = handover.to_passphrase("x")
    for references, recipients in (([], [to]), (["KZ-2031-001"], [])):
        with pytest.raises(Refused):
            handover.make(sender, references, recipients, out / "x.age")
    with pytest.raises(NotFound):
        handover.make(sender, ["KZ-1999-001"], [to], out / "x.age")
    with pytest.raises(NotFound):
        handover.to(sender, "nobody of this name")


def test_a_received_file_that_was_deleted_can_be_received_again(sender: Session, recipient: Session, out: Path) -> None:
    meet(recipient, sender)
    bundle = handed(sender, recipient, out)
    first = receive.receive(recipient, bundle)
    edit.delete(recipient, first.evidence)
    assert receive.received(recipient) == ()
    again = receive.receive(recipient, bundle)
    assert again.evidence.id != first.evidence.id
    assert all(check.held for check in verify.deep(recipient))


def test_only_what_was_received_is_opened_as_a_bundle(sender: Session) -> None:
    with sender.database.reading() as connection:
        found = [each.record for each in repository.where(connection, "evidence")]
    assert isinstance(found[0], Evidence)
    with pytest.raises(NotFound):
        receive.open_received(sender, found[0].id)
