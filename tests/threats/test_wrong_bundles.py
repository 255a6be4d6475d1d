"""Bundles that are sound and not for us, by nobody we know, or not the next in order: each has its own answer, and those that are refused
leave the vault's files as they were to the byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity
from casefile.crypto.signing import SigningKey
from casefile.handover import layout
from casefile.usecases import contacts, edit, receive
from casefile.usecases.session import Session
from tests.handover.desk import BUNDLE, Desk, members, retarred
from tests.handover.test_exchange import short
from tests.threats import incoming
from tests.threats.incoming import RECEIVE, befriend, desk_for, refusal, state


@dataclass
class Post:
    """One kind of bundle on its way to a vault."""

    session: Session
    desk: Desk
    kind: str
    folder: Path

    def sent(self, name: str = "x.age") -> Path:
        """As the desk sends it."""
        return incoming.sent(self.session, self.desk, self.kind, self.folder / name)

    def rewritten(self, change: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]) -> Path:
        """Opened, changed in its files and encrypted again to the same recipient."""
        sound = self.sent("sound.age")
        tar = retarred(change(members(self.desk.opened(sound))))
        sound.unlink()
        return self.desk.sealed(tar if self.kind == layout.DISCLOSURE else short(tar), self.folder / "x.age")


@pytest.fixture(params=RECEIVE)
def post(session: Session, request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    """Bundles of each kind by a stranger."""
    return Post(session, desk_for(session), request.param, tmp_path)


@pytest.fixture
def known(post: Post) -> Post:
    """The same, by a contact."""
    befriend(post.session, post.desk)
    return post


def signature_changed(change: Callable[[bytes], bytes]) -> Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]:
    return lambda files: [(files[0][0], change(files[0][1])), *files[1:]]


@pytest.mark.threat(18)
def test_each_wrong_one_has_its_answer(known: Post) -> None:
    desk, folder = known.desk, known.folder
    mine = desk.recipient
    said: dict[str, str] = {}
    before = state(known.session)

    desk.recipient = HybridIdentity.generate()
    elsewhere = known.sent("elsewhere.age")
    said["for someone else"] = refusal(known.session, known.kind, elsewhere)
    passed_on = replace(desk, recipient=mine).sealed(desk.opened(elsewhere), folder / "on.age")
    said["meant for another"] = refusal(known.session, known.kind, passed_on)
    desk.recipient = mine

    unsigned = known.rewritten(lambda files: files[1:])
    said["no signature"] = refusal(known.session, known.kind, unsigned)
    text = signature_changed(lambda note: note.replace(b"sequence ", b"sequence 1"))
    said["wrong signature"] = refusal(known.session, known.kind, known.rewritten(text))
    (folder / "other").mkdir()
    other = Post(known.session, Desk(recipient=mine, files=(b"other",)), known.kind, folder / "other")
    theirs = members(other.desk.opened(other.sent()))[0][1]
    said["of another bundle"] = refusal(known.session, known.kind, known.rewritten(signature_changed(lambda _: theirs)))
    if known.kind != layout.CARD:  # a stranger's makes a contact who is still to be compared
        said["by a stranger"] = refusal(known.session, known.kind, other.sent("stranger.age"))

    assert state(known.session) == before
    assert len(set(said.values())) == len(said), said


@pytest.mark.threat(18)
def test_a_stranger_is_not_taken_for_the_contact_whose_name_they_bear(known: Post) -> None:
    before, trusted = state(known.session), contacts.known(known.session)
    known.desk.key = SigningKey.generate()
    key = refusal(known.session, known.kind, known.sent())
    assert key == ("contacts.card_other_device" if known.kind == layout.CARD else "handover.signer_unknown")
    assert state(known.session) == before and contacts.known(known.session) == trusted


@pytest.mark.threat(19)
def test_what_is_sent_again_changes_nothing(known: Post) -> None:
    path = known.sent()
    RECEIVE[known.kind](known.session, path)
    before = state(known.session)
    for _ in range(2):
        RECEIVE[known.kind](known.session, path)
    again = known.desk.sealed(known.desk.opened(path), known.folder / "again.age")
    RECEIVE[known.kind](known.session, again)
    assert state(known.session) == before, "neither the same file nor the same content in another one"


@pytest.mark.threat(19)
def test_a_part_of_it_and_the_same_again_whole(known: Post) -> None:
    whole = known.sent()
    (known.folder / "part.age").write_bytes(whole.read_bytes()[:-30])
    before = state(known.session)
    assert refusal(known.session, known.kind, known.folder / "part.age") == "crypto.truncated"
    assert state(known.session) == before
    RECEIVE[known.kind](known.session, whole)


@pytest.mark.threat(19)
def test_an_older_disclosure_after_a_newer_one(session: Session, tmp_path: Path) -> None:
    """Each is what someone was shown on its day: both are kept, with the sender's numbers, and neither changes the other."""
    desk = desk_for(session)
    befriend(session, desk)
    newer = desk.write(tmp_path / "newer.age", bundle_id="e" * 32, sequence=9, day="2031-06-01")
    older = desk.write(tmp_path / "older.age", bundle_id="f" * 32, sequence=8, day="2031-05-01")
    first = receive.receive(session, newer)
    receive.receive(session, older)
    assert {each.event["sequence"] for each in receive.received(session)} == {8, 9}
    assert edit.read(session, "evidence", first.evidence.id).record == first.evidence


@pytest.mark.threat(19)
def test_other_content_under_the_number_of_one_that_came(session: Session, tmp_path: Path) -> None:
    """A sender who was rolled back gives a number twice: the content tells the two apart, and neither takes the other's place."""
    desk = desk_for(session)
    befriend(session, desk)
    one = receive.receive(session, desk.write(tmp_path / "one.age"))
    other = receive.receive(session, desk.write(tmp_path / "other.age", day="2031-05-03"))
    assert one.event["bundle"] == other.event["bundle"] == BUNDLE
    assert one.evidence.id != other.evidence.id
    assert len(receive.received(session)) == 2
