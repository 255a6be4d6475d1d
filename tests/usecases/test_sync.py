"""Two and three people who send each other bundles: real vaults, real files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Contact, Evidence, Happening, Name, Person
from casefile.domain.values import Text, When
from casefile.errors import Refused, VerificationFailed
from casefile.usecases import conflicts, contacts, edit, evidence, identity, purge, receipts, sharing, syncing, verify
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.syncing import Answers
from tests.usecases.exchanging import send, sync, team


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[list[Session]]:
    """Айгүл, Борис and Carol."""
    found = team(tmp_path_factory.mktemp("team"), ("Айгүл", "Борис", "Carol"), passphrase)
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


def person(session: Session) -> Person:
    made = Person(names=(Name(text="Invented Person"),), occupation=words("teacher"))
    edit.save(session, [made])
    return made


def occupation(session: Session, record: Person) -> str:
    return str(edit.read(session, "person", record.id).record.occupation)


def database(session: Session) -> str:
    return hashlib.sha256((session.path / "records.db").read_bytes()).hexdigest()


def test_a_case_arrives_and_what_both_change_afterwards_merges(people, post):
    one, other, _ = people
    case = Case(reference="X-1", title=words("An invented case"))
    told = person(one)
    arrest = Happening(cases=(Ref(case.id),), type="arrest", when=When("2031-05-01"))
    edit.save(one, [case, arrest])
    taken = sync(one, other, post)
    assert taken.arrival.counts["case"] == (1, 0)
    assert edit.read(other, "case", case.id).record == case
    edit.save(other, [replace(case, title=words("A better title"))])
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    sync(other, one, post)
    sync(one, other, post)
    for each in (one, other):
        assert str(edit.read(each, "case", case.id).record.title) == "A better title"
        assert occupation(each, told) == "lawyer"
    assert edit.authors(other)[one.author.id] == "Айгүл"


def test_after_a_receipt_only_what_is_new_goes_and_word_of_it_comes_to_rest(people, post):
    one, other, _ = people
    told = person(one)
    sync(one, other, post)
    edit.save(one, [replace(told, occupation=words("judge"))])
    seen = sharing.preview(one, Scope(), sharing.to(one, "Борис"))
    assert (seen.records["person"], seen.entries["person"]) == (1, 1)
    for _ in range(4):
        sync(one, other, post)
        sync(other, one, post)
    with pytest.raises(Refused, match=r"sync\.nothing_new"):
        send(one, other, post / "more.age")
    assert not sharing.waiting(one, contacts.find(one, "Борис").id)


def test_without_a_receipt_it_goes_again_and_a_bundle_taken_twice_changes_nothing(people, post):
    one, other, _ = people
    told = person(one)
    lost, second = send(one, other, post / "1.age"), send(one, other, post / "2.age")
    lost.unlink()
    first = syncing.receive(other, second)
    before = database(other)
    again = syncing.receive(other, second)
    assert (again.again, again.receipt, again.changes.records) == (True, first.receipt, frozenset())
    assert database(other) == before
    assert occupation(other, told) == "teacher"


def test_a_contact_with_a_word_for_a_key_keeps_no_bundle_out(people, post):
    one, other, _ = people
    told = person(one)
    edit.save(other, [Contact(name="Imported", recipient="age1", signing_key="on paper", further_keys=("none",))])
    sync(one, other, post)
    assert occupation(other, told) == "teacher"


def test_a_look_writes_nothing_and_tells_what_would_be(people, post):
    one, other, _ = people
    told = person(one)
    sync(one, other, post)
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    edit.save(other, [replace(told, occupation=words("judge"))])
    twin = Person(names=(Name(text="Nurlan Invented"),))
    edit.save(other, [Person(names=(Name(text="Nurlan Invented"),))])
    edit.save(one, [twin])
    path = send(one, other, post / "look.age")
    before = database(other)
    seen = syncing.preview(other, path)
    assert database(other) == before
    (clash,) = seen.conflicts
    assert (clash.record, clash.path, {each.value[0]["text"] for each in clash.versions}) == (
        told.id,
        "occupation",
        {"lawyer", "judge"},
    )
    assert twin.id in {each.record for each in seen.alike}
    assert {each.id: each.new for each in seen.records if each.kind == "person"} == {told.id: False, twin.id: True}
    assert seen.is_harmless and seen.contact is not None


def test_a_conflict_is_shown_with_whose_it_is_and_settled_for_all(people, post):
    one, other, _ = people
    told = person(one)
    sync(one, other, post)
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    edit.save(other, [replace(told, occupation=words("judge"))])
    sync(one, other, post)
    sync(other, one, post)
    (found,) = conflicts.of_record(one, told.id)
    assert {(each.author, each.value[0]["text"]) for each in found.versions} == {
        (one.author.id, "lawyer"),
        (other.author.id, "judge"),
    }
    shown = next(each for each in found.versions if each.shown)
    assert occupation(one, told) == occupation(other, told) == shown.value[0]["text"]
    assert conflicts.listed(one).total >= 1
    hidden = next(each for each in found.versions if not each.shown)
    conflicts.choose(one, told.id, "occupation", hidden.entry)
    sync(one, other, post)
    for each in (one, other):
        assert occupation(each, told) == hidden.value[0]["text"]
        assert conflicts.of_record(each, told.id) == ()


def test_the_version_that_is_shown_can_be_chosen(people, post):
    one, other, _ = people
    told = person(one)
    sync(one, other, post)
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    edit.save(other, [replace(told, occupation=words("judge"))])
    sync(other, one, post)
    (found,) = conflicts.of_record(one, told.id)
    conflicts.choose(one, told.id, "occupation", next(each.entry for each in found.versions if each.shown))
    assert conflicts.of_record(one, told.id) == ()
    with pytest.raises(Refused, match=r"sync\.no_such_conflict"):
        conflicts.resolve(one, told.id, "occupation", None)


def test_what_is_relayed_brings_the_checkpoint_of_its_origin(people, post):
    one, other, third = people
    told = person(one)
    sync(one, other, post)
    edit.save(other, [replace(told, tags=("seen",))])
    taken = sync(other, third, post)
    origins = {each.device: each for each in taken.arrival.origins}
    assert origins[one.database.device].by_origin and origins[one.database.device].known
    assert edit.read(third, "person", told.id).record.tags == ("seen",)
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    sync(one, third, post)
    assert occupation(third, told) == "lawyer"


def test_files_come_once_with_their_custody(people, post, tmp_path):
    one, other, _ = people
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8 an invented photo" * 5000)
    case = Case(reference="X-9", title=words("With a file"))
    edit.save(one, [case])
    kept = evidence.attach(one, photo, Evidence(cases=(Ref(case.id),), title=words("A photo"), kind="photo"))
    path = send(one, other, post / "file.age", Scope.of_cases("X-9"))
    seen = syncing.preview(other, path)
    assert [(each.sha256, each.here) for each in seen.files] == [(kept.sha256, False)] and not seen.missing
    taken = syncing.receive(other, path)
    assert taken.receipt.files == (kept.sha256,)
    with evidence.opened(other, kept.id) as stream:
        assert stream.read() == photo.read_bytes()
    events = [step.event["event"] for step in evidence.custody(other, kept.id)]
    assert events[-1] == "received" and "imported" in events
    receipts.take_in(one, receipts.write(other, taken.receipt, taken.contact, post / "r.age").path)
    assert [step.event["event"] for step in evidence.custody(one, kept.id)][-1] == "handed_over"
    edit.save(one, [replace(kept, title=words("A better title"))])
    assert sharing.preview(one, Scope.of_cases("X-9"), sharing.to(one, "Борис")).files == 0
    assert not list((other.path / "staging").iterdir())


def test_files_left_out_go_with_the_next_bundle(people, post, tmp_path):
    one, other, _ = people
    photo = tmp_path / "other.jpg"
    photo.write_bytes(b"\xff\xd8 another photo" * 5000)
    case = Case(reference="X-10", title=words("With a file"))
    edit.save(one, [case])
    kept = evidence.attach(one, photo, Evidence(cases=(Ref(case.id),), title=words("A photo"), kind="photo"))
    taken = syncing.receive(other, send(one, other, post / "f.age", Scope.of_cases("X-10"), files=False))
    assert kept.id in taken.arrival.missing
    receipts.take_in(one, receipts.write(other, taken.receipt, taken.contact, post / "r.age").path)
    sync(one, other, post, Scope.of_cases("X-10"))
    with evidence.opened(other, kept.id) as stream:
        assert stream.read() == photo.read_bytes()


def test_what_was_declined_stays_so_until_it_is_wanted(people, post):
    one, other, _ = people
    wanted, unwanted = person(one), person(one)
    taken = sync(one, other, post, answers=Answers(decline=frozenset({unwanted.id})))
    assert unwanted.id not in taken.changes.records and wanted.id in taken.changes.records
    edit.save(one, [replace(unwanted, tags=("more",))])
    path = send(one, other, post / "more.age")
    assert unwanted.id in syncing.preview(other, path).declined
    syncing.receive(other, path)
    with pytest.raises(Refused):
        edit.read(other, "person", unwanted.id)
    whole = send(one, other, post / "whole.age", full=True)
    syncing.receive(other, whole, Answers(anew=frozenset({unwanted.id})))
    assert edit.read(other, "person", unwanted.id).record.tags == ("more",)


def test_a_purge_of_a_colleague_waits_until_it_is_accepted(people, post):
    one, other, third = people
    told = person(one)
    sync(one, other, post)
    sync(one, third, post)
    purge.fields(one, told, ["occupation"])
    path = send(one, other, post / "purge.age")
    seen = syncing.preview(other, path)
    (asked,) = seen.purges
    assert (asked.record, asked.paths, asked.author) == (told.id, ("occupation",), one.author.id)
    assert not seen.is_harmless
    syncing.receive(other, path)
    assert occupation(other, told) == "teacher"
    (request,) = (each for each in conflicts.requests(other) if each.record == told.id)
    conflicts.accept(other, request.id)
    assert edit.read(other, "person", told.id).record.occupation is None
    assert told.id not in {each.record for each in conflicts.requests(other)}
    path = send(one, third, post / "purge3.age")
    syncing.receive(third, path, Answers(decline_purges=frozenset({asked.id})))
    assert occupation(third, told) == "teacher"
    with pytest.raises(Refused, match=r"sync\.no_such_request"):
        conflicts.accept(third, asked.id)


def test_a_purge_can_be_accepted_as_it_comes(people, post):
    one, other, _ = people
    told = person(one)
    sync(one, other, post)
    purge.records(one, [told])
    path = send(one, other, post / "purge.age")
    asked = {each.id for each in syncing.preview(other, path).purges}
    syncing.receive(other, path, Answers(accept_purges=frozenset(asked)))
    assert edit.read(other, "person", told.id).record == Person(id=told.id)


def test_a_deletion_waits_for_a_person_and_travels_with_its_case(people, post):
    one, other, _ = people
    case = Case(reference="X-20", title=words("A case"))
    note = Happening(cases=(Ref(case.id),), title=words("Not so"))
    edit.save(one, [case, note])
    sync(one, other, post, Scope.of_cases("X-20"))
    edit.delete(one, note)
    path = send(one, other, post / "gone.age", Scope.of_cases("X-20"))
    seen = syncing.preview(other, path)
    assert [each.id for each in seen.records if each.deleted] == [note.id] and not seen.is_harmless
    syncing.receive(other, path)
    assert edit.read(other, "happening", note.id).deleted


def test_only_what_is_in_the_scope_goes(people, post):
    one, _, third = people
    case, secret = Case(reference="X-30", title=words("Shared")), Case(reference="X-31", title=words("Kept"))
    apart = Happening(cases=(Ref(secret.id),), title=words("Nobody's business"))
    edit.save(one, [case, secret, apart])
    taken = sync(one, third, post, Scope.of_cases("X-30"))
    assert case.id in taken.changes.records
    assert not taken.changes.records & {secret.id, apart.id}
    found = sharing.preview(one, Scope.of_search("Kept"), sharing.to(one, "Carol"))
    assert found.cases == (secret.id,)


def test_older_bundles_and_any_order_come_to_the_same(people, post):
    one, other, _ = people
    told = person(one)
    first = send(one, other, post / "1.age")
    edit.save(one, [replace(told, occupation=words("lawyer"))])
    second = send(one, other, post / "2.age", full=True)
    edit.save(one, [replace(told, occupation=words("judge"))])
    third = send(one, other, post / "3.age", full=True)
    for path in (third, first, second):
        syncing.receive(other, path)
    assert occupation(other, told) == "judge"
    assert conflicts.of_record(other, told.id) == ()


def test_everything_still_verifies(people):
    for each in people:
        wrong = [check for check in verify.deep(each) if not check.held]
        assert not wrong, wrong


def test_a_bundle_for_someone_else_or_from_a_stranger_is_refused(people, post, tmp_path, passphrase):
    one, other, third = people
    person(one)
    path = send(one, other, post / "x.age")
    before = database(third)
    with pytest.raises(Exception, match=r"\w"):
        syncing.receive(third, path)
    assert database(third) == before
    (stranger,) = team(tmp_path, ("Stranger",), passphrase)
    try:
        contacts.add(stranger, contacts.read_card(identity.card_text(other)), "Борис")
        person(stranger)
        path = send(stranger, other, post / "s.age")
        assert syncing.preview(other, path).contact is None
        with pytest.raises(Refused, match=r"handover\.signer_unknown"):
            syncing.receive(other, path)
        fingerprint = syncing.preview(other, path).checked.sender.fingerprint
        taken = syncing.receive(other, path, trusted=fingerprint)
        assert contacts.find(other, "Stranger") == taken.contact
    finally:
        stranger.lock()


def test_a_damaged_bundle_leaves_nothing(people, post):
    one, other, _ = people
    person(one)
    path = send(one, other, post / "d.age")
    data = bytearray(path.read_bytes())
    data[-700] ^= 1
    path.write_bytes(bytes(data))
    before = database(other)
    with pytest.raises(VerificationFailed):
        syncing.receive(other, path)
    assert database(other) == before
