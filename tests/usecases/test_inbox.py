"""From any hand into a locked vault, and from there into a case."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casefile import clock
from casefile.crypto.age import X25519Identity, encrypt
from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.errors import NotFound
from casefile.usecases import edit, evidence, inbox, verify
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

VOICE = b"OggS an invented voice note " * 4000


@pytest.fixture
def locked(tmp_path: Path, passphrase: str) -> Path:
    """A locked vault with one case."""
    session = sessions.create(tmp_path / "V.casefile", passphrase, "Invented Author", FLOOR)
    edit.save(session, [Case(id="c" * 32, reference="X-1", title=Text.of("An invented case", "en"))])
    session.lock()
    return session.path


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """A file on someone's phone."""
    path = tmp_path / "Дауыс жазба.ogg"
    path.write_bytes(VOICE)
    return path


@pytest.fixture
def session(locked: Path, voice: Path, passphrase: str) -> Iterator[Session]:
    """The vault, opened after the file was dropped."""
    inbox.drop(locked, voice)
    opened = sessions.unlock(locked, passphrase)
    yield opened
    opened.lock()


def whole(session: Session) -> bool:
    failed = [(check.key, dict(check.values)) for check in verify.deep(session) if not check.held]
    assert failed == []
    return True


def test_dropped_listed_looked_at_and_filed(session: Session) -> None:
    assert (inbox.arrived(session), inbox.pending(session)) == (1, 1)
    (one,) = inbox.waiting(session)
    assert inbox.pending(session) == 1, "brought in, and not filed yet"
    assert inbox.own_recipient(session) == inbox.recipient(session.path)
    assert (one.name, one.size, one.problem) == ("Дауыс жазба.ogg", len(VOICE), None)
    assert one.arrived
    assert inbox.arrived(session) == 0, "encrypted anew: the drop, whose key its sender knows, is gone"
    assert inbox.waiting(session) == (one,)
    assert whole(session)
    with inbox.opened(session, one.id) as stream:
        assert stream.read() == VOICE
    filed = inbox.take(session, one.id, evidence.attached_to("c" * 32))
    assert (filed.original_name, filed.size, filed.sha256) == ("Дауыс жазба.ogg", len(VOICE), one.id)
    assert inbox.waiting(session) == ()
    with evidence.opened(session, filed.id) as stream:
        assert stream.read() == VOICE
    (step,) = evidence.custody(session, filed.id)
    assert (step.event["event"], step.event["inbox"]) == ("imported", one.arrived)
    with pytest.raises(NotFound):
        inbox.take(session, one.id, evidence.attached_to("c" * 32))
    assert whole(session)


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
def test_from_any_age_tool(locked: Path, voice: Path, passphrase: str) -> None:
    target = locked / "inbox" / "IMG_0001.ogg.age"
    subprocess.run(["age", "-r", inbox.recipient(locked), "-o", target, voice], check=True)
    opened = sessions.unlock(locked, passphrase)
    (one,) = inbox.waiting(opened)
    assert (one.name, one.size) == ("IMG_0001.ogg", len(VOICE))
    filed = inbox.take(opened, one.id, evidence.attached_to("c" * 32))
    with evidence.opened(opened, filed.id) as stream:
        assert stream.read() == VOICE
    assert list((locked / "inbox").iterdir()) == []
    opened.lock()


def test_what_does_not_open_is_named_and_stays(session: Session) -> None:
    folder = session.path / "inbox"
    with (folder / "stray.age").open("wb") as sink:
        encrypt(io.BytesIO(b"for someone else"), sink, [X25519Identity.generate().recipient])
    (folder / "not age at all.age").write_bytes(b"hello")
    good, *bad = inbox.waiting(session)
    assert good.problem is None
    assert [each.id for each in bad] == ["not age at all.age", "stray.age"]
    assert all(each.problem is not None and each.problem.key == "vault.inbox_unreadable" for each in bad)
    assert (folder / "stray.age").exists()
    inbox.discard(session, "stray.age")
    assert not (folder / "stray.age").exists()
    assert len(inbox.waiting(session)) == 2


@pytest.mark.parametrize(
    "label",
    [
        b'{"name": "a.ogg", "length": Infinity}',
        b'{"name": "a.ogg", "length": -5}',
        b'{"name": "a.ogg", "length": "5"}',
        b'{"name": "\\ud800", "length": 5}',
        b'{"name": ["a.ogg"], "length": 5}',
        b"[" * 60_000,
        b'"a.ogg"',
    ],
)
def test_a_hostile_label_keeps_nothing_else_from_coming_in(session: Session, label: bytes) -> None:
    """To whom a label is encrypted stands in the header, so whoever had the vault in hand can leave one."""
    for name, content in (("a.age", b"hello"), ("a.label.age", label)):
        with (session.path / "inbox" / name).open("wb") as sink:
            encrypt(io.BytesIO(content), sink, [session.vault.keys.store.recipient])
    good, bad = inbox.waiting(session)
    assert (good.problem, bad.id) == (None, "a.age")
    assert bad.problem is not None and bad.problem.key == "vault.inbox_unreadable"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_in_an_old_encoding_comes_in(session: Session, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("справка.txt".encode("cp866"))
    path.write_bytes(b"out of an old archive")
    inbox.drop(session.path, path)
    _, dropped = inbox.waiting(session)
    attached = evidence.attach(session, path, evidence.attached_to("c" * 32))
    assert dropped.name == attached.original_name and attached.original_name.endswith(".txt")
    assert whole(session)


def test_the_same_content_twice_waits_once(session: Session, voice: Path) -> None:
    inbox.drop(session.path, voice)
    assert len(inbox.waiting(session)) == 1
    inbox.drop(session.path, voice)
    assert len(inbox.waiting(session)) == 1
    assert whole(session)


def test_discarding_takes_the_file_and_spares_evidence_of_the_same_content(session: Session, voice: Path) -> None:
    (one,) = inbox.waiting(session)
    inbox.discard(session, one.id)
    assert inbox.waiting(session) == ()
    assert not [path for path in (session.path / "evidence").rglob("*") if path.is_file()]
    kept = evidence.attach(session, voice, evidence.attached_to("c" * 32))
    inbox.drop(session.path, voice)
    (again,) = inbox.waiting(session)
    inbox.discard(session, again.id)
    with evidence.opened(session, kept.id) as stream:
        assert stream.read() == VOICE
    with pytest.raises(NotFound):
        inbox.discard(session, again.id)
    assert whole(session)


def test_what_interrupted_drops_left_goes_after_a_day(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.waiting(session)
    folder = session.path / "inbox"
    for name in ("0a.age.part", "0a.label.age", "0b.label.age.part"):
        (folder / name).write_bytes(b"half")
    inbox.waiting(session)
    assert len(list(folder.iterdir())) == 3, "someone may be dropping a file at this moment"
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert inbox.waiting(session)
    assert list(folder.iterdir()) == []
