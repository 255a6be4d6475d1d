"""What a file says about itself reaches its record; a hostile one does not stop the attaching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile import program
from casefile.domain.kinds import Evidence
from casefile.domain.values import When
from casefile.errors import Cancelled, Refused
from casefile.files import resource
from casefile.progress import Stoppable
from casefile.usecases import edit, evidence, filetext
from casefile.usecases.session import Session


def _media(name: str) -> Path:
    return resource("sample", "media", name)


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [
        ("crowd.mp4", "video", "video/mp4"),
        ("statement.ogg", "audio", "audio/ogg"),
        ("court-notice.pdf", "document", "application/pdf"),
        ("statement.txt", "document", "text/plain"),
    ],
)
def test_kind_and_media_type_come_from_the_file(session: Session, name: str, kind: str, media_type: str) -> None:
    taken = evidence.attach(session, _media(name), Evidence())
    assert (taken.kind, taken.media_type) == (kind, media_type)
    assert evidence.get(session, taken.id) == taken


def test_a_photo_brings_the_time_of_the_camera(session: Session) -> None:
    taken = evidence.attach(session, _media("broken-camera.jpg"), Evidence())
    assert (taken.kind, taken.captured, taken.captured_time) == ("photo", When("2024-03-10"), "15:07:40+05:00")


def test_what_a_person_said_stands(session: Session) -> None:
    said = Evidence(kind="screenshot", captured=When("2024-02~", "about February 2024"))
    taken = evidence.attach(session, _media("broken-camera.jpg"), said)
    assert (taken.kind, taken.media_type) == ("screenshot", "image/jpeg")
    assert (taken.captured, taken.captured_time) == (said.captured, None)


def test_a_damaged_file_is_taken_in_as_it_is(session: Session, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe1" + bytes(range(256)) * 40)
    taken = evidence.attach(session, broken, Evidence())
    assert taken.media_type == "image/jpeg"
    assert taken.captured is None
    with evidence.opened(session, taken.id) as stored:
        assert stored.read() == broken.read_bytes()


def test_an_unknown_file_keeps_its_kind_open(session: Session, tmp_path: Path) -> None:
    unknown = tmp_path / "unknown.bin"
    unknown.write_bytes(bytes(range(256)))
    taken = evidence.attach(session, unknown, Evidence())
    assert (taken.kind, taken.media_type) == (None, "application/octet-stream")


class _StopWhenWritten(Stoppable):
    """Stops once all bytes are in: while the worker looks."""

    def step(self, done: int, total: int | None) -> None:
        super().step(done, total)
        if done == total:
            self.stop()


def test_cancel_while_the_worker_looks_leaves_nothing(session: Session) -> None:
    with pytest.raises(Cancelled):
        evidence.attach(session, _media("crowd.mp4"), Evidence(), _StopWhenWritten())
    assert not [each for each in (session.path / "evidence").rglob("*") if each.is_file()]


def test_the_same_file_twice_is_stored_once(session: Session) -> None:
    for _ in range(2):
        evidence.attach(session, _media("statement.txt"), Evidence())
    assert len([each for each in (session.path / "evidence").rglob("*") if each.is_file()]) == 1


def test_a_vault_that_takes_no_more_leaves_the_text_for_later(session: Session) -> None:
    """The file is in by then: said to be refused, it would be attached a second time."""
    taken = evidence.attach(session, _media("statement.txt"), Evidence())
    with session.database.maintaining() as connection:
        session.local.forget_text(connection, taken.sha256 or "")
    session.database.refuse_writing()
    filetext.read(session, taken)
    assert filetext.unread(session) == 1


def test_a_file_waits_on_where_the_system_starts_no_worker(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = evidence.attach(session, _media("statement.txt"), Evidence())
    with session.database.maintaining() as connection:
        session.local.forget_text(connection, taken.sha256 or "")
    with monkeypatch.context() as short:
        short.setattr(program, "clean", lambda _name: ["/no/such/program"])
        with pytest.raises(Refused, match="not_started"):
            filetext.read_all(session)
    assert filetext.unread(session) == 1
    assert filetext.read_all(session) == 1


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The system starts no process, until what is given is undone."""
    monkeypatch.setattr(program, "clean", lambda _name: ["/no/such/program"])
    yield monkeypatch


@pytest.mark.parametrize(
    ("name", "kind", "media_type"),
    [
        ("statement.txt", "document", "text/plain"),
        ("court-notice.pdf", "document", "application/pdf"),
        ("crowd.mp4", None, "video/mp4"),
        ("broken-camera.jpg", None, "image/jpeg"),
    ],
)
def test_without_a_worker_the_first_bytes_tell_the_type(
    session: Session, no_worker: pytest.MonkeyPatch, name: str, kind: str | None, media_type: str
) -> None:
    taken = evidence.attach(session, _media(name), Evidence())
    assert (taken.kind, taken.media_type) == (kind, media_type)
    assert filetext.unread(session) == (kind == "document")
    no_worker.undo()
    assert filetext.read_all(session) == (kind == "document")


@pytest.mark.parametrize(
    ("name", "ending"), [("letter.DOCX", "wordprocessingml.document"), ("a.odt", ".text"), ("x.zip", "/zip")]
)
def test_which_document_an_archive_is_only_its_name_tells(
    session: Session, no_worker: pytest.MonkeyPatch, tmp_path: Path, name: str, ending: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"PK\x03\x04 an invented archive")
    assert (evidence.attach(session, file, Evidence()).media_type or "").endswith(ending)


def test_a_file_that_nobody_told_the_type_of_is_looked_into(session: Session, no_worker: pytest.MonkeyPatch) -> None:
    """As earlier versions left it."""
    taken = evidence.attach(session, _media("statement.txt"), Evidence())
    edit.save(session, [replace(taken, media_type=None)])
    no_worker.undo()
    assert filetext.unread(session) == 1
    assert filetext.read_all(session) == 1
    assert filetext.unread(session) == 0
