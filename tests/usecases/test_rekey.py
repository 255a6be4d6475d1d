"""New keys: who did not enter a passphrase stays outside, everything is read at any moment, and nothing lies under old keys."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity, X25519Identity, encrypt
from casefile.domain.kinds import Case, Evidence
from casefile.errors import Cancelled, Refused, VerificationFailed
from casefile.progress import Stoppable
from casefile.usecases import edit, evidence, header, identity, people, recovering, recovery, rekey, verify
from casefile.usecases import session as sessions
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from casefile.vault import inbox
from casefile.vault.recovery import read
from tests.conftest import PASSPHRASE
from tests.usecases.test_recovery import typed

DANA, NADIA = "words that only Dana knows", "words that only Nadia knows"
CONTENTS = (b"a photograph" * 9000, b"a statement", b"")


@pytest.fixture
def furnished(session: Session) -> Session:
    """A vault with a case, three files, two more people and a drop that waits."""
    edit.save(session, [Case(reference="KZ-2021-001")])
    for content in CONTENTS:
        evidence.take_in(session, io.BytesIO(content), Evidence(original_name="file"))
    people.add(session, "Dana Invented", DANA)
    people.add(session, "Nadia Invented", NADIA, keyfile=b"a picture")
    inbox.drop(session.path, io.BytesIO(b"dropped"), "dropped.txt")
    return session


def held(session: Session) -> None:
    assert [check for check in verify.deep(session) if not check.held] == []
    with session.database.reading() as connection:
        blobs = session.local.blobs(connection)
    read = set()
    for blob in blobs:
        with session.vault.store.read(blob) as content:
            read.add(content.read())
    assert read == set(CONTENTS)
    assert list((session.path / "staging").iterdir()) == []


def test_only_those_who_entered_their_passphrase_come_in_again(furnished: Session, tmp_path: Path) -> None:
    path, card = furnished.path, identity.card(furnished)
    before = {each.name: each.read_bytes() for each in path.rglob("*") if each.is_file()}
    shutil.copytree(path, tmp_path / "copy")
    page = recovery.make_key(furnished, tmp_path / "key.pdf", "en")
    keys = furnished.vault.keys
    opened = rekey.renew(furnished, [Secret(NADIA, b"a picture"), Secret(PASSPHRASE)])
    assert rekey.pending(opened)
    assert opened.author.name == "Invented Author"
    assert [each.name for each in people.known(opened)] == ["Invented Author", "Nadia Invented"]
    held(opened)
    assert rekey.finish(opened) == rekey.Outcome(3, ())
    assert not rekey.pending(opened)
    held(opened)
    assert identity.card(opened) == card
    assert opened.vault.keys.vault != keys.vault
    (drop,) = opened.vault.inbox.waiting()
    opened.vault.inbox.earlier = ()
    assert opened.vault.store.read(opened.vault.inbox.take(drop).blob).read() == b"dropped"
    opened.lock()
    after = {each.name: each.read_bytes() for each in path.rglob("*") if each.is_file()}
    same = {name for name in before.keys() & after.keys() if before[name] == after[name]}
    assert same <= {"lock"}
    with pytest.raises(Refused, match="wrong_passphrase"):
        sessions.unlock(path, DANA)
    sessions.unlock(path, NADIA, keyfile=b"a picture").lock()
    for name in ("header.a", "header.b"):
        (path / name).write_bytes((tmp_path / "copy" / name).read_bytes())
    with pytest.raises(VerificationFailed, match="database_damaged"):
        sessions.unlock(path, DANA)
    for name in ("header.a", "header.b"):
        (path / name).unlink()
    text = typed(page)
    recovering.recover(path, recovering.key_in(text), "yet another", "Invented Author", sessions.FLOOR).lock()


def test_a_recovery_key_opens_while_it_is_not_finished(furnished: Session, tmp_path: Path) -> None:
    page = recovery.make_key(furnished, tmp_path / "key.pdf", "en")
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])
    opened.lock()
    opened = recovering.recover(opened.path, recovering.key_in(typed(page)), "yet another")
    assert rekey.pending(opened)
    held(opened)
    assert rekey.finish(opened).renewed == 3
    opened.lock()


def test_it_can_be_stopped_and_goes_on(furnished: Session) -> None:
    stop = Stoppable()
    stop.stop()
    with pytest.raises(Cancelled):
        rekey.renew(furnished, [Secret(PASSPHRASE)], progress=stop)
    held(furnished)
    assert len(people.known(furnished)) == 3
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])

    class AfterOne(Stoppable):
        def step(self, done: int, total: int | None) -> None:
            super().step(done, total)
            if done >= len(CONTENTS[1]):
                self.stop()

    with pytest.raises(Cancelled):
        rekey.finish(opened, AfterOne())
    path = opened.path
    opened.lock()
    again = sessions.unlock(path, PASSPHRASE)
    assert rekey.pending(again)
    held(again)
    assert rekey.finish(again).renewed < 4
    assert not rekey.pending(again)
    held(again)
    again.lock()


def test_a_passphrase_that_opens_nothing_changes_nothing(furnished: Session) -> None:
    for given, refusal in (([Secret("wrong")], "wrong_passphrase"), ([Secret(DANA)], "own_passphrase_missing")):
        with pytest.raises(Refused, match=refusal):
            rekey.renew(furnished, given)
    held(furnished)


def test_a_damaged_file_stays_as_it_is_and_is_named(furnished: Session) -> None:
    with furnished.database.reading() as connection:
        blob = furnished.local.blobs(connection)[0]
    file = furnished.path / "evidence" / blob.name[:2] / blob.name
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])
    assert rekey.finish(opened) == rekey.Outcome(2, (blob.name,))
    assert rekey.pending(opened)
    assert file.exists()
    again = rekey.renew(opened, [Secret(PASSPHRASE)])
    assert rekey.finish(again) == rekey.Outcome(2, (blob.name,))
    again.lock()


def test_the_header_may_lie_on_a_stick(furnished: Session, tmp_path: Path) -> None:
    path, stick = furnished.path, tmp_path / "stick"
    header.move(furnished, stick)
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])
    assert rekey.finish(opened).renewed == 3
    assert header.place(opened) == stick
    opened.lock()
    assert {each.name for each in stick.iterdir()} == {"header.a", "header.b", "recovery.age"}
    sessions.unlock(path, PASSPHRASE, header_folder=stick).lock()


def test_a_phone_that_knows_the_old_recipient_is_still_heard(furnished: Session) -> None:
    phone = furnished.vault.keys.inbox.recipient
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])
    rekey.finish(opened)
    stranger = X25519Identity.generate()
    for name, recipient in (("voice.age", phone), ("stray.age", stranger.recipient)):
        with (opened.path / "inbox" / name).open("wb") as sink:
            encrypt(io.BytesIO(b"a voice note"), sink, [recipient])
    blob = opened.vault.inbox.take("voice.age").blob
    assert opened.vault.store.read(blob).read() == b"a voice note"
    once_more = rekey.renew(opened, [Secret(PASSPHRASE)])
    rekey.finish(once_more)
    assert set(once_more.vault.inbox.waiting()) >= {"voice.age", "stray.age"}
    once_more.lock()


def test_nothing_is_acknowledged_after_the_keys_changed(furnished: Session) -> None:
    furnished.vault.supersede()
    with pytest.raises(Refused, match="superseded"):
        edit.save(furnished, [Case(reference="LATE")])


def test_an_altered_local_row_is_not_sealed_anew(furnished: Session) -> None:
    connection = furnished.vault.connect()
    connection.execute("UPDATE blob SET length = length + 1")
    connection.close()
    with pytest.raises(VerificationFailed, match="local_row_altered"):
        rekey.renew(furnished, [Secret(PASSPHRASE)])
    assert not (furnished.path / "staging" / "successor").exists()


def test_the_recovery_file_names_earlier_store_keys_only_while_they_are_needed(furnished: Session) -> None:
    keeper = HybridIdentity.generate()
    recovery.add_keeper(furnished, keeper.recipient.encode())
    earlier = furnished.vault.keys.store.encode()
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])
    assert earlier in read(opened.path, keeper).text
    rekey.finish(opened)
    assert earlier not in read(opened.path, keeper).text
    opened.lock()


def test_a_guess_may_cost_more_from_then_on(furnished: Session) -> None:
    floor = furnished.vault.ways.header.parameters
    chosen = sessions.Argon2Parameters(floor.memory_kib, floor.passes + 1, floor.lanes)
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)], chosen)
    opened.lock()
    again = sessions.unlock(opened.path, PASSPHRASE)
    assert again.vault.ways.header.parameters == chosen
    again.lock()
